//! Time zones: their names, and what the clocks in them show.

use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use super::error::{TimeError, quoted};
use super::instant::UtcTime;
use super::parse::grammar::{offset, tokens};
use super::suggest::unknown_zone;

/// Other names of UTC, so that all of them print `Z`.
const UTC_NAMES: [&str; 8] =
    ["UTC", "Z", "Etc/UTC", "Etc/UCT", "UCT", "Etc/Zulu", "Zulu", "Universal"];

/// A time zone, and the name under which people are shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    tz: TimeZone,
    name: String,
}

/// The instants at which the clocks of a zone show a given civil time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instants {
    /// The one instant of nearly every civil time.
    One(UtcTime),
    /// The clocks jump over the civil time.
    Gap {
        /// The civil time by the offset that holds after the jump: the earlier candidate.
        earlier: UtcTime,
        /// The civil time by the offset that holds before the jump: the later candidate.
        later: UtcTime,
        /// The instant of the jump, whose size is the distance of the candidates.
        jump: UtcTime,
    },
    /// The clocks go back, so they show the civil time twice.
    Fold {
        /// The first time they show it.
        earlier: UtcTime,
        /// The second time.
        later: UtcTime,
        /// The instant at which they go back, by as much as the candidates are apart.
        jump: UtcTime,
    },
}

impl Zone {
    /// Reads the name of a zone: an IANA name in any case (`Europe/Berlin`), `UTC`, `local` or
    /// `system`, or a fixed offset (`+02:00`).
    pub fn parse(name: &str) -> Result<Self, TimeError> {
        let name = name.trim();
        if name.starts_with(['+', '-']) {
            return Self::parse_fixed(name);
        }
        if name.eq_ignore_ascii_case("local") || name.eq_ignore_ascii_case("system") {
            return Ok(Self::system());
        }
        if UTC_NAMES.iter().any(|utc| name.eq_ignore_ascii_case(utc)) {
            return Ok(Self::utc());
        }
        TimeZone::get(name.strip_prefix(':').unwrap_or(name))
            .map(Self::named)
            .map_err(|_| unknown_zone(name))
    }

    /// The zone with the IANA name `name`, in any case; nothing else that [`Zone::parse`] reads.
    ///
    /// For names in files, which may be wrong any number of times: no similar name is searched.
    pub fn iana(name: &str) -> Option<Self> {
        if UTC_NAMES.iter().any(|utc| name.eq_ignore_ascii_case(utc)) {
            return Some(Self::utc());
        }
        TimeZone::get(name).ok().map(Self::named)
    }

    fn parse_fixed(name: &str) -> Result<Self, TimeError> {
        let tokens = tokens(name);
        let ahead = offset(&tokens).filter(|(_, rest)| rest.is_empty());
        match ahead.and_then(|(seconds, _)| Offset::from_seconds(seconds).ok()) {
            Some(offset) => Ok(Self::named(TimeZone::fixed(offset))),
            None => Err(TimeError::new(
                format!("{} is not an offset from UTC", quoted(name)),
                "write it as +02:00 or -05:30, or name a zone such as Europe/Berlin",
            )),
        }
    }

    /// UTC.
    pub fn utc() -> Self {
        Self { tz: TimeZone::UTC, name: "UTC".to_owned() }
    }

    /// The zone of the system: that of the variable `TZ` (a name, `:Europe/Berlin`, a file, a
    /// POSIX rule), else that of `/etc/localtime`; UTC if none exists.
    pub fn system() -> Self {
        if std::env::var_os("TZ").is_none()
            && let Some(zone) = Self::linked(Path::new("/etc/localtime"))
        {
            return zone;
        }
        TimeZone::try_system().map_or_else(|_| Self::utc(), Self::named)
    }

    /// The zone that the variable `TZ` names, which must be set.
    pub fn of_variable() -> Result<Self, TimeError> {
        TimeZone::try_system().map(Self::named).map_err(|_| {
            TimeError::new(
                "the zone in the variable TZ cannot be read",
                "set TZ to a name such as Europe/Berlin, or unset it",
            )
        })
    }

