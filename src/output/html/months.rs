//! Meetings per month: bars, or a column per year.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::charts::{bar, shade};
use super::text::counted;

/// Counts by year and month.
pub type MonthCounts = BTreeMap<(i32, u32), u64>;

/// The names of the months.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The most months that are drawn as bars.
const MAX_BARS: i64 = 24;
/// The most years that have a column.
const MAX_YEARS: usize = 6;

/// Draws the months from the first with meetings to the last.
pub(super) fn draw(counts: &MonthCounts) -> String {
    let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return "<p>None.</p>\n".to_owned();
    };
    let number = |(year, month): (i32, u32)| i64::from(year) * 12 + i64::from(month) - 1;
    if number(*last) - number(*first) < MAX_BARS {
        bars(counts, number(*first)..=number(*last))
    } else {
        years(counts)
    }
}

fn bars(counts: &MonthCounts, months: std::ops::RangeInclusive<i64>) -> String {
    let most = counts.values().copied().max().unwrap_or(0);
    let mut html = String::from(
        "<table><caption class=\"only\">Meetings per month</caption><thead class=\"only\"><tr>\
         <th scope=\"col\">Month</th><th></th><th scope=\"col\">Meetings</th></tr></thead><tbody>\n",
    );
    for number in months {
        let year = i32::try_from(number.div_euclid(12)).unwrap_or(0);
        let month = u32::try_from(number.rem_euclid(12)).unwrap_or(0) + 1;
        let count = counts.get(&(year, month)).copied().unwrap_or(0);
        let _ = writeln!(
            html,
            "<tr><th class=\"key\" scope=\"row\">{} {year}</th><td class=\"draw\">{}</td><td class=\"n\">{count}</td></tr>",
            name(month),
            bar(count, most)
        );
    }
    html.push_str("</tbody></table>\n");
    html
}

fn name(month: u32) -> &'static str {
    let named = MONTHS.iter().zip(1..).find(|(_, number)| *number == month);
    named.map_or("?", |(name, _)| name)
}

/// A column for each of the last years that have meetings, one below the other its months.
fn years(counts: &MonthCounts) -> String {
    let all: BTreeSet<i32> = counts.keys().map(|(year, _)| *year).collect();
    let shown: Vec<i32> = all.iter().copied().skip(all.len().saturating_sub(MAX_YEARS)).collect();
    let of = |year: i32, month: u32| counts.get(&(year, month)).copied().unwrap_or(0);
    let in_year = |year: i32| (1..=12).map(|month| of(year, month)).sum::<u64>();
    let drawn = counts.iter().filter(|((year, _), _)| shown.contains(year));
    let most = drawn.map(|(_, count)| *count).max().unwrap_or(0);
    let mut html = String::from(
        "<div class=\"scroll\"><table class=\"years\"><caption class=\"only\">Meetings per month and year</caption><thead><tr>\
         <th scope=\"col\"><span class=\"only\">Month</span></th>",
    );
    for year in &shown {
        let _ = write!(html, "<th scope=\"col\">{year}</th>");
    }
    html.push_str("</tr></thead><tbody>\n");
    for month in 1..=12 {
        let _ = write!(html, "<tr><th class=\"key\" scope=\"row\">{}</th>", name(month));
        for year in &shown {
            let count = of(*year, month);
            let _ = write!(html, "<td class=\"l{}\">{count}</td>", shade(count, most));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody><tfoot><tr><th scope=\"row\">All</th>");
    for year in &shown {
        let _ = write!(html, "<td>{}</td>", in_year(*year));
    }
    html.push_str("</tr></tfoot></table></div>\n");
    html.push_str(&earlier(&all, &shown, in_year));
    html
}

/// What has no column.
fn earlier(all: &BTreeSet<i32>, shown: &[i32], in_year: impl Fn(i32) -> u64) -> String {
    let mut hidden = all.iter().copied().filter(|year| !shown.contains(year)).peekable();
    let Some(first) = hidden.peek().copied() else { return String::new() };
    let (last, count) = hidden.fold((first, 0), |(_, sum), year| (year, sum + in_year(year)));
    let span = if first == last { first.to_string() } else { format!("{first} to {last}") };
    format!("<p class=\"note\">Not shown: {} of {span}.</p>\n", counted(count, "meeting"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_meetings_between_two_has_a_row() {
        let html = draw(&[((2025, 12), 4), ((2026, 2), 2)].into());
        let rows: Vec<&str> = html.lines().filter(|line| line.starts_with("<tr>")).collect();
        assert_eq!(rows.len(), 3);
        assert!(rows[1].contains("Jan 2026") && rows[1].ends_with("<td class=\"n\">0</td></tr>"));
        assert!(rows[2].contains("width=\"50.00%\""), "{html}");
        assert_eq!(draw(&MonthCounts::new()), "<p>None.</p>\n");
    }

    #[test]
    fn many_years_have_a_column_each_and_the_rest_is_counted() {
        let counts = (2015..=2026).map(|year| ((year, 5), 2)).chain([((9999, 12), 1)]).collect();
        let html = draw(&counts);
        assert!(
            html.contains("<th scope=\"col\">2022</th>")
                && html.contains("<th scope=\"col\">9999</th>")
        );
        assert!(!html.contains(">2021</th>"));
        assert!(html.contains("Not shown: 14 meetings of 2015 to 2021."), "{html}");
    }
}
