//! What a run left: exit code, standard output, standard error.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

/// One finished run.
///
/// Its `Display` is what a snapshot holds: the command, the exit code and both streams, in which
/// the database is `[DATABASE]`, its server `[SERVER]`, its name `[NAME]` and the temporary directory
/// `[TMP]`, so that it is equal on all engines.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// `meetctl`, or `sh`.
    pub program: String,
    pub args: Vec<String>,
    /// 128 and the number of the signal, if one ended the program.
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
    /// Whether both streams were one terminal, and are all in `stdout`.
    pub(crate) on_terminal: bool,
    pub(crate) stable: Stable,
}

impl Transcript {
    /// Panics unless the run ended with 0.
    pub fn success(self) -> Self {
        self.exits(0)
    }

    /// Panics unless the run ended with this exit code.
    pub fn exits(self, code: i32) -> Self {
        assert!(self.exit == code, "expected exit {code}:\n{self}");
        self
    }

    /// The JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout is not JSON ({error}):\n{self}"))
    }

    /// The error object on standard error, which notices may precede: the value of its `error`.
    pub fn error_json(&self) -> Value {
        let object = self.stderr.find("{\"error\"").map(|start| &self.stderr[start..]);
        let parsed = object.map(serde_json::from_str::<Value>);
        match parsed {
            Some(Ok(mut object)) => object["error"].take(),
            Some(Err(error)) => panic!("the error object is not JSON ({error}):\n{self}"),
            None => panic!("no error object on stderr:\n{self}"),
        }
    }

    /// The lines of standard output.
    pub fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }

    /// The ids on standard output, one a line (`--format ids`).
    pub fn ids(&self) -> Vec<i64> {
        let id =
            |line: &str| line.parse().unwrap_or_else(|_| panic!("`{line}` is not an id:\n{self}"));
        self.stdout.lines().map(id).collect()
    }

    /// Standard output in the stable words of a snapshot.
    pub fn stable_stdout(&self) -> String {
        self.stable.apply(&self.stdout)
    }

    /// Standard error in the stable words of a snapshot.
    pub fn stable_stderr(&self) -> String {
        self.stable.apply(&self.stderr)
    }
}

impl Display for Transcript {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let args: Vec<String> = self.args.iter().map(|arg| quoted(arg)).collect();
        writeln!(f, "$ {} {}", self.program, self.stable.apply(&args.join(" ")))?;
        writeln!(f, "exit: {}", self.exit)?;
        let (stdout, stderr) = (self.stable_stdout(), self.stable_stderr());
        let streams = if self.on_terminal {
            vec![("terminal", stdout)]
        } else {
            vec![("stdout", stdout), ("stderr", stderr)]
        };
        for (name, text) in streams {
            writeln!(f, "--- {name}")?;
            f.write_str(&text)?;
            if !text.is_empty() && !text.ends_with('\n') {
                writeln!(f, "[no line end]")?;
            }
        }
        Ok(())
    }
}

/// An argument as one would type it.
fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=+:,./@%[]".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        arg.to_owned()
    } else {
        format!("'{}'", arg.replace('\'', r"'\''"))
    }
}

/// The words that replace in a snapshot what changes from run to run.
#[derive(Clone, Debug, Default)]
pub struct Stable {
    /// Ends of URLs: the complete URL is replaced, however its password is masked.
    pub url_ends: Vec<(String, &'static str)>,
    /// Plain texts, in the order of replacement.
    pub words: Vec<(String, &'static str)>,
}

impl Stable {
    fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (end, word) in &self.url_ends {
            while let Some(from) = text.find(end.as_str()) {
                let to = from + end.len();
                let line = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
                let schemes = ["postgres://", "postgresql://", "mysql://", "mariadb://"];
                let start =
                    schemes.iter().filter_map(|scheme| text[line..from].rfind(scheme)).max();
                text.replace_range(start.map_or(from, |start| line + start)..to, word);
            }
        }
        for (part, word) in &self.words {
            text = text.replace(part.as_str(), word);
        }
        text
    }
}