    /// The zone whose file `link` points to; `None` where it is anything but such a link.
    ///
    /// jiff would first search every directory of the time zone database, which takes longer than most
    /// commands.
    fn linked(link: &Path) -> Option<Self> {
        let target = fs::read_link(link).ok()?;
        let (_, name) = target.to_str()?.rsplit_once("/zoneinfo/")?;
        if UTC_NAMES.contains(&name) {
            return Some(Self::utc());
        }
        // These directories have the same names again, with and without leap seconds.
        if name.starts_with("posix/") || name.starts_with("right/") {
            return None;
        }
        TimeZone::tzif(name, &fs::read(link).ok()?).ok().map(Self::named)
    }

    fn named(tz: TimeZone) -> Self {
        if tz.is_unknown() || tz.to_fixed_offset().is_ok_and(|offset| offset == Offset::UTC) {
            return Self::utc();
        }
        let name = match (tz.iana_name(), tz.to_fixed_offset()) {
            (Some(name), _) => name.to_owned(),
            (None, Ok(offset)) => super::format::offset(offset.seconds()),
            // A POSIX rule or a nameless file; `local` is also what reads it back.
            (None, Err(_)) => "local".to_owned(),
        };
        if UTC_NAMES.contains(&name.as_str()) {
            return Self::utc();
        }
        Self { tz, name }
    }

    /// The name of the zone, such as `Europe/Berlin`, `UTC` or `+02:00`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this is UTC itself, not a zone that happens to agree with it.
    pub fn is_utc(&self) -> bool {
        self.tz == TimeZone::UTC
    }

    /// How far the clocks are ahead of UTC at `time`, in seconds.
    pub fn offset_at(&self, time: UtcTime) -> i32 {
        if self.is_utc() {
            return 0;
        }
        let seconds = time.and_utc().timestamp();
        // Outside the range of jiff, the offset is that of the nearest supported instant.
        let timestamp = Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        self.tz.to_offset(timestamp).seconds()
    }

    /// The local time at `time`.
    pub fn to_civil(&self, time: UtcTime) -> NaiveDateTime {
        let ahead = TimeDelta::seconds(self.offset_at(time).into());
        time.checked_add_signed(ahead).unwrap_or(time)
    }

    /// The instants at which the clocks show `civil`.
    pub fn instants(&self, civil: NaiveDateTime) -> Instants {
        let Some(datetime) = jiff_civil(civil).filter(|_| !self.is_utc()) else {
            let ahead = TimeDelta::seconds(self.offset_at(civil).into());
            return Instants::One(civil.checked_sub_signed(ahead).unwrap_or(civil));
        };
        let minus = |offset: Offset| civil - TimeDelta::seconds(offset.seconds().into());
        match self.tz.to_ambiguous_timestamp(datetime).offset() {
            AmbiguousOffset::Unambiguous { offset } => Instants::One(minus(offset)),
            AmbiguousOffset::Fold { before, after } => {
                let (earlier, later) = (minus(before), minus(after));
                let jump = self.change(earlier, later, after);
                Instants::Fold { earlier, later, jump }
            }
            AmbiguousOffset::Gap { before, after } => {
                let (earlier, later) = (minus(after), minus(before));
                let jump = self.change(earlier, later, after);
                Instants::Gap { earlier, later, jump }
            }
        }
    }

    /// The change to `offset` after `from` and no later than `to`.
    fn change(&self, from: UtcTime, to: UtcTime, offset: Offset) -> UtcTime {
        let known = Timestamp::from_second(from.and_utc().timestamp()).ok();
        let change = known
            .and_then(|from| self.tz.following(from).find(|change| change.offset() == offset))
            .and_then(|change| chrono::DateTime::from_timestamp(change.timestamp().as_second(), 0));
        change.map_or(to, |change| change.naive_utc().min(to))
    }

    /// The instant of `civil` where it cannot be refused, as in iCalendar (RFC 5545, 3.3.5):
    /// in a gap the clocks' time by the offset before it, in a fold the first of the two.
    pub fn compatible(&self, civil: NaiveDateTime) -> UtcTime {
        match self.instants(civil) {
            Instants::One(time) => time,
            Instants::Gap { later, .. } => later,
            Instants::Fold { earlier, .. } => earlier,
        }
    }

