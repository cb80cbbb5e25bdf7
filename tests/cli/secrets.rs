//! A password is never shown, whatever fails.

use harness::{Engine, Meetctl, Random, Transcript, on_every_engine};

/// Every character that means something in a URL, a shell, SQL or TOML.
const SECRET: &str = r#"zq7@xJ:wK/vY?bT#n5%hR'gM"dF pL9"#;

on_every_engine! {
    fn the_real_password_is_shown_by_nothing(t: &Meetctl) {
        t.seed_people(1);
        // The harness searches every run for its words, these lines for every part of it.
        for line in ["-vvv user list", "-vvv config show", "config show --json", "--slow-query 0 -v stats",
            "user show 99 -vvv", "migrate status -vvv", "-vvv user create --name A --email ada@example.org"] {
            let ended = t.run(line.split(' '));
            for secret in Meetctl::secrets() {
                assert_hidden(&ended, &secret);
            }
        }
        if t.engine() != Engine::Sqlite {
            let shown = t.run(["config", "show"]).success();
            assert!(shown.stdout.contains("meetctl:***@127.0.0.1"), "{}", shown.stdout);
        }
    }

    fn a_file_has_the_password_that_a_url_lacks(t: &Meetctl) {
        if t.engine() == Engine::Sqlite {
            t.cmd(["user", "list"]).env("MEETCTL_PASSWORD_FILE", "missing").run().success();
            return;
        }
        let [secret, in_url] = Meetctl::secrets();
        let url = t.url().replace(&format!(":{in_url}@"), "@");
        assert_ne!(url, t.url());
        let file = t.write_private("password", format!("{secret}\n"));
        let config = t.write("c.toml", format!("database_url = \"{url}\"\npassword_file = \"{}\"\n", file.display()));
        let plain = |args: &[&str]| t.cmd(args).without_url();
        plain(&["--database-url", &url, "user", "list"]).run().exits(6);
        let option = ["--database-url", &url, "--password-file", file.to_str().unwrap(), "-vvv", "user", "list"];
        plain(&option).run().success();
        plain(&["user", "list"]).env("MEETCTL_CONFIG", &config).run().success();
        let named = plain(&["user", "list"]).env("DATABASE_URL", &url);
        named.env("MEETCTL_PASSWORD_FILE", &file).run().success();
        // A URL's own password comes first, also a wrong one.
        let wrong = url.replacen('@', ":wrong@", 1);
        plain(&["--database-url", &wrong, "--password-file", file.to_str().unwrap(), "user", "list"]).run().exits(6);
        let missing = plain(&["--database-url", &url, "--password-file", "missing", "user", "list"]).run().exits(2);
        assert!(missing.stderr.contains("set by --password-file"), "{missing}");
    }

    fn no_process_list_shows_it(t: &Meetctl) {
        t.seed_people(1);
        let holder = t.hold_lock();
        let script = "meetctl user update 1 --name B & pid=$!; \
            until grep -qa ^meetctl /proc/$pid/cmdline; do :; done; \
            tr '\\0' ' ' </proc/$pid/cmdline; cat /proc/$pid/task/*/children 2>/dev/null; \
            kill $pid; wait $pid";
        let seen = t.shell(script).run().exits(143);
        drop(holder);
        // Its own words, and no child's number after them.
        assert_eq!(seen.stdout, "meetctl user update 1 --name B ");
    }
}

#[test]
fn no_way_to_name_a_database_shows_its_password() {
    let t = Meetctl::empty(Engine::Sqlite);
    let mut runs = 0;
    for scheme in ["postgres", "postgresql", "mysql", "mariadb", "oracle"] {
        for password in [SECRET.to_owned(), escaped(SECRET), SECRET.replace(' ', "%20")] {
            let url = format!("{scheme}://bob:{password}@127.0.0.1:1/meetings");
            for line in ["-vvv user list", "config show", "--json -vv migrate up"] {
                for ended in every_way(&t, &url, line) {
                    assert_hidden(&ended, &password);
                    assert_hidden(&ended, SECRET);
                    runs += 1;
                }
            }
        }
    }
    assert_eq!(runs, 5 * 3 * 3 * 5);
}

