//! `meetctl completions`

use clap::Args;
use clap_complete::Shell;

use crate::error::{Exit, Failure};
use crate::output::Output;

/// Print shell completions
///
/// Generated from the same definitions as --help. Reads no configuration and no database.
#[derive(Debug, Args)]
#[command(after_help = "\
To install them:
    meetctl completions bash > ~/.local/share/bash-completion/completions/meetctl
    meetctl completions zsh > ~/.zfunc/_meetctl    (with ~/.zfunc in $fpath)
    meetctl completions fish > ~/.config/fish/completions/meetctl.fish")]
pub struct CompletionsArgs {
    /// Shell to print completions for
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

impl CompletionsArgs {
    /// Runs the command; `tree` is the command line of the program.
    pub fn run(&self, mut tree: clap::Command, out: &Output) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut tree, "meetctl", &mut script);
        out.raw(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Ok)
    }
}
