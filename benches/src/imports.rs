//! Rows 4: import files into empty tables, and into tables that have meetings.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::conflict_free::{self, Hours};
use crate::generate::Size;
use crate::measure::Contender;
use crate::problem::Problem;
use crate::rows::rounded;
use crate::server::require;
use crate::site::{Site, progress};
use crate::store::{Engine, Store};
use crate::tables::{self, Rows, TABLES};

/// One event of a calendar for so many meetings of `--meetings`.
const EVENTS: u64 = 100;
/// What must be the same after an import, on every engine.
pub const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM meetings), \
                          (SELECT COUNT(*) FROM meeting_participants)";
const IMPORT: &str = "meeting import {file}";

/// Into tables without meetings.
pub fn into_empty_tables(site: &Site, args: &str, engine: Engine) -> Result<Case, Problem> {
    beside_bulk_load(site, args, engine, 0)
}

/// Into tables with a tenth of the meetings that are imported.
pub fn into_filled_tables(site: &Site, args: &str, engine: Engine) -> Result<Case, Problem> {
    beside_bulk_load(site, args, engine, site.size_on(engine).meetings / 10)
}

/// Beside the engine's own bulk load of the rows that meetctl makes of the file.
fn beside_bulk_load(site: &Site, args: &str, engine: Engine, stored: u64) -> Result<Case, Problem> {
    let size = site.size_on(engine);
    let (file, template) = (csv(site, size, Hours::Day)?, template(site, size, stored)?);
    let working = site.store("working.db");
    // What a run that was interrupted has left is of another import.
    working.removal().run(false)?;
    let imported = || {
        if !Path::new(&working.name).exists() {
            progress("importing once, for the rows ...");
            let import = working.meetctl(IMPORT, &file.display().to_string());
            import.after(working.fresh_copy(&template)).run(false)?;
        }
        Ok(working.clone())
    };
    let base = file.with_extension(format!("after-{stored}.rows"));
    let place = (&template, &*base, engine);
    let rows = [
        Rows::of(TABLES[1], stored, place, imported)?,
        Rows::of(TABLES[2], stored, place, imported)?,
    ];
    let mut loading: Vec<String> = rows.iter().map(|rows| rows.load(engine)).collect();
    let (store, reset) = match engine {
        Engine::Sqlite => {
            loading.insert(0, "PRAGMA foreign_keys = ON".to_owned());
            (working.clone(), working.fresh_copy(&template))
        }
        _ => on_server(site, engine, &template, stored)?,
    };
    let label = ["`.import`", "`\\copy`", "LOAD DATA"][engine as usize];
    let label = format!("{label} of the rows into tables with {} meetings", rounded(stored));
    let [ours, theirs] = [store.meetctl(args, &file.display().to_string()), store.client(&loading)]
        .map(|one| one.after(reset.clone()).leaving(store.client(&[COUNTS])));
    let cleanup = vec![working.removal()];
    Ok(Case { cleanup, ..Case::new(ours, theirs, &label) })
}

/// A copy of the template on a server, and the steps that restore it.
fn on_server(
    site: &Site,
    engine: Engine,
    template: &Store,
    stored: u64,
) -> Result<(Store, Vec<Contender>), Problem> {
    let store = site.scratch(engine)?;
    tables::copy(template, &store)?;
    let mut reset = vec![store.client(match engine {
        Engine::Mariadb => &[
            "SET foreign_key_checks = 0",
            "TRUNCATE TABLE meeting_participants",
            "TRUNCATE TABLE meetings",
            "UPDATE users SET booking_seq = 0",
        ],
        _ => &[
            "TRUNCATE meetings, meeting_participants RESTART IDENTITY",
            "UPDATE users SET booking_seq = 0",
            "VACUUM FULL users",
            "CHECKPOINT",
        ],
    })];
    if stored > 0 {
        for table in &TABLES[1..] {
            let base = Path::new(&template.name).with_extension("rows");
            let rows = Rows::of(table, 0, (template, &base, engine), || Ok(template.clone()))?;
            reset.push(store.client(&[rows.load(engine)]));
        }
    }
    if stored > 0 && engine == Engine::Postgres {
        let next = format!("SELECT setval(pg_get_serial_sequence('meetings', 'id'), {stored})");
        reset.push(store.client(&[next]));
    }
    reset.push(tables::analysis(&store));
    Ok((store, reset))
}

