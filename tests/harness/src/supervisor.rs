//! A server that cannot outlive the test process, however that ends.

use std::ffi::OsString;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Starts the server, waits until standard input ends (which the kernel sees to even when the test
/// process is killed), stops the server and removes its directory. `$directory/ended` says that the
/// server has ended, so that its pid is not signalled once it may belong to another process.
const SCRIPT: &str = r#"
signal=$1 directory=$2; shift 2
exec 3<&0
"$@" </dev/null >"$directory/log" 2>&1 3<&- &
server=$!
{ read -r _ <&3; [ -e "$directory/ended" ] || kill -s "$signal" "$server"; } &
watcher=$!
wait "$server"
: >"$directory/ended"
wait "$watcher"
rm -rf "$directory"
"#;

/// A running server process and the shell that watches over it.
pub struct Supervisor {
    shell: Child,
    directory: PathBuf,
}

impl Supervisor {
    /// Runs `server` (a program and its arguments) with `directory` as its home: its output goes to
    /// `log` there, `signal` ends it, and the directory is removed after it.
    pub fn start(server: &[OsString], directory: &Path, signal: &str) -> Result<Self, String> {
        let shell = Command::new("/bin/sh")
            .args(["-c", SCRIPT, "supervisor", signal])
            .arg(directory)
            .args(server)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A Ctrl-C in the terminal ends the tests; the server then ends in order.
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot run /bin/sh: {error}"))?;
        Ok(Self { shell, directory: directory.to_owned() })
    }

    /// The end of the server's log, if the server has ended.
    pub fn failure(&self) -> Option<String> {
        self.directory.join("ended").exists().then(|| self.log_tail())
    }

    /// The last lines that the server wrote.
    pub fn log_tail(&self) -> String {
        let log = fs::read(self.directory.join("log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }
}

impl Drop for Supervisor {
    /// Not reached for a server that all tests share: it lives in a static.
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
