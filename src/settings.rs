//! The effective settings: flag over environment over configuration file over default,
//! each with where it came from.

mod config;
mod password;
mod source;
#[cfg(test)]
mod tests;
mod trust;

use std::path::PathBuf;
use std::time::Duration;

pub use source::{Setting, Source};

use config::{Config, Environment, read_config};
use source::flag;

use crate::error::Failure;
use crate::fields;
use crate::global_args::GlobalArgs;
use crate::output::{ColorChoice, Format, Settings as OutputSettings, pager};
use crate::store::url::Location;
use crate::time::{Zone, parse_timeout};

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
    /// Who makes the changes, for the history.
    pub actor: Setting<String>,
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

/// The profiles of the configuration file, and the database of each, without a password.
///
/// # Errors
/// As for [`Settings::gather`]; without a file there are none.
pub fn profiles(args: &GlobalArgs) -> Result<Vec<(String, Option<String>)>, Failure> {
    config::profiles(args, &|name| std::env::var(name).ok())
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
            actor: actor(args, &config)?,
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
            pager: if args.no_pager { None } else { pager() },
        }
    }
}

/// The pager that the environment names; an empty value turns it off.
pub fn pager() -> Option<String> {
    let variable = |name| std::env::var(name).ok();
    let term = variable("TERM").unwrap_or_default();
    pager::command(variable("MEETCTL_PAGER"), variable("PAGER"), &term)
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

fn actor(args: &GlobalArgs, config: &Config<'_>) -> Result<Setting<String>, Failure> {
    if let Some(named) = flag(args.actor.clone(), "--actor") {
        return Ok(named);
    }
    match config.environment("MEETCTL_ACTOR") {
        Some(named) => {
            let actor = fields::actor(&named.value)
                .map_err(|why| Failure::usage(format!("MEETCTL_ACTOR: {why}")))?;
            Ok(Setting::new(actor, named.source))
        }
        None => Ok(Setting::new(system_user(config), Source::Default)),
    }
}

/// `ada@host`, or the number of a user without a name.
fn system_user(config: &Config<'_>) -> String {
    let named = config.environment("LOGNAME").or_else(|| config.environment("USER"));
    let name = named
        .map_or_else(|| format!("uid {}", rustix::process::getuid().as_raw()), |named| named.value);
    let host = rustix::system::uname();
    let name = format!("{name}@{}", host.nodename().to_string_lossy());
    // A variable may hold anything.
    let clean = name.chars().filter(|c| !c.is_control());
    clean.take(fields::MAX_ACTOR_LENGTH).collect()
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
