//! Rows of the exports of other calendars. As in iCalendar files, what does not fit is changed with
//! a warning, rather than rejected.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

use super::dates::{self, Dated};
use super::options::{DateOrder, Dialect};
use super::{ALL_DAY, Row};
use crate::fields;
use crate::interchange::draft::{MeetingDraft, fitting_title};
use crate::interchange::record::{MeetingEntry, Person, Problem, ReadOptions};

/// Reads a meeting.
pub(super) fn meeting(
    row: &Row<'_>,
    dialect: Dialect,
    options: &ReadOptions,
    warnings: &mut Vec<String>,
) -> Result<MeetingEntry, Problem> {
    let (start, end) = times(row, dialect, options)?;
    let mut description = row.joined(2, "\n\n").map(|text| text.replace('\0', ""));
    let subject = row.cell(1).unwrap_or_default();
    let title = fitting_title("the title", &subject, &mut description, warnings);
    let mut person = |field: &str, text: &str| {
        let read = fields::named_address(text);
        if read.is_err() {
            let shown: String = text.chars().take(60).collect();
            warnings.push(format!("{field} {shown:?} has no e-mail address and was omitted"));
        }
        read.ok().map(|(email, name)| Person::Email { email, name })
    };
    let creator = row.filled(6).and_then(|text| person("the organizer", &text));
    let attendees = row.joined(7, ";").unwrap_or_default();
    let attendees = attendees.split(';').map(str::trim).filter(|text| !text.is_empty());
    let participants: Vec<Person> =
        attendees.filter_map(|text| person("the participant", text)).collect();
    MeetingDraft {
        uid: row.filled(0),
        title: Some(title.into()),
        description: description.map(Cow::Owned),
        start: Some(start.into()),
        end: end.map(Cow::Owned),
        status: row.filled(5),
        creator,
        participants: (!participants.is_empty()).then_some(participants),
        minutes: None,
    }
    .check(options)
}

/// Start and end as texts. A whole day is from its 00:00 to that of the next day, in the zone of
/// the reader.
fn times(
    row: &Row<'_>,
    dialect: Dialect,
    options: &ReadOptions,
) -> Result<(String, Option<String>), Problem> {
    let order = options.csv.date_order();
    let start = row.filled(3).ok_or_else(|| Problem::of("start_time", "is missing"))?;
    let end = row.filled(4);
    let Some(first) = dated("start_time", &start, order)? else {
        return Err(Problem::of("start_time", format!("{start:?} is not a date and a time")));
    };
    let last = end.as_deref().map(|text| dated("end_time", text, order)).transpose()?.flatten();
    let whole_days = match row.filled(ALL_DAY) {
        Some(text) => truth(&text)?,
        None => first.rest.is_empty(),
    };
    if whole_days {
        let end = day_after(dialect, first.date, last.as_ref());
        let end = end.ok_or_else(|| Problem::of("end_time", "is out of range"))?;
        return Ok((first.date.to_string(), Some(end.to_string())));
    }
    let end = match (&end, last) {
        (_, Some(last)) => Some(last.to_text()),
        // Only a time: on the day of the start.
        (Some(clock), None) => {
            let text = format!("{} {clock}", first.date);
            dated("end_time", &text, order)?.map(|dated| dated.to_text())
        }
        (None, None) => None,
    };
    Ok((first.to_text(), end))
}

fn dated<'a>(
    field: &str,
    text: &'a str,
    order: Option<DateOrder>,
) -> Result<Option<Dated<'a>>, Problem> {
    dates::dated(text, order).map_err(|why| Problem::of(field, why))
}

/// The day after the last one of an event of whole days.
fn day_after(dialect: Dialect, first: NaiveDate, last: Option<&Dated<'_>>) -> Option<NaiveDate> {
    let given = last.map_or(first, |last| last.date.max(first));
    // Outlook writes the midnight at which the event ends.
    let is_exclusive =
        dialect == Dialect::Outlook && given > first && last.is_some_and(Dated::is_midnight);
    if is_exclusive { Some(given) } else { given.checked_add_days(Days::new(1)) }
}

