//! Random rows, each of them hard to copy, through every engine and back: not a byte differs.

use harness::{Engine, Meetctl};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rusqlite::{Connection, params};

use crate::exact::exact;
use crate::seed_answers;

/// Rows of each case: a case costs some seconds, whatever it holds.
const USERS: usize = 40;
const MEETINGS: usize = 80;

/// What the formats on the way could take for something else.
const PIECES: &[&str] = &[
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\\",
    "\\N",
    "\n\\.\n",
    "\\.",
    "\\t",
    "\\x41",
    "\\\\N",
    "NULL",
    "'",
    "''",
    "\"",
    "`",
    "\u{0}x",
    "--",
    "/*",
    ";",
    "$1",
    "?",
    ":a",
    "%s",
    "{}",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1a}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "\u{200d}",
    "é",
    "e\u{301}",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ﬁ",
    "会",
    "👩\u{200d}💻",
    "\u{fffd}",
    "\u{ffff}",
    "2026-06-01 10:00:00",
    "a",
    "A",
    "x y",
    "0",
    "-1",
];

/// A character of each plane of Unicode.
fn planes() -> String {
    let of = |plane: u32| char::from_u32(plane * 0x1_0000 + 0xfff0).unwrap();
    (0..=16).map(of).collect()
}

/// At most `max` characters; often exactly as many, sometimes none. Without NUL, which PostgreSQL
/// does not store.
fn text(max: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => Just(planes()),
    ];
    let some = vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    let longest = select(vec!["x", " ", "\\", "\n", "é", "\u{10ffff}", "👩"]);
    let longest = longest.prop_map(move |one| one.repeat(max).chars().take(max).collect());
    prop_oneof![9 => some, 1 => longest]
        .prop_map(move |text: String| text.chars().filter(|c| *c != '\0').take(max).collect())
}

/// A text that no other row has, of at most 255 characters; upper and lower case and the bytes of `text`
/// distinguish it, not the spaces at its end, which MySQL ignores.
fn unique(number: usize, text: &str) -> String {
    let case = if number.is_multiple_of(2) { "key" } else { "KEY" };
    let all = format!("{case}{}{text}", number / 2);
    all.chars().take(255).collect()
}

fn description() -> impl Strategy<Value = Option<String>> {
    // The longest that MySQL stores.
    let longest = select(vec!["x", "\\", "\n", "\u{85}", "会", "\u{10ffff}"]);
    let longest = longest.prop_map(|one| {
        let whole = one.repeat(65_535 / one.len());
        let rest = 65_535 - whole.len();
        Some(whole + &"-".repeat(rest))
    });
    prop_oneof![
        10 => text(3000).prop_map(Some),
        2 => Just(None),
        2 => Just(Some(String::new())),
        1 => longest,
    ]
}

fn id() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => 0..1000_i64,
        1 => i64::from(i32::MAX) - 2..i64::from(u32::MAX) + 3,
        1 => (1_i64 << 53) - 2..(1_i64 << 53) + 3,
        1 => any::<i64>().prop_map(i64::saturating_abs),
        1 => i64::MAX - 5..i64::MAX,
        1 => -1000..0_i64,
    ]
}

fn ids(count: usize) -> impl Strategy<Value = Vec<i64>> {
    vec(id(), count).prop_map(|mut ids| {
        ids.sort_unstable();
        ids.dedup();
        ids
    })
}

/// A time that every engine stores, with a fraction of up to six digits.
fn time() -> impl Strategy<Value = String> {
    let year = prop_oneof![4 => 1970..2100, 1 => 1000..1970, 1 => 2100..10_000, 1 => Just(9999)];
    let micros = prop_oneof![Just(0), 1..10_u32, 0..1_000_000_u32, Just(999_999)];
    let clock = (0..24, 0..60, 0..60);
    (year, 1..13, 1..29, clock, micros).prop_map(|(year, month, day, clock, micros)| {
        let (hour, minute, second) = clock;
        let whole = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        // Without a fraction is how the Flask application's older files have it.
        if micros == 0 { whole } else { format!("{whole}.{micros:06}") }
    })
}

