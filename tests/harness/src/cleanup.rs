//! The temporary directory of a test process, which is removed however the process ends.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use rustix::fs::StatVfsMountFlags;
use tempfile::TempDir;

/// Bytes that the tests of one process need at most.
const NEEDED: u64 = 4 << 30;

/// The file in the root with the list of tests that were skipped.
pub const SKIPPED: &str = "skipped";

/// Waits for the end of standard input, which is the end of the test process. A server may still
/// be writing while it stops; hence the repetition.
const SCRIPT: &str = r#"
read -r _
[ ! -e "$1/skipped" ] || cat "$1/skipped" >&2
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$1"
    [ -e "$1" ] || exit 0
    sleep 0.5
done
"#;

struct Cleanup {
    root: TempDir,
    _shell: Child,
}

/// The directory of this test process, in which each test has its own.
///
/// A `TempDir` alone would not do: those in statics are never dropped, nor is any when the process
/// is killed.
pub fn root() -> &'static Path {
    static CLEANUP: OnceLock<Cleanup> = OnceLock::new();
    CLEANUP.get_or_init(start).root.path()
}

fn start() -> Cleanup {
    let root = tempfile::Builder::new().prefix("meetctl-tests-").tempdir_in(place()).unwrap();
    // A server that runs as another user must be able to enter its own directory.
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let shell = Command::new("/bin/sh")
        .args(["-c", SCRIPT, "cleanup"])
        .arg(root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    Cleanup { root, _shell: shell }
}

/// In memory where there is room: thousands of databases would otherwise wait for the disk.
/// `TMPDIR` names another place.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let fits = rustix::fs::statvfs(memory).is_ok_and(|fs| {
        let runs_programs = !fs.f_flag.contains(StatVfsMountFlags::NOEXEC);
        runs_programs && fs.f_bavail * fs.f_frsize > NEEDED
    });
    if fits && env::var_os("TMPDIR").is_none() { memory.to_owned() } else { env::temp_dir() }
}
