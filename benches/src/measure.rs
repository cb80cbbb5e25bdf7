//! Measures complete processes against each other, alternately.

use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::calendar::NOW;
use crate::database::stderr_file;
use crate::problem::Problem;

/// A program with its arguments, run repeatedly.
#[derive(Debug, Clone)]
pub struct Contender {
    program: PathBuf,
    args: Vec<String>,
    directory: PathBuf,
    environment: Vec<(&'static str, String)>,
    input: Option<PathBuf>,
    before: Vec<Contender>,
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From the start of the process to its end, its output read from a pipe.
    pub time: Duration,
    /// Its peak memory in KiB; 0 if it is unknown or was not measured.
    pub peak: u64,
    /// How many lines it printed; 0 if they were not counted.
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
    /// The number of pairs.
    pub pairs: usize,
}

impl Contender {
    /// `program` with `args`; `directory` takes its standard error.
    pub fn new(program: &Path, directory: &Path, args: &[&str]) -> Self {
        Self {
            program: program.to_owned(),
            args: args.iter().map(ToString::to_string).collect(),
            directory: directory.to_owned(),
            environment: Vec::new(),
            input: None,
            before: Vec::new(),
        }
    }

    /// Sets a variable: the only way to pass a password.
    pub fn with_env(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Passes it the file as standard input.
    pub fn reading(mut self, file: &Path) -> Self {
        self.input = Some(file.to_owned());
        self
    }

    /// Runs `steps` before each run, outside of its time: they restore what a run consumes.
    pub fn after(mut self, steps: Vec<Contender>) -> Self {
        self.before = steps;
        self
    }

    /// Runs it once. Measuring memory and lines costs a little time, so it is optional.
    pub fn run(&self, watch: bool) -> Result<Run, Problem> {
        self.prepare()?;
        self.run_prepared(watch)
    }

    /// Runs the steps that precede each run.
    pub fn prepare(&self) -> Result<(), Problem> {
        for step in &self.before {
            step.run(false)?;
        }
        Ok(())
    }

    /// Runs it once; the steps have been run.
    pub fn run_prepared(&self, watch: bool) -> Result<Run, Problem> {
        let mut command = self.command();
        if let Some(file) = &self.input {
            command.stdin(File::open(file)?);
        }
        command.stdout(Stdio::piped()).stderr(stderr_file(&self.directory)?);
        let started = Instant::now();
        let mut child = command.spawn()?;
        let (peak, lines) = drain(&mut child, watch)?;
        let status = child.wait()?;
        let time = started.elapsed();
        self.check_status(status)?;
        Ok(Run { time, peak, lines })
    }

    /// Its output, which is small.
    pub fn output(&self) -> Result<String, Problem> {
        let mut command = self.command();
        let output = command.stderr(stderr_file(&self.directory)?).output()?;
        self.check_status(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Writes its output to a file.
    pub fn save(&self, path: &Path) -> Result<(), Problem> {
        let mut command = self.command();
        command.stderr(stderr_file(&self.directory)?);
        self.check_status(command.stdout(File::create(path)?).status()?)
    }

    /// Passes it `input` as standard input.
    pub fn feed(&self, input: Stdio) -> Result<(), Problem> {
        let mut command = self.command();
        command.stdin(input).stderr(stderr_file(&self.directory)?);
        self.check_status(command.stdout(Stdio::null()).status()?)
    }

    fn check_status(&self, status: ExitStatus) -> Result<(), Problem> {
        if status.success() {
            return Ok(());
        }
        let stderr = fs::read_to_string(self.directory.join("stderr.txt")).unwrap_or_default();
        Err(Problem::Failed(format!(
            "{} {}: {status}: {stderr}",
            self.program.display(),
            self.args.join(" ")
        )))
    }

    /// The command in a clean environment: no user configuration, no resource file.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.directory)
            .env("MEETCTL_NOW", NOW)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }
}

/// Reads the output to its end; if asked, returns the peak memory in KiB and the lines.
fn drain(child: &mut Child, watch: bool) -> Result<(u64, u64), Problem> {
    let Some(mut pipe) = child.stdout.take() else {
        return Ok((0, 0));
    };
    if !watch {
        return read_lines(&mut pipe, |_| 0).map(|lines| (0, lines));
    }
    let (process, over) = (child.id(), AtomicBool::new(false));
    thread::scope(|scope| {
        // A program may print nothing until its end, so sample its memory meanwhile.
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

/// Reads to the end, and sums `count` of each piece.
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

/// The peak memory of the process so far, in KiB.
///
/// The kernel records the peak, so occasional samples miss only a peak after the last sample.
fn high_water_mark(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// Short runs are repeated more often than asked for, until they took this long in total, ...
const ENOUGH: Duration = Duration::from_secs(2);
/// ... or reached this number of pairs.
const MOST_PAIRS: usize = 101;

/// Compares two contenders over `pairs` pairs of runs, after one run of each to warm up.
pub fn compare(first: &Contender, second: &Contender, pairs: usize) -> Result<Ratio, Problem> {
    for contender in [first, second] {
        contender.run(false)?;
    }
    compare_warm(first, second, pairs)
}

/// Compares two contenders that have run already, over `pairs` pairs of runs.
/// Short runs, which noise disturbs most, are repeated more often.
///
/// The order alternates from pair to pair, so that other load affects both equally.
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
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assert!((middle(&[1.0, 2.0, 4.0, 9.0]) - 3.0).abs() < f64::EPSILON);
        assert!((middle(&[1.0, 2.0, 4.0]) - 2.0).abs() < f64::EPSILON);
    }
}
