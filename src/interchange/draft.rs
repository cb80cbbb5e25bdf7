//! A record as texts, before it is checked.

use std::borrow::Cow;
use std::time::Duration;

use chrono::{Datelike, TimeDelta};
use clap::ValueEnum;

use super::record::{MAX_UID_CHARS, MeetingEntry, Person, Problem, ReadOptions, UserEntry};
use crate::entity::meeting::Status;
use crate::fields;
use crate::time::{UtcTime, YEARS, bounds, parse_dated, read_fixed};

/// The texts of a meeting. `None`: the file has no value.
#[derive(Debug, Default)]
pub(super) struct MeetingDraft<'a> {
    pub(super) uid: Option<Cow<'a, str>>,
    pub(super) title: Option<Cow<'a, str>>,
    pub(super) description: Option<Cow<'a, str>>,
    pub(super) start: Option<Cow<'a, str>>,
    pub(super) end: Option<Cow<'a, str>>,
    /// Instead of the end: minutes, perhaps with a fraction.
    pub(super) minutes: Option<f64>,
    pub(super) status: Option<Cow<'a, str>>,
    pub(super) creator: Option<Person>,
    pub(super) participants: Option<Vec<Person>>,
}

impl MeetingDraft<'_> {
    /// The meeting, or the first thing that is wrong with it.
    pub(super) fn check(self, options: &ReadOptions) -> Result<MeetingEntry, Problem> {
        let title = self.title.ok_or_else(|| missing("title"))?;
        let title = fields::title(&title).map_err(|e| Problem::of("title", e))?;
        let start = time("start_time", self.start.as_deref(), options)?;
        let end = match (self.end.as_deref(), self.minutes) {
            (None, Some(minutes)) => after(start, minutes)?,
            (end, _) => time("end_time", end, options)?,
        };
        if end <= start {
            return Err(Problem::of("end_time", "is not after start_time"));
        }
        let description = self
            .description
            .map(|text| fields::description(&text).map_err(|e| Problem::of("description", e)));
        Ok(MeetingEntry {
            uid: self.uid.as_deref().map_or(Ok(None), uid)?,
            title,
            description: description.transpose()?,
            start,
            end,
            status: self.status.as_deref().map(status).transpose()?,
            creator: self.creator,
            participants: self.participants.map(each_once),
            version: None,
        })
    }
}

/// The texts of a user.
#[derive(Debug, Default)]
pub(super) struct UserDraft<'a> {
    pub(super) name: Option<Cow<'a, str>>,
    pub(super) email: Option<Cow<'a, str>>,
}

impl UserDraft<'_> {
    /// The user, or the first thing that is wrong with it.
    pub(super) fn check(self) -> Result<UserEntry, Problem> {
        let name = self.name.ok_or_else(|| missing("name"))?;
        let email = self.email.ok_or_else(|| missing("email"))?;
        let wrong = |message| Problem::of("email", message);
        let (email, _) = fields::named_address(&email).map_err(wrong)?;
        // In lower case it may be too long.
        fields::email(&email).map_err(wrong)?;
        Ok(UserEntry { name: fields::name(&name).map_err(|e| Problem::of("name", e))?, email })
    }
}

/// Makes a title of the `field` of another calendar, with warnings of what was changed; one that is
/// too long is also put into the description.
pub(super) fn fitting_title(
    field: &str,
    text: &str,
    description: &mut Option<String>,
    warnings: &mut Vec<String>,
) -> String {
    let mut text = text.trim().to_owned();
    if fields::has_control(&text) {
        warnings.push(format!("{field} has control characters, which became spaces"));
        let blank = text.replace(char::is_control, " ");
        blank.trim().clone_into(&mut text);
    }
    if text.is_empty() {
        warnings.push(format!("{field} is empty: the title is \"(untitled)\""));
        return "(untitled)".to_owned();
    }
    let Some((end, _)) = text.char_indices().nth(fields::MAX_LENGTH) else {
        return text;
    };
    warnings.push(format!(
        "{field} has {} characters and was truncated to {}; the description begins with all of it",
        text.chars().count(),
        fields::MAX_LENGTH
    ));
    let rest = description.take().filter(|rest| !rest.is_empty());
    *description = Some(match rest {
        Some(rest) => format!("{text}\n\n{rest}"),
        None => text.clone(),
    });
    text[..end].trim_end().to_owned()
}