/// The same command with the URL given in each of five ways.
fn every_way(t: &Meetctl, url: &str, line: &str) -> [Transcript; 5] {
    let quoted = url.replace('\\', "\\\\").replace('"', "\\\"");
    let config = t.write("config.toml", format!("database_url = \"{quoted}\"\n"));
    let profile = t.write("profile.toml", format!("[profiles.p]\ndatabase_url = \"{quoted}\"\n"));
    let args: Vec<&str> = line.split(' ').collect();
    let plain = || t.cmd(&args).without_url();
    [
        t.cmd(["--database-url", url].iter().chain(&args)).run(),
        plain().env("MEETCTL_DATABASE_URL", url).run(),
        plain().env("DATABASE_URL", url).run(),
        plain().env("MEETCTL_CONFIG", config).run(),
        plain().env("MEETCTL_CONFIG", profile).env("MEETCTL_PROFILE", "p").run(),
    ]
}

#[test]
fn a_broken_url_does_not_show_its_password() {
    let t = Meetctl::empty(Engine::Sqlite);
    let mut random = Random::seeded();
    let whole: Vec<char> =
        format!("postgres://bob:{}@127.0.0.1:1/meetings", escaped(SECRET)).chars().collect();
    for n in 0..50 {
        let mut broken = whole.clone();
        let at = random.below(broken.len());
        let special: Vec<char> = "@:/?#%[];, '\"".chars().collect();
        match n % 5 {
            0 => drop(broken.remove(at)),
            1 => broken.insert(at, special[random.below(special.len())]),
            2 => broken[at] = special[random.below(special.len())],
            3 => broken.truncate(at),
            _ => broken.swap(at, random.below(whole.len())),
        }
        let url: String = broken.into_iter().collect();
        for line in ["-vvv user list", "config show"] {
            let ended = t.run(["--database-url", &url].into_iter().chain(line.split(' ')));
            assert_hidden(&ended, &escaped(SECRET));
            assert_hidden(&ended, SECRET);
        }
    }
}

#[test]
fn a_semicolon_in_a_password_is_not_a_file_name() {
    let t = Meetctl::empty(Engine::Sqlite);
    for url in
        ["postgres://bob:12;hunter2secret@localhost/db", "mysql://bob;hunter2secret@localhost/db"]
    {
        for line in ["user list", "config show"] {
            let ended = t.run(["--database-url", url].into_iter().chain(line.split(' ')));
            assert_hidden(&ended, "hunter2secret");
            assert_eq!(ended.exit, 2, "{ended}");
        }
    }
}

#[test]
fn a_broken_configuration_file_does_not_show_its_lines() {
    let t = Meetctl::empty(Engine::Sqlite);
    let url = format!("postgres://bob:{}@127.0.0.1:1/meetings", escaped(SECRET));
    for text in [
        format!("database_url = \"{url}\nformat = 1"),
        format!("database_url = {url}"),
        format!("databse_url = \"{url}\""),
        format!("database_url = [\"{url}\"]"),
        format!("[profiles.\"{url}\"]\ncolour = 1"),
    ] {
        let config = t.write("config.toml", text);
        let ended =
            t.cmd(["config", "show"]).without_url().env("MEETCTL_CONFIG", config).run().exits(2);
        assert_hidden(&ended, &escaped(SECRET));
    }
}

/// No six characters of the secret in a row.
fn assert_hidden(ended: &Transcript, secret: &str) {
    let letters: Vec<char> = secret.chars().collect();
    for piece in letters.windows(6) {
        let piece: String = piece.iter().collect();
        let shown = ended.stdout.contains(&piece) || ended.stderr.contains(&piece);
        assert!(!shown, "{piece:?} of the password is shown:\n{ended}");
    }
    assert!(!ended.stderr.contains("panicked"), "{ended}");
}

/// Every byte but letters and digits as %XX.
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
