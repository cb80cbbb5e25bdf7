//! Rows 6, 9 and 10: commands that write, and a build.

use std::env;
use std::fs;
use std::time::Duration;

use crate::calendar::STORED_NOW;
use crate::case::{Case, Rival};
use crate::imports::COUNTS;
use crate::measure::Contender;
use crate::problem::Problem;
use crate::rows::BACKUP;
use crate::server::require;
use crate::site::Site;
use crate::store::{Engine, Store};

/// On two cores.
const BUILD_TIME: Duration = Duration::from_secs(270);

/// Row 6: every status is wrong; one UPDATE sets them all, and writes no row that is right already.
pub fn backfill(site: &Site, args: &str, engine: Engine) -> Result<Case, Problem> {
    let update = format!(
        "UPDATE meetings SET status = CASE WHEN end_time < '{STORED_NOW}' THEN 'completed' \
         WHEN start_time <= '{STORED_NOW}' THEN 'in_progress' ELSE 'scheduled' END, \
         updated_at = '{STORED_NOW}' WHERE status <> 'cancelled'"
    );
    let make_wrong = format!(
        "UPDATE meetings SET updated_at = created_at, status = CASE WHEN end_time < '{STORED_NOW}' \
         THEN 'scheduled' ELSE 'completed' END WHERE status <> 'cancelled'"
    );
    let left =
        "SELECT COUNT(*) FROM meetings WHERE status <> 'cancelled' AND updated_at = created_at";
    let source = site.filled(engine)?;
    let [wrong, working] = ["wrong.db", "working.db"].map(|name| site.store(name));
    // A meeting among those that change, as an application may update it.
    let title = "UPDATE meetings SET title = 'Renamed' WHERE id IN (77, 5077, 50077)";
    // The tables, indexes and statistics are as at the start before each run.
    let (store, reset, writer, cleanup) = if engine == Engine::Sqlite {
        site.refuse_full_disk(site.meetings.saturating_mul(2))?;
        wrong.client(&[make_wrong]).after(wrong.fresh_copy(&source)).run(false)?;
        // A booking waits for the lock of the file as the shell does here.
        let guard = ["UPDATE users SET booking_seq = booking_seq + 1 WHERE id = 1"];
        let writer = working.client_with(&["-cmd", ".timeout 20000"], &guard);
        let cleanup = vec![wrong.removal(), working.removal()];
        (working.clone(), working.fresh_copy(&wrong), writer, cleanup)
    } else {
        let pages: &[&str] = match engine {
            Engine::Mariadb => &["OPTIMIZE TABLE meetings"],
            _ => &["VACUUM FULL ANALYZE meetings", "CHECKPOINT"],
        };
        let reset = source.client(&[&[&*make_wrong], pages].concat());
        (source.clone(), vec![reset], source.client(&[title]), Vec::new())
    };
    let foreign_keys = (engine == Engine::Sqlite).then_some("PRAGMA foreign_keys = ON");
    let statements: Vec<&str> = foreign_keys.into_iter().chain([&*update]).collect();
    let [ours, theirs] = [store.meetctl(args, ""), store.client(&statements)]
        .map(|one| one.after(reset.clone()).leaving(store.client(&[left])));
    Ok(Case { writer: Some(writer), cleanup, ..Case::new(ours, theirs, "one UPDATE") })
}

/// Row 9: pgloader does not read again what it has written.
pub fn transfer(site: &Site, args: &str, _: Engine) -> Result<Case, Problem> {
    require("pgloader", "pgloader")?;
    let source = site.file(site.size_on(Engine::Postgres))?;
    let target = site.scratch(Engine::Postgres)?;
    // The rows of the tables that exist on both sides, and the indexes again after them.
    let script = site.path("transfer.load");
    fs::write(
        &script,
        format!(
            "LOAD DATABASE FROM sqlite://{} INTO {}\n\
             WITH data only, drop indexes, reset sequences\n\
             CAST type datetime_text TO timestamp, type timestamp_text TO timestamp\n\
             INCLUDING ONLY TABLE NAMES LIKE 'users', 'meetings', 'meeting_participants';\n",
            source.name,
            target.url(false),
        ),
    )?;
    let ours = source
        .meetctl(args, "")
        .with_env("MEETCTL_TRANSFER_TO", &target.url(true))
        .after(vec![target.recreation()]);
    let theirs = target
        .tool("pgloader", &["--quiet", &script.display().to_string()])
        .after(vec![target.recreation(), target.migration()]);
    let [ours, theirs] = [ours, theirs].map(|one| one.leaving(state(&target)));
    Ok(Case::new(ours, theirs, "pgloader, data only, into the same tables"))
}

