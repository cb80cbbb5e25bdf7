//! `meetctl man`

mod topic;

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use crate::error::{Exit, Failure};
use crate::output::Output;

const SOURCE: &str = concat!("meetctl ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "Manual of meetctl";

/// Write the manual pages into a directory
///
/// One page per subcommand, made from the same text as --help (in DIR/man1), and pages about the
/// configuration (DIR/man5), times and exit codes (DIR/man7). Missing directories are created, and
/// existing pages are overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
    meetctl man ~/.local/share/man && man meetctl-meeting-create")]
pub struct ManArgs {
    /// Directory to write to; the pages go into man1, man5 and man7 in it
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

impl ManArgs {
    /// Runs the command; `tree` is the command line of the program.
    pub fn run(&self, tree: clap::Command, out: &Output) -> Result<Exit, Failure> {
        self.write(tree).map_err(|error| {
            let place = self.directory.display();
            Failure::from(error).line(format!("directory: {place}"))
        })?;
        out.status(format!("Wrote the manual pages to {}.", self.directory.display()));
        Ok(Exit::Ok)
    }

    fn write(&self, tree: clap::Command) -> io::Result<()> {
        let mut root = tree.disable_help_subcommand(true);
        root.build();
        let commands = self.directory.join("man1");
        std::fs::create_dir_all(&commands)?;
        write_commands(&commands, &root)?;
        for topic in topic::TOPICS {
            let section = self.directory.join(format!("man{}", topic.section));
            std::fs::create_dir_all(&section)?;
            let file = format!("{}.{}", topic.name, topic.section);
            std::fs::write(section.join(file), topic.page())?;
        }
        Ok(())
    }
}

/// Writes the page of `command` and those of its subcommands.
fn write_commands(directory: &Path, command: &Command) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    std::fs::write(directory.join(format!("{name}.1")), page(command)?)?;
    command
        .get_subcommands()
        .filter(|child| child.get_name() != "help" && !child.is_hide_set())
        .try_for_each(|child| write_commands(directory, child))
}

fn page(command: &Command) -> io::Result<String> {
    let mut roff = Vec::new();
    Man::new(command.clone()).source(SOURCE).manual(MANUAL).render(&mut roff)?;
    // Examples and tables of exit codes keep their line breaks.
    let page = String::from_utf8_lossy(&roff).replace(".SH EXTRA\n", ".SH NOTES\n.nf\n");
    let topics = topic::TOPICS.map(|t| format!("\\fB{}\\fR({})", t.name, t.section));
    let topics = topics.join(", ").replace('-', "\\-");
    Ok(format!("{page}.SH \"SEE ALSO\"\n{topics}\n"))
}
