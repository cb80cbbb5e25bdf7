//! Hostile text: escape sequences, line breaks, direction marks, formulas.

use harness::{Engine, Meetctl, Row, Transcript, on_every_engine};

const HOSTILE: [&str; 24] = [
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J\u{1b}[H",
    "\u{9b}31mC1",
    "\u{9d}0;C1\u{9c}",
    "next\u{85}line",
    "carriage\rreturn",
    "line\nfeed",
    "error: faked\nhint: run this",
    "tab\tulator",
    "back\u{8}space",
    "del\u{7f}ete",
    "\u{202e}gnp.exe",
    "\u{2066}isolate\u{2069}",
    "\u{200f}mark\u{61c}",
    "a\u{200d}b",
    "zero\u{200b}width",
    "\u{feff}bom",
    "sep\u{2028}para\u{2029}graph",
    "👩\u{200d}💻 é 会議",
    "=1+1",
    "@SUM(A1:A9)",
    "-cmd|' /C calc'!A0",
    "+1-1",
];

/// The strings that this engine can hold: PostgreSQL has no NUL.
fn hostile(engine: Engine) -> Vec<String> {
    let nul = (engine != Engine::Postgres).then_some("nul\0byte");
    HOSTILE.into_iter().chain(nul).map(ToOwned::to_owned).collect()
}

/// Users 1 and 2, and one meeting for each string, an hour a meeting; user 2 bears a hostile name.
fn seed(t: &Meetctl) -> Vec<String> {
    let texts = hostile(t.engine());
    t.seed_sql(2, 0);
    t.sql(&format!("UPDATE users SET name = {} WHERE id = 2", t.literal(HOSTILE[1])));
    let rows: Vec<Row> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let (day, hour) = (index / 24 + 1, index % 24);
            let time = |minute| format!("2026-06-{day:02} {hour:02}:{minute}:00");
            Row::new(text, &time("00"), &time("30")).described(text).with(&[2])
        })
        .collect();
    t.insert_meetings(&rows);
    texts
}

/// Whether a character acts on a terminal or reverses the text around it.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}')
}

fn assert_harmless(text: &str, of: &Transcript) {
    let found: Vec<char> = text.chars().filter(|c| acts(*c)).collect();
    assert!(found.is_empty(), "{found:?} in\n{of}");
}

fn titles(json: &serde_json::Value) -> Vec<String> {
    let meetings = json.as_array().unwrap().iter();
    meetings.map(|meeting| meeting["title"].as_str().unwrap().to_owned()).collect()
}

/// Undoes the escapes of TSV.
fn unescaped(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next().unwrap() {
                't' => '\t',
                'r' => '\r',
                'n' => '\n',
                '\\' => '\\',
                other => panic!("\\{other} in {cell:?}"),
            },
            c => c,
        });
    }
    text
}

const ALL: [&str; 3] = ["meeting", "list", "--all"];

fn list(t: &Meetctl, more: &[&str]) -> Transcript {
    t.run(ALL.iter().chain(more)).success()
}

