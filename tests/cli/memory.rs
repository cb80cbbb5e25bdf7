//! What memory a command takes, however hostile the data: the process may have [`LIMIT`] and no more.

use harness::{Meetctl, Transcript, on_every_engine};

/// KiB of address space; an empty database takes half of it.
const LIMIT: u32 = 320 * 1024;

/// Meetings of one user at one time, a power of two: 134 million double bookings.
const CROWD: u64 = 1 << 14;

/// Runs a line of `sh`, in which each process has [`LIMIT`].
fn limited(t: &Meetctl, line: &str) -> Transcript {
    t.shell(&format!("ulimit -v {LIMIT}; {line}")).run()
}

/// The meetings of user 1, all at the same time, tomorrow.
fn crowd(t: &Meetctl) {
    t.seed_sql(2, 0);
    let time = |hour| t.stored_time(&format!("2026-06-02 {hour}:00:00"));
    let (start, end) = (time("10"), time("11"));
    let columns = "title, start_time, end_time, created_by, status";
    t.sql(&format!(
        "INSERT INTO meetings (id, {columns}) VALUES (1, 'Crowd', '{start}', '{end}', 1, 'scheduled')"
    ));
    double(t, "meetings", "id", columns, CROWD);
}

/// Copies the only row of a table, whose `id` is 1, until there are `count`, a power of two.
fn double(t: &Meetctl, table: &str, id: &str, columns: &str, count: u64) {
    let copy = |rows| {
        format!(
            "INSERT INTO {table} ({id}, {columns}) SELECT {id} + {rows}, {columns} FROM {table}"
        )
    };
    let copies: Vec<String> = (0..count.ilog2()).map(|power| copy(1_u64 << power)).collect();
    t.sql(&copies.join("; "));
}

/// Runs `meetctl` with these arguments in [`LIMIT`].
fn meetctl(t: &Meetctl, args: &str) -> Transcript {
    limited(t, &format!("exec meetctl {args}"))
}

on_every_engine! {
    fn many_meetings_at_one_time(t: &Meetctl) {
        crowd(t);
        let pairs = CROWD * (CROWD - 1) / 2;
        let counted = meetctl(t, "meeting conflicts --format count --check").exits(3);
        assert_eq!(counted.stdout, format!("{pairs}\n"));
        assert!(meetctl(t, "doctor --json").success().stdout.contains(&pairs.to_string()));
        assert_eq!(meetctl(t, "stats --json").success().json()["double_bookings_ahead"], pairs);
        let refused = meetctl(t, "user delete 1 --reassign-to 2 --yes").exits(4);
        assert!(refused.stderr.contains(&format!("double-booked {pairs} times")), "{refused}");
        let shown = refused.stderr.lines().filter(|line| line.contains(" overlaps meeting "));
        assert_eq!(shown.count(), 10, "{refused}");

        // Nothing is printed, and nothing is searched after the first.
        let quiet = meetctl(t, "meeting conflicts --check --quiet --json").exits(3);
        assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
        let pairs = "meeting conflicts --format csv --no-header --fields first,second";
        let first = meetctl(t, &format!("{pairs} --limit 3")).success();
        assert_eq!(first.stdout, "1,2\n1,3\n1,4\n");
        // Pairs are written as they are found: the reader has enough long before the last one.
        let some = limited(t, &format!("meetctl {pairs} --user 1 | sed -n '30000{{p;q}}'")).success();
        // Meeting 1 comes with each of the others, then meeting 2 with those after it.
        let other = 30_000 - (CROWD - 1) + 2;
        assert_eq!(some.stdout, format!("2,{other}\n"));
    }
}
