//! Which source of a setting comes first, and what is refused.

use clap::Parser;
use tempfile::NamedTempFile;

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    global: GlobalArgs,
}

/// The settings of a command line, an environment and a configuration file.
fn gather(line: &str, environment: &[(&str, &str)], file: &str) -> Result<Settings, Failure> {
    let config = NamedTempFile::new().unwrap();
    std::fs::write(config.path(), file).unwrap();
    let words = ["meetctl"].into_iter().chain(line.split_whitespace());
    let mut args = Line::try_parse_from(words).unwrap().global;
    args.config.get_or_insert_with(|| config.path().to_owned());
    Settings::gather_with(&args, &|name| {
        let found = environment.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

/// The value of a key and its source; `file` stands for the configuration file.
fn shown(settings: &Settings, key: &str) -> String {
    let (value, source) = match key {
        "database_url" => (settings.database.value[0].to_string(), &settings.database.source),
        "tz" => (settings.zone.value.name().to_owned(), &settings.zone.source),
        "format" => (format!("{:?}", settings.format.value), &settings.format.source),
        "color" => (format!("{:?}", settings.color.value), &settings.color.source),
        "read_only" => (settings.read_only.value.to_string(), &settings.read_only.source),
        "timeout" => (format!("{:?}", settings.timeout.value), &settings.timeout.source),
        "slow_query" => (format!("{:?}", settings.slow_query.value), &settings.slow_query.source),
        _ => panic!("{key}"),
    };
    let path = settings.file.as_ref().unwrap().display().to_string();
    format!("{value} from {source}").replace(&path, "file")
}

#[test]
fn flag_beats_environment_beats_profile_beats_file_beats_default() {
    let file = r#"
        database_url = "file.db"
        tz = "Asia/Tokyo"
        format = "csv"
        color = "always"
        read_only = true
        timeout = "1m"
        slow_query = 1
        [profiles.p]
        database_url = "profile.db"
        tz = "Asia/Seoul"
        format = "tsv"
        color = "never"
        read_only = false
        timeout = "2m"
        slow_query = 2
        [profiles.empty]
    "#;
    let environment = [
        ("MEETCTL_DATABASE_URL", "variable.db"),
        ("DATABASE_URL", "shared.db"),
        ("MEETCTL_TZ", "Europe/Paris"),
    ];
    let shared = &environment[1..2];
    // key, command line, environment, expected with the file above
    for (key, line, environment, expected) in [
        (
            "database_url",
            "--profile p --database-url flag.db",
            &environment[..],
            "flag.db from --database-url",
        ),
        (
            "database_url",
            "--profile p",
            &environment,
            "variable.db from MEETCTL_DATABASE_URL in the environment",
        ),
        ("database_url", "--profile p", shared, "shared.db from DATABASE_URL in the environment"),
        ("database_url", "--profile p", &[("DATABASE_URL", "")], "profile.db from file, profile p"),
        ("database_url", "--profile empty", &[], "file.db from file"),
        ("database_url", "", &[], "file.db from file"),
        ("tz", "--profile p --tz UTC", &environment, "UTC from --tz"),
        ("tz", "--profile p", &environment, "Europe/Paris from MEETCTL_TZ in the environment"),
        ("tz", "--profile p", &[("TZ", "Europe/Rome")], "Asia/Seoul from file, profile p"),
        ("tz", "--profile empty", &[], "Asia/Tokyo from file"),
        ("format", "--profile p --json", &environment, "Json from --json"),
        ("format", "--profile p --format ids", &environment, "Ids from --format"),
        ("format", "--profile p", &environment, "Tsv from file, profile p"),
        ("format", "", &environment, "Csv from file"),
        ("color", "--profile p --color auto", &[], "Auto from --color"),
        ("color", "--profile p", &[], "Never from file, profile p"),
        ("color", "", &[], "Always from file"),
        ("read_only", "--profile p --read-only", &[], "true from --read-only"),
        ("read_only", "--profile p", &[], "false from file, profile p"),
        ("read_only", "", &[], "true from file"),
        ("timeout", "--profile p --timeout 3s", &[], "Some(3s) from --timeout"),
        ("timeout", "--profile p", &[], "Some(120s) from file, profile p"),
        ("timeout", "", &[], "Some(60s) from file"),
        ("slow_query", "--profile p --slow-query 0", &[], "Some(0ns) from --slow-query"),
        ("slow_query", "--profile p", &[], "Some(2ms) from file, profile p"),
        ("slow_query", "", &[], "Some(1ms) from file"),
    ] {
        let settings = gather(line, environment, file).unwrap();
        assert_eq!(shown(&settings, key), expected, "{key}: {line} {environment:?}");
    }
}

#[test]
fn what_nobody_sets_is_the_default() {
    let settings = gather("", &[], "").unwrap();
    for (key, expected) in [
        ("format", "Table from default"),
        ("color", "Auto from default"),
        ("read_only", "false from default"),
        ("timeout", "None from default"),
        ("slow_query", "None from default"),
    ] {
        assert_eq!(shown(&settings, key), expected);
    }
    assert!(shown(&settings, "database_url").ends_with("/meetctl/meetctl.db from default"));
    assert_eq!(settings.zone.source, Source::Default);
    assert!(settings.profile.is_none());
}

#[test]
fn a_profile_is_chosen_by_flag_environment_or_file() {
    let file = "profile = 'c'\n[profiles.a]\n[profiles.b]\n[profiles.c]\n";
    for (line, environment, name, source) in [
        ("--profile a", &[("MEETCTL_PROFILE", "b")][..], "a", "--profile"),
        ("", &[("MEETCTL_PROFILE", "b")], "b", "MEETCTL_PROFILE in the environment"),
        ("", &[("MEETCTL_PROFILE", "")], "c", "file"),
    ] {
        let settings = gather(line, environment, file).unwrap();
        let path = settings.file.unwrap().display().to_string();
        let profile = settings.profile.unwrap();
        assert_eq!(profile.value, name);
        assert_eq!(profile.source.to_string().replace(&path, "file"), source);
    }
}

#[test]
fn the_configuration_file_is_named_by_flag_or_environment() {
    let other = NamedTempFile::new().unwrap();
    std::fs::write(other.path(), "format = 'ids'").unwrap();
    let path = other.path().to_str().unwrap();
    let line = ["meetctl"].map(str::to_owned);
    let args = Line::try_parse_from(line).unwrap().global;
    let environment = |name: &str| (name == "MEETCTL_CONFIG").then(|| path.to_owned());
    let settings = Settings::gather_with(&args, &environment).unwrap();
    assert_eq!(shown(&settings, "format"), "Ids from file");
    let flag = format!("--config {path}");
    let settings = gather(&flag, &[("MEETCTL_CONFIG", "/nowhere.toml")], "").unwrap();
    assert_eq!(shown(&settings, "format"), "Ids from file");
}

#[test]
fn unknown_keys_and_bad_values_are_wrong_usage_and_name_their_place() {
    for (line, environment, file, expected) in [
        ("", &[][..], "tz = 'UTC'\ncolour = 'never'", "invalid line 2"),
        ("", &[], "[profiles.p]\ncolour = 1", "invalid line 2"),
        ("", &[], "format = 'xml'", "invalid line 1"),
        ("", &[], "read_only = 1", "invalid line 1"),
        ("", &[], "slow_query = -1", "invalid line 1"),
        ("", &[], "not toml", "invalid line 1"),
        ("", &[], "timeout = 'soon'", "set by /"),
        ("", &[], "tz = 'Mars/Olympus'", "set by /"),
        ("", &[], "database_url = 'oracle://x'", "set by /"),
        ("", &[], "profile = 'p'\n[profiles.p]\ntz = 'Mars'", ", profile p"),
        ("", &[], "profile = 'q'\n[profiles.p]", "profile q not found"),
        ("", &[("MEETCTL_PROFILE", "q")], "", "profile q not found"),
        ("", &[("MEETCTL_TZ", "Mars")], "", "set by MEETCTL_TZ in the environment"),
        ("", &[("DATABASE_URL", ";")], "", "set by DATABASE_URL in the environment"),
        ("--timeout soon", &[], "", "--timeout: \"soon\""),
        ("--config /nowhere.toml", &[], "", "cannot read the configuration file /nowhere.toml"),
    ] {
        let failure = gather(line, environment, file).unwrap_err();
        assert_eq!(failure.exit(), crate::error::Exit::Usage, "{file}");
        let lines = failure.lines();
        let found = lines.iter().any(|(_, text)| text.contains(expected));
        assert!(found, "{line} {file}: {lines:?}");
    }
}

#[test]
fn a_line_of_the_file_is_never_quoted() {
    let text = "tz = 'UTC'\ndatabase_url = postgres://bob:hunter2@h/x";
    let failure = gather("", &[], text).unwrap_err();
    assert!(!format!("{failure:?}").contains("hunter2"));
    assert!(failure.message().contains("invalid line 2"));
}
