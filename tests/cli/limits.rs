//! `--limit` of the commands that list.

use harness::{Row, on_every_engine};

on_every_engine! {
    fn every_list_takes_a_limit_and_reports_what_it_left_out(t: &Meetctl) {
        t.seed_sql(4, 0);
        let rows: Vec<Row> = (0..6).map(|i| Row::today(format!("M{i}"), "10:00", "11:00").with(&[2, 3, 4])).collect();
        t.insert_meetings(&rows);
        let (today, tomorrow) = ("today", "tomorrow");
        for (line, all) in [
            (vec!["user", "list"], 4),
            (vec!["meeting", "overlaps", "--from", today, "--to", tomorrow], 6),
            (vec!["meeting", "conflicts"], 60),
            (vec!["meeting", "free", "--user", "1", "--from", today, "--to", "+8d", "--duration", "1h", "--hours", "09:00-17:00"], 9),
            (vec!["stats", "active"], 3),
            (vec!["migrate", "status"], t.applied().len()),
        ] {
            let jsonl = ["--format", "jsonl"];
            let whole = t.run(line.iter().chain(&jsonl)).success();
            assert_eq!(whole.stdout.lines().count(), all, "{whole}");
            assert!(!whole.stderr.contains("more"), "{whole}");
            for format in ["table", "json", "jsonl", "csv", "tsv"] {
                let limited = t.run(line.iter().chain(&["--limit", "2", "--format", format])).success();
                assert!(limited.stderr.contains(" shown, more "), "{limited}");
                if ["table", "csv", "tsv"].contains(&format) {
                    assert_eq!(limited.stdout.lines().count(), 3, "{limited}");
                }
            }
            let limited = t.run(line.iter().chain(&["-n", "2"]).chain(&jsonl)).success();
            assert!(whole.stdout.starts_with(&limited.stdout), "{limited}");
            let limit = all.to_string();
            let exact = t.run(line.iter().chain(&["--limit", &limit]).chain(&jsonl)).success();
            assert_eq!((&exact.stdout, &exact.stderr), (&whole.stdout, &whole.stderr));
            t.run(line.iter().chain(&["--limit", "0"])).exits(2);
        }
        t.run(["meeting", "conflicts", "--check", "--limit", "1"]).exits(3);
    }
}
