//! Strings that would be SQL if they were pasted into a statement.

use std::collections::BTreeSet;

use harness::{Engine, Meetctl, Row, on_every_engine};

const BASES: [&str; 30] = [
    "'",
    "\"",
    "`",
    "';--",
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "1 OR 1=1",
    "') OR ('a'='a",
    "'; DROP TABLE users; --",
    "'; DELETE FROM meetings WHERE ''='",
    "' UNION SELECT 1,2,3,4,5,6,7,8,9,10--",
    "' UNION ALL SELECT NULL,NULL#",
    "admin'--",
    "admin'/*",
    "' AND 1=(SELECT COUNT(*) FROM users)--",
    "'||(SELECT email FROM users LIMIT 1)||'",
    "' AND SLEEP(5)--",
    "'; SELECT pg_sleep(5)--",
    "' AND randomblob(500000000)--",
    "%' OR title LIKE '%",
    "%",
    "_",
    "\\",
    "\\'",
    "$1",
    "?",
    ":id",
    "{{7*7}}${7*7}",
    "' COLLATE NOCASE--",
    "0x27204f5220313d31",
];

/// Eleven spellings of each base, each once, all within 100 characters.
fn strings() -> Vec<String> {
    let spellings: [fn(&str) -> String; 11] = [
        ToOwned::to_owned,
        |base| base.to_uppercase(),
        |base| base.replace(' ', "/**/"),
        |base| format!("x{base}"),
        |base| format!("1{base}"),
        |base| format!("{base}\\"),
        |base| format!("%{base}%"),
        |base| format!("({base})"),
        |base| base.replace('\'', "’"),
        |base| format!("{base}ß"),
        |base| format!("[{base}]"),
    ];
    let mut seen = BTreeSet::new();
    BASES
        .iter()
        .flat_map(|base| spellings.iter().map(move |spell| spell(base)))
        .filter(|text| seen.insert(text.clone()))
        .collect()
}

/// User n has string n as name and address, created meeting n with it as title, and takes part in
/// every meeting that is a multiple of seven away.
fn seed(t: &Meetctl, texts: &[String]) {
    let users: Vec<String> =
        texts.iter().map(|text| format!("({0}, {0})", t.literal(text))).collect();
    t.sql(&format!("INSERT INTO users (name, email) VALUES {}", users.join(", ")));
    let rows: Vec<Row> = texts
        .iter()
        .zip(1..)
        .map(|(text, id)| {
            let others: Vec<i64> =
                (1..).take(texts.len()).filter(|other| takes_part(*other, id)).collect();
            Row::today(text, "10:00", "11:00").by(id).with(&others)
        })
        .collect();
    t.insert_meetings(&rows);
}

fn takes_part(user: i64, meeting: i64) -> bool {
    (user - meeting) % 7 == 0 && user != meeting
}

/// What a list of the meetings of the user with this address, searched for the same text, must be.
fn reference(texts: &[String], wanted: &str, user: i64) -> Vec<i64> {
    let needle = wanted.to_lowercase();
    (1..)
        .zip(texts)
        .filter(|(id, title)| {
            (*id == user || takes_part(user, *id)) && title.to_lowercase().contains(&needle)
        })
        .map(|(id, _)| id)
        .collect()
}

/// All strings on SQLite, some forty on a server, where a run takes longer.
fn sample(engine: Engine, texts: &[String]) -> Vec<(i64, &String)> {
    let step = if engine == Engine::Sqlite { 1 } else { 7 };
    (1..).zip(texts).step_by(step).collect()
}