fn or_null<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop_oneof![3 => value.prop_map(Some), 1 => Just(None)]
}

fn counter() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(i64::MAX), Just(i64::MIN), Just(-1), any::<i64>()]
}

#[derive(Clone, Debug)]
struct User {
    name: String,
    email: String,
    created: Option<String>,
    updated: Option<String>,
    bookings: i64,
}

fn user() -> impl Strategy<Value = User> {
    (text(100), text(255), or_null(time()), or_null(time()), counter()).prop_map(
        |(name, email, created, updated, bookings)| User {
            name,
            email,
            created,
            updated,
            bookings,
        },
    )
}

#[derive(Clone, Debug)]
struct Meeting {
    uid: Option<String>,
    title: String,
    description: Option<String>,
    times: (String, String),
    status: &'static str,
    creator: usize,
    created: Option<String>,
    updated: Option<String>,
    participants: Vec<usize>,
}

fn meeting() -> impl Strategy<Value = Meeting> {
    let statuses = select(vec!["scheduled", "in_progress", "completed", "cancelled"]);
    // SQLite compares whole seconds.
    let times = (time(), time())
        .prop_filter("two times", |(a, b)| a[..19] != b[..19])
        .prop_map(|(a, b)| if a < b { (a, b) } else { (b, a) });
    let people = subsequence((0..12_usize).collect::<Vec<_>>(), 0..5);
    let texts = (or_null(text(255)), text(100), description());
    (texts, times, statuses, 0..1000_usize, or_null(time()), or_null(time()), people).prop_map(
        |((uid, title, description), times, status, creator, created, updated, participants)| {
            Meeting {
                uid,
                title,
                description,
                times,
                status,
                creator,
                created,
                updated,
                participants,
            }
        },
    )
}

/// The rows of a database.
#[derive(Clone, Debug)]
struct Rows {
    user_ids: Vec<i64>,
    users: Vec<User>,
    meeting_ids: Vec<i64>,
    meetings: Vec<Meeting>,
    /// Records of imports, also of meetings that exist no more.
    imported: Vec<(i64, String, i64, Option<i64>)>,
    applied_at: Vec<i64>,
}

fn rows() -> impl Strategy<Value = Rows> {
    let people = (ids(USERS), vec(user(), USERS));
    let meetings = (ids(MEETINGS), vec(meeting(), MEETINGS));
    let imported = vec((id(), text(255), counter(), or_null(counter())), 0..30);
    let applied = vec(prop_oneof![0..4_000_000_000_i64, Just(i64::MAX)], crate::MIGRATIONS);
    (people, meetings, imported, applied).prop_map(
        |((user_ids, users), (meeting_ids, meetings), mut imported, applied_at)| {
            imported.sort();
            imported.dedup_by_key(|row| row.0);
            Rows { user_ids, users, meeting_ids, meetings, imported, applied_at }
        },
    )
}