on_every_engine! {
    fn machine_formats_contain_the_exact_text(t: &Meetctl) {
        let texts = seed(t);
        let json = list(t, &["--json"]);
        assert_harmless(&json.stdout, &json);
        assert_eq!(titles(&json.json()), texts);
        let descriptions: Vec<&str> = texts.iter().map(String::as_str).collect();
        let parsed = json.json();
        let reported: Vec<&str> =
            parsed.as_array().unwrap().iter().map(|m| m["description"].as_str().unwrap()).collect();
        assert_eq!(reported, descriptions);

        let lines = list(t, &["--format", "jsonl"]);
        let lines: Vec<serde_json::Value> =
            lines.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(titles(&lines.into()), texts);

        let csv = |more: &[&str]| -> Vec<String> {
            let base = ["--format", "csv", "--fields", "title,id"];
            let stdout = list(t, &[&base[..], more].concat()).stdout;
            let mut reader = csv::Reader::from_reader(stdout.as_bytes());
            reader.records().map(|row| row.unwrap()[0].to_owned()).collect()
        };
        assert_eq!(csv(&[]), texts);
        for (cell, text) in csv(&["--csv-safe"]).iter().zip(&texts) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
            assert_eq!(meetctl::csv_guard::unguard(cell), text.as_str());
        }

        let tsv = list(t, &["--format", "tsv", "--fields", "title,id", "--no-header"]);
        let cells: Vec<String> =
            tsv.stdout.split_terminator('\n').map(|line| unescaped(line.split('\t').next().unwrap())).collect();
        assert_eq!(cells, texts);
    }

    fn tables_contain_no_control_characters(t: &Meetctl) {
        let texts = seed(t);
        let ids: Vec<String> = (1..=texts.len()).map(|id| id.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let show = [&["meeting", "show"][..], &ids].concat();
        for args in [
            &ALL[..],
            &["meeting", "list", "--all", "--fields", "title,description,participants"],
            &show,
            &["user", "list"],
            &["user", "show", "2"],
            &["stats"],
            &["stats", "active"],
            &["stats", "user", "2"],
            &["meeting", "overlaps", "--from", "2026-06-01", "--to", "2026-06-03"],
        ] {
            let seen = t.run(args).success();
            assert_harmless(&seen.stdout, &seen);
            assert_harmless(&seen.stderr, &seen);
        }
        // A line feed in a title does not start a line: one meeting, one line.
        assert_eq!(list(t, &["--no-header"]).lines().len(), texts.len());
    }

    fn a_refusal_shows_hostile_titles_safely(t: &Meetctl) {
        let texts = seed(t);
        // The first meetings of the day conflict, also the one whose title fakes a hint.
        for window in [("2026-06-01 00:00", "2026-06-01 05:00"), ("2026-06-01 05:00", "2026-06-01 10:00"),
                       ("2026-06-01 10:00", "2026-06-01 15:00"), ("2026-06-01 15:00", "2026-06-02 02:00")] {
            let new = ["meeting", "create", "--title", "New", "--start", window.0, "--end", window.1, "--creator", "1"];
            let refused = t.run(new).exits(4);
            assert_harmless(&refused.stderr, &refused);
            assert!(!refused.stderr.lines().any(|line| line.starts_with("hint: run this")), "{refused}");
        }
        let whole = ["meeting", "create", "--title", "New", "--start", "2026-06-01", "--end", "2026-06-03",
                     "--creator", "1", "--json"];
        let refused = t.run(whole).exits(4);
        assert_harmless(&refused.stderr, &refused);
        assert_eq!(titles(&refused.error_json()["conflicts"]), texts);
        let asked = t.run(["user", "delete", "2", "--reassign-to", "1"]).exits(4);
        assert_harmless(&asked.stderr, &asked);
        for id in ["1", "2", "9"] {
            let asked = t.run(["meeting", "delete", id]).exits(4);
            assert_harmless(&asked.stderr, &asked);
        }
    }

    fn what_is_typed_is_stored_as_it_is(t: &Meetctl) {
        t.seed_sql(1, 0);
        let allowed: Vec<&str> =
            HOSTILE.into_iter().filter(|text| !text.chars().any(char::is_control)).collect();
        let refused = HOSTILE.into_iter().filter(|text| text.chars().any(char::is_control));
        let book = |title: &str| {
            let (title, description) = (format!("--title={title}"), format!("--description={title}"));
            t.run(["meeting", "create", &title, &description, "--start", "today 10:00", "--duration",
                   "1h", "--creator", "1", "--allow-overlap", "--json"])
        };
        for title in &allowed {
            let booked = book(title).success();
            assert_harmless(&booked.stdout, &booked);
            let json = booked.json();
            assert_eq!((&json["title"], &json["description"]), (&(*title).into(), &(*title).into()));
        }
        for title in refused {
            let error = book(title).exits(2);
            assert_harmless(&error.stderr, &error);
        }
        let stored: Vec<String> = t.rows("SELECT title FROM meetings ORDER BY id").concat();
        assert_eq!(stored, allowed);
    }
}

#[test]
fn a_terminal_gets_nothing_that_acts_in_any_format() {
    let t = Meetctl::migrated(Engine::Sqlite);
    seed(&t);
    for format in ["table", "json", "jsonl", "csv", "tsv", "ids", "count"] {
        let more = ["--color", "never", "--format", format];
        let seen = t.terminal(90, ALL.iter().chain(&more)).success();
        // The tabs between the cells of TSV are ours.
        let text =
            if format == "tsv" { seen.stdout.replace('\t', " ") } else { seen.stdout.clone() };
        assert_harmless(&text, &seen);
    }
    for args in [
        &["meeting", "show", "1", "2", "9", "13", "25"][..],
        &["stats"],
        &["user", "list"],
        &[
            "meeting",
            "create",
            "--title",
            "New",
            "--start",
            "2026-06-01",
            "--end",
            "2026-06-03",
            "--creator",
            "1",
        ],
        &["user", "show", "\u{1b}]0;owned\u{7}"],
        &["meeting", "show", "\u{1b}]0;owned\u{7}"],
        &["meeting", "list", "--fields", "\u{1b}]0;owned\u{7}"],
        &["meeting", "list", "--from", "\u{1b}]0;owned\u{7}"],
    ] {
        let seen = t.terminal(90, args.iter().chain(&["--color", "never"]));
        assert_harmless(&seen.stdout, &seen);
    }
}

