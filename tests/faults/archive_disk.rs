//! Backups, restores and transfers of servers that run out of room, on either side.

use harness::{Engine, Meetctl, database};

use crate::server_disk::{SmallDisk, is_full};

const SERVERS: [Engine; 2] = [Engine::Postgres, Engine::Mariadb];

/// A database of some 400 kB.
fn filled(engine: Engine) -> Meetctl {
    let t = Meetctl::migrated(engine);
    t.seed_sql(4, 200);
    let long = "abcdefgh".repeat(200);
    t.sql(&format!("UPDATE meetings SET description = '{long}'"));
    t
}

#[test]
fn a_full_disk_under_the_backup_of_a_server() {
    for t in SERVERS.into_iter().filter(|engine| engine.is_available()).map(filled) {
        let Some(run) = t.on_small_disk(
            "128k",
            "
            meetctl backup \"$DISK/b.db\" --json; echo \"exit $?\"
            ls -A \"$DISK\"
            meetctl backup \"$DISK/b.zst\" --compress -q; echo \"exit $?\"
            TMPDIR=\"$DISK\" meetctl backup - >/dev/null; echo \"exit $?\"
            ls -A \"$DISK\"
            mount -o remount,size=64m \"$DISK\"
            meetctl backup \"$DISK/b.db\" -q; echo \"exit $?\"
            ls -A \"$DISK\"",
        ) else {
            return;
        };
        assert_eq!(run.stdout, "exit 10\nexit 10\nexit 10\nexit 0\nb.db\n", "{run}");
        let first = run.stderr.lines().next().unwrap();
        assert!(first.contains("storage_full") && first.contains("b.db"), "{run}");
    }
}

/// The disk of the temporary files, then that of the target.
#[test]
fn a_full_disk_under_a_transfer_to_a_file() {
    for t in Engine::ALL.into_iter().filter(|engine| engine.is_available()).map(filled) {
        let Some(run) = t.on_small_disk(
            "128k",
            "
            TMPDIR=\"$DISK\" meetctl transfer --to a.db --json; echo \"exit $?\"
            ls -A \"$DISK\" .
            meetctl transfer --to \"$DISK/b.db\" --json; echo \"exit $?\"
            ls -A \"$DISK\"; ls -A \"$TMPDIR\"
            mount -o remount,size=64m \"$DISK\"
            meetctl transfer --to \"$DISK/b.db\" -q; echo \"exit $?\"
            meetctl transfer --to \"$DISK/b.db\" --verify-only -q; echo \"exit $?\"
            ls -A \"$DISK\"",
        ) else {
            return;
        };
        let disk = t.tmp().join("disk").display().to_string();
        let expected = format!(".:\n\n{disk}:\nexit 10\nexit 0\nexit 0\nb.db\n");
        assert_eq!(run.stdout, format!("exit 10\n{expected}"), "{:?}: {run}", t.engine());
        let named: Vec<&str> = run.stderr.lines().collect();
        assert!(named[0].contains("storage_full") && named[0].contains("/disk/meetctl-"), "{run}");
        assert!(named[1].contains("storage_full") && named[1].contains("/disk/b.db"), "{run}");
    }
}

/// A server's rows are not replaced where their backup finds no room.
#[test]
fn a_full_disk_under_the_automatic_backup_of_a_server() {
    for t in SERVERS.into_iter().filter(|engine| engine.is_available()).map(filled) {
        let source = Meetctl::migrated(Engine::Sqlite);
        source.seed_sql(1, 1);
        source.run(["backup", &t.directory().join("a.db").display().to_string()]).success();
        let Some(run) = t.on_small_disk(
            "128k",
            "
            export XDG_STATE_HOME=\"$DISK\"
            meetctl restore a.db --yes --json; echo \"exit $?\"
            meetctl meeting list --format count
            find \"$DISK\" -type f
            meetctl --database-url a.db transfer --to \"$MEETCTL_DATABASE_URL\" --replace --yes -q; echo \"exit $?\"
            meetctl meeting list --format count
            mount -o remount,size=64m \"$DISK\"
            meetctl restore a.db --yes -q; echo \"exit $?\"
            meetctl meeting list --format count
            find \"$DISK\" -type f | wc -l",
        ) else {
            return;
        };
        let expected = "exit 10\n200\nexit 10\n200\nexit 0\n1\n1\n";
        assert_eq!(run.stdout, expected, "{:?}: {run}", t.engine());
        let first = run.stderr.lines().next().unwrap();
        assert!(first.contains("storage_full") && first.contains("--no-backup"), "{run}");
    }
}

/// The server itself has no room: its old rows are there.
#[test]
fn a_full_tablespace_under_a_transfer() {
    let Some(disk) = SmallDisk::new("meetctl_full_transfer") else {
        return;
    };
    let old = Meetctl::migrated(Engine::Sqlite);
    old.seed_sql(2, 5);
    old.run(["backup", "old.db"]).success();
    let t = Meetctl::migrated(Engine::Sqlite);
    t.seed_sql(4, 2000);
    t.sql("UPDATE meetings SET description = hex(randomblob(2000))");
    disk.run(&old, "restore old.db").success();
    disk.leave(2048);
    let to = ["transfer", "--to", &disk.url, "--replace", "--yes", "--no-backup", "--json"];
    for _ in 0..2 {
        is_full(&t.run(to));
        assert_eq!(disk.run(&t, "meeting list --format count").success().stdout, "5\n");
    }
    disk.resize("64m");
    t.run(to).success();
    t.run(["transfer", "--to", &disk.url, "--verify-only"]).success();
    let rows = database::query(&disk.url, "SELECT COUNT(*) FROM meetings").unwrap();
    assert_eq!(rows, [["2000"]]);
}
