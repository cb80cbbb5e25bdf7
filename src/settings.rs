//! The effective settings: flag over environment over configuration file over default,
//! each with where it came from.

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::anyhow;
use serde::Deserialize;

use crate::error::Failure;
use crate::global_args::GlobalArgs;
use crate::output::{ColorChoice, Format, Settings as OutputSettings};
use crate::store::url::Location;
use crate::time::{TimeError, Zone, parse_timeout};

mod password;

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The command line.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// The configuration file, and the profile in it if one is used.
    File(PathBuf, Option<String>),
    /// No source: the default.
    Default,
}

impl Source {
    /// The failure of a value from here: names the option, variable or file.
    fn wrong(&self, error: TimeError) -> Failure {
        match self {
            Self::Flag(name) => error.of(name).into(),
            _ => Failure::from(error).line(format!("set by {self}")),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "{name}"),
            Self::Environment(name) => write!(f, "{name} in the environment"),
            Self::File(path, None) => write!(f, "{}", path.display()),
            Self::File(path, Some(profile)) => write!(f, "{}, profile {profile}", path.display()),
            Self::Default => write!(f, "default"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    /// The effective value.
    pub value: T,
    /// Where it was set.
    pub source: Source,
}

impl<T> Setting<T> {
    fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// What holds for this run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The configuration file read, if any.
    pub file: Option<PathBuf>,
    /// The effective profile, if any.
    pub profile: Option<Setting<String>>,
    /// The databases to try, in order.
    pub database: Setting<Vec<Location>>,
    /// The file with the password of a URL that has none.
    pub password_file: Setting<Option<PathBuf>>,
    /// The directory of automatic backups.
    pub backup_dir: Setting<Option<PathBuf>>,
    /// What the user should know about how the settings were read.
    pub notes: Vec<String>,
    /// What other users can do to the configuration file.
    pub warnings: Vec<String>,
    /// The zone for reading times and for tables.
    pub zone: Setting<Zone>,
    /// The output format.
    pub format: Setting<Format>,
    /// When to colour.
    pub color: Setting<ColorChoice>,
    /// The engine refuses writes.
    pub read_only: Setting<bool>,
    /// No statement may take longer.
    pub timeout: Setting<Option<Duration>>,
    /// Statements at least this slow are reported.
    pub slow_query: Setting<Option<Duration>>,
}

/// The keys of the configuration file, at the top and in each `[profiles.NAME]`.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    database_url: Option<String>,
    password_file: Option<PathBuf>,
    backup_dir: Option<PathBuf>,
    tz: Option<String>,
    format: Option<Format>,
    color: Option<ColorChoice>,
    read_only: Option<bool>,
    timeout: Option<String>,
    slow_query: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    profile: Option<String>,
    #[serde(default)]
    profiles: std::collections::BTreeMap<String, Keys>,
    database_url: Option<String>,
    password_file: Option<PathBuf>,
    backup_dir: Option<PathBuf>,
    tz: Option<String>,
    format: Option<Format>,
    color: Option<ColorChoice>,
    read_only: Option<bool>,
    timeout: Option<String>,
    slow_query: Option<u64>,
}

/// Where environment variables are looked up.
type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A configuration file as read, the keys of the chosen profile before those at the top, and the
/// environment.
struct Config<'a> {
    environment: Environment<'a>,
    path: Option<PathBuf>,
    profile: Option<Setting<String>>,
    chosen: Keys,
    top: Keys,
    warning: Option<String>,
}

impl Config<'_> {
    fn environment(&self, name: &'static str) -> Option<Setting<String>> {
        variable(self.environment, name)
    }

    fn get<T: Clone>(&self, key: impl Fn(&Keys) -> Option<T>) -> Option<Setting<T>> {
        let path = self.path.clone()?;
        let profile = self.profile.as_ref().map(|p| p.value.clone());
        key(&self.chosen)
            .map(|value| Setting::new(value, Source::File(path.clone(), profile)))
            .or_else(|| key(&self.top).map(|value| Setting::new(value, Source::File(path, None))))
    }
}

/// An environment variable that is set and not empty.
fn variable(environment: Environment<'_>, name: &'static str) -> Option<Setting<String>> {
    let value = environment(name).filter(|v| !v.is_empty())?;
    Some(Setting::new(value, Source::Environment(name)))
}

fn flag<T>(value: Option<T>, name: &'static str) -> Option<Setting<T>> {
    value.map(|value| Setting::new(value, Source::Flag(name)))
}

fn set(value: bool) -> Option<bool> {
    value.then_some(true)
}

impl Settings {
    /// Gathers the settings of this run.
    ///
    /// # Errors
    /// Exit 2 for a configuration file that is missing, unreadable or holds an unknown key,
    /// and for any value that cannot be read; the message names its source.
    pub fn gather(args: &GlobalArgs) -> Result<Self, Failure> {
        Self::gather_with(args, &|name| std::env::var(name).ok())
    }

