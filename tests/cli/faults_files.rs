//! What happens to the file of a SQLite database: read-only places, damage, file modes, links.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use harness::{Engine, Meetctl, Random, Transcript, on_every_engine, wait_for};

const WRITES: [&str; 9] = [
    "user create --name A --email a@example.org",
    "user update 1 --name B",
    "user delete 1 --reassign-to 2 --yes",
    "meeting create --title T --start 2027-06-02T10:00:00Z --duration 1h --creator 1",
    "meeting update 1 --title B",
    "meeting cancel 1",
    "meeting delete 1 --yes",
    "backfill-status --now 2030-01-01",
    "doctor --fix --yes",
];
const READS: [&str; 7] = [
    "user list",
    "user show 1",
    "meeting list --all",
    "meeting show 1",
    "stats",
    "migrate status",
    "doctor",
];

on_every_engine! {
    fn with_read_only_every_write_is_refused_and_every_read_works(t: &Meetctl) {
        t.seed_sql(2, 4);
        let (schema, rows) = (t.schema(), t.all_rows());
        let status = "SELECT status, uid, booking_seq FROM meetings JOIN users ON users.id = created_by ORDER BY meetings.id";
        let more = t.rows(status);
        for line in WRITES.into_iter().chain(["migrate down --yes"]) {
            let refused = t.cmd(line.split(' ').chain(["--read-only", "--json"])).run().exits(4);
            assert_eq!(refused.error_json()["code"], "read_only", "{refused}");
        }
        for line in READS {
            t.cmd(line.split(' ').chain(["--read-only"])).run().success();
        }
        assert_eq!((t.schema(), t.all_rows(), t.rows(status)), (schema, rows, more));
    }
}

/// As a standby server does.
#[test]
fn a_server_that_takes_no_writes_is_still_read() {
    if !Engine::Postgres.is_available() {
        return;
    }
    let t = Meetctl::migrated(Engine::Postgres);
    t.seed_sql(2, 4);
    let rows = t.all_rows();
    t.superuser_sql(&format!(
        "ALTER DATABASE {} SET default_transaction_read_only = on",
        t.database()
    ));
    for line in WRITES.into_iter().chain(["migrate down --yes"]) {
        let refused = t.cmd(line.split(' ').chain(["--json"])).run().exits(4);
        assert_eq!(refused.error_json()["code"], "read_only", "{refused}");
    }
    for line in READS {
        t.run(line.split(' ')).success();
    }
    assert_eq!(t.all_rows(), rows);
}

#[test]
fn mode_ro_in_the_url_is_read_only() {
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(2, 4);
    let url = format!("{}?mode=ro", t.url());
    let bytes = fs::read(t.file()).unwrap();
    for line in WRITES {
        t.cmd(line.split(' ').chain(["--database-url", &url])).run().exits(4);
    }
    for line in READS {
        t.cmd(line.split(' ').chain(["--database-url", &url])).run().success();
    }
    assert!(bytes == fs::read(t.file()).unwrap());
}

#[test]
fn read_only_makes_no_file() {
    let t = Meetctl::empty(Engine::Sqlite);
    for args in [["--read-only", "migrate", "up"], ["--read-only", "user", "list"]] {
        t.run(args).exits(6);
    }
    assert!(files(t.tmp()).is_empty(), "{:?}", files(t.tmp()));
}

/// The system's own refusals, as an ordinary user.
#[test]
fn a_file_or_directory_that_may_not_be_written_can_still_be_read() {
    if !is_root() {
        harness::skip("needs root, to become another user");
        return;
    }
    for wal in [true, false] {
        for (file_mode, directory_mode) in [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)] {
            let t = Meetctl::migrated(Engine::Sqlite);
            t.seed_sql(2, 4);
            t.rows(&format!("PRAGMA journal_mode = {}", if wal { "wal" } else { "delete" }));
            let directory = t.tmp().join("locked");
            fs::create_dir(&directory).unwrap();
            let file = directory.join("m.db");
            fs::copy(t.file(), &file).unwrap();
            set_mode(t.tmp(), 0o755);
            set_mode(&t.directory(), 0o755);
            set_mode(&file, file_mode);
            set_mode(&directory, directory_mode);
            let bytes = fs::read(&file).unwrap();
            let at = format!("wal {wal}, file {file_mode:o}, directory {directory_mode:o}");
            for line in READS {
                let read = as_nobody(&t, &file, line);
                assert_eq!(read.exit, 0, "{at}: {line}\n{read}");
            }
            for line in WRITES {
                let refused = as_nobody(&t, &file, line);
                assert_eq!(refused.exit, 4, "{at}: {line}\n{refused}");
            }
            assert_eq!(files(&directory), std::slice::from_ref(&file), "{at}");
            assert!(bytes == fs::read(&file).unwrap(), "{at}");
        }
    }
}

#[test]
fn a_directory_that_refuses_new_files_is_reported() {
    if !is_root() {
        harness::skip("needs root, to become another user");
        return;
    }
    let t = Meetctl::empty(Engine::Sqlite);
    let directory = t.tmp().join("locked");
    fs::create_dir(&directory).unwrap();
    set_mode(t.tmp(), 0o755);
    set_mode(&t.directory(), 0o755);
    set_mode(&directory, 0o555);
    let refused = as_nobody(&t, &directory.join("new.db"), "migrate up");
    assert_eq!(refused.exit, 6, "{refused}");
    assert!(refused.stderr.contains("new.db"), "{refused}");
    assert!(files(&directory).is_empty());
}

