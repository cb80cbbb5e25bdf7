//! Removes what the tests leave in temporary folders, however the test process ends.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// Waits for the end of standard input, which is the end of the test process. A server may still
/// be on its way out and writing; hence the repetition.
const SCRIPT: &str = r#"
read -r _
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$1"
    [ -e "$1" ] || exit 0
    sleep 0.5
done
"#;

struct Janitor {
    root: TempDir,
    _shell: Child,
}

/// The folder of this test process, in which each test has its own.
///
/// A `TempDir` alone would not do: those in statics are never dropped, nor is any when the process
/// is killed.
pub fn root() -> &'static Path {
    static JANITOR: OnceLock<Janitor> = OnceLock::new();
    JANITOR.get_or_init(start).root.path()
}

fn start() -> Janitor {
    let root = tempfile::Builder::new()
        .prefix("meetctl-tests-")
        .tempdir()
        .unwrap();
    // A server that runs as another user has to get through to its own folder.
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let shell = Command::new("/bin/sh")
        .args(["-c", SCRIPT, "janitor"])
        .arg(root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    Janitor {
        root,
        _shell: shell,
    }
}
