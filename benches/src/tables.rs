//! Rows of a table in a file, for the engines' own bulk loads.

use std::fs;
use std::path::Path;

use crate::measure::Contender;
use crate::problem::Problem;
use crate::site::progress;
use crate::store::{Engine, Store};

/// The tables, in an order that foreign keys allow.
pub const TABLES: [&str; 3] = ["users", "meetings", "meeting_participants"];

/// The rows of a table in a file, with the columns in the order of the table.
pub struct Rows {
    table: &'static str,
    columns: String,
    path: String,
}

impl Rows {
    /// The rows that belong to meetings with ids above `after`, or all; for an engine. The file has
    /// a name that begins with `base`, and `source` is called only if it does not exist.
    pub fn of(
        table: &'static str,
        after: u64,
        (schema, base, engine): (&Store, &Path, Engine),
        source: impl FnOnce() -> Result<Store, Problem>,
    ) -> Result<Self, Problem> {
        let columns = format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
        let columns = schema.client(&[columns]).output()?;
        // NULL is an empty cell for the shell. No generated text has a tab or a backslash.
        let (ending, options): (_, &[&str]) = match engine {
            Engine::Sqlite => ("csv", &["-csv"]),
            _ => ("tsv", &["-list", "-separator", "\t", "-nullvalue", "\\N"]),
        };
        // Another schema has other rows.
        let shape = columns.split(',').count();
        let path = base.with_extension(format!("{table}-{shape}.{ending}"));
        if !path.exists() {
            let id = if table == TABLES[2] { "meeting_id" } else { "id" };
            let sql = format!("SELECT {columns} FROM {table} WHERE {id} > {after} ORDER BY {id}");
            source()?.client_with(options, &[sql]).save(&path)?;
        }
        Ok(Self { table, columns, path: path.display().to_string() })
    }

    /// The statement that loads them.
    pub fn load(&self, engine: Engine) -> String {
        let Self { table, columns, path } = self;
        match engine {
            Engine::Sqlite => format!(".import --csv '{path}' {table}"),
            Engine::Postgres => format!("\\copy {table} ({columns}) FROM '{path}'"),
            Engine::Mariadb => format!(
                "LOAD DATA LOCAL INFILE '{path}' INTO TABLE {table} CHARACTER SET utf8mb4 \
                 ({columns})"
            ),
        }
    }
}

/// Copies the rows of a SQLite database to an empty database on a server.
pub fn copy(source: &Store, target: &Store) -> Result<(), Problem> {
    target.migration().run(false)?;
    let engine = target.engine;
    for table in TABLES {
        progress(&format!("copying {table} to {} ...", engine.title()));
        let base = Path::new(&source.name).with_extension("copy.rows");
        let rows = Rows::of(table, 0, (source, &base, engine), || Ok(source.clone()))?;
        let unchecked = "SET unique_checks = 0, foreign_key_checks = 0".to_owned();
        let unchecked = (engine == Engine::Mariadb).then_some(unchecked);
        let statements: Vec<String> = unchecked.into_iter().chain([rows.load(engine)]).collect();
        let loaded = target.client(&statements).run(false);
        fs::remove_file(&rows.path)?;
        loaded?;
    }
    analysis(target).run(false).map(drop)
}

/// The servers would update their statistics later; this does it now.
pub fn analysis(target: &Store) -> Contender {
    let how = if target.engine == Engine::Mariadb { "ANALYZE TABLE" } else { "VACUUM ANALYZE" };
    target.client(&[format!("{how} {}", TABLES.join(", "))])
}