#[test]
fn damage_is_reported_and_nothing_is_written() {
    let good = Meetctl::migrated(Engine::Sqlite);
    good.seed_sql(20, 200);
    good.rows("PRAGMA wal_checkpoint(TRUNCATE)");
    good.rows("PRAGMA journal_mode = delete");
    let whole = fs::read(good.file()).unwrap();
    let mut random = Random::seeded();
    let seed = random.seed;

    let mut zeroed = whole.clone();
    zeroed[..100].fill(0);
    let mut cases = vec![
        ("zeroed header".to_owned(), zeroed),
        ("text".to_owned(), "title,start_time\n".repeat(300).into_bytes()),
        ("0 bytes".to_owned(), Vec::new()),
        ("1 byte".to_owned(), vec![b'S']),
    ];
    // A column type that is not text: the driver panics over it.
    let at =
        whole.windows(12).position(|bytes| bytes == b"varchar(100)" || bytes == b"VARCHAR(100)");
    let mut no_text = whole.clone();
    no_text[at.unwrap() + 4] |= 0x80;
    cases.push(("a column type that is not UTF-8".to_owned(), no_text));
    for n in 1..=50 {
        let length = whole.len() * n / 51;
        cases.push((format!("cut to {length} bytes"), whole[..length].to_vec()));
    }
    for n in 0..200 {
        let at = random.below(if n % 2 == 0 { 4096 } else { whole.len() });
        let bit = random.below(8);
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << bit;
        cases.push((format!("bit {bit} of byte {at} flipped (seed {seed})"), flipped));
    }
    let half = cases.len() / 2;
    let later = cases.split_off(half);
    std::thread::scope(|scope| {
        scope.spawn(|| try_all(&cases));
        scope.spawn(|| try_all(&later));
    });
}

fn try_all(cases: &[(String, Vec<u8>)]) {
    let t = Meetctl::empty(Engine::Sqlite);
    let mut reported = 0;
    for (what, bytes) in cases {
        fs::write(t.file(), bytes).unwrap();
        for line in ["meeting list --all --json", "user list --json", "doctor --json"] {
            let read = t.run(line.split(' '));
            assert!(matches!(read.exit, 0 | 1 | 6 | 9 | 10), "{what}: {read}");
            assert!(!read.stderr.contains("panicked"), "{what}: {read}");
            reported += i32::from(read.exit == 10);
            if read.exit != 0 {
                assert!(read.stderr.contains("{\"error\""), "{what}: {read}");
            }
            assert!(fs::read(t.file()).unwrap() == *bytes, "{what}: the file was written\n{read}");
        }
    }
    assert!(reported > 5, "no damage was noticed");
}

#[test]
fn a_file_that_is_not_a_database_is_reported() {
    let t = Meetctl::empty(Engine::Sqlite);
    fs::write(t.file(), "just a text, no database, and long enough to have a header".repeat(100))
        .unwrap();
    for line in ["user list", "migrate up", "migrate baseline", "migrate status", "backfill-status"]
    {
        let reported = t.run(line.split(' ')).exits(10);
        assert!(reported.stderr.contains("hint: "), "{reported}");
    }
    assert!(fs::read_to_string(t.file()).unwrap().starts_with("just a text"));
}

#[test]
fn new_files_are_for_their_owner_alone_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let t = Meetctl::empty(Engine::Sqlite);
        let home = t.home();
        t.shell(&format!("umask {umask}; meetctl migrate up")).without_url().run().success();
        let directory = home.join(".local/share/meetctl");
        assert_eq!(mode(&directory), 0o700, "umask {umask}");
        assert_eq!(mode(&directory.join("meetctl.db")), 0o600, "umask {umask}");

        // The side files exist while another process writes.
        let named = t.file().display().to_string();
        t.shell(&format!("umask {umask}; meetctl migrate up")).run().success();
        t.seed_sql(2, 300);
        let script = format!(
            "umask {umask}; exec meetctl backfill-status --now 2030-01-01 --batch-size 10 --pause 50ms"
        );
        let running = t.shell(&script).start();
        let side = [PathBuf::from(format!("{named}-wal")), PathBuf::from(format!("{named}-shm"))];
        wait_for(|| side.iter().all(|file| file.exists()));
        for file in [PathBuf::from(&named)].iter().chain(&side) {
            assert_eq!(mode(file), 0o600, "umask {umask}: {}", file.display());
        }
        running.signal("TERM");
        running.wait().exits(143);
    }
}

#[test]
fn a_link_is_followed_to_a_file_and_not_into_nothing() {
    let t = Meetctl::migrated(Engine::Sqlite);
    let link = t.directory().join("link.db");
    symlink(t.file(), &link).unwrap();
    let url = link.display().to_string();
    t.run(["--database-url", &url, "user", "list"]).success();

    let dangling = t.directory().join("dangling.db");
    let target = t.directory().join("elsewhere.db");
    symlink(&target, &dangling).unwrap();
    let refused =
        t.run(["--database-url", &dangling.display().to_string(), "migrate", "up"]).exits(6);
    assert!(refused.stderr.contains("dangling.db"), "{refused}");
    assert!(!target.exists());
}

fn as_nobody(t: &Meetctl, file: &Path, line: &str) -> Transcript {
    let script = format!(
        "exec setpriv --reuid nobody --regid nogroup --clear-groups -- \"$MEETCTL\" {line} --database-url \"$DB\""
    );
    // The build directory may be closed to others; a copy is not.
    let program = t.tmp().join("meetctl");
    if !program.exists() {
        harness::copy_program(&program);
        set_mode(&program, 0o755);
    }
    t.shell(&script).env("MEETCTL", &program).env("DB", file).run()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The files of a directory and those below.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let (directories, mut found): (Vec<PathBuf>, Vec<PathBuf>) =
        entries.partition(|path| path.is_dir());
    found.extend(directories.iter().flat_map(|directory| files(directory)));
    found
}
