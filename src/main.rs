//! The `meetctl` program: see the library for everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    meetctl::run(std::env::args_os()).into()
}