fn missing(field: &str) -> Problem {
    Problem::of(field, "is missing")
}

fn uid(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    let length = text.chars().count();
    if length > MAX_UID_CHARS {
        let message =
            format!("a uid has at most {MAX_UID_CHARS} characters, this one has {length}");
        return Err(Problem::of("uid", message));
    }
    if fields::has_control(text) {
        let message = "a uid may not hold line breaks or other control characters";
        return Err(Problem::of("uid", message));
    }
    Ok((length > 0).then(|| text.to_owned()))
}

fn status(text: &str) -> Result<Status, Problem> {
    Status::from_str(text.trim(), true).map_err(|_| {
        let words: Vec<&str> = Status::value_variants().iter().map(|s| s.as_str()).collect();
        Problem::of("status", format!("a status is one of {}", words.join(", ")))
    })
}

fn time(field: &str, text: Option<&str>, options: &ReadOptions) -> Result<UtcTime, Problem> {
    let text = text.filter(|text| !text.trim().is_empty()).ok_or_else(|| missing(field))?;
    match plain(text) {
        Some(time) => Ok(time),
        None => parse_dated(text, options.now, &options.zone)
            .map_err(|error| Problem::of(field, error.to_string())),
    }
}

/// Reads `2026-06-01T10:00:00Z` and nothing else, the form of our own exports: faster than
/// [`parse_dated`].
fn plain(text: &str) -> Option<UtcTime> {
    let (time, separator, rest) = read_fixed(text)?;
    (separator == b'T' && rest == "Z" && YEARS.contains(&time.year())).then_some(time)
}

fn after(start: UtcTime, minutes: f64) -> Result<UtcTime, Problem> {
    /// What is lost of a second where minutes are written as a decimal.
    const INEXACT: f64 = 1e-3;
    let (seconds, whole) = (minutes * 60.0, (minutes * 60.0).round());
    if whole <= 0.0 || seconds.is_nan() {
        return Err(Problem::of("duration_minutes", "is not above 0"));
    }
    if (seconds - whole).abs() > INEXACT {
        return Err(Problem::of("duration_minutes", "is not a whole number of seconds"));
    }
    let length = Duration::try_from_secs_f64(whole).ok();
    length
        .and_then(|length| start.checked_add_signed(TimeDelta::from_std(length).ok()?))
        .filter(|end| *end <= bounds().1)
        .ok_or_else(|| {
            let message = format!("the meeting would end after the year {}", YEARS.end());
            Problem::of("duration_minutes", message)
        })
}

/// Reads a user: digits are an id, everything else is an e-mail address, with a name or without.
pub(super) fn person(field: &str, text: &str) -> Result<Person, Problem> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(Person::Id).map_err(|_| Problem::of(field, "the id is too large"));
    }
    let (email, name) = fields::named_address(text).map_err(|message| {
        let shown: String = text.chars().take(60).collect();
        Problem::of(field, format!("{shown:?} is not a user: {message}"))
    })?;
    Ok(Person::Email { email, name })
}

