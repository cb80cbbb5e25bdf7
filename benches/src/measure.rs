//! Whole processes against each other, turn by turn.

use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::calendar::NOW;
use crate::database::complaints;
use crate::problem::Problem;

/// A program with its arguments, run again and again.
#[derive(Debug, Clone)]
pub struct Contender {
    program: PathBuf,
    args: Vec<String>,
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
    before: Vec<Contender>,
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From the start of the process to its end, its output read from a pipe.
    pub time: Duration,
    /// The most memory it held, in KiB; 0 where the system does not tell, or was not asked.
    pub peak: u64,
    /// How many lines it printed; 0 if it was not watched.
    pub lines: u64,
}

/// How two contenders compare.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// The median over the pairs, first by second.
    pub median: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The median time of the first.
    pub first: Duration,
    /// The median time of the second.
    pub second: Duration,
    /// How often they met.
    pub pairs: usize,
}

impl Contender {
    /// `program` with `args`; `folder` is where its complaints are kept.
    pub fn new(program: &Path, folder: &Path, args: &[&str]) -> Self {
        Self {
            program: program.to_owned(),
            args: args.iter().map(ToString::to_string).collect(),
            folder: folder.to_owned(),
            environment: Vec::new(),
            before: Vec::new(),
        }
    }

    /// Sets a variable: the only way to hand over a password.
    pub fn with_env(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Runs `steps` before each of its runs, outside of its time: for what a run uses up.
    pub fn after(mut self, steps: Vec<Contender>) -> Self {
        self.before = steps;
        self
    }

    /// Runs it once. Watching memory and lines costs a little time, so it is done on request only.
    pub fn run(&self, watch: bool) -> Result<Run, Problem> {
        self.prepare()?;
        self.run_prepared(watch)
    }

    /// Does what is to be done before each run.
    pub fn prepare(&self) -> Result<(), Problem> {
        for step in &self.before {
            step.run(false)?;
        }
        Ok(())
    }

    /// Runs it once, everything being prepared.
    pub fn run_prepared(&self, watch: bool) -> Result<Run, Problem> {
        let mut command = self.command();
        command
            .stdout(Stdio::piped())
            .stderr(complaints(&self.folder)?);
        let started = Instant::now();
        let mut child = command.spawn()?;
        let (peak, lines) = drain(&mut child, watch)?;
        let status = child.wait()?;
        let time = started.elapsed();
        self.judge(status)?;
        Ok(Run { time, peak, lines })
    }

    /// What it prints, which is little.
    pub fn output(&self) -> Result<String, Problem> {
        let mut command = self.command();
        let output = command.stderr(complaints(&self.folder)?).output()?;
        self.judge(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Keeps what it prints in a file.
    pub fn save(&self, path: &Path) -> Result<(), Problem> {
        let mut command = self.command();
        command.stderr(complaints(&self.folder)?);
        self.judge(command.stdout(File::create(path)?).status()?)
    }

    /// Lets it read `input` to the end.
    pub fn feed(&self, input: Stdio) -> Result<(), Problem> {
        let mut command = self.command();
        command.stdin(input).stderr(complaints(&self.folder)?);
        self.judge(command.stdout(Stdio::null()).status()?)
    }

    fn judge(&self, status: ExitStatus) -> Result<(), Problem> {
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(self.folder.join("stderr.txt")).unwrap_or_default();
        Err(Problem::Failed(format!(
            "{} {}: {status}: {said}",
            self.program.display(),
            self.args.join(" ")
        )))
    }

    /// The command in a clean surrounding: no configuration of a person, no resource file.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.folder)
            .env("MEETCTL_NOW", NOW)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }
}

/// Reads the output to its end; if watched, returns the peak memory in KiB and the lines.
fn drain(child: &mut Child, watch: bool) -> Result<(u64, u64), Problem> {
    let Some(mut pipe) = child.stdout.take() else {
        return Ok((0, 0));
    };
    if !watch {
        return read_lines(&mut pipe, |_| 0).map(|lines| (0, lines));
    }
    let (process, over) = (child.id(), AtomicBool::new(false));
    thread::scope(|scope| {
        // A program that prints nothing until its end must be looked at meanwhile.
        let watcher = scope.spawn(|| {
            let mut peak = 0;
            while !over.load(Ordering::Relaxed) {
                peak = Ord::max(peak, high_water_mark(process));
                thread::sleep(Duration::from_millis(2));
            }
            peak
        });
        let count = |bytes: &[u8]| bytes.iter().map(|b| u64::from(*b == b'\n')).sum::<u64>();
        let lines = read_lines(&mut pipe, count);
        over.store(true, Ordering::Relaxed);
        Ok((watcher.join().unwrap_or(0), lines?))
    })
}

/// Reads to the end, and sums up what `count` says of each piece.
fn read_lines(pipe: &mut impl Read, count: impl Fn(&[u8]) -> u64) -> Result<u64, Problem> {
    let (mut buffer, mut lines) = (vec![0; 1 << 16], 0);
    loop {
        let read = pipe.read(&mut buffer)?;
        if read == 0 {
            return Ok(lines);
        }
        lines += count(&buffer[..read]);
    }
}

/// The most memory the process has held so far, in KiB.
///
/// The kernel keeps the mark, so a look now and then misses no peak but one after the last look.
fn high_water_mark(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// Short runs meet more often than asked for, until they took this long together, ...
const ENOUGH: Duration = Duration::from_secs(2);
/// ... or met so often.
const MOST_PAIRS: usize = 101;

/// Compares two contenders over `pairs` pairs of runs, after one run of each to warm up.
pub fn compare(first: &Contender, second: &Contender, pairs: usize) -> Result<Ratio, Problem> {
    for contender in [first, second] {
        contender.run(false)?;
    }
    compare_warm(first, second, pairs)
}

/// Compares two contenders that have run already, over `pairs` pairs of runs.
/// Short runs, which noise disturbs most, meet more often.
///
/// Who runs first changes from pair to pair, so that whatever the machine does besides
/// meets both alike.
pub fn compare_warm(first: &Contender, second: &Contender, pairs: usize) -> Result<Ratio, Problem> {
    let (mut ratios, mut firsts, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
    let started = Instant::now();
    while ratios.len() < pairs || (started.elapsed() < ENOUGH && ratios.len() < MOST_PAIRS) {
        let (a, b) = if ratios.len().is_multiple_of(2) {
            let a = first.run(false)?.time;
            (a, second.run(false)?.time)
        } else {
            let b = second.run(false)?.time;
            (first.run(false)?.time, b)
        };
        ratios.push(a.as_secs_f64() / b.as_secs_f64());
        firsts.push(a);
        seconds.push(b);
    }
    ratios.sort_by(f64::total_cmp);
    firsts.sort();
    seconds.sort();
    Ok(Ratio {
        median: middle(&ratios),
        min: ratios[0],
        max: ratios[ratios.len() - 1],
        first: firsts[firsts.len() / 2],
        second: seconds[seconds.len() / 2],
        pairs: ratios.len(),
    })
}

fn middle(sorted: &[f64]) -> f64 {
    f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert!((middle(&[1.0, 2.0, 4.0, 9.0]) - 3.0).abs() < f64::EPSILON);
        assert!((middle(&[1.0, 2.0, 4.0]) - 2.0).abs() < f64::EPSILON);
    }
}
