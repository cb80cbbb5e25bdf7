//! Runs on a real pseudo-terminal: colours, widths, prompts.

use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Instant;

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};

use crate::invocation::{Invocation, exit_of, wait_until};
use crate::transcript::Transcript;

const ROWS: u16 = 40;

impl Invocation<'_> {
    /// Runs the program with all its streams on a terminal of this width. The transcript's
    /// `stdout` is what the terminal got (line ends as `\n`), echo of answers included.
    #[must_use = "assert on the result: `.success()`, `.exits(…)` or a snapshot"]
    pub fn on_terminal(self, columns: u16) -> Transcript {
        let mut invocation = self.env_remove("COLUMNS").env("TERM", "xterm-256color");
        invocation.on_terminal = true;
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(ROWS, columns)).unwrap();
        let deadline = Instant::now() + invocation.timeout;
        let mut child = Command::from(invocation.command()).spawn(pts).unwrap();

        let pty = Arc::new(pty);
        let output = read_in_background(Arc::clone(&pty));
        let seen = converse(&pty, &output, &invocation.answers, deadline);
        let status = wait_until(&mut child, deadline);
        let text = String::from_utf8_lossy(&seen).replace("\r\n", "\n");
        let transcript = invocation.transcript(exit_of(status), text.into_bytes(), Vec::new());
        assert!(status.is_some(), "killed after {:?}:\n{transcript}", invocation.timeout);
        transcript
    }
}

/// Collects what the terminal gets until the program closes it, and types each answer when its
/// prompt is printed.
fn converse(
    pty: &Pty,
    output: &Receiver<Vec<u8>>,
    answers: &[(String, String)],
    deadline: Instant,
) -> Vec<u8> {
    let mut seen = Vec::new();
    let mut answered = 0;
    let mut answers = answers.iter().peekable();
    loop {
        let rest = deadline.saturating_duration_since(Instant::now());
        match output.recv_timeout(rest) {
            Ok(bytes) => seen.extend(bytes),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return seen,
        }
        let fresh = String::from_utf8_lossy(&seen[answered..]).into_owned();
        if let Some((_, reply)) = answers.next_if(|(prompt, _)| fresh.contains(prompt)) {
            answered = seen.len();
            let mut keyboard = pty;
            keyboard.write_all(reply.as_bytes()).unwrap();
        }
    }
}

/// Ends with the error that a terminal without a program gives.
fn read_in_background(pty: Arc<Pty>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = (&*pty).read(&mut buffer) {
            if sender.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}
