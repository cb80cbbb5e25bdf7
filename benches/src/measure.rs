//! Measures complete processes against each other, in pairs whose order alternates.
//!
//! `hyperfine` measures one command to the end and then the other. On a machine with other load the
//! two then meet different conditions: repeated figures differed by a third where those of
//! alternating pairs differ by a few percent. It also neither counts lines nor samples memory.

use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::calendar::NOW;
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
    left: Option<Box<Contender>>,
}

/// What one run took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run {
    /// From the start of the process to its end, its output read from a pipe.
    pub time: Duration,
    /// Its peak memory in KiB; 0 if it is unknown or was not measured.
    pub peak: u64,
    /// How many lines it printed; 0 if they were not counted.
    pub lines: u64,
}

/// How two contenders compare: medians, and quartiles of the ratio first by second.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// Over the pairs.
    pub median: f64,
    /// Half of the ratios are between these.
    pub quartiles: [f64; 2],
    /// The times of each.
    pub times: [Duration; 2],
    /// The number of pairs.
    pub pairs: usize,
}

impl Contender {
    /// `program` with `args`; `directory` takes its standard error.
    pub fn new(program: impl AsRef<Path>, directory: &Path, args: &[impl AsRef<str>]) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            args: args.iter().map(|arg| arg.as_ref().to_owned()).collect(),
            directory: directory.to_owned(),
            environment: Vec::new(),
            input: None,
            before: Vec::new(),
            left: None,
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

    /// Names the query that prints what a run has left, for [`Self::left`].
    pub fn leaving(mut self, query: Contender) -> Self {
        self.left = Some(Box::new(query));
        self
    }

    /// What the last run has left.
    pub fn left(&self) -> Result<String, Problem> {
        self.left.as_ref().map_or(Ok(String::new()), |query| query.output())
    }

    /// Runs it once. Measuring memory and lines costs a little time, so it is optional.
    pub fn run(&self, watch: bool) -> Result<Run, Problem> {
        self.before.iter().try_for_each(|step| step.run(false).map(drop))?;
        let mut command = self.command()?;
        command.stdout(Stdio::piped());
        let started = Instant::now();
        let mut child = command.spawn().map_err(|error| self.failed(&error.to_string()))?;
        let (peak, lines) = drain(&mut child, watch)?;
        let status = child.wait()?;
        let time = started.elapsed();
        self.check_status(status)?;
        Ok(Run { time, peak, lines })
    }

    /// Its output, which is small.
    pub fn output(&self) -> Result<String, Problem> {
        let output = self.command()?.output().map_err(|error| self.failed(&error.to_string()))?;
        self.check_status(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Writes its output to a file that is complete or missing.
    pub fn save(&self, path: &Path) -> Result<(), Problem> {
        let partial = path.with_extension("partial");
        self.check_status(self.command()?.stdout(File::create(&partial)?).status()?)?;
        Ok(fs::rename(partial, path)?)
    }

    fn check_status(&self, status: ExitStatus) -> Result<(), Problem> {
        if status.success() {
            return Ok(());
        }
        let stderr = fs::read_to_string(self.directory.join("stderr.txt")).unwrap_or_default();
        Err(self.failed(&format!("{status}: {stderr}")))
    }

    fn failed(&self, why: &str) -> Problem {
        Problem::Failed(format!("{} {}: {why}", self.program.display(), self.args.join(" ")))
    }

    /// The command in a clean environment: no user configuration, no resource file.
    fn command(&self) -> Result<Command, Problem> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.directory)
            .env("MEETCTL_NOW", NOW)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(match &self.input {
                Some(file) => File::open(file)?.into(),
                None => Stdio::null(),
            })
            .stderr(File::create(self.directory.join("stderr.txt"))?);
        Ok(command)
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
        match pipe.read(&mut buffer)? {
            0 => return Ok(lines),
            read => lines += count(&buffer[..read]),
        }
    }
}

/// The peak memory of the process so far, in KiB.
///
/// The kernel records the peak, so occasional samples miss only a peak after the last sample.
fn high_water_mark(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How often runs are repeated.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Pairs of runs, unless they take long.
    pub pairs: usize,
    /// Short runs, which noise disturbs most, are repeated until they took this long in total.
    pub at_least: Duration,
    /// Long runs are repeated less often, so that they take about this long in total.
    pub at_most: Duration,
}