    /// The first instant of `date`: midnight, or the end of the gap that swallows midnight.
    ///
    /// For a day that the zone skipped it is the first instant after it.
    pub fn day_start(&self, date: NaiveDate) -> UtcTime {
        match self.instants(date.and_time(NaiveTime::MIN)) {
            Instants::One(time) | Instants::Fold { earlier: time, .. } => time,
            Instants::Gap { jump, .. } => jump,
        }
    }
}

/// `civil` as a jiff value, if jiff supports its year.
fn jiff_civil(civil: NaiveDateTime) -> Option<civil::DateTime> {
    // Each fits: months to seconds are below 60.
    let small = |n: u32| i8::try_from(n).ok();
    let date = civil::Date::new(
        i16::try_from(civil.year()).ok()?,
        small(civil.month())?,
        small(civil.day())?,
    );
    let (hour, minute, second) = (civil.hour(), civil.minute(), civil.second());
    let time = civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0);
    Some(date.ok()?.to_datetime(time.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> UtcTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn hint(name: &str) -> String {
        let error = Zone::parse(name).unwrap_err();
        assert!(error.message.contains(name), "{error:?}");
        error.hint.unwrap()
    }

    #[test]
    fn zones_are_read_in_any_case_and_shown_in_one() {
        for (typed, name) in [
            ("europe/berlin", "Europe/Berlin"),
            (":America/New_York", "America/New_York"),
            ("utc", "UTC"),
            ("Etc/UTC", "UTC"),
            ("z", "UTC"),
            ("+00:00", "UTC"),
            ("-05:30", "-05:30"),
            ("+0200", "+02:00"),
        ] {
            let zone = Zone::parse(typed).unwrap();
            assert_eq!(zone.name(), name);
            assert_eq!(zone.is_utc(), name == "UTC", "{typed}");
        }
    }

    #[test]
    fn the_zone_of_the_system_can_be_named() {
        assert_eq!(Zone::parse("local").unwrap(), Zone::system());
        assert_eq!(Zone::parse("System").unwrap(), Zone::system());
        assert_eq!(Zone::parse(Zone::system().name()).unwrap(), Zone::system());
    }

    #[test]
    fn a_link_names_the_zone() {
        let directory = tempfile::tempdir().unwrap();
        let zone = |target: &str| {
            let link = directory.path().join(target.replace('/', "-"));
            std::os::unix::fs::symlink(target, &link).unwrap();
            Zone::linked(&link)
        };
        assert_eq!(zone("../usr/share/zoneinfo/Etc/UTC"), Some(Zone::utc()));
        assert_eq!(zone("/usr/share/zoneinfo/right/Europe/Berlin"), None);
        assert_eq!(zone("/usr/share/zoneinfo/Nowhere"), None);
        assert_eq!(zone("/etc/passwd"), None);
        assert_eq!(Zone::linked(Path::new("/etc/passwd")), None);
        // Where the system has its own zones, they are the same by either way.
        let berlin = "/usr/share/zoneinfo/Europe/Berlin";
        if Path::new(berlin).exists() {
            assert_eq!(zone(berlin), Zone::parse("Europe/Berlin").ok());
        }
    }

    #[test]
    fn a_nameless_zone_is_local() {
        let rule = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let zone = Zone::named(rule);
        assert_eq!(zone.name(), "local");
        assert_eq!(zone.offset_at(utc("2026-06-01 10:00:00")), 7200);
        assert_eq!(Zone::named(TimeZone::unknown()), Zone::utc());
    }

    #[test]
    fn an_unknown_zone_is_refused_with_near_names() {
        assert_eq!(hint("Berlin"), "did you mean Europe/Berlin?");
        assert_eq!(hint("Europe/Berln"), "did you mean Europe/Berlin?");
        assert_eq!(hint("New York"), "did you mean America/New_York?");
        assert!(hint("Middle-earth/Bree-land").contains("Europe/Berlin"));
        for name in ["", "/etc/passwd", "../Europe/Berlin", "+25:00", "+2", "+02:00x"] {
            hint(name);
        }
    }
}