/// The messages of clap repeat the arguments, which may be from a file.
#[test]
fn a_mistake_on_the_command_line_is_reported_safely() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for text in ["\u{1b}]0;owned\u{7}", "\u{202e}evil", "\u{9b}2J"] {
        for args in [
            &["meeting", "list", "--status", text][..],
            &["meeting", "create", "--title", text],
            &["meeting", "list", text],
            &[text],
        ] {
            for seen in [t.run(args), t.terminal(90, args)] {
                let seen = seen.exits(2);
                assert!(!seen.stdout.contains(text) && !seen.stderr.contains(text), "{seen}");
            }
        }
    }
}

/// A question repeats the title or the name of what it is about.
#[test]
fn a_question_is_asked_harmlessly() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let texts = seed(&t);
    let before = t.tables();
    for (id, text) in ["1", "2", "13"].into_iter().zip([0, 1, 12]) {
        let asked = t.cmd(["meeting", "delete", id]).answer("delete meeting", "n\r");
        let asked = asked.on_terminal(100).exits(4);
        assert!(!asked.stdout.contains(&texts[text]), "{asked}");
    }
    let asked = t.cmd(["user", "delete", "2", "--reassign-to", "1"]).answer("delete user", "n\r");
    let asked = asked.on_terminal(100).exits(4);
    assert!(!asked.stdout.contains(HOSTILE[1]), "{asked}");
    assert_eq!(t.tables(), before);
}

/// A text of others whose second line would be one of meetctl's.
const FAKED: &str = "a\nerror: faked\nhint: run this\u{1b}[2J\u{202e}";

/// No line of the transcript is begun by [`FAKED`], and nothing of it acts on a terminal.
fn assert_not_faked(ended: &Transcript) {
    for text in [&ended.stdout, &ended.stderr] {
        assert_harmless(text, ended);
        assert!(!text.contains("\nerror: faked") && !text.contains("\nhint: run"), "{ended}");
    }
}

#[test]
fn no_argument_begins_a_line_or_acts_on_the_terminal() {
    if !Engine::Sqlite.is_available() {
        return;
    }
    let t = &Meetctl::migrated(Engine::Sqlite);
    let option = format!("--sort={FAKED}");
    let unknown = format!("--{FAKED}");
    let assigned = format!("--bogus={FAKED}");
    for args in [
        &["user", "show", FAKED][..],
        &[FAKED],
        &["user", FAKED],
        &["user", "list", &unknown],
        &["user", "list", &assigned],
        &["meeting", "list", "--sort", FAKED],
        &["meeting", "list", &option],
        &["meeting", "list", "--from", FAKED],
        &["meeting", "list", "--tz", FAKED],
        &["meeting", "list", "--fields", FAKED],
        &["meeting", "list", "--after", FAKED],
        &["meeting", "list", "--format", FAKED],
        &["user", "create", "--name", "A", "--email", FAKED],
        &["meeting", "import", FAKED],
        &["meeting", "export", "--output", &format!("missing/{FAKED}")],
        &["restore", FAKED],
        &["demo", "--keep", FAKED],
        &["completions", FAKED],
        &["man", FAKED],
        &["--config", FAKED, "user", "list"],
        &["--profile", FAKED, "user", "list"],
        &["--database-url", FAKED, "user", "list"],
        &["--database-url", "no\u{202e}.db", "user", "list"],
    ] {
        let ended = t.run(args);
        assert!(ended.exit != 0 || args[0] == "man", "{ended}");
        assert_not_faked(&ended);
    }
    for name in ["TZ", "MEETCTL_TZ", "MEETCTL_NOW", "MEETCTL_CONFIG", "MEETCTL_DATABASE_URL"] {
        assert_not_faked(&t.cmd(["meeting", "list", "--from", "now"]).env(name, FAKED).run());
    }
}