/// The import of a tenth of the records.
pub fn of_fewer_records(site: &Site, args: &str, _: Engine) -> Result<Case, Problem> {
    let many = site.size_on(Engine::Sqlite);
    let few = Size { meetings: many.meetings / 10, ..many };
    let files = [csv(site, many, Hours::Day)?, csv(site, few, Hours::Day)?];
    beside_itself(site, args, &files, few.meetings)
}

/// A calendar beside the program that reads it into its own files.
pub fn beside_calcurse(site: &Site, args: &str, _: Engine) -> Result<Case, Problem> {
    require("calcurse", "calcurse")?;
    let events = site.meetings / EVENTS;
    let file = calendar(site, events)?;
    let (store, ours) = importer(site, args, &file)?;
    let home = site.path("calcurse").display().to_string();
    let remove = store.run("rm", &["-rf", &home]);
    let theirs = store.run("calcurse", &["-D", &home, "-i", &file.display().to_string()]);
    let cleanup = vec![store.removal(), remove.clone()];
    Ok(Case {
        size: Some(events),
        cleanup,
        ..Case::new(ours, theirs.after(vec![remove]), "`calcurse -i`")
    })
}

/// A calendar with a tenth of the events.
pub fn of_fewer_events(site: &Site, args: &str, _: Engine) -> Result<Case, Problem> {
    let events = site.meetings / EVENTS;
    let files = [calendar(site, events * 10)?, calendar(site, events)?];
    let case = beside_itself(site, args, &files, events)?;
    Ok(Case { size: Some(events * 10), ..case })
}

fn beside_itself(
    site: &Site,
    args: &str,
    [many, few]: &[PathBuf; 2],
    size: u64,
) -> Result<Case, Problem> {
    let ((store, ours), (_, theirs)) = (importer(site, args, many)?, importer(site, args, few)?);
    let label = format!("itself with {}", rounded(size));
    Ok(Case { cleanup: vec![store.removal()], ..Case::new(ours, theirs, &label) })
}

/// meetctl, importing into a new copy of a SQLite database without meetings.
fn importer(site: &Site, args: &str, file: &Path) -> Result<(Store, Contender), Problem> {
    let template = template(site, site.size_on(Engine::Sqlite), 0)?;
    let store = site.store("working.db");
    let import = store.meetctl(args, &file.display().to_string());
    let contender = import.after(store.fresh_copy(&template));
    Ok((store, contender))
}

/// A database with all users and some meetings at hours that the imported ones leave free.
fn template(site: &Site, size: Size, stored: u64) -> Result<Store, Problem> {
    let (size, users) = (Size { meetings: stored, ..size }, Size { meetings: 0, ..size });
    if stored == 0 {
        return site.file(users);
    }
    let (file, users) = (csv(site, size, Hours::Night)?, site.file(users)?);
    site.cached(&format!("stored-{stored}-of-{}-users.db", size.users), stored, |store| {
        let import = store.meetctl(IMPORT, &file.display().to_string());
        import.after(store.fresh_copy(&users)).run(false).map(drop)
    })
}

/// The file of this many meetings, made once.
fn csv(site: &Site, size: Size, hours: Hours) -> Result<PathBuf, Problem> {
    let part = if hours == Hours::Day { "import" } else { "stored" };
    let path = site.path(&format!("{part}-{}-of-{}-users.csv", size.meetings, size.users));
    if !path.exists() {
        // The file, a database, and two files of rows for the reference.
        site.refuse_full_disk(size.meetings.saturating_mul(2))?;
        progress(&format!("creating {} (once) ...", path.display()));
        let partial = path.with_extension("partial");
        let out = BufWriter::with_capacity(1 << 20, File::create(&partial)?);
        conflict_free::write(size, hours, out)?;
        fs::rename(&partial, &path)?;
    }
    Ok(path)
}

/// A calendar of this many events, made once.
fn calendar(site: &Site, events: u64) -> Result<PathBuf, Problem> {
    let size = Size { meetings: events, ..site.size_on(Engine::Sqlite) };
    let path = site.path(&format!("import-{events}-of-{}-users.ics", size.users));
    if !path.exists() {
        let (store, import) = importer(site, IMPORT, &csv(site, size, Hours::Day)?)?;
        import.run(false)?;
        store.meetctl("meeting export --format ics", "").save(&path)?;
        store.removal().run(false)?;
    }
    Ok(path)
}
