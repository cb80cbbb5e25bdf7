//! A report as one HTML file: no script, nothing from a network, drawn by the browser at once.

mod charts;
mod months;
mod text;

use std::fmt::Write as _;

pub use months::MonthCounts;
use text::{counted, escaped, foreign};

/// The look, light and dark, on screens and on paper.
const STYLE: &str = include_str!("style.css");

/// What a report shows.
#[derive(Debug, Default)]
pub struct ReportPage {
    /// The window, for people.
    pub window: String,
    /// The zone of all times.
    pub zone: String,
    /// When it was made.
    pub made: String,
    /// Meetings by status, the name first.
    pub statuses: Vec<(&'static str, u64)>,
    /// Busy meetings by weekday, Monday first, and hour.
    pub load: [[u64; 24]; 7],
    /// Meetings by month of their start.
    pub months: MonthCounts,
    /// Meetings by length, the name first.
    pub lengths: Vec<(&'static str, u64)>,
    /// The length that half of the meetings do not exceed.
    pub median_length: Option<String>,
    /// Who takes part in most meetings.
    pub most_active: Vec<ActivePerson>,
    /// The double bookings.
    pub conflicts: Conflicts,
}

/// Who takes part in meetings.
#[derive(Debug)]
pub struct ActivePerson {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// In how many.
    pub meetings: u64,
}

/// Double bookings of a part of the window.
#[derive(Debug, Default)]
pub struct Conflicts {
    /// That part, for people.
    pub window: String,
    /// How many there are; `None` if they cannot be counted.
    pub count: Option<u64>,
    /// The first of them, each pair of meetings once.
    pub shown: Vec<Conflict>,
    /// How many double bookings those are: a pair may concern several people.
    pub in_shown: u64,
    /// The command that lists all.
    pub command: String,
}

/// Two meetings that overlap.
#[derive(Debug)]
pub struct Conflict {
    /// When both take place.
    pub when: String,
    /// Whose.
    pub who: String,
    /// The one that starts first.
    pub first: String,
    /// The other one.
    pub second: String,
}

impl ReportPage {
    /// How many meetings the report is about.
    pub fn total(&self) -> u64 {
        self.statuses.iter().map(|(_, count)| count).sum()
    }

    /// The page.
    pub fn html(&self) -> String {
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>Meetings, {window}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <header><h1>Meetings</h1><p>{window} · times in {zone} · made {made}</p></header>\n",
            window = escaped(&self.window),
            zone = escaped(&self.zone),
            made = escaped(&self.made),
        );
        html.push_str(&self.tiles());
        html.push_str(&section(
            "load",
            "Load by weekday and hour",
            "Meetings that take place in each hour, over all weeks; one of several hours counts in each. Without \
             cancelled ones.",
            &charts::week(&self.load),
        ));
        html.push_str("<div class=\"two\">\n");
        html.push_str(&section(
            "months",
            "Months",
            "Meetings by the month in which they start.",
            &months::draw(&self.months),
        ));
        html.push_str(&section("status", "Status", "As it is stored.", &self.by_status()));
        html.push_str(&section(
            "lengths",
            "Length",
            "Meetings by how long they take.",
            &self.by_length(),
        ));
        html.push_str("</div>\n");
        html.push_str(&section(
            "active",
            "Most active",
            "Who takes part in most meetings, cancelled ones included.",
            &self.by_person(),
        ));
        html.push_str(&self.conflicts.html());
        html.push_str("<footer>Made by meetctl.</footer>\n</main>\n</body>\n</html>\n");
        html
    }

    fn tiles(&self) -> String {
        let busiest = charts::busiest(&self.load);
        let busiest = busiest.map_or_else(|| "none".to_owned(), |(when, _)| when);
        let conflicts = self.conflicts.count;
        let bad = if conflicts.is_some_and(|count| count > 0) { " bad" } else { "" };
        let tile = |class: &str, value: &str, name: &str| {
            format!("<li class=\"tile{class}\"><b>{}</b><span>{name}</span></li>\n", escaped(value))
        };
        let count = conflicts.map_or_else(|| "unknown".to_owned(), |count| count.to_string());
        [
            "<ul class=\"tiles\">\n".to_owned(),
            tile("", &self.total().to_string(), "meetings"),
            tile("", &busiest, "busiest hour"),
            tile("", self.median_length.as_deref().unwrap_or("none"), "median length"),
            tile(bad, &count, "double bookings"),
            "</ul>\n".to_owned(),
        ]
        .concat()
    }

    fn by_status(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "<p>None.</p>\n".to_owned();
        }
        let named: Vec<String> =
            self.statuses.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let counts: Vec<u64> = self.statuses.iter().map(|(_, count)| *count).collect();
        let description = format!("{}.", named.join(", "));
        let mut html = charts::parts(&counts, "Meetings by status", &description);
        html.push_str("<table><caption class=\"only\">Meetings by status</caption><tbody>\n");
        for (number, (name, count)) in (1..).zip(&self.statuses) {
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{} {name}</th><td class=\"n\">{count}</td></tr>",
                charts::key(number)
            );
        }
        html.push_str("</tbody></table>\n");
        html
    }

    fn by_length(&self) -> String {
        let known: u64 = self.lengths.iter().map(|(_, count)| count).sum();
        if known == 0 {
            return "<p>None.</p>\n".to_owned();
        }
        let most = self.lengths.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut html =
            String::from("<table><caption class=\"only\">Meetings by length</caption><tbody>\n");
        for (name, count) in &self.lengths {
            let _ = writeln!(
                html,
                "<tr><th class=\"key\" scope=\"row\">{name}</th><td class=\"draw\">{}</td><td class=\"n\">{count}</td></tr>",
                charts::bar(*count, most)
            );
        }
        html.push_str("</tbody></table>\n");
        let unknown = self.total().saturating_sub(known);
        if unknown > 0 {
            let unknown = counted(unknown, "meeting");
            let _ = writeln!(html, "<p class=\"note\">Not shown: {unknown} without a length.</p>");
        }
        html
    }

    fn by_person(&self) -> String {
        let Some(most) = self.most_active.first().map(|person| person.meetings) else {
            return "<p>Nobody.</p>\n".to_owned();
        };
        let mut html = String::from(
            "<table class=\"rows people\"><caption class=\"only\">Most active people</caption><thead class=\"only\"><tr>\
             <th scope=\"col\">Person</th><th></th><th scope=\"col\">Meetings</th></tr></thead><tbody>\n",
        );
        for person in &self.most_active {
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{}<br><span class=\"small\">{}</span></th><td class=\"draw\">{}</td>\
                 <td class=\"n\">{}</td></tr>",
                foreign(&person.name),
                foreign(&person.email),
                charts::bar(person.meetings, most),
                person.meetings
            );
        }
        html.push_str("</tbody></table>\n");
        html
    }
}

