//! The configuration file, and the environment.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use serde::Deserialize;

use super::source::{Setting, Source, flag};
use super::trust;
use crate::error::Failure;
use crate::global_args::GlobalArgs;
use crate::output::{ColorChoice, Format};
use crate::store::url::Location;

/// The keys of the configuration file, at the top and in each `[profiles.NAME]`.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    pub(super) database_url: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    pub(super) backup_dir: Option<PathBuf>,
    pub(super) tz: Option<String>,
    pub(super) format: Option<Format>,
    pub(super) color: Option<ColorChoice>,
    pub(super) read_only: Option<bool>,
    pub(super) timeout: Option<String>,
    pub(super) slow_query: Option<u64>,
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
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A configuration file as read, the keys of the chosen profile before those at the top, and the
/// environment.
pub(super) struct Config<'a> {
    environment: Environment<'a>,
    pub(super) path: Option<PathBuf>,
    pub(super) profile: Option<Setting<String>>,
    chosen: Keys,
    top: Keys,
    pub(super) warning: Option<String>,
}

impl Config<'_> {
    /// An environment variable that is set and not empty.
    pub(super) fn environment(&self, name: &'static str) -> Option<Setting<String>> {
        variable(self.environment, name)
    }

    /// A value of the file.
    pub(super) fn get<T: Clone>(&self, key: impl Fn(&Keys) -> Option<T>) -> Option<Setting<T>> {
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

/// Finds and reads the configuration file.
pub(super) fn read_config<'a>(
    args: &GlobalArgs,
    environment: Environment<'a>,
) -> Result<Config<'a>, Failure> {
    let path = config_file(args, environment);
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

/// The profiles of the configuration file, and the database of each, without a password.
pub(super) fn profiles(
    args: &GlobalArgs,
    environment: Environment<'_>,
) -> Result<Vec<(String, Option<String>)>, Failure> {
    let Some(path) = config_file(args, environment) else {
        return Ok(Vec::new());
    };
    let (file, _) = parse_config(&path)?;
    let database = |keys: Keys| {
        let all = Location::parse_list(&keys.database_url?).ok()?;
        Some(all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    Ok(file.profiles.into_iter().map(|(name, keys)| (name, database(keys))).collect())
}

/// The configuration file that is named, or the default one that exists.
fn config_file(args: &GlobalArgs, environment: Environment<'_>) -> Option<PathBuf> {
    let named = || variable(environment, "MEETCTL_CONFIG").map(|setting| setting.value.into());
    // Not only a regular file: one that cannot be used is an error, not as if it were not there.
    let default =
        || default_config_files().into_iter().find(|path| path.symlink_metadata().is_ok());
    args.config.clone().or_else(named).or_else(default)
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
            .hint("keys: database_url, password_file, backup_dir, tz, format, color, read_only, timeout, slow_query, profile, and [profiles.NAME] with the same keys")
    })
}
