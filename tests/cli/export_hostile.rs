//! Untrusted text in exports: control characters, line breaks, direction marks, formulas.

use crate::meeting_export::export;
use harness::{Engine, Meetctl, Row, on_every_engine};

const HOSTILE: [&str; 9] = [
    "\u{1b}[31mred\u{1b}[0m",
    "carriage\r\nreturn",
    "line\nfeed\tand tab",
    "\u{202e}gnp.exe",
    "=1+1",
    "@SUM(A1:A9)",
    "-cmd|' /C calc'!A0",
    "'quoted",
    "BEGIN:VEVENT\nEND:VCALENDAR",
];

fn seed_hostile(t: &Meetctl) {
    t.seed_sql(2, 0);
    t.sql(&format!(
        "UPDATE users SET name = {} WHERE id = 2",
        t.literal("\"Bob\"\r\nATTENDEE:x ^ \u{1b}")
    ));
    let rows = HOSTILE.iter().zip(10..).map(|(text, hour)| {
        let time = |minute| format!("2026-06-01 {hour}:{minute}:00");
        Row::new(*text, &time("00"), &time("30")).described(text).with(&[2])
    });
    t.insert_meetings(&rows.collect::<Vec<_>>());
}

on_every_engine! {
    fn hostile_text_is_exported_unchanged(t: &Meetctl) {
        seed_hostile(t);
        let lines = export(t, &["--format", "jsonl"]);
        let titles: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["title"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(titles, HOSTILE);
        let column = |text: &str| -> Vec<String> {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.unwrap()[1].to_owned()).collect()
        };
        assert_eq!(column(&export(t, &[])), HOSTILE);
        for (cell, text) in column(&export(t, &["--csv-safe"])).iter().zip(HOSTILE) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
            assert_eq!(meetctl::csv_guard::unguard(cell), text);
        }
        let calendar = export(t, &["--format", "ics"]);
        assert_eq!(calendar.matches("\r\nBEGIN:VEVENT\r\n").count(), HOSTILE.len());
        assert!(!calendar.contains('\u{1b}'));
        assert!(calendar.replace("\r\n", "").chars().all(|c| c != '\r' && c != '\n'));
        assert!(calendar.replace("\r\n ", "").contains("ATTENDEE;CN=\"^'Bob^'\u{fffd}^nATTENDEE:x ^^ \u{fffd}\":mailto:ben@example.org\r\n"), "{calendar}");
        assert!(calendar.contains("X-MEETCTL-SUMMARY:\"carriage\\\\r\\\\nreturn\"\r\n"), "{calendar}");
    }
}

#[test]
fn a_terminal_gets_nothing_that_acts() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed_hostile(&t);
    for form in ["csv", "jsonl", "ics"] {
        let seen = t.terminal(90, ["meeting", "export", "--color", "never", "--format", form]);
        let seen = seen.success();
        let acts = |c: char| (c.is_control() && c != '\n' && c != '\r') || c == '\u{202e}';
        assert!(!seen.stdout.contains(acts), "{seen}");
    }
}
