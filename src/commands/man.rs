//! `meetctl man`

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use crate::atomic_file::AtomicFile;
use crate::directory::Directory;
use crate::error::{Exit, Failure};
use crate::output::Output;
use crate::topics::TOPICS;

const SOURCE: &str = concat!("meetctl ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "Manual of meetctl";

/// Write the manual pages into a directory
///
/// One page per subcommand, made from the same text as --help (in DIR/man1), and pages about the
/// configuration (DIR/man5), the database, times, formats and exit codes (DIR/man7). Missing directories are created, and
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
        let mut root = tree.disable_help_subcommand(true);
        root.build();
        Directory::create(&self.directory, 0o777)?;
        let commands = self.section("1")?;
        write_commands(&commands, &root)?;
        for topic in TOPICS {
            let file = format!("{}.{}", topic.page_name(), topic.section);
            write(&self.section(topic.section)?.join(file), &topic.page(SOURCE, MANUAL))?;
        }
        out.status(format!("Wrote the manual pages to {}.", self.directory.display()));
        Ok(Exit::Ok)
    }

    /// The directory of a section of the manual, which is created if it is missing.
    fn section(&self, section: &str) -> Result<PathBuf, Failure> {
        let directory = self.directory.join(format!("man{section}"));
        Directory::create(&directory, 0o777)?;
        Ok(directory)
    }
}

fn write(page: &Path, text: &str) -> Result<(), Failure> {
    let file = AtomicFile::create(page, true)?;
    let written = file.writer()?.write_all(text.as_bytes());
    written.map_err(|error| file.explain(error.into()))?;
    file.make_readable()?;
    file.finish()
}

/// Writes the page of `command` and those of its subcommands.
fn write_commands(directory: &Path, command: &Command) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    write(&directory.join(format!("{name}.1")), &page(command)?)?;
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
    let topics = TOPICS.map(|t| format!("\\fB{}\\fR({})", t.page_name(), t.section));
    let topics = topics.join(", ").replace('-', "\\-");
    Ok(format!("{page}.SH \"SEE ALSO\"\n{topics}\n"))
}
