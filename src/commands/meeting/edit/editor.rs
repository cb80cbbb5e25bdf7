//! The user's editor, on a private file that is removed with the command, also after a signal.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal as Number, kill_process};
use tokio::process::{Child, Command};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::context::Context;
use crate::error::{Failure, Kind};

/// The editor where neither variable names one.
const DEFAULT: &str = "vi";

/// How long an editor that a signal ends may take to leave the terminal as it was.
const GRACE: Duration = Duration::from_secs(2);

/// Signals of the terminal are for the editor, the others end the command.
pub(super) struct Signals {
    of_terminal: [Signal; 2],
    terminate: Signal,
    hangup: Signal,
}

impl Signals {
    /// From now on no signal ends the process itself.
    pub fn listen() -> io::Result<Self> {
        let of_terminal = [signal(SignalKind::interrupt())?, signal(SignalKind::quit())?];
        let (terminate, hangup) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
        Ok(Self { of_terminal, terminate, hangup })
    }

    /// Waits for one that ends the command.
    async fn end(&mut self) {
        let [interrupt, quit] = &mut self.of_terminal;
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = quit.recv() => {}
                _ = self.terminate.recv() => return,
                _ = self.hangup.recv() => return,
            }
        }
    }
}

/// A file in a directory that is closed to others. Both are removed when this is dropped.
pub(super) struct PrivateCopy {
    directory: PathBuf,
    path: PathBuf,
    keep: bool,
}

impl PrivateCopy {
    /// Creates an empty file to edit, and opens it.
    pub fn create() -> io::Result<(Self, File)> {
        let name = format!("meetctl-edit-{:016x}", rand::random::<u64>());
        let directory = std::env::temp_dir().join(name);
        DirBuilder::new().mode(0o700).create(&directory)?;
        let path = directory.join("meetings.csv");
        let copy = Self { directory, path, keep: false };
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&copy.path)?;
        Ok((copy, file))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves it to the user: their work is in it.
    pub fn keep(mut self) -> PathBuf {
        self.keep = true;
        self.path.clone()
    }
}

impl Drop for PrivateCopy {
    fn drop(&mut self) {
        if !self.keep {
            // An editor may have left a backup or a swap file beside it.
            let _ = std::fs::remove_dir_all(&self.directory);
        }
    }
}

/// Lets the user edit a file; returns when the editor has ended.
///
/// # Errors
/// The editor cannot be run, or ends with another code than 0 (exit 4); exit 143 after a signal.
pub(super) async fn edit(ctx: &Context, signals: &mut Signals, file: &Path) -> Result<(), Failure> {
    let (variable, words) = command()?;
    let (program, args) = words.split_first().map_or((DEFAULT, &[][..]), |(p, args)| (p, args));
    let mut command = Command::new(program);
    command.args(args).arg(file);
    if !io::stdout().is_terminal() {
        // Standard output has the data of this command and nothing else.
        command.stdout(Stdio::from(io::stderr().as_fd().try_clone_to_owned()?));
    }
    let not_run = |error: io::Error| {
        Failure::from(
            anyhow::Error::from(error).context(format!("cannot run the editor {program}")),
        )
        .hint(format!("{variable} names it; set VISUAL or EDITOR to the command of your editor"))
    };
    let mut child = command.spawn().map_err(not_run)?;
    let ended = ctx.off_the_clock(async {
        tokio::select! {
            ended = child.wait() => ended.map(Some),
            () = signals.end() => Ok(None),
        }
    });
    match ended.await? {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(failed(program, status)),
        None => {
            end(&mut child).await;
            Err(Failure::new(Kind::Terminated, "aborted; nothing changed"))
        }
    }
}

fn failed(program: &str, status: ExitStatus) -> Failure {
    let message = format!("aborted; nothing changed: the editor {program} ended with {status}");
    Failure::new(Kind::Unconfirmed, message)
}

/// Asks the editor to end, which restores the terminal, and then ends it.
async fn end(child: &mut Child) {
    let pid = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    if let Some(pid) = pid {
        let _ = kill_process(pid, Number::TERM);
    }
    if tokio::time::timeout(GRACE, child.wait()).await.is_err() {
        let _ = child.kill().await;
    }
}

/// The command of the editor in words, and what names it.
fn command() -> Result<(&'static str, Vec<String>), Failure> {
    for variable in ["VISUAL", "EDITOR"] {
        let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else {
            continue;
        };
        let words = split(&value).filter(|words| !words.is_empty()).ok_or_else(|| {
            Failure::usage(format!("{variable} is not a command: {}", value.to_string_lossy()))
                .hint(
                    "write it as in a shell: a program and its arguments, such as \"code --wait\"",
                )
        })?;
        return Ok((variable, words));
    }
    Ok(("nothing", vec![DEFAULT.to_owned()]))
}

fn split(value: &OsString) -> Option<Vec<String>> {
    shell_words::split(value.to_str()?).ok()
}
