//! One run of a program, from its settings to its transcript.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write as _};
use std::mem;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::meetctl::{Meetctl, NOW};
use crate::product::Product;
use crate::secret::PASSWORD_WORDS;
use crate::transcript::Transcript;

const TIMEOUT: Duration = Duration::from_mins(1);

/// A program with its arguments and settings, about to be run.
#[must_use = "nothing runs before `.run()`, `.start()` or `.on_terminal(…)`"]
pub struct Invocation<'t> {
    pub(crate) t: &'t Meetctl,
    program: OsString,
    args: Vec<OsString>,
    environment: BTreeMap<OsString, OsString>,
    stdin: Vec<u8>,
    pub(crate) answers: Vec<(String, String)>,
    pub(crate) timeout: Duration,
    pub(crate) on_terminal: bool,
}

impl<'t> Invocation<'t> {
    pub(crate) fn new(
        t: &'t Meetctl,
        program: &OsStr,
        args: impl IntoIterator<Item: AsRef<OsStr>>,
    ) -> Self {
        Self {
            t,
            program: program.to_owned(),
            args: args.into_iter().map(|arg| arg.as_ref().to_owned()).collect(),
            environment: t.environment().into_iter().collect(),
            stdin: Vec::new(),
            answers: Vec::new(),
            timeout: TIMEOUT,
            on_terminal: false,
        }
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.insert(name.into(), value.as_ref().to_owned());
        self
    }

    /// Takes an environment variable away.
    pub fn env_remove(mut self, name: &str) -> Self {
        self.environment.remove(OsStr::new(name));
        self
    }

    /// Leaves it to meetctl to find its database.
    pub fn without_url(self) -> Self {
        self.env_remove("MEETCTL_DATABASE_URL")
    }

    /// What the program reads from standard input (a pipe).
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    /// On a terminal: once `prompt` is printed, types `reply` (a line ends with `\r`, Ctrl-C is
    /// `\x03`). Several answers are given one after the other.
    pub fn answer(mut self, prompt: &str, reply: &str) -> Self {
        self.answers.push((prompt.to_owned(), reply.to_owned()));
        self
    }

    /// How long the program may take before it is killed and the test fails (60 s).
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Runs the program to its end.
    #[must_use = "assert on the result: `.success()`, `.exits(…)` or a snapshot"]
    pub fn run(self) -> Transcript {
        self.start().wait()
    }

    /// Starts the program, to be signalled or raced.
    pub fn start(self) -> Running<'t> {
        let stdin = if self.stdin.is_empty() { Stdio::null() } else { Stdio::piped() };
        let mut child = self
            .command()
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        if let Some(mut pipe) = child.stdin.take() {
            let text = self.stdin.clone();
            // The program need not read it all; what it makes of that is in its transcript.
            thread::spawn(move || pipe.write_all(&text));
        }
        Running {
            started: Instant::now(),
            stdout: Collected::from(child.stdout.take().unwrap()),
            stderr: Collected::from(child.stderr.take().unwrap()),
            child,
            of: self,
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .env_clear()
            .envs(&self.environment)
            .current_dir(self.t.directory());
        command
    }

    /// The transcript of this run. Panics if it shows a part of the password: no run of any test
    /// may, whatever the test is about.
    pub(crate) fn transcript(&self, exit: i32, stdout: Vec<u8>, stderr: Vec<u8>) -> Transcript {
        let text = |bytes, name| {
            let text = String::from_utf8(bytes);
            without_time(text.unwrap_or_else(|error| panic!("{name} is not UTF-8: {error}")))
        };
        let program = Path::new(&self.program).file_name().unwrap_or_default();
        let transcript = Transcript {
            program: program.to_string_lossy().into_owned(),
            on_terminal: self.on_terminal,
            args: self.args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect(),
            exit,
            stdout: text(stdout, "stdout"),
            stderr: text(stderr, "stderr"),
            stable: self.t.stable(),
        };
        for word in PASSWORD_WORDS {
            let shown = transcript.stdout.contains(word) || transcript.stderr.contains(word);
            assert!(!shown, "the password was shown ({word}):\n{transcript}");
        }
        transcript
    }
}

/// A program that has been started.
#[must_use = "wait for its transcript"]
pub struct Running<'t> {
    of: Invocation<'t>,
    started: Instant,
    child: Child,
    stdout: Collected,
    stderr: Collected,
}

