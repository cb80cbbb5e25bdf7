//! Compares meetctl with the engines' own clients and prints a table in Markdown.
//!
//! Data flows one way: [`options`] (arguments) to [`rows`] (what is measured, as data; statements
//! are in [`sql`]) to [`case`] (two contenders, made by [`imports`] and [`others`] where a row
//! writes) to [`measure`] (processes and clocks) to [`table`]. [`site`] prepares the databases:
//! files, which [`generate`] fills with the same meetings on every machine, and servers, which
//! [`server`] starts and [`tables`] fills; [`store`] is one of them. [`conflict_free`] writes the
//! file that is imported.

mod calendar;
mod case;
mod conflict_free;
mod generate;
mod imports;
mod measure;
mod options;
mod others;
mod people;
mod problem;
mod random;
mod rows;
mod server;
mod site;
mod sql;
mod store;
#[path = "../../tests/harness/src/supervisor.rs"]
mod supervisor;
mod table;
mod tables;

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use case::Case;
use clap::Parser;
use measure::Effort;
use options::Options;
use problem::Problem;
use rows::{WORKS, Work};
use server::require;
use site::{Site, progress};
use store::Engine;
use table::Line;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code.into(),
        Err(problem) => {
            progress(&format!("benches/run: {problem}"));
            if matches!(problem, Problem::Usage(_)) { 2 } else { 1 }.into()
        }
    }
}

fn run() -> Result<u8, Problem> {
    let options = Options::parse();
    require("sqlite3", "sqlite3").map_err(|problem| Problem::Usage(problem.to_string()))?;
    let (program, directory) = places(&options)?;
    let site = Site::new(&program, &directory, options.meetings(), options.server_meetings());
    site.refuse_full_disk(0)?;
    let old = options.compare.as_deref().map(|old| site.of(old)).transpose()?;
    let at_least = Duration::from_secs(if options.quick { 0 } else { 2 });
    let effort = Effort { pairs: options.pairs(), at_least, at_most: Duration::from_mins(5) };
    let table = Table { site, old, effort };
    print(table::HEAD)?;
    let mut worst = 0;
    for row in rows::names().into_iter().filter(|row| options.wants(row)) {
        for work in WORKS {
            for (_, engine, goal) in work.rows.iter().filter(|(name, ..)| *name == row) {
                worst = worse(worst, table.print_lines(row, work, *engine, *goal)?);
            }
        }
    }
    print(&table::foot(&table.site))?;
    Ok(worst)
}

/// An exit code: failed before missed before reached.
fn worse(one: u8, other: u8) -> u8 {
    if one.min(other) == 1 { 1 } else { one.max(other) }
}

/// What is measured, and how often.
struct Table {
    site: Site,
    old: Option<Site>,
    effort: Effort,
}

impl Table {
    /// Measures a work on an engine. Returns the exit code; the other lines follow in any case.
    fn print_lines(
        &self,
        row: &str,
        work: &Work,
        engine: Engine,
        goal: f64,
    ) -> Result<u8, Problem> {
        let shown = format!("`{}`, {}", work.args, engine.title());
        progress(&format!("measuring {shown} ..."));
        let goal = self.old.is_none().then_some((goal, work.memory));
        let measured = self.case(work, engine).and_then(|case| {
            let figures = case.measure(self.effort);
            figures.map(|figures| (case, figures))
        });
        let (case, figures) = match measured {
            Err(problem) => {
                let line = Line { row, work: &shown, beside: "", goal };
                print(&line.not_measured(&problem.to_string()))?;
                return Ok(u8::from(!matches!(problem, Problem::Missing(_))));
            }
            Ok(measured) => measured,
        };
        let meetings = case.size.unwrap_or(self.site.size_on(engine).meetings);
        let shown = format!("{shown}, {}", rows::rounded(meetings));
        let line = Line { row, work: &shown, beside: &case.label, goal };
        let (text, mut missed) = line.with(&figures);
        print(&text)?;
        if let Some(wait) = figures.of_wait() {
            let work = "the longest wait of another writer meanwhile";
            let goal = Some((1.0, rows::Memory::Any));
            let (text, too_long) = Line { row, work, beside: "0.5 s", goal }.with(&wait);
            print(&text)?;
            missed |= too_long;
        }
        Ok(if missed { 3 } else { 0 })
    }

    fn case(&self, work: &Work, engine: Engine) -> Result<Case, Problem> {
        let case = rows::case(&self.site, work, engine)?;
        let Some(old) = &self.old else { return Ok(case) };
        if matches!(case.theirs, case::Rival::Limit(_)) {
            return Err(Problem::Missing("a build has no other program".to_owned()));
        }
        let old_case = rows::case(old, work, engine)?;
        Ok(case.beside(old_case, &old.program().display().to_string()))
    }
}

fn print(text: &str) -> Result<(), Problem> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}

/// The meetctl to measure, which `benches/run` builds beside this program, and the directory of
/// the databases.
fn places(options: &Options) -> Result<(PathBuf, PathBuf), Problem> {
    let own = env::current_exe()?;
    let release = own.parent().unwrap_or(Path::new("."));
    let program = options.program.clone().unwrap_or_else(|| release.join("meetctl"));
    for program in [Some(&program), options.compare.as_ref()].into_iter().flatten() {
        if !program.is_file() {
            return Err(Problem::Usage(format!(
                "{} is missing: benches/run builds the program, unless --program names one",
                program.display()
            )));
        }
    }
    let directory = options.directory.clone().unwrap_or_else(|| release.with_file_name("bench"));
    Ok((program, std::path::absolute(directory)?))
}
