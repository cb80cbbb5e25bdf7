//! `meetctl user create`

use harness::{Engine, Meetctl, on_every_engine, snapshot};

fn create(t: &Meetctl, name: &str, email: &str) -> harness::Transcript {
    t.run(["user", "create", "--name", name, "--email", email, "--json"])
}

on_every_engine! {
    fn a_user_is_created_and_shown(t: &Meetctl) {
        let created = t.run(["user", "create", "--name", "Ada Lovelace", "--email", "ada@example.org"]);
        snapshot!(created, @r#"
        $ meetctl user create --name 'Ada Lovelace' --email ada@example.org
        exit: 0
        --- stdout
        User     Ada Lovelace
        ID       1
        Email    ada@example.org
        Created  2026-06-01T08:00:00Z
        Updated  2026-06-01T08:00:00Z
        --- stderr
        Created user 1.
        "#);
        assert_eq!(
            t.rows("SELECT id, name, email, created_at, updated_at FROM users"),
            [["1", "Ada Lovelace", "ada@example.org", "2026-06-01 08:00:00", "2026-06-01 08:00:00"]]
        );
    }

    fn an_address_belongs_to_one_user(t: &Meetctl) {
        t.seed_sql(1, 0);
        let before = t.tables();
        snapshot!(t.run(["user", "create", "--name", "Twin", "--email", "ada@example.org"]), @r#"
        $ meetctl user create --name Twin --email ada@example.org
        exit: 4
        --- stdout
        --- stderr
        error: user 1 (Ada) has the e-mail address ada@example.org
        hint: `meetctl user show 1` shows the user
        "#);
        for email in ["ada@example.org", "Ada@Example.ORG", " mailto:ADA@example.org"] {
            let error = create(t, "Twin", email).exits(4).error_json();
            assert_eq!((&error["code"], &error["user"]), (&"duplicate_email".into(), &1.into()));
        }
        assert_eq!(t.tables(), before);
        let json = create(t, "Other", "Other@Example.org").success().json();
        assert_eq!(json["email"], "other@example.org");
        create(t, "Other", "oTHER@example.org").exits(4);
    }

    fn a_name_holds_100_characters_of_any_script(t: &Meetctl) {
        for (letter, email) in [("é", "e@example.org"), ("😀", "smile@example.org")] {
            let json = create(t, &letter.repeat(100), email).success().json();
            assert_eq!(json["name"], letter.repeat(100));
            create(t, &letter.repeat(101), "long@example.org").exits(2);
        }
        let names = t.rows("SELECT name FROM users ORDER BY id");
        assert_eq!(names, [["é".repeat(100)], ["😀".repeat(100)]]);
    }
}

#[test]
fn an_invalid_name_or_address_is_refused() {
    let t = Meetctl::migrated(Engine::Sqlite);
    for name in ["", "   ", "a\nb", "a\u{1b}[31mb", "tab\there", "a\u{85}b"] {
        create(&t, name, "ada@example.org").exits(2);
    }
    for email in ["", "ada", "@example.org", "ada@", "a@b@c", "a b@c", "a@b\u{7}"] {
        create(&t, "Ada", email).exits(2);
    }
    for args in [vec!["--name", "Ada"], vec!["--email", "ada@example.org"], vec![]] {
        t.run(["user", "create"].into_iter().chain(args)).exits(2);
    }
    assert!(t.tables().is_empty());
}

#[test]
fn blanks_around_a_name_are_removed() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let json = create(&t, "  Ada ", " ada@example.org ").success().json();
    assert_eq!((&json["name"], &json["email"]), (&"Ada".into(), &"ada@example.org".into()));
}