impl Running<'_> {
    /// Sends a signal, such as `INT`, `TERM` or `KILL`.
    pub fn signal(&self, name: &str) {
        let kill = ["-c", "kill -s \"$1\" \"$2\"", "sh", name, &self.pid()];
        let sent = Command::new("/bin/sh").args(kill).status().unwrap();
        assert!(sent.success(), "no process to signal");
    }

    /// The id of its process.
    pub fn pid(&self) -> String {
        self.child.id().to_string()
    }

    /// Waits until the program is blocked by another session's lock.
    pub fn wait_until_blocked(&self) {
        let proc = Path::new("/proc").join(self.child.id().to_string());
        let waiting = match self.of.t.engine() {
            // SQLite polls; only the open file is visible.
            Engine::Sqlite => None,
            Engine::Postgres => Some(
                "SELECT COUNT(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND wait_event_type = 'Lock'",
            ),
            // Locks of rows and of tables are shown in different places; both take time.
            Engine::Mariadb if self.of.t.product() != Product::Mariadb => Some(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() \
                 AND id <> CONNECTION_ID() AND command <> 'Sleep' AND time > 0",
            ),
            Engine::Mariadb => Some(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() \
                 AND id <> CONNECTION_ID() AND command <> 'Sleep' AND time_ms > 100",
            ),
        };
        wait_for(|| match waiting {
            Some(sql) => self.of.t.superuser_rows(sql) != [["0"]],
            None => has_open(&proc, self.of.t.file()),
        });
    }

    /// Waits until the program handles SIGINT instead of dying of it.
    pub fn wait_until_interruptible(&self) {
        let status = format!("/proc/{}/status", self.child.id());
        wait_for(|| {
            let status = std::fs::read_to_string(&status).unwrap();
            let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
            let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
            // SIGINT is 2, and the bits begin with 1.
            caught & 0b10 != 0
        });
    }

    /// Whether the program has written that to its standard error.
    pub fn has_told(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.stderr.bytes.lock().unwrap()).contains(words)
    }

    /// Whether the program has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits for the end. Panics after the time limit.
    #[must_use = "assert on the result: `.success()`, `.exits(…)` or a snapshot"]
    pub fn wait(mut self) -> Transcript {
        let status = wait_until(&mut self.child, self.started + self.of.timeout);
        let (stdout, stderr) = (self.stdout.all(), self.stderr.all());
        let transcript = self.of.transcript(exit_of(status), stdout, stderr);
        assert!(status.is_some(), "killed after {:?}:\n{transcript}", self.of.timeout);
        transcript
    }
}

fn has_open(proc: &Path, file: &Path) -> bool {
    let open = fs::read_dir(proc.join("fd")).into_iter().flatten().flatten();
    open.filter_map(|fd| fs::read_link(fd.path()).ok()).any(|target| target == file)
}

/// The text without the warning that every run which writes gives here: its time is fixed.
fn without_time(text: String) -> String {
    let warning = format!("the time is MEETCTL_NOW: {NOW}");
    if !text.contains(&warning) {
        return text;
    }
    text.split_inclusive('\n').filter(|line| !line.contains(&warning)).collect()
}

/// Waits for a child; kills it at the deadline, and returns `None`.
pub(crate) fn wait_until(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        sleep(Duration::from_millis(2));
    }
}

/// Waits until something outside has happened. Panics after 20 s.
pub fn wait_for(mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        let max_wait = Duration::from_secs(20);
        assert!(started.elapsed() < max_wait, "not within {max_wait:?}");
        sleep(Duration::from_millis(5));
    }
}

/// The exit code as a shell gives it: 128 and the number of the signal for a killed process.
pub(crate) fn exit_of(status: Option<ExitStatus>) -> i32 {
    let code = |status: ExitStatus| status.code().or(status.signal().map(|signal| 128 + signal));
    status.and_then(code).unwrap_or(-1)
}

/// What a program writes into a pipe, while it does.
struct Collected {
    bytes: Arc<Mutex<Vec<u8>>>,
    reader: JoinHandle<()>,
}

impl Collected {
    fn from(mut pipe: impl Read + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&bytes);
        let reader = thread::spawn(move || {
            let mut part = [0; 8192];
            loop {
                match pipe.read(&mut part).unwrap() {
                    0 => return,
                    length => written.lock().unwrap().extend_from_slice(&part[..length]),
                }
            }
        });
        Self { bytes, reader }
    }

    /// All of it, when the pipe is closed.
    fn all(self) -> Vec<u8> {
        self.reader.join().unwrap();
        mem::take(&mut *self.bytes.lock().unwrap())
    }
}
