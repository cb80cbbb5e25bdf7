//! The command line, tested from outside: the real binary on real engines.
//!
//! One file per subcommand, named `<group>_<command>.rs`. The crate `harness` shows how a test is
//! written.

#![expect(clippy::unwrap_used, reason = "a failed test panics at the line that failed")]

/// How many migrations there are.
const MIGRATIONS: usize = migration::MIGRATIONS.len();

mod addresses;
mod agenda;
mod backfill_runs;
mod backfill_status;
mod backup;
mod calendar_cases;
mod commands;
mod complete_shells;
mod complete_values;
mod completions;
mod config_show;
mod connecting;
mod demo;
mod doctor;
mod doctor_fix;
mod doctor_leases;
mod doctor_severity;
mod documentation;
mod dry_run;
mod early_end;
mod engines;
mod exact;
mod exit_codes;
mod export_files;
mod export_hostile;
mod faults_files;
mod flask_application;
mod foreign_calendar;
mod formats;
mod harness_runs;
mod harness_terminal;
mod help;
mod history;
mod hostile_database;
mod hostile_files;
mod hostile_text;
mod ids_used_up;
mod import_csv;
mod injection;
mod limits;
mod man;
mod meeting_cancel;
mod meeting_conflicts;
mod meeting_create;
mod meeting_delete;
mod meeting_edit;
mod meeting_export;
mod meeting_free;
mod meeting_import;
mod meeting_import_checks;
mod meeting_import_constraints;
mod meeting_import_copy;
mod meeting_import_files;
mod meeting_import_load;
mod meeting_list;
mod meeting_overlaps;
mod meeting_purge;
mod meeting_series;
mod meeting_shift;
mod meeting_show;
mod meeting_update;
mod memory;
mod memory_archive;
mod migrate_backup;
mod migrate_baseline;
mod migrate_dependents;
mod migrate_down;
mod migrate_lock;
mod migrate_repair;
mod migrate_status;
mod migrate_up;
mod migrate_waits;
mod odd_files;
mod odd_values;
mod packaging;
mod pager;
mod parity;
mod picture;
mod pooler;
mod prompts;
mod reimport;
mod report;
mod report_pictures;
mod restore;
mod rights;
mod rights_schema;
mod round_trip;
mod schema;
mod secrets;
mod seed_answers;
mod server_settings;
mod session_setup;
mod settings;
mod shell;
mod short_names;
mod stats;
mod stats_active;
mod stats_heatmap;
mod stats_monthly;
mod stats_user;
mod status;
mod status_metrics;
mod storage;
mod times;
mod tls;
mod transfer;
mod transfer_hostile;
mod transfer_ids;
mod transfer_refused;
mod transfer_verify;
mod undo;
mod urls;
mod user_anonymize;
mod user_create;
mod user_data;
mod user_delete;
mod user_export;
mod user_import;
mod user_list;
mod user_merge;
mod user_offboard;
mod user_show;
mod user_update;
mod waits;
mod week;
mod words;

use std::fs;
use std::path::Path;

/// A file without its `mod` line is never compiled, and its tests never run.
#[test]
fn every_file_is_declared() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let missing: Vec<String> = ["cli", "faults", "fuzz", "ics"]
        .into_iter()
        .flat_map(|binary| undeclared(&tests.join(binary)))
        .collect();
    assert!(missing.is_empty(), "no `mod` line for {missing:?}");
}

fn undeclared(directory: &Path) -> Vec<String> {
    let text = fs::read_to_string(directory.join("main.rs")).unwrap();
    fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.join("mod.rs").exists() || path.extension().is_some_and(|end| end == "rs")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "main" && !text.contains(&format!("\nmod {name};")))
        .collect()
}