/// However short the runs are.
const MOST_PAIRS: usize = 101;
/// However long the runs are.
const FEWEST_PAIRS: usize = 3;

impl Effort {
    /// The number of pairs, after one that took `pair`.
    fn pairs(&self, pair: Duration) -> usize {
        let fit = |total: Duration| {
            usize::try_from(total.as_millis() / pair.as_millis().max(1)).unwrap_or(MOST_PAIRS)
        };
        let fewest = FEWEST_PAIRS.min(self.pairs);
        let usual = fit(self.at_most).clamp(fewest, self.pairs);
        usual.max(fit(self.at_least).min(MOST_PAIRS))
    }
}

/// Compares two contenders that have run already; a run of each took `pair`.
///
/// The order alternates from pair to pair, so that other load affects both equally.
pub fn compare(
    [first, second]: [&Contender; 2],
    effort: Effort,
    pair: Duration,
) -> Result<Ratio, Problem> {
    let (mut ratios, mut times) = (Vec::new(), [Vec::new(), Vec::new()]);
    for index in 0..effort.pairs(pair) {
        let (a, b) = if index.is_multiple_of(2) {
            let a = first.run(false)?.time;
            (a, second.run(false)?.time)
        } else {
            let b = second.run(false)?.time;
            (first.run(false)?.time, b)
        };
        ratios.push(a.as_secs_f64() / b.as_secs_f64());
        times[0].push(a.as_secs_f64());
        times[1].push(b.as_secs_f64());
    }
    Ok(Ratio {
        median: quartile(&mut ratios, 2),
        quartiles: [1, 3].map(|fourths| quartile(&mut ratios, fourths)),
        times: times.map(|mut times| Duration::from_secs_f64(quartile(&mut times, 2))),
        pairs: ratios.len(),
    })
}

/// The value below which so many fourths of the values are, between two of them where it falls there.
fn quartile(values: &mut [f64], fourths: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = fourths * (values.len() - 1);
    let (low, high) = (values[place / 4], values[place.div_ceil(4)]);
    low + (high - low) * [0.0, 0.25, 0.5, 0.75][place % 4]
}

/// Runs `other` repeatedly while `work` runs. Returns the longest run of it.
pub fn longest_wait(work: &Contender, other: &Contender) -> Result<Duration, Problem> {
    const PAUSE: Duration = Duration::from_millis(20);
    work.before.iter().try_for_each(|step| step.run(false).map(drop))?;
    let (prepared, over) = (work.clone().after(Vec::new()), AtomicBool::new(false));
    thread::scope(|scope| {
        let writer = scope.spawn(|| -> Result<Duration, Problem> {
            let mut longest = Duration::ZERO;
            while !over.load(Ordering::Relaxed) {
                longest = longest.max(other.run(false)?.time);
                thread::sleep(PAUSE);
            }
            Ok(longest)
        });
        let done = prepared.run(false);
        over.store(true, Ordering::Relaxed);
        let waited = writer.join();
        done?;
        waited.unwrap_or_else(|_| Err(Problem::Failed("the other writer ended".to_owned())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quartile_may_be_between_two_values() {
        let is = |fourths, wanted: f64| {
            (quartile(&mut [9.0, 1.0, 4.0, 2.0], fourths) - wanted).abs() < f64::EPSILON
        };
        assert!(is(2, 3.0) && is(1, 1.75) && is(4, 9.0));
    }

    #[test]
    fn short_runs_are_repeated_more_often_and_long_ones_less() {
        let seconds = Duration::from_secs;
        let effort = Effort { pairs: 15, at_least: seconds(2), at_most: seconds(300) };
        let pairs = [Duration::from_millis(20), seconds(1), seconds(60), seconds(600)];
        assert_eq!(pairs.map(|pair| effort.pairs(pair)), [100, 15, 5, 3]);
        assert_eq!(Effort { pairs: 1, ..effort }.pairs(seconds(600)), 1);
    }
}