on_every_engine! {
    fn a_filter_finds_the_literal_text_only(t: &Meetctl) {
        let texts = strings();
        assert!(texts.len() > 280, "{}", texts.len());
        seed(t, &texts);
        let before = t.tables();
        for (user, text) in sample(t.engine(), &texts) {
            let (by, search) = (format!("--user={text}"), format!("--search={text}"));
            let found = t.run(["meeting", "list", "--all", "--format", "ids", &by, &search]).success();
            assert_eq!(found.ids(), reference(&texts, text, user), "{text:?}");
        }
        for (_, text) in sample(t.engine(), &texts).into_iter().step_by(5) {
            let needle = text.to_lowercase();
            let expected: Vec<i64> = (1..)
                .zip(&texts)
                .filter(|(_, name)| name.to_lowercase().contains(&needle))
                .map(|(id, _)| id)
                .collect();
            let found = t.run(["user", "list", "--format", "ids", &format!("--search={text}")]).success();
            assert_eq!(found.ids(), expected, "{text:?}");
        }
        assert_eq!(t.tables(), before);
    }

    fn an_argument_from_a_closed_list_takes_nothing_else(t: &Meetctl) {
        t.seed_sql(2, 3);
        let before = t.tables();
        let texts = strings();
        let options = ["--sort", "--fields", "--status", "--after", "--role", "--from", "--page", "--format", "--tz"];
        let step = if t.engine() == Engine::Sqlite { 3 } else { 14 };
        for (index, text) in texts.iter().step_by(step).enumerate() {
            let option = format!("{}={text}", options[index % options.len()]);
            t.run(["meeting", "list", "--user", "1", &option]).exits(2);
        }
        for (index, text) in texts.iter().step_by(step * 2).enumerate() {
            let command = ["show", "cancel", "delete", "update"][index % 4];
            let more: &[&str] = match command {
                "update" => &["--title", "X"],
                "delete" => &["--yes"],
                _ => &[],
            };
            t.run(["meeting", command].iter().chain(more).chain(&["--", text.as_str()])).exits(2);
        }
        assert_eq!(t.tables(), before);
    }

    fn an_unknown_name_is_not_found(t: &Meetctl) {
        t.seed_sql(2, 3);
        let before = t.tables();
        for (index, text) in strings().iter().step_by(13).enumerate() {
            let user = format!("--user={text}");
            let args: &[&str] = match index % 4 {
                0 => &["user", "show", "--", text],
                1 => &["meeting", "list", &user],
                2 => &["user", "delete", "--yes", "--", text],
                _ => &["stats", "monthly", "--year", "2026", &user],
            };
            let missing = t.run(args).exits(5);
            let option = if index % 2 == 1 { "--user: " } else { "" };
            assert!(missing.stderr.starts_with(&format!("error: {option}user {text} not found\n")), "{missing}");
        }
        assert_eq!(t.tables(), before);
    }

    fn what_is_written_is_what_was_given(t: &Meetctl) {
        t.seed_sql(1, 0);
        let texts = strings();
        let titles: Vec<&String> = texts.iter().step_by(23).collect();
        for text in &titles {
            let title = format!("--title={text}");
            t.run(["meeting", "create", &title, "--start", "today 10:00", "--duration", "1h",
                   "--creator", "1", "--allow-overlap", "-q"]).success();
        }
        let stored = t.rows("SELECT title FROM meetings ORDER BY id").concat();
        assert_eq!(stored, titles.iter().map(|text| text.trim()).collect::<Vec<_>>());
        let addresses: Vec<String> = texts
            .iter()
            .filter(|text| !text.contains(char::is_whitespace))
            .step_by(17)
            .map(|text| format!("{text}@example.org"))
            .collect();
        for address in &addresses {
            t.run(["user", "create", &format!("--name={address}"), &format!("--email={address}"), "-q"]).success();
            let shown = t.run(["user", "show", "--json", "--", address]).success().json();
            assert_eq!(shown["email"], address.to_lowercase());
        }
        t.run(["meeting", "update", "1", "--title", BASES[8], "--description", BASES[9]]).success();
        assert_eq!(t.rows("SELECT title, description FROM meetings WHERE id = 1"), [[BASES[8], BASES[9]]]);
        let users = t.rows("SELECT COUNT(*) FROM users");
        assert_eq!(users, [[(addresses.len() + 1).to_string()]]);
    }

    fn no_statement_holds_what_was_typed(t: &Meetctl) {
        t.seed_sql(2, 3);
        let word = "'; DROP TABLE users; --";
        let list = t.run(["-vv", "meeting", "list", "--search", word, "--status", "scheduled"]).success();
        let statements = list.stderr.to_uppercase();
        assert!(statements.contains("SELECT"), "{list}");
        assert!(!statements.contains("DROP TABLE") && !statements.contains("'SCHEDULED'"), "{list}");
        let show = t.run(["-vv", "user", "show", word]).exits(5);
        let logged = show.stderr.lines().filter(|line| !line.starts_with("error: "));
        assert!(!logged.into_iter().any(|line| line.contains("DROP TABLE")), "{show}");
    }
}
