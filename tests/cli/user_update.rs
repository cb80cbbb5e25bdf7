//! `meetctl user update`

use harness::{on_every_engine, snapshot};

on_every_engine! {
    fn name_and_address_change(t: &Meetctl) {
        t.seed_sql(2, 0);
        snapshot!(t.run(["user", "update", "ada@example.org", "--name", "Ada King"]), @r#"
        $ meetctl user update ada@example.org --name 'Ada King'
        exit: 0
        --- stdout
        User     Ada King
        ID       1
        Email    ada@example.org
        Created  2026-05-01T09:00:00Z
        Updated  2026-06-01T08:00:00Z
        --- stderr
        Updated user 1.
        "#);
        t.run(["user", "update", "2", "--email", "benjamin@example.org", "--name", "Benjamin"]).success();
        // The change sets updated_at, and created_at is unchanged.
        assert_eq!(
            t.rows("SELECT name, email, created_at, updated_at FROM users ORDER BY id"),
            [
                ["Ada King", "ada@example.org", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
                ["Benjamin", "benjamin@example.org", "2026-05-01 09:00:00", "2026-06-01 08:00:00"],
            ]
        );
    }

    fn a_taken_address_is_refused(t: &Meetctl) {
        t.seed_sql(2, 0);
        let before = t.tables();
        snapshot!(t.run(["user", "update", "1", "--email", "ben@example.org"]), @r#"
        $ meetctl user update 1 --email ben@example.org
        exit: 4
        --- stdout
        --- stderr
        error: user 2 (Ben) has the e-mail address ben@example.org
        hint: `meetctl user show 2` shows the user
        "#);
        t.run(["user", "update", "7", "--name", "Nobody"]).exits(5);
        t.run(["user", "update", "1"]).exits(2);
        t.run(["user", "update", "1", "--name", &"é".repeat(101)]).exits(2);
        t.run(["user", "update", "1", "--name", "a\u{1b}b"]).exits(2);
        t.run(["user", "update", "1", "--email", "nowhere"]).exits(2);
        t.run(["--read-only", "user", "update", "1", "--name", "X"]).exits(4);
        assert_eq!(t.tables(), before);
    }

    fn a_change_that_changes_nothing_writes_nothing(t: &Meetctl) {
        t.seed_sql(1, 0);
        let before = t.tables();
        let same = t.run(["user", "update", "1", "--name", "Ada"]).success();
        assert_eq!(same.stderr, "User 1 is already up to date.\n");
        assert_eq!(t.tables(), before);
    }
}
