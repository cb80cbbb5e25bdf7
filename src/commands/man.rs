//! `meetctl man`

use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;

use crate::cli;
use crate::error::{Exit, Failure};
use crate::output::Output;

/// Write the manual pages into a folder
///
/// One page a subcommand, made from the same text as --help. The folder is created if it is not
/// there; pages in it are overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
    meetctl man ~/.local/share/man/man1 && man meetctl-meeting-create")]
pub struct ManArgs {
    /// Folder to write them into
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl ManArgs {
    /// Runs the command.
    pub fn run(&self, out: &Output) -> Result<Exit, Failure> {
        let failed = |error: io::Error| {
            let place = self.folder.display();
            Failure::from(error).line(format!("folder: {place}"))
        };
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut root = cli::prepared().disable_help_subcommand(true);
        root.build();
        self.write(&root).map_err(failed)?;
        out.status(format!(
            "Wrote the manual pages to {}.",
            self.folder.display()
        ));
        Ok(Exit::Ok)
    }

    /// Writes the page of `command` and those of its subcommands.
    fn write(&self, command: &Command) -> io::Result<()> {
        let name = command.get_display_name().unwrap_or(command.get_name());
        std::fs::write(self.folder.join(format!("{name}.1")), page(command)?)?;
        command
            .get_subcommands()
            .filter(|child| child.get_name() != "help")
            .try_for_each(|child| self.write(child))
    }
}

fn page(command: &Command) -> io::Result<String> {
    let mut roff = Vec::new();
    Man::new(command.clone())
        .source(concat!("meetctl ", env!("CARGO_PKG_VERSION")))
        .manual("Manual of meetctl")
        .render(&mut roff)?;
    // Examples and tables of exit codes are laid out by hand: they are not to be filled.
    Ok(String::from_utf8_lossy(&roff).replace(".SH EXTRA\n", ".SH NOTES\n.nf\n"))
}