/// Drops repeated users. An address counts once, whatever name is given with it.
fn each_once(people: Vec<Person>) -> Vec<Person> {
    fn key(person: &Person) -> (Option<i64>, Option<&str>) {
        match person {
            Person::Id(id) => (Some(*id), None),
            Person::Email { email, .. } => (None, Some(email)),
        }
    }
    let mut places: Vec<usize> = (0..people.len()).collect();
    places.sort_by_key(|&at| key(&people[at]));
    places.dedup_by_key(|at| key(&people[*at]));
    if places.len() == people.len() {
        return people;
    }
    places.sort_unstable();
    let mut first = places.into_iter().peekable();
    let places = people.into_iter().enumerate();
    places.filter_map(|(at, person)| first.next_if_eq(&at).map(|_| person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    fn options() -> ReadOptions {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        ReadOptions::new(berlin, plain("2026-06-01T10:00:00Z").unwrap())
    }

    fn meeting<'a>() -> MeetingDraft<'a> {
        MeetingDraft {
            title: Some("a".into()),
            start: Some("2026-06-01 10:00".into()),
            end: Some("2026-06-01T08:30:00Z".into()),
            ..MeetingDraft::default()
        }
    }

    #[test]
    fn the_short_way_and_the_long_way_agree() {
        for text in [
            "2026-06-01T10:00:00Z",
            "1000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2024-02-29T00:00:00Z",
        ] {
            let slow = parse_dated(text, options().now, &options().zone).unwrap();
            assert_eq!(plain(text), Some(slow), "{text}");
        }
        for text in [
            "0999-12-31T23:59:59Z",
            "2026-13-01T10:00:00Z",
            "2023-02-29T00:00:00Z",
            "2026-06-01T24:00:00Z",
            "2026-06-01T10:00:60Z",
            "2026-06-01T1a:00:00Z",
            "2026-06-01t10:00:00Z",
            "2026-06-01T10:00:00",
            "+026-06-01T10:00:00Z",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_one_of_the_reader() {
        let entry = meeting().check(&options()).unwrap();
        assert_eq!(entry.start, plain("2026-06-01T08:00:00Z").unwrap());
    }

    #[test]
    fn minutes_can_replace_the_end() {
        let draft = |minutes| MeetingDraft { end: None, minutes: Some(minutes), ..meeting() };
        for (minutes, end) in [(30.0, "08:30:00"), (0.5, "08:00:30"), (1.0 / 6.0, "08:00:10")] {
            let entry = draft(minutes).check(&options()).unwrap();
            assert_eq!(entry.end, plain(&format!("2026-06-01T{end}Z")).unwrap());
        }
        let century = 60.0 * 24.0 * 366.0 * 9000.0;
        for minutes in [0.0, -5.0, 0.01, f64::MAX, f64::INFINITY, f64::NAN, century] {
            let problem = draft(minutes).check(&options()).unwrap_err();
            assert_eq!(problem.field.as_deref(), Some("duration_minutes"));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let problem = |draft: MeetingDraft<'_>| draft.check(&options()).unwrap_err().to_string();
        let with = |change: fn(&mut MeetingDraft<'_>)| {
            let mut draft = meeting();
            change(&mut draft);
            problem(draft)
        };
        assert_eq!(with(|d| d.title = None), "title: is missing");
        assert_eq!(with(|d| d.title = Some(" ".into())), "title: a title may not be empty");
        assert_eq!(with(|d| d.start = Some(" ".into())), "start_time: is missing");
        assert_eq!(with(|d| d.end.clone_from(&d.start)), "end_time: is not after start_time");
        assert_eq!(
            with(|d| d.status = Some("done".into())),
            "status: a status is one of scheduled, in_progress, completed, cancelled"
        );
        assert_eq!(
            with(|d| d.uid = Some("x".repeat(256).into())),
            "uid: a uid has at most 255 characters, this one has 256"
        );
        assert!(with(|d| d.uid = Some("a\tb".into())).starts_with("uid: a uid may not"));
        assert!(with(|d| d.description = Some("\0".into())).contains("NUL"));
        assert!(with(|d| d.start = Some("soon".into())).starts_with("start_time: \"soon\""));
    }

    #[test]
    fn people_are_ids_or_addresses_each_once() {
        assert_eq!(person("creator", " 7 "), Ok(Person::Id(7)));
        assert!(person("creator", "99999999999999999999").is_err());
        assert!(person("creator", "bob").is_err());
        assert!(person("creator", "").is_err());
        let many = |n: i64| (0..n).chain(0..n).map(Person::Id).collect::<Vec<_>>();
        for n in [3, 40] {
            assert_eq!(each_once(many(n)), (0..n).map(Person::Id).collect::<Vec<_>>());
        }
        let named = |name: Option<&str>| Person::Email {
            email: "a@b".to_owned(),
            name: name.map(str::to_owned),
        };
        assert_eq!(
            each_once(vec![named(None), Person::Id(1), named(Some("A"))]),
            [named(None), Person::Id(1)]
        );
    }
}