impl Conflicts {
    fn html(&self) -> String {
        let command = format!("<code>{}</code>", escaped(&self.command));
        let body = match self.count {
            None => "<p>They cannot be counted: a time in the database cannot be read. \
                     <code>meetctl doctor</code> names it.</p>\n"
                .to_owned(),
            Some(0) => "<p>None.</p>\n".to_owned(),
            Some(_) => self.table(),
        };
        let note = format!(
            "Meetings of one person that overlap, from {}. The report looks at 30 days at most; {command} lists all.",
            escaped(&self.window)
        );
        section("conflicts", "Double bookings", &note, &body)
    }

    fn table(&self) -> String {
        let mut html = String::from(
            "<table class=\"rows stack\"><caption class=\"only\">Double bookings</caption><thead><tr><th scope=\"col\">When \
             both</th><th scope=\"col\">Who</th><th scope=\"col\">First</th><th scope=\"col\">Second</th></tr></thead>\
             <tbody>\n",
        );
        for pair in &self.shown {
            let _ = writeln!(
                html,
                "<tr><th class=\"when\" scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(&pair.when),
                foreign(&pair.who),
                foreign(&pair.first),
                foreign(&pair.second)
            );
        }
        html.push_str("</tbody></table>\n");
        let hidden = self.count.unwrap_or(0).saturating_sub(self.in_shown);
        if hidden > 0 {
            let _ = writeln!(html, "<p class=\"note\">And {hidden} more.</p>");
        }
        html
    }
}

/// A part of the page with a heading; `note` and `body` are HTML.
fn section(id: &str, title: &str, note: &str, body: &str) -> String {
    format!(
        "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2><p class=\"note\">{note}</p>\n{body}</section>\n"
    )
}