fn truth(text: &str) -> Result<bool, Problem> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        other => Err(Problem::of("all_day", format!("{other:?} is not true or false"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{options, problems_of, read_with};
    use super::*;
    use crate::interchange::csv::CsvOptions;

    const OUTLOOK: &str = "\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\
        \"All day event\",\"Meeting Organizer\",\"Required Attendees\",\"Optional Attendees\",\
        \"Description\",\"Location\",\"Private\"\n";

    fn with(dialect: Dialect) -> ReadOptions {
        let csv = CsvOptions { dialect: Some(dialect), ..CsvOptions::default() };
        ReadOptions { csv, ..options(false) }
    }

    fn shown(entry: &MeetingEntry) -> String {
        format!("{} {} {}", entry.title, entry.start, entry.end)
    }

    fn by_email(email: &str, name: Option<&str>) -> Person {
        Person::Email { email: email.to_owned(), name: name.map(str::to_owned) }
    }

    #[test]
    fn outlook_writes_dates_with_the_month_first() {
        let text = format!(
            "{OUTLOOK}\"Review\",\"6/1/2026\",\"10:00:00 AM\",\"6/1/2026\",\"1:30:00 PM\",\"False\",\
             \"Ada L <Ada@x>\",\"ben@x;Cleo D\",\"dan@x\",\"two\nlines\",\"Room 1\",\"False\"\n\
             \"Fair\",\"6/2/2026\",\"12:00:00 AM\",\"6/4/2026\",\"12:00:00 AM\",\"True\",,,,,,\n\
             \"Day\",\"6/5/2026\",\"12:00:00 AM\",\"6/5/2026\",\"12:00:00 AM\",\"True\",,,,,,\n"
        );
        let entries = read_with(&text, with(Dialect::Outlook));
        let read: Vec<&MeetingEntry> =
            entries.iter().map(|e| e.content.as_ref().unwrap()).collect();
        assert_eq!(
            read.iter().map(|entry| shown(entry)).collect::<Vec<_>>(),
            [
                "Review 2026-06-01 10:00:00 2026-06-01 13:30:00",
                "Fair 2026-06-02 00:00:00 2026-06-04 00:00:00",
                "Day 2026-06-05 00:00:00 2026-06-06 00:00:00",
            ]
        );
        assert_eq!(read[0].creator, Some(by_email("Ada@x", Some("Ada L"))));
        let people = vec![by_email("ben@x", None), by_email("dan@x", None)];
        assert_eq!(read[0].participants, Some(people));
        assert_eq!(read[0].description.as_deref(), Some("two\nlines"));
        assert_eq!(
            entries[0].warnings,
            ["the participant \"Cleo D\" has no e-mail address and was omitted"]
        );
        assert_eq!((&read[1].creator, &read[1].participants), (&None, &None));
    }

    #[test]
    fn google_names_the_last_day() {
        let text = "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\n\
            Fair,06/02/2026,,06/04/2026,,True,,,True\n\
            Day,06/05/2026,,,,True,,,\n\
            No time,06/05/2026,,,,,,,\n\
            Talk,06/06/2026,10:00 PM,06/07/2026,12:30 AM,False,,,\n\
            Short,06/08/2026,10:00 AM,,10:30 AM,,,,\n";
        let entries = read_with(text, with(Dialect::Google));
        let read: Vec<String> =
            entries.iter().map(|entry| shown(entry.content.as_ref().unwrap())).collect();
        assert_eq!(
            read,
            [
                "Fair 2026-06-02 00:00:00 2026-06-05 00:00:00",
                "Day 2026-06-05 00:00:00 2026-06-06 00:00:00",
                "No time 2026-06-05 00:00:00 2026-06-06 00:00:00",
                "Talk 2026-06-06 22:00:00 2026-06-07 00:30:00",
                "Short 2026-06-08 10:00:00 2026-06-08 10:30:00",
            ]
        );
    }

    #[test]
    fn what_does_not_fit_is_changed_and_what_has_no_meaning_is_rejected() {
        let long = "x".repeat(120);
        let text = format!(
            "{OUTLOOK}{long},6/1/2026,10:00,6/1/2026,11:00,0,,,,More,,\n\
             ,6/2/2026,10:00,6/2/2026,11:00,0,,,,,,\n\
             A,31/5/2026,10:00,6/2/2026,11:00,0,,,,,,\n\
             B,6/2/2026,10:00,6/2/2026,11:00,perhaps,,,,,,\n\
             C,6/2/2026,10:00,,,0,,,,,,\n\
             D,,10:00,6/2/2026,11:00,0,,,,,,\n"
        );
        let entries = read_with(&text, with(Dialect::Outlook));
        let first = entries[0].content.as_ref().unwrap();
        assert_eq!(first.title, "x".repeat(100));
        assert_eq!(first.description, Some(format!("{long}\n\nMore")));
        assert_eq!(entries[0].warnings.len(), 1);
        assert_eq!(entries[1].content.as_ref().unwrap().title, "(untitled)");
        assert_eq!(
            problems_of(&entries),
            [
                (4, "Start Date+Start Time: \"31/5/2026\" is not a date"),
                (5, "All day event: \"perhaps\" is not true or false"),
                (6, "End Date+End Time: is missing"),
                (7, "Start Date+Start Time: \"10:00\" is not a date and a time"),
            ]
            .map(|(line, text)| (line, text.to_owned()))
        );
    }
}
