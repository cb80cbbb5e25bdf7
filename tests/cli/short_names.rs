//! Names that people type by instinct. They work, and help does not list them.

use harness::{Engine, Meetctl};

use crate::commands::every_command;

#[test]
fn short_names_do_the_same() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(3, 30);
    for (short, long) in [
        ("users ls", "user list"),
        ("user get 1", "user show 1"),
        ("meetings ls -n 3", "meeting list --limit 3"),
        ("meeting get 7", "meeting show 7"),
        (
            "meetings ls -f ids --since today --until tomorrow",
            "meeting list --format ids --from today --to tomorrow",
        ),
        (
            "meeting overlaps --since today --until tomorrow -n 2 -fcsv",
            "meeting overlaps --from today --to tomorrow --limit 2 --format csv",
        ),
        (
            "meeting conflicts --since today --until tomorrow",
            "meeting conflicts --from today --to tomorrow",
        ),
        (
            "meeting free --user 1 --since today --until tomorrow --duration 1h -n 1",
            "meeting free --user 1 --from today --to tomorrow --duration 1h --limit 1",
        ),
        (
            "stats active -n 2 --since 2026-01-01 --until 2027-01-01",
            "stats active --limit 2 --from 2026-01-01 --to 2027-01-01",
        ),
        (
            "stats heatmap --since today --until tomorrow",
            "stats heatmap --from today --to tomorrow",
        ),
        (
            "meeting export --since today --until tomorrow",
            "meeting export --from today --to tomorrow",
        ),
        ("user list -n2", "user list --limit 2"),
        ("config get", "config show"),
        ("version", "--version"),
    ] {
        let (short, long) = (t.cmd(short.split(' ')).run(), t.cmd(long.split(' ')).run().success());
        assert_eq!(
            (short.exit, &short.stdout, &short.stderr),
            (0, &long.stdout, &long.stderr),
            "{short}"
        );
    }
    t.cmd("user add --name Zoe --email zoe@example.org".split(' ')).run().success();
    t.cmd("users new --name Yan --email yan@example.org".split(' ')).run().success();
    t.cmd("user rm zoe@example.org --yes".split(' ')).run().success();
    let book = "--title New --start +90d --duration 1h --creator 1 -f ids";
    t.cmd("meetings add".split(' ').chain(book.split(' '))).run().success();
    t.cmd("meeting rm 31 -y".split(' ')).run().success();
    let url = t.url().to_owned();
    for line in
        [["user", "list", "-d"], ["user", "list", "--db"], ["user", "list", "--database-url"]]
    {
        let run = t.cmd(line.into_iter().chain([url.as_str()])).without_url().run().success();
        assert!(run.stdout.contains("yan@example.org"), "{run}");
    }
}

#[test]
fn help_does_not_list_them() {
    let t = Meetctl::empty(Engine::Sqlite);
    for (words, _) in every_command() {
        let help = t.cmd(words.iter().map(String::as_str).chain(["--help"])).run().success().stdout;
        for short in [
            "-n,",
            "-d,",
            "-f,",
            "--db ",
            "--since",
            "--until",
            "alias",
            "  ls ",
            "  rm ",
            "  version ",
        ] {
            // A line that `doctor` moves has that name itself, and the end of a series.
            let own = [("doctor", "--since"), ("meeting create", "--until")];
            if own.contains(&(words.join(" ").as_str(), short)) {
                continue;
            }
            assert!(!help.contains(short), "{words:?} lists {short:?}:\n{help}");
        }
    }
}
