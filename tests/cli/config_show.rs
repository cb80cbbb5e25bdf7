//! `meetctl config show`

use serde_json::Value;

use harness::{Engine, Meetctl, Transcript, on_every_engine_empty, snapshot};

on_every_engine_empty! {
    fn every_setting_is_shown_with_its_source(t: &Meetctl) {
        t.write("c.toml", "tz = \"Europe/Berlin\"\ntimeout = \"30s\"\n[profiles.night]\ntimeout = \"1h\"\nread_only = true\n");
        let args = ["config", "show", "--config", "c.toml", "--profile", "night", "--format", "csv", "--slow-query", "250", "--actor", "ops"];
        let shown = t.run(args).success();
        // The engines' URLs differ in length, which a table would show.
        snapshot!(shown.stable_stdout(), @r#"
        setting,value,source
        config,c.toml,default path or --config
        profile,night,--profile
        database_url,[DATABASE],MEETCTL_DATABASE_URL in the environment
        password_file,,default
        backup_dir,,default
        actor,ops,--actor
        tz,Europe/Berlin,c.toml
        format,csv,--format
        color,auto,default
        read_only,true,"c.toml, profile night"
        timeout,3600s,"c.toml, profile night"
        slow_query,250,--slow-query
        "#);
        assert_eq!(shown.stderr, "");
    }

    fn no_database_is_opened_for_it(t: &Meetctl) {
        t.run(["config", "show"]).success();
        let elsewhere = ["config", "show", "--database-url", "postgres://bob:secret@nowhere.invalid/x"];
        let shown = t.run(elsewhere).success();
        assert!(shown.stdout.contains("postgres://bob:***@nowhere.invalid/x"), "{shown}");
        if t.engine() == Engine::Sqlite {
            assert!(!t.file().exists());
        }
    }

    fn an_unknown_profile_is_wrong_usage(t: &Meetctl) {
        t.write("c.toml", "[profiles.day]\nformat = \"json\"\n");
        snapshot!(t.run(["config", "show", "--config", "c.toml", "--profile", "night"]).exits(2), @r#"
        $ meetctl config show --config c.toml --profile night
        exit: 2
        --- stdout
        --- stderr
        error: profile night not found in c.toml
        hint: its profiles: day
        "#);
    }
}

#[test]
fn flag_overrides_environment_overrides_profile_overrides_file_overrides_default() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("c.toml", "database_url = \"file.db\"\n[profiles.p]\ndatabase_url = \"profile.db\"\n");
    let default = t.home().join(".local/share/meetctl/meetctl.db").display().to_string();
    let mut args = vec!["config", "show", "--json"];
    let bare = t.cmd(&args).without_url().run().success();
    assert_eq!(database(&bare), (default, "default".to_owned()));

    args.extend(["--config", "c.toml"]);
    let file = t.cmd(&args).without_url().run().success();
    assert_eq!(database(&file), ("file.db".to_owned(), "c.toml".to_owned()));

    args.extend(["--profile", "p"]);
    let profile = t.cmd(&args).without_url().run().success();
    assert_eq!(database(&profile), ("profile.db".to_owned(), "c.toml, profile p".to_owned()));

    let generic = t.cmd(&args).without_url().env("DATABASE_URL", "generic.db").run().success();
    assert_eq!(
        database(&generic),
        ("generic.db".to_owned(), "DATABASE_URL in the environment".to_owned())
    );

    let ours = t
        .cmd(&args)
        .env("MEETCTL_DATABASE_URL", "ours.db")
        .env("DATABASE_URL", "generic.db")
        .run()
        .success();
    assert_eq!(
        database(&ours),
        ("ours.db".to_owned(), "MEETCTL_DATABASE_URL in the environment".to_owned())
    );

    args.extend(["--database-url", "flag.db"]);
    let flag = t.cmd(&args).env("DATABASE_URL", "generic.db").run().success();
    assert_eq!(database(&flag), ("flag.db".to_owned(), "--database-url".to_owned()));
}

#[test]
fn an_empty_variable_is_ignored() {
    let t = Meetctl::empty(Engine::Sqlite);
    let shown = t
        .cmd(["config", "show", "--json"])
        .env("MEETCTL_DATABASE_URL", "")
        .env("DATABASE_URL", "b.db")
        .run()
        .success();
    assert_eq!(database(&shown).0, "b.db");
}

#[test]
fn the_file_is_found_in_the_home_and_by_its_variable() {
    let t = Meetctl::empty(Engine::Sqlite);
    let directory = t.home().join(".config/meetctl");
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::write(
        directory.join("config.toml"),
        "database_url = \"home.db\"\nprofile = \"p\"\n[profiles.p]\ntz = \"Asia/Tokyo\"\n",
    )
    .unwrap();
    let shown = t.cmd(["config", "show", "--json"]).without_url().env_remove("TZ").run().success();
    assert_eq!(database(&shown).0, "home.db");
    assert_eq!(setting(&shown, "tz")["value"], "Asia/Tokyo");
    assert_eq!(setting(&shown, "profile")["value"], "p");

    let other = t.write("other.toml", "database_url = \"other.db\"\n");
    let shown = t
        .cmd(["config", "show", "--json"])
        .without_url()
        .env("MEETCTL_CONFIG", other)
        .run()
        .success();
    assert_eq!(database(&shown).0, "other.db");
    t.cmd(["config", "show"]).env("MEETCTL_CONFIG", "/nowhere/c.toml").run().exits(2);
}

fn setting(shown: &Transcript, name: &str) -> Value {
    let list = shown.json();
    let found = list.as_array().unwrap().iter().find(|row| row["setting"] == name);
    found.unwrap_or_else(|| panic!("no {name}:\n{shown}")).clone()
}

fn database(shown: &Transcript) -> (String, String) {
    let row = setting(shown, "database_url");
    (row["value"].as_str().unwrap().to_owned(), row["source"].as_str().unwrap().to_owned())
}
