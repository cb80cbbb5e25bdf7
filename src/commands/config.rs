//! `meetctl config`

use std::time::Duration;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::commands::args::word;
use crate::context::Context;
use crate::error::{Exit, Failure};
use crate::records::SettingRecord;
use crate::settings::{Setting, Settings};

/// The subcommands of `meetctl config`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the effective settings and their sources
    ///
    /// Options override the environment, which overrides the configuration file, which overrides
    /// the defaults. Passwords are masked. Opens no database.
    #[command(
        alias = "get",
        after_help = "\
Examples:
    meetctl config show
    meetctl config show --profile staging --json"
    )]
    Show,
}

impl Command {
    /// Runs the subcommand.
    pub fn run(self, ctx: &Context) -> Result<Exit, Failure> {
        let Self::Show = self;
        ctx.out.listing::<SettingRecord>()?.all(records(&ctx.settings))?;
        Ok(Exit::Ok)
    }
}

fn records(settings: &Settings) -> Vec<SettingRecord> {
    let file = settings.file.as_ref().map(|path| path.display().to_string());
    let profile = settings.profile.as_ref();
    let urls: Vec<String> = settings.database.value.iter().map(ToString::to_string).collect();
    let timeout = |limit: &Option<Duration>| json!(limit.map(|limit| format!("{limit:?}")));
    let milliseconds = |limit: &Option<Duration>| json!(limit.map(|limit| limit.as_millis()));
    vec![
        record("config", json!(file), "default path or --config"),
        record(
            "profile",
            json!(profile.map(|p| &p.value)),
            profile.map_or(String::new(), |p| p.source.to_string()),
        ),
        setting("database_url", &settings.database, |_| json!(urls.join("; "))),
        setting("password_file", &settings.password_file, |file| {
            json!(file.as_ref().map(|path| path.display().to_string()))
        }),
        setting("backup_dir", &settings.backup_dir, |directory| {
            json!(directory.as_ref().map(|path| path.display().to_string()))
        }),
        setting("actor", &settings.actor, |actor| json!(actor)),
        setting("tz", &settings.zone, |zone| json!(zone.name())),
        setting("format", &settings.format, |format| json!(word(format))),
        setting("color", &settings.color, |color| json!(word(color))),
        setting("read_only", &settings.read_only, |value| json!(value)),
        setting("timeout", &settings.timeout, timeout),
        setting("slow_query", &settings.slow_query, milliseconds),
    ]
}

fn setting<T>(
    name: &'static str,
    setting: &Setting<T>,
    value: impl FnOnce(&T) -> Value,
) -> SettingRecord {
    record(name, value(&setting.value), setting.source.to_string())
}

fn record(setting: &'static str, value: Value, source: impl Into<String>) -> SettingRecord {
    let source = if value.is_null() { "default".to_owned() } else { source.into() };
    SettingRecord { setting, value, source }
}
