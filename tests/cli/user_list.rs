//! `meetctl user list`

use harness::{on_every_engine, snapshot};

on_every_engine! {
    fn users_are_sorted_by_id(t: &Meetctl) {
        t.seed_sql(3, 0);
        snapshot!(t.run(["user", "list"]), @r#"
        $ meetctl user list
        exit: 0
        --- stdout
        ID  NAME  EMAIL
         1  Ada   ada@example.org
         2  Ben   ben@example.org
         3  Cleo  cleo@example.org
        --- stderr
        "#);
        assert_eq!(t.run(["user", "list", "--format", "ids"]).success().ids(), [1, 2, 3]);
        assert_eq!(t.run(["user", "list", "--format", "count"]).success().stdout, "3\n");
    }

    fn an_unknown_field_is_refused(t: &Meetctl) {
        snapshot!(t.run(["user", "list", "--fields", "id,booking_seq"]), @r#"
        $ meetctl user list --fields id,booking_seq
        exit: 2
        --- stdout
        --- stderr
        error: unknown field `booking_seq` in --fields
        hint: valid fields: id, name, email, created_at, updated_at
        "#);
    }

    fn a_search_finds_names_and_addresses_in_any_case(t: &Meetctl) {
        t.sql(
            "INSERT INTO users (name, email) VALUES ('Émile', 'emile@example.org'), \
             ('STRASSE Straße', 'x@example.org'), ('Жанна', 'zh@example.org'), ('Ann', 'ANN@b.org')",
        );
        let find = |text: &str| {
            t.run(["user", "list", "--format", "ids", "--search", text]).success().ids()
        };
        assert_eq!(find("éMILE"), [1]);
        assert_eq!(find("É"), [1]);
        assert_eq!(find("straße"), [2]);
        assert_eq!(find("жАННА"), [3]);
        assert_eq!(find("ann@B.org"), [4]);
        assert_eq!(find("EXAMPLE"), [1, 2, 3]);
        assert_eq!(find(""), [1, 2, 3, 4]);
        assert_eq!(find("%"), [] as [i64; 0]);
        assert_eq!(find("_"), [] as [i64; 0]);
    }

    fn no_user_is_an_empty_list(t: &Meetctl) {
        snapshot!(t.run(["user", "list"]), @r#"
        $ meetctl user list
        exit: 0
        --- stdout
        --- stderr
        No users found.
        "#);
        assert_eq!(t.run(["user", "list", "--json"]).success().stdout, "[]\n");
        let quiet = t.run(["-q", "user", "list"]).success();
        assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    }

    fn a_thousand_and_more_users_are_each_listed_once(t: &Meetctl) {
        t.seed_sql(2_001, 0);
        let all: Vec<i64> = (1..=2_001).collect();
        assert_eq!(t.run(["user", "list", "--format", "ids"]).success().ids(), all);
    }
}