/// Row 9b and 9c: nobody has read the engine's own dump again.
pub fn backup(site: &Site, args: &str, engine: Engine) -> Result<Case, Problem> {
    let source = site.filled(engine)?;
    let [archive, dump] = archives(site, engine);
    let ours = source.meetctl(args, &archive.name);
    let (theirs, label) = if engine == Engine::Mariadb {
        require("mariadb-dump", "mariadb-client")?;
        let to = format!("--result-file={}", dump.name);
        let args = ["--single-transaction", &to, &source.name];
        (source.tool("mariadb-dump", &args), "`mariadb-dump --single-transaction`")
    } else {
        require("pg_dump", "postgresql-client")?;
        (source.tool("pg_dump", &["-Fc", "-f", &dump.name]), "`pg_dump -Fc`")
    };
    let cleanup = vec![archive.removal(), dump.removal()];
    Ok(Case { cleanup, ..Case::new(ours, theirs, label) })
}

/// The same files back into an empty database.
pub fn restore(site: &Site, args: &str, engine: Engine) -> Result<Case, Problem> {
    let written = backup(site, BACKUP, engine)?;
    if let Rival::Program(dumping) = &written.theirs {
        dumping.run(false)?;
    }
    written.ours.run(false)?;
    let [archive, dump] = archives(site, engine);
    let target = site.scratch(engine)?;
    let ours = target.meetctl(args, &archive.name);
    let (theirs, label) = if engine == Engine::Mariadb {
        let client = target.tool("mariadb", &[&target.name]);
        (client.reading(dump.name.as_ref()), "`mariadb` with that dump")
    } else {
        let args = ["--exit-on-error", "-d", &target.name, &dump.name];
        (target.tool("pg_restore", &args), "`pg_restore` of that dump")
    };
    let [ours, theirs] =
        [ours, theirs].map(|one| one.after(vec![target.recreation()]).leaving(state(&target)));
    Ok(Case { cleanup: written.cleanup, ..Case::new(ours, theirs, label) })
}

fn archives(site: &Site, engine: Engine) -> [Store; 2] {
    ["archive", "dump"].map(|kind| site.store(&format!("{}.{kind}", engine.client().0)))
}

/// The numbers of rows, and the indexes of the tables.
fn state(store: &Store) -> Contender {
    let indexes = match store.engine {
        Engine::Mariadb => {
            "SELECT GROUP_CONCAT(DISTINCT index_name ORDER BY index_name) \
             FROM information_schema.statistics WHERE table_schema = DATABASE() \
             AND table_name IN ('users', 'meetings', 'meeting_participants')"
        }
        _ => {
            "SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes \
             WHERE tablename IN ('users', 'meetings', 'meeting_participants')"
        }
    };
    store.client(&[COUNTS, indexes])
}

/// Row 10: everything is compiled, and nothing downloaded.
pub fn build(site: &Site, args: &str, _: Engine) -> Result<Case, Problem> {
    require("cargo", "cargo")?;
    let (store, target) = (site.store(""), site.path("build").display().to_string());
    let cargo = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let cargo = store.run("cargo", &words).with_env("CARGO_TARGET_DIR", &target);
        ["HOME", "CARGO_HOME", "RUSTUP_HOME"].into_iter().fold(cargo, |cargo, name| match env::var(
            name,
        ) {
            Ok(value) => cargo.with_env(name, &value),
            Err(_) => cargo,
        })
    };
    let remove = store.run("rm", &["-rf", &target]);
    let ours = cargo(args).after(vec![cargo("fetch --locked --quiet"), remove.clone()]);
    Ok(Case {
        theirs: Rival::Limit(BUILD_TIME),
        cleanup: vec![remove.clone()],
        ..Case::new(ours, remove, "4 min 30 s on two cores")
    })
}
