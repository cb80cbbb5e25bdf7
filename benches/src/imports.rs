//! Rows 4: import files into empty tables, and into tables that have meetings.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::conflict_free::{self, Hours};
use crate::generate::Size;
use crate::measure::Contender;
use crate::problem::Problem;
use crate::rows::{Into, rounded};
use crate::server::require;
use crate::site::{
    Site, TABLES, analyze, columns, copy, fresh_copy, load, load_statements, progress,
};
use crate::store::{Engine, Store};

/// One event of a calendar for so many meetings of `--meetings`.
pub const EVENTS: u64 = 100;

/// What must be the same after an import, on every engine.
pub const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM meetings), \
                          (SELECT COUNT(*) FROM meeting_participants)";

/// Beside the engine's own bulk load of the rows that meetctl makes of the file.
pub fn beside_bulk_load(
    site: &Site,
    args: &str,
    engine: Engine,
    into: Into,
) -> Result<Case, Problem> {
    let size = site.size_on(engine);
    let stored = if into == Into::Filled { size.meetings / 10 } else { 0 };
    let (file, template) = (csv(site, size, Hours::Day)?, template(site, size, stored)?);
    // Of a run that did not come to its end, perhaps.
    removal(&working(site)).run(false)?;
    let work = Work { site, template, working: working(site), file, stored };
    let label = match engine {
        Engine::Sqlite => "`.import` of the rows",
        Engine::Postgres => "`\\copy` of the rows",
        Engine::Mariadb => "LOAD DATA of the rows",
    };
    let (target, ours, theirs, reset) = match engine {
        Engine::Sqlite => work.on_sqlite(args)?,
        _ => work.on_server(engine, args)?,
    };
    let [ours, theirs] =
        [ours, theirs].map(|one| one.after(reset.clone()).leaving(target.client(&[COUNTS])));
    Ok(Case { cleanup: vec![removal(&work.working)], ..Case::new(ours, theirs, label) })
}

/// The import of a tenth of the records.
pub fn of_fewer_records(site: &Site, args: &str) -> Result<Case, Problem> {
    let many = site.size_on(Engine::Sqlite);
    let few = Size { meetings: many.meetings / 10, ..many };
    let files = [csv(site, many, Hours::Day)?, csv(site, few, Hours::Day)?];
    beside_itself(site, args, &files, few)
}

/// A calendar beside the program that reads it into its own files.
pub fn beside_calcurse(site: &Site, args: &str) -> Result<Case, Problem> {
    require(("calcurse", "calcurse"))?;
    let file = calendar(site, site.meetings / EVENTS)?;
    let ours = importer(site, args, &file)?;
    let home = site.path("calcurse").display().to_string();
    let remove = ours.0.run("rm", &["-rf", &home]);
    let theirs = ours.0.run("calcurse", &["-D", &home, "-i", &file.display().to_string()]);
    let cleanup = vec![removal(&ours.0), remove.clone()];
    Ok(Case { cleanup, ..Case::new(ours.1, theirs.after(vec![remove]), "`calcurse -i`") })
}

/// A calendar with a tenth of the events.
pub fn of_fewer_events(site: &Site, args: &str) -> Result<Case, Problem> {
    let few = Size { meetings: site.meetings / EVENTS, ..Size::of(site.meetings) };
    let files = [calendar(site, few.meetings * 10)?, calendar(site, few.meetings)?];
    beside_itself(site, args, &files, few)
}

fn beside_itself(
    site: &Site,
    args: &str,
    [many, few]: &[PathBuf; 2],
    size: Size,
) -> Result<Case, Problem> {
    let ours = importer(site, args, many)?;
    let theirs = importer(site, args, few)?.1;
    let label = format!("itself with {}", rounded(size.meetings));
    Ok(Case { cleanup: vec![removal(&ours.0)], ..Case::new(ours.1, theirs, &label) })
}

/// meetctl, importing into a new copy of a SQLite database without meetings.
fn importer(site: &Site, args: &str, file: &Path) -> Result<(Store, Contender), Problem> {
    let template = template(site, site.size_on(Engine::Sqlite), 0)?;
    let store = working(site);
    let contender = store.meetctl(&words(args, file)).after(fresh_copy(&template, &store));
    Ok((store, contender))
}

/// A file to import, and where it is imported.
struct Work<'a> {
    site: &'a Site,
    /// A database with the users of the file.
    template: Store,
    /// A copy of it, new for each run.
    working: Store,
    file: PathBuf,
    /// Meetings in the template.
    stored: u64,
}

/// The database, both contenders, and the steps before each run.
type Contenders = (Store, Contender, Contender, Vec<Contender>);

