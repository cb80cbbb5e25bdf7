//! `meetctl config`

use std::time::Duration;

use clap::Subcommand;

use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::SettingRecord;
use crate::settings::{Setting, Settings};

/// The subcommands of `meetctl config`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show every setting in force and where it came from
    ///
    /// A flag comes before the environment, the environment before the configuration file, the
    /// file before the default. Passwords are masked. Opens no database.
    #[command(after_help = "\
Examples:
    meetctl config show
    meetctl config show --profile staging --json")]
    Show,
}

impl Command {
    /// Runs the subcommand.
    pub fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let Self::Show = self;
        let mut listing = ctx.out.listing::<SettingRecord>()?;
        for record in records(&ctx.settings) {
            listing.push(&record)?;
        }
        listing.finish()?;
        Ok(Exit::Ok)
    }
}

fn records(settings: &Settings) -> Vec<SettingRecord> {
    let databases = |s: &Setting<Vec<_>>| {
        s.value
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    };
    let duration = |limit: Option<Duration>| limit.map(|l| format!("{l:?}"));
    let file = settings
        .file
        .as_ref()
        .map(|path| path.display().to_string());
    let profile = settings.profile.as_ref();
    vec![
        record("config", file, "found or named"),
        record(
            "profile",
            profile.map(|p| p.value.clone()),
            profile.map_or("default".into(), |p| p.source.to_string()),
        ),
        record(
            "database_url",
            Some(databases(&settings.database)),
            settings.database.source.to_string(),
        ),
        record(
            "tz",
            Some(settings.zone.value.name().to_owned()),
            settings.zone.source.to_string(),
        ),
        record(
            "format",
            Some(word(&settings.format.value)),
            settings.format.source.to_string(),
        ),
        record(
            "color",
            Some(word(&settings.color.value)),
            settings.color.source.to_string(),
        ),
        record(
            "read_only",
            Some(settings.read_only.value.to_string()),
            settings.read_only.source.to_string(),
        ),
        record(
            "timeout",
            duration(settings.timeout.value),
            settings.timeout.source.to_string(),
        ),
        record(
            "slow_query",
            duration(settings.slow_query.value),
            settings.slow_query.source.to_string(),
        ),
    ]
}

fn record(setting: &'static str, value: Option<String>, source: impl AsRef<str>) -> SettingRecord {
    let source = if value.is_none() {
        "default"
    } else {
        source.as_ref()
    };
    SettingRecord {
        setting,
        value,
        source: source.to_owned(),
    }
}

fn word(value: &impl clap::ValueEnum) -> String {
    value
        .to_possible_value()
        .map(|v| v.get_name().to_owned())
        .unwrap_or_default()
}
