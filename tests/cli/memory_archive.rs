//! What memory a backup, a restore and a transfer take: it does not grow with the database.

use harness::{Engine, Meetctl, Transcript, on_every_engine};

/// KiB of address space. Most of it is taken for an empty database.
const LIMIT: u32 = 256 * 1024;
/// The same for two threads more that compress: address space of which each uses little.
const LIMIT_OF_THREADS: u32 = LIMIT + 64 * 1024;

/// Meetings, each with a long description: 80 MB, which is more than is left of [`LIMIT`].
const MEETINGS: u64 = 1 << 13;
const DESCRIPTION: usize = 10_000;

/// Meetings of one user, one hour after the other, by doubling one row.
fn fill(t: &Meetctl) {
    t.seed_sql(2, 1);
    let description = "d".repeat(DESCRIPTION);
    t.sql(&format!("UPDATE meetings SET description = '{description}'"));
    let columns =
        "title, description, start_time, end_time, created_by, status, created_at, updated_at";
    let begin = if t.engine() == Engine::Mariadb { "START TRANSACTION" } else { "BEGIN" };
    let copies: Vec<String> = (0..MEETINGS.ilog2())
        .map(|power| {
            let rows = 1_u64 << power;
            format!(
                "INSERT INTO meetings (id, {columns}) SELECT id + {rows}, {columns} FROM meetings; \
                 INSERT INTO meeting_participants SELECT meeting_id + {rows}, user_id \
                 FROM meeting_participants"
            )
        })
        .collect();
    t.sql(&format!("{begin}; {}; COMMIT", copies.join("; ")));
}

fn limited(t: &Meetctl, limit: u32, args: &str) -> Transcript {
    t.shell(&format!("ulimit -v {limit}; exec meetctl {args}")).run()
}

on_every_engine! {
    fn archives_of_any_size_take_little_memory(t: &Meetctl) {
        fill(t);
        limited(t, LIMIT_OF_THREADS, "backup a.zst --compress --quiet").success();
        // To another engine: a transfer between two servers takes what both ways take.
        let next = if t.engine() == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite };
        if next.is_available() {
            let other = Meetctl::empty(next);
            let run = t.shell(&format!("ulimit -v {LIMIT}; exec meetctl transfer --quiet"));
            run.env("MEETCTL_TRANSFER_TO", other.url()).run().success();
        }
        limited(t, LIMIT, "restore a.zst --yes --no-backup --quiet").success();
        assert_eq!(t.rows("SELECT COUNT(*) FROM meetings"), [[MEETINGS.to_string()]]);
    }
}
