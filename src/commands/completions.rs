//! `meetctl completions`

use clap::Args;
use clap_complete::Shell;

use crate::completion;
use crate::error::{Exit, Failure};
use crate::output::Output;

/// Print shell completions
///
/// In bash, zsh and fish, pressing Tab then asks meetctl itself, which completes users, profiles, fields,
/// time zones, migrations, meetings and runs too: of the configuration and of the database that the line
/// names. It reads them only, and gives up after a moment. The scripts of other shells, and those of
/// --static, know commands, options and fixed values.
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
    /// Print a script that does not run meetctl, and knows no users, meetings and other values that
    /// the database or the configuration has
    #[arg(long = "static")]
    fixed: bool,
}

impl CompletionsArgs {
    /// Runs the command; `tree` is the command line of the program.
    pub fn run(&self, tree: clap::Command, out: &Output) -> Result<Exit, Failure> {
        if let Some(script) = completion::script(self.shell).filter(|_| !self.fixed) {
            out.raw(script)?;
            return Ok(Exit::Ok);
        }
        let mut script = Vec::new();
        let mut tree = completion::static_tree(tree);
        clap_complete::generate(self.shell, &mut tree, "meetctl", &mut script);
        out.raw(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Ok)
    }
}