    fn gather_with(args: &GlobalArgs, environment: Environment<'_>) -> Result<Self, Failure> {
        let config = read_config(args, environment)?;
        let mut notes = Vec::new();
        let mut warnings: Vec<String> = config.warning.iter().cloned().collect();
        let mut database = database(args, &config, &mut notes)?;
        let password_file = password_file(args, &config);
        if let Some(file) = &password_file.value
            && database.value.iter().any(Location::lacks_password)
        {
            let (password, warning) = password::read(file)
                .map_err(|failure| failure.line(format!("set by {}", password_file.source)))?;
            warnings.extend(warning);
            database.value.iter_mut().for_each(|location| location.set_missing_password(&password));
        }
        Ok(Self {
            database,
            password_file,
            backup_dir: backup_dir(&config),
            notes,
            warnings,
            zone: zone(args, &config)?,
            format: flag(set(args.json).map(|_| Format::Json), "--json")
                .or_else(|| flag(args.format, "--format"))
                .or_else(|| config.get(|k| k.format))
                .unwrap_or(Setting::new(Format::Table, Source::Default)),
            color: flag(args.color, "--color")
                .or_else(|| config.get(|k| k.color))
                .unwrap_or(Setting::new(ColorChoice::Auto, Source::Default)),
            read_only: flag(set(args.read_only), "--read-only")
                .or_else(|| config.get(|k| k.read_only))
                .unwrap_or(Setting::new(false, Source::Default)),
            timeout: timeout(args, &config)?,
            slow_query: flag(args.slow_query, "--slow-query")
                .or_else(|| config.get(|k| k.slow_query))
                .map_or(Setting::new(None, Source::Default), |s| {
                    Setting::new(Some(Duration::from_millis(s.value)), s.source)
                }),
            file: config.path.clone(),
            profile: config.profile,
        })
    }

    /// What the output room needs to know.
    pub fn output(&self, args: &GlobalArgs) -> OutputSettings {
        let format = self.format.value;
        OutputSettings {
            format,
            fields: args.fields.clone(),
            header: !args.no_header,
            csv_safe: args.csv_safe,
            delimiter: b',',
            envelope: args.envelope,
            color: self.color.value,
            quiet: args.quiet,
            progress: !args.no_progress,
            json_messages: matches!(format, Format::Json | Format::Jsonl),
        }
    }
}

fn database(
    args: &GlobalArgs,
    config: &Config<'_>,
    notes: &mut Vec<String>,
) -> Result<Setting<Vec<Location>>, Failure> {
    let named = flag(args.database_url.clone(), "--database-url")
        .or_else(|| config.environment("MEETCTL_DATABASE_URL"))
        .or_else(|| config.environment("DATABASE_URL"))
        .or_else(|| config.get(|k| k.database_url.clone()));
    match named {
        Some(setting) => Ok(Setting::new(
            Location::read_list(&setting.value, notes)
                .map_err(|f| f.line(format!("set by {}", setting.source)))?,
            setting.source,
        )),
        None => Ok(Setting::new(vec![Location::sqlite_file(default_file()?)], Source::Default)),
    }
}

fn password_file(args: &GlobalArgs, config: &Config<'_>) -> Setting<Option<PathBuf>> {
    flag(args.password_file.clone(), "--password-file")
        .or_else(|| {
            let named = config.environment("MEETCTL_PASSWORD_FILE")?;
            Some(Setting::new(PathBuf::from(named.value), named.source))
        })
        .or_else(|| config.get(|k| k.password_file.clone()))
        .map_or(Setting::new(None, Source::Default), |s| Setting::new(Some(s.value), s.source))
}

fn backup_dir(config: &Config<'_>) -> Setting<Option<PathBuf>> {
    let named = config.environment("MEETCTL_BACKUP_DIR");
    named
        .map(|named| Setting::new(PathBuf::from(named.value), named.source))
        .or_else(|| config.get(|k| k.backup_dir.clone()))
        .map_or(Setting::new(None, Source::Default), |s| Setting::new(Some(s.value), s.source))
}

/// `$XDG_DATA_HOME/meetctl/meetctl.db`
fn default_file() -> Result<PathBuf, Failure> {
    use etcetera::BaseStrategy;
    let base = etcetera::base_strategy::Xdg::new().map_err(|error| {
        Failure::usage("no home directory for the default database")
            .cause(error)
            .hint("name a database with --database-url or MEETCTL_DATABASE_URL")
    })?;
    Ok(base.data_dir().join("meetctl").join("meetctl.db"))
}

fn zone(args: &GlobalArgs, config: &Config<'_>) -> Result<Setting<Zone>, Failure> {
    let named = flag(args.tz.clone(), "--tz")
        .or_else(|| config.environment("MEETCTL_TZ"))
        .or_else(|| config.get(|k| k.tz.clone()));
    match named {
        Some(setting) => {
            let zone = Zone::parse(&setting.value).map_err(|e| setting.source.wrong(e))?;
            Ok(Setting::new(zone, setting.source))
        }
        None if config.environment("TZ").is_some() => {
            Ok(Setting::new(Zone::of_variable()?, Source::Environment("TZ")))
        }
        None => Ok(Setting::new(Zone::system(), Source::Default)),
    }
}

