//! The table of commands and full disks, on SQLite: each stops with code `storage_full`, and the
//! next run with room finishes it.

use harness::{Engine, Meetctl};

use crate::import_disk::{RECORDS, file};

struct Row {
    /// Lines of `sh` that make the state before the command.
    setup: &'static str,
    /// How large the disk is then, where `$used` is what the setup has used in kB.
    sizes: &'static [&'static str],
    command: &'static str,
    /// Whether the disk may suffice.
    may_suffice: bool,
    /// Prints how much is done.
    count: &'static str,
    /// The total, and the size of its parts.
    of: usize,
    part: usize,
    /// Must succeed afterwards.
    check: &'static str,
}

const IMPORT: Row = Row {
    setup: "meetctl -q migrate up &&
        meetctl -q user create --name Ada --email ada@example.org >/dev/null",
    sizes: &["1m", "$((used + 250))k", "$((used + 700))k"],
    command: "meetctl meeting import file.jsonl --batch-size 10 --json",
    may_suffice: false,
    count: "meetctl meeting list --format count --all",
    of: RECORDS,
    part: 10,
    check: "meetctl meeting conflicts --check -q",
};

const BACKFILL: Row = Row {
    setup: "meetctl -q migrate up &&
        meetctl -q user create --name Ada --email ada@example.org >/dev/null &&
        meetctl -q meeting import file.jsonl",
    sizes: &["$((used + 400))k", "$((used + 300))k"],
    command: "meetctl backfill-status --now 2026-07-01 --batch-size 10 --json",
    may_suffice: false,
    count: "meetctl meeting list --status completed --format count --all",
    of: RECORDS,
    part: 10,
    check: "meetctl meeting conflicts --check -q",
};

const MIGRATE_UP: Row = Row {
    setup: "meetctl -q migrate up &&
        for n in $(seq 1 40); do
            meetctl -q user create --name \"User $n\" --email $n@example.org >/dev/null || exit 72
        done &&
        meetctl -q migrate down --steps 3 --yes --no-backup",
    sizes: &["200k", "260k", "340k", "420k", "500k", "600k", "700k", "800k", "900k", "1m"],
    command: "meetctl migrate up --json",
    may_suffice: true,
    // Nothing can be listed while steps are pending.
    count: "meetctl user list --format count || echo 0",
    of: 40,
    part: 40,
    check: "meetctl -q migrate status --check && meetctl -q doctor --check",
};

impl Row {
    fn script(&self, size: &str) -> String {
        let Self { setup, command, count, check, .. } = self;
        // A run that could not release its lease leaves it to the next one in its time.
        format!(
            "
            export MEETCTL_DATABASE_URL=\"$DISK/m.db\" MEETCTL_LEASE_MS=300
            {{ {setup}; }} || exit 71
            used=$(df -k --output=used \"$DISK\" | tail -n 1)
            mount -o remount,size={size} \"$DISK\" || exit 0
            {command} >/dev/null; echo $?
            ls -A \"$DISK\" | grep -c tmp
            mount -o remount,size=64m \"$DISK\"
            {{ {count}; }} 2>/dev/null
            until {command} >/dev/null 2>&1; status=$?; [ $status -ne 7 ]; do :; done; echo $status
            {{ {count}; }} 2>/dev/null
            {command} >/dev/null 2>&1; echo $?
            {{ {check}; }} >/dev/null 2>&1; echo $?"
        )
    }

    fn run(&self) {
        let mut full = 0;
        for size in self.sizes {
            let t = Meetctl::empty(Engine::Sqlite);
            t.write("file.jsonl", file(false));
            let Some(run) = t.on_small_disk("64m", &self.script(size)) else {
                return;
            };
            // A size below what is in use cannot be had.
            let [first, rest @ ..] = &run.lines()[..] else {
                continue;
            };
            if *first == "10" {
                assert_eq!(run.error_json()["code"], "storage_full", "{run}");
                full += 1;
            } else {
                assert!(self.may_suffice && *first == "0", "{size}: {run}");
            }
            let half: usize = rest[1].parse().unwrap();
            assert!(half.is_multiple_of(self.part) && half <= self.of, "{size}: {run}");
            assert!(self.may_suffice || half < self.of, "{size}: {run}");
            let all = self.of.to_string();
            assert_eq!([rest[0], rest[2]], ["0", "0"], "{size}: {run}");
            assert_eq!(rest[3..], [all.as_str(), "0", "0"], "{size}: {run}");
        }
        assert!(full > 0, "no disk ran full");
    }
}

#[test]
fn an_import() {
    IMPORT.run();
}

#[test]
fn a_backfill() {
    BACKFILL.run();
}

#[test]
fn a_migration() {
    MIGRATE_UP.run();
}
