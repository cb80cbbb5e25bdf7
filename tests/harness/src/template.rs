//! Databases at the newest schema, without migrating each: `meetctl migrate up` runs once an
//! engine, and every test copies what it made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::database;
use crate::engine::Engine;
use crate::meetctl::Meetctl;
use crate::product::Product;
use crate::server::{Server, USER};

const NAME: &str = "meetctl_template";

/// The migrated original of one engine. The harness that made it is kept, since it owns the file.
struct Template {
    original: Meetctl,
    /// The statements that repeat it on MariaDB, which cannot copy a database.
    script: Option<String>,
}

/// Makes the database of `copy`, which does not exist yet, a copy of the migrated one.
pub fn copy_into(copy: &Meetctl) {
    let engine = copy.engine();
    let template = match template(engine) {
        Ok(template) => template,
        Err(failure) => panic!("no migrated database on {engine:?}: {failure}"),
    };
    match engine {
        Engine::Sqlite => copy_files(template.original.file(), copy.file()),
        Engine::Postgres => create_on(engine.server().unwrap(), copy.database(), Some(NAME)),
        Engine::Mariadb => {
            create_on(engine.server().unwrap(), copy.database(), None);
            match &template.script {
                Some(script) if script.is_empty() => {}
                Some(script) => copy.sql(script),
                None => drop(copy.run(["migrate", "up"]).success()),
            }
        }
    }
}

/// Creates an empty database on a server, or a copy of `template` (PostgreSQL alone can).
pub fn create_on(server: &Server, database: &str, template: Option<&str>) {
    let owner = match server.scheme {
        "postgres" => format!("OWNER {USER}"),
        _ => String::new(),
    };
    let template = template.map(|name| format!("TEMPLATE {name}")).unwrap_or_default();
    let sql = format!("CREATE DATABASE {database} {owner} {template}");
    server.execute(&sql).unwrap();
}

fn template(engine: Engine) -> Result<&'static Template, &'static str> {
    static TEMPLATES: [OnceLock<Result<Template, String>>; 3] = [const { OnceLock::new() }; 3];
    let made = TEMPLATES[engine as usize].get_or_init(|| make(engine));
    made.as_ref().map_err(String::as_str)
}

fn make(engine: Engine) -> Result<Template, String> {
    let original = Meetctl::named(engine, NAME);
    if let Some(server) = engine.server() {
        create_on(server, NAME, None);
    }
    let migrated = original.run(["migrate", "up"]);
    if migrated.exit != 0 {
        return Err(migrated.to_string());
    }
    let script = match engine.product() {
        Product::Mariadb | Product::Mysql => script(original.url()),
        // seekdb shows foreign keys as those to the tables of the template.
        Product::Sqlite | Product::Postgres | Product::Seekdb => None,
    };
    Ok(Template { original, script })
}

/// The database file and its side file (a write-ahead log before its checkpoint).
fn copy_files(original: &Path, copy: &Path) {
    for suffix in ["", "-wal"] {
        let with_suffix = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        let from = with_suffix(original);
        if from.exists() {
            fs::copy(from, with_suffix(copy)).unwrap();
        }
    }
}

/// The statements that create the tables of the template and fill them from it; `None` if the
/// template holds more than tables.
fn script(url: &str) -> Option<String> {
    let ask = |sql: &str| database::query(url, sql).unwrap();
    let more = ask("SELECT table_name FROM information_schema.tables \
         WHERE table_schema = DATABASE() AND table_type <> 'BASE TABLE' \
         UNION ALL SELECT trigger_name FROM information_schema.triggers \
         WHERE trigger_schema = DATABASE() \
         UNION ALL SELECT routine_name FROM information_schema.routines \
         WHERE routine_schema = DATABASE()");
    if !more.is_empty() {
        return None;
    }
    let tables = ask(
        "SELECT table_name, GROUP_CONCAT(CONCAT('`', column_name, '`') ORDER BY ordinal_position) \
         FROM information_schema.columns \
         WHERE table_schema = DATABASE() AND COALESCE(generation_expression, '') = '' \
         GROUP BY table_name",
    );
    let repeat = |row: &Vec<String>| {
        let (table, columns) = (&row[0], &row[1]);
        let create = &ask(&format!("SHOW CREATE TABLE `{table}`"))[0][1];
        let fill =
            format!("INSERT INTO `{table}` ({columns}) SELECT {columns} FROM {NAME}.`{table}`");
        format!("{create};\n{fill};\n")
    };
    let script: String = tables.iter().map(repeat).collect();
    // The tables come in the order of their names, which ignores foreign keys.
    let script = match script.as_str() {
        "" => script,
        _ => format!("SET foreign_key_checks = 0;\n{script}"),
    };
    Some(script)
}