fn timeout(args: &GlobalArgs, config: &Config<'_>) -> Result<Setting<Option<Duration>>, Failure> {
    let named =
        flag(args.timeout.clone(), "--timeout").or_else(|| config.get(|k| k.timeout.clone()));
    match named {
        Some(setting) => {
            let limit = parse_timeout(&setting.value).map_err(|e| setting.source.wrong(e))?;
            Ok(Setting::new(Some(limit), setting.source))
        }
        None => Ok(Setting::new(None, Source::Default)),
    }
}

fn read_config<'a>(args: &GlobalArgs, environment: Environment<'a>) -> Result<Config<'a>, Failure> {
    let named = flag(args.config.clone(), "--config").or_else(|| {
        variable(environment, "MEETCTL_CONFIG")
            .map(|s| Setting::new(PathBuf::from(s.value), s.source))
    });
    let path = match named {
        Some(setting) => Some(setting.value),
        // Not only a regular file: one that cannot be used is an error, not as if it were not there.
        None => default_config_files().into_iter().find(|path| path.symlink_metadata().is_ok()),
    };
    let profile = flag(args.profile.clone(), "--profile")
        .or_else(|| variable(environment, "MEETCTL_PROFILE"));
    let Some(path) = path else {
        return match profile {
            Some(profile) => {
                Err(Failure::usage(format!("no configuration file with profile {}", profile.value))
                    .hint("write one, or name it with --config; see meetctl-config(5)"))
            }
            None => Ok(Config {
                environment,
                path: None,
                profile: None,
                chosen: Keys::default(),
                top: Keys::default(),
                warning: None,
            }),
        };
    };
    let (file, warning) = parse_config(&path)?;
    let profile = profile.or_else(|| {
        let name = file.profile.clone()?;
        Some(Setting::new(name, Source::File(path.clone(), None)))
    });
    let chosen = match &profile {
        None => Keys::default(),
        Some(profile) => file.profiles.get(&profile.value).cloned().ok_or_else(|| {
            let known: Vec<&str> = file.profiles.keys().map(String::as_str).collect();
            Failure::usage(format!("profile {1} not found in {0}", path.display(), profile.value))
                .hint(format!(
                    "its profiles: {}",
                    if known.is_empty() { "none".into() } else { known.join(", ") }
                ))
        })?,
    };
    let ConfigFile {
        database_url,
        password_file,
        backup_dir,
        tz,
        format,
        color,
        read_only,
        timeout,
        slow_query,
        ..
    } = file;
    let top = Keys {
        database_url,
        password_file,
        backup_dir,
        tz,
        format,
        color,
        read_only,
        timeout,
        slow_query,
    };
    Ok(Config { environment, path: Some(path), profile, chosen, top, warning })
}

/// `$XDG_CONFIG_HOME/meetctl/config.toml`, then `/etc/meetctl/config.toml`.
fn default_config_files() -> Vec<PathBuf> {
    use etcetera::BaseStrategy;
    let mut files = Vec::new();
    if let Ok(base) = etcetera::base_strategy::Xdg::new() {
        files.push(base.config_dir().join("meetctl").join("config.toml"));
    }
    files.push(PathBuf::from("/etc/meetctl/config.toml"));
    files
}

impl ConfigFile {
    /// Whether any of its URLs has a password. One that cannot be read may have one.
    fn holds_password(&self) -> bool {
        let profiles = self.profiles.values().filter_map(|keys| keys.database_url.as_deref());
        profiles.chain(self.database_url.as_deref()).any(|url| {
            Location::parse_list(url)
                .map_or(url.contains('@'), |all| all.iter().any(Location::has_password))
        })
    }
}

/// Reads a configuration file; returns also what to warn of.
fn parse_config(path: &Path) -> Result<(ConfigFile, Option<String>), Failure> {
    let mut text = String::new();
    let opened = std::fs::File::open(path)
        .and_then(|mut file| file.read_to_string(&mut text).map(|_| file))
        .map_err(|error| {
            Failure::usage(format!("cannot read the configuration file {}", path.display()))
                .cause(error)
        })?;
    let file = parse(&text, path)?;
    let warning = trust::check("configuration file", path, &opened, file.holds_password())?;
    Ok((file, warning))
}

fn parse(text: &str, path: &Path) -> Result<ConfigFile, Failure> {
    toml::from_str(text).map_err(|error| {
        // Only the parser's message and the line number: the line itself may hold a password.
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        Failure::usage(format!("invalid line {line} of the configuration file {}", path.display()))
            .cause(anyhow!(error.message().lines().next().unwrap_or_default().to_owned()))
            .hint("keys: database_url, password_file, tz, format, color, read_only, timeout, slow_query, profile, and [profiles.NAME] with the same keys")
    })
}

#[cfg(test)]
mod tests;
mod trust;