impl Rows {
    /// Puts the rows into a SQLite database that has none.
    fn insert(&self, t: &Meetctl) {
        let db = Connection::open(t.file()).unwrap();
        db.execute_batch("BEGIN").unwrap();
        for (number, (id, user)) in self.user_ids.iter().zip(&self.users).enumerate() {
            let User { name, email, created, updated, bookings } = user;
            let email = unique(number, email);
            let sql = "INSERT INTO users (id, name, email, created_at, updated_at, booking_seq) \
                       VALUES (?, ?, ?, ?, ?, ?)";
            db.execute(sql, params![id, name, email, created, updated, bookings]).unwrap();
        }
        for (number, (id, meeting)) in self.meeting_ids.iter().zip(&self.meetings).enumerate() {
            let person = |at: usize| self.user_ids[at % self.user_ids.len()];
            let uid = meeting.uid.as_ref().map(|uid| unique(number, uid));
            let sql = "INSERT INTO meetings (id, uid, title, description, start_time, end_time, \
                       status, created_by, created_at, updated_at) \
                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            let Meeting { title, description, times: (start, end), status, .. } = meeting;
            let Meeting { creator, created, updated, participants, .. } = meeting;
            let creator = person(*creator);
            db.execute(
                sql,
                params![id, uid, title, description, start, end, status, creator, created, updated],
            )
            .unwrap();
            for user in participants {
                let sql = "INSERT OR IGNORE INTO meeting_participants VALUES (?, ?)";
                db.execute(sql, params![id, person(*user)]).unwrap();
            }
        }
        for (id, uid, sequence, series) in &self.imported {
            let sql = "INSERT INTO meetctl_imported VALUES (?, ?, ?, ?)";
            db.execute(sql, params![id, uid, sequence, series]).unwrap();
        }
        for (time, migration) in self.applied_at.iter().zip(migration::MIGRATIONS) {
            let sql = "UPDATE seaql_migrations SET applied_at = ? WHERE version = ?";
            db.execute(sql, params![time, migration.name]).unwrap();
        }
        db.execute_batch("COMMIT").unwrap();
    }
}

/// `t`, then a copy of the one before on each server, then SQLite again by an archive of the last: all of
/// them hold the same.
fn through_every_engine(t: &Meetctl) -> usize {
    let expected = exact(t);
    let servers = [Engine::Postgres, Engine::Mariadb].into_iter().filter(|e| e.is_available());
    let mut all: Vec<Meetctl> = Vec::new();
    for engine in servers {
        let next = Meetctl::empty(engine);
        let from = all.last().unwrap_or(t);
        from.run(["transfer", "--to", next.url()]).success();
        all.push(next);
    }
    let last = all.last().unwrap_or(t);
    last.run(["backup", "a.db"]).success();
    let (archive, end) = (last.directory().join("a.db"), Meetctl::empty(Engine::Sqlite));
    end.run(["restore", &archive.display().to_string()]).success();
    all.push(end);
    for copy in &all {
        let found = exact(copy);
        if let Some((row, other)) = expected.iter().zip(&found).find(|(row, other)| row != other) {
            let cells = row.iter().zip(other).enumerate();
            let differs: Vec<_> = cells.filter(|(_, (a, b))| a != b).collect();
            let shown = format!("{:?}: {} {}: {differs:?}", copy.engine(), row[0], row[1]);
            panic!("{}", shown.chars().take(1000).collect::<String>());
        }
        assert_eq!(expected.len(), found.len(), "{:?}", copy.engine());
    }
    // And so says meetctl, of each pair.
    let all: Vec<&Meetctl> = std::iter::once(t).chain(&all).collect();
    for (at, one) in all.iter().enumerate() {
        for other in &all[at + 1..] {
            one.run(["transfer", "--to", other.url(), "--verify-only"]).success();
        }
    }
    expected.len()
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each is a dozen processes.
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::with_cases(4)
    })]

    #[test]
    fn hostile_rows_arrive_on_every_engine(rows in rows()) {
        let t = Meetctl::migrated(Engine::Sqlite);
        rows.insert(&t);
        through_every_engine(&t);
    }
}

#[test]
fn the_demo_arrives_on_every_engine() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.run(["demo", "--keep", &t.file().display().to_string(), "--quiet"]).success();
    assert!(through_every_engine(&t) > 200);
}

#[test]
fn an_adopted_database_arrives_on_every_engine() {
    let Some(seed) = seed_answers::seed() else { return };
    let t = Meetctl::empty(Engine::Sqlite);
    seed_answers::load(&t, &seed, true);
    t.run(["migrate", "baseline", "--yes", "--no-backup"]).success();
    t.run(["migrate", "up", "--yes", "--no-backup"]).success();
    assert!(through_every_engine(&t) > 3000);
}