impl Work<'_> {
    fn on_sqlite(&self, args: &str) -> Result<Contenders, Problem> {
        let rows = self.imported_rows(Engine::Sqlite)?;
        let rows = rows.iter();
        let imports = rows.map(|rows| format!(".import --csv '{}' {}", rows.path, rows.table));
        let commands: Vec<String> =
            ["PRAGMA foreign_keys = ON".to_owned()].into_iter().chain(imports).collect();
        let store = self.working.clone();
        let reset = fresh_copy(&self.template, &store);
        Ok((store.clone(), store.meetctl(&words(args, &self.file)), store.client(&commands), reset))
    }

    fn on_server(&self, engine: Engine, args: &str) -> Result<Contenders, Problem> {
        let imported = self.imported_rows(engine)?;
        let store = self.site.scratch(engine)?;
        copy(&self.template, &store)?;
        let loading = imported.iter().flat_map(|rows| rows.load(engine)).collect::<Vec<_>>();
        let mut reset = vec![store.client(emptying(engine))];
        if self.stored > 0 {
            for rows in self.rows(&self.template, engine, "stored", 0)? {
                reset.push(load(&store, rows.table, &rows.columns, Some(Path::new(&rows.path))));
            }
            if engine == Engine::Postgres {
                let next = format!(
                    "SELECT setval(pg_get_serial_sequence('meetings', 'id'), {})",
                    self.stored
                );
                reset.push(store.client(&[next]));
            }
        }
        reset.push(store.client(&[analyze(engine)]));
        let ours = store.meetctl(&words(args, &self.file));
        let theirs = store.client(&loading);
        Ok((store, ours, theirs, reset))
    }

    /// The rows that meetctl makes of the file.
    fn imported_rows(&self, engine: Engine) -> Result<Vec<Rows>, Problem> {
        let part = format!("after-{}", self.stored);
        self.rows(&self.working, engine, &part, self.stored)
    }

    /// The rows of meetings with ids above `after`, with the columns in the order of the table.
    fn rows(
        &self,
        source: &Store,
        engine: Engine,
        part: &str,
        after: u64,
    ) -> Result<Vec<Rows>, Problem> {
        let (ending, options): (_, &[&str]) = match engine {
            // NULL is an empty cell.
            Engine::Sqlite => ("csv", &["-csv"]),
            _ => ("tsv", &["-list", "-separator", "\t", "-nullvalue", "\\N"]),
        };
        let mut all = Vec::new();
        for (table, id) in [(TABLES[1], "id"), (TABLES[2], "meeting_id")] {
            let columns = columns(&self.template, table)?;
            // Another schema has other rows.
            let shape = columns.split(',').count();
            let path = self.file.with_extension(format!("{part}.{table}-{shape}.{ending}"));
            if !path.exists() {
                if source.name == self.working.name && !Path::new(&source.name).exists() {
                    progress("importing once, for the rows ...");
                    let import = source.meetctl(&words("meeting import {file}", &self.file));
                    import.after(fresh_copy(&self.template, source)).run(false)?;
                }
                let sql =
                    format!("SELECT {columns} FROM {table} WHERE {id} > {after} ORDER BY {id}");
                source.client_with(options, &[sql]).save(&path)?;
            }
            all.push(Rows { table, columns, path: path.display().to_string() });
        }
        Ok(all)
    }
}

/// The rows of a table in a file.
struct Rows {
    table: &'static str,
    columns: String,
    path: String,
}

impl Rows {
    fn load(&self, engine: Engine) -> Vec<String> {
        load_statements(engine, self.table, &self.columns, Some(Path::new(&self.path)))
    }
}

/// Deletes all meetings on a server, and what earlier bookings left in other tables.
fn emptying(engine: Engine) -> &'static [&'static str] {
    match engine {
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
    }
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

/// A database with all users and some meetings at hours that the imported ones leave free.
fn template(site: &Site, size: Size, stored: u64) -> Result<Store, Problem> {
    let size = Size { meetings: stored, ..size };
    if stored == 0 {
        return site.file(size);
    }
    let file = csv(site, size, Hours::Night)?;
    let users = site.file(Size { meetings: 0, ..size })?;
    site.cached(&format!("stored-{stored}-of-{}-users.db", size.users), stored, |store| {
        let import = store.meetctl(&words("meeting import {file}", &file));
        import.after(fresh_copy(&users, store)).run(false).map(drop)
    })
}

/// A calendar of this many events, made once.
fn calendar(site: &Site, events: u64) -> Result<PathBuf, Problem> {
    let size = Size { meetings: events, ..site.size_on(Engine::Sqlite) };
    let path = site.path(&format!("import-{events}-of-{}-users.ics", size.users));
    if !path.exists() {
        let (store, import) =
            importer(site, "meeting import {file}", &csv(site, size, Hours::Day)?)?;
        import.run(false)?;
        store.meetctl(&["meeting", "export", "--format", "ics"]).save(&path)?;
        removal(&store).run(false)?;
    }
    Ok(path)
}

fn working(site: &Site) -> Store {
    site.store(&site.path("working.db"))
}

fn words(args: &str, file: &Path) -> Vec<String> {
    let file = file.display().to_string();
    args.split_whitespace().map(|word| word.replace("{file}", &file)).collect()
}

/// Removes a database and its side files.
pub fn removal(store: &Store) -> Contender {
    let side = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{}{suffix}", store.name));
    let files = side.each_ref().map(String::as_str);
    store.run("rm", &[&["-f"], &files[..]].concat())
}
