//! A backfill that runs out of room for its database.

use crate::import_disk::{RECORDS, exits, file};
use harness::{Engine, Meetctl};

#[test]
fn a_full_disk_under_a_backfill() {
    let t = Meetctl::empty(Engine::Sqlite);
    t.write("file.jsonl", file(false));
    let Some(run) = t.on_small_disk("64m",
        "
        export MEETCTL_DATABASE_URL=\"$DISK/m.db\"
        meetctl -q migrate up || exit 71
        meetctl -q user create --name Ada --email ada@example.org >/dev/null || exit 72
        meetctl -q meeting import file.jsonl || exit 73
        completed() { meetctl meeting list --status completed --format count --all | sed 's/^/exit /'; }
        backfill() { meetctl backfill-status --now 2026-07-01 --batch-size 10 --format jsonl; echo \"exit $?\"; }
        used=$(df -k --output=used \"$DISK\" | tail -n 1)
        mount -o remount,size=$((used + 400))k \"$DISK\"
        backfill
        completed
        mount -o remount,size=64m \"$DISK\"
        meetctl meeting conflicts --check -q >/dev/null; echo \"exit $?\"
        until backfill; [ $? -ne 7 ]; do sleep 1; done
        completed
        backfill",
    ) else {
        return;
    };
    let exits = exits(&run);
    assert_eq!(run.error_json()["code"], "storage_full", "{run}");
    let half: usize = exits[1].parse().unwrap();
    assert!(
        half.is_multiple_of(10) && 0 < half && half < RECORDS,
        "{run}"
    );
    assert_eq!(
        (exits[0], exits[2], &exits[exits.len() - 3..]),
        ("10", "0", &["0", "300", "0"][..]),
        "{run}"
    );
    let rest = format!("\"completed\":{},", RECORDS - half);
    assert!(run.stdout.contains(&rest), "{run}");
}
