//! The table in Markdown, and what was measured on which machine with which versions.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use crate::case::Figures;
use crate::rows::Memory;
use crate::server::{MARIADB, POSTGRES, require};
use crate::site::Site;

/// The first lines.
pub const HEAD: &str = "\
| # | work | beside | ratio: median [quartiles] | pairs | time | peak memory | goal | result |
|---|---|---|---|---|---|---|---|---|";

/// What a line says beside its figures.
pub struct Line<'a> {
    /// The name of the row.
    pub row: &'a str,
    /// What meetctl does.
    pub work: &'a str,
    /// What it is measured beside.
    pub beside: &'a str,
    /// The largest ratio and memory that are acceptable; without them two versions are compared.
    pub goal: Option<(f64, Memory)>,
}

impl Line<'_> {
    /// The line, and whether it misses its goal.
    pub fn with(&self, figures: &Figures) -> (String, bool) {
        let ratio = figures.ratio;
        let [low, high] = ratio.quartiles;
        let (goal, result, missed) = match self.goal {
            Some((goal, memory)) => {
                let missed = ratio.median > goal || !figures.fits(memory);
                let result = if missed { "**missed**" } else { "reached" };
                (format!("<= {goal}x{}", limit(memory)), result, missed)
            }
            // What half of the ratios agree on, and is more than a change of the code's layout.
            None if high < 0.98 => (String::new(), "faster", false),
            None if low > 1.02 => (String::new(), "**slower**", false),
            None => (String::new(), "the same", false),
        };
        let with_peaks = figures.is_long || !matches!(self.goal, None | Some((_, Memory::Any)));
        let [first, second] = figures.peaks;
        let peaks = match (first.min(second), with_peaks) {
            (1.., true) => format!("{:.1} / {:.1} MiB", mebibytes(first), mebibytes(second)),
            _ => String::new(),
        };
        let median = ratio.median;
        let cells = format!(
            "{median:.3}x [{low:.3}, {high:.3}] | {} | {} / {} | {peaks} | {goal} | {result}",
            ratio.pairs,
            shown(ratio.times[0]),
            shown(ratio.times[1])
        );
        (format!("| {} | {} | {} | {cells} |", self.row, self.work, self.beside), missed)
    }

    /// The line with the reason why it has no figures.
    pub fn not_measured(&self, why: &str) -> String {
        let why = why.lines().next().unwrap_or_default().replace('|', "\\|");
        format!("| {} | {} | {} | {why} | | | | | not measured |", self.row, self.work, self.beside)
    }
}

fn limit(memory: Memory) -> String {
    match memory {
        Memory::Any => String::new(),
        Memory::Mebibytes(most) => format!(", {most} MiB"),
        Memory::Flat => ", same memory".to_owned(),
    }
}

/// The system counts in KiB.
fn mebibytes(kibibytes: u64) -> f64 {
    f64::from(u32::try_from(kibibytes).unwrap_or(u32::MAX)) / 1024.0
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{:.2} ms", seconds * 1000.0),
        seconds => format!("{seconds:.2} s"),
    }
}

/// The programs whose versions matter.
const PROGRAMS: [&str; 5] = ["sqlite3", "postgres", "mariadbd", "pgloader", "calcurse"];

/// What stands below the table.
pub fn foot(site: &Site) -> String {
    let now = DateTime::<Utc>::from(SystemTime::now());
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or("unknown", |(_, value)| value).trim().to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    let memory = memory.split(' ').next().and_then(|kibibytes| kibibytes.parse::<u64>().ok());
    let meetctl = version(site.program()).unwrap_or_default();
    let installed = PROGRAMS.iter().filter_map(|name| {
        let version = version(&require(name, "").ok()?)?;
        Some(format!(", {name} {version}"))
    });
    let versions: String = installed.collect();
    format!(
        "\n{}, {} meetings, {} on the servers. {}, {cores} cores, {} GiB of memory; meetctl {meetctl}{versions}.\n\
         A ratio is meetctl by the other, whole processes in pairs; time and peak memory are of \
         meetctl and the other (a client, not its server). Private servers on loopback with fresh statistics: PostgreSQL with \
         `{POSTGRES}`, MariaDB with `{MARIADB}`.",
        now.format("%Y-%m-%d"),
        site.meetings,
        site.server_meetings,
        field(&read("/proc/cpuinfo"), "model name"),
        memory.unwrap_or(0) >> 20,
    )
}

/// The first word that looks like a version.
fn version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let words = text.split_whitespace().map(|word| word.trim_matches(['"', ',']));
    let mut versions =
        words.filter(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()));
    versions.next().map(str::to_owned)
}
