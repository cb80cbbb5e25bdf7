//! Databases on private servers, started by the harness of the program's own tests.

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend};

use super::{rows, run};
use harness::Engine;

/// The servers to test on: those whose programs are installed, or as `MEETCTL_TEST_ENGINES` asks.
pub fn urls() -> Vec<String> {
    // On its own thread: starting a server blocks, and tests run inside a runtime.
    let started = std::thread::spawn(|| {
        let servers = Engine::ALL.into_iter().filter_map(Engine::server);
        servers.map(|server| server.superuser_url(server.system_database)).collect()
    });
    started.join().unwrap()
}

/// A connection to a database of this name that was just made.
pub async fn fresh(url: &str, name: &str) -> DatabaseConnection {
    let server = Database::connect(options(url)).await.unwrap();
    run(&server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    run(&server, &format!("CREATE DATABASE {name}")).await;
    server.close().await.unwrap();
    again(url, name).await
}

/// Another connection to it.
pub async fn again(url: &str, name: &str) -> DatabaseConnection {
    let base = url.rsplit_once('/').unwrap().0;
    Database::connect(options(&format!("{base}/{name}"))).await.unwrap()
}

/// Executes statements as a run whose connection breaks afterwards.
pub async fn interrupt_after(url: &str, name: &str, statements: &[String]) {
    let base = url.rsplit_once('/').unwrap().0;
    let mut one = options(&format!("{base}/{name}"));
    one.max_connections(1);
    let db = Database::connect(one).await.unwrap();
    for sql in statements {
        run(&db, sql).await;
    }
    db.close().await.unwrap();
}

fn options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(2).sqlx_logging(false);
    options
}

/// The schema from the catalogues, in no particular order.
pub async fn schema_dump(db: &DatabaseConnection) -> Vec<String> {
    let queries: &[&str] = if db.get_database_backend() == DbBackend::MySql {
        &[
            "SELECT CAST(CONCAT_WS(' ', table_name, column_name, column_type, is_nullable, \
             COALESCE(column_default, '-'), COALESCE(collation_name, '-'), extra) AS CHAR) \
             FROM information_schema.columns WHERE table_schema = DATABASE()",
            "SELECT CAST(CONCAT_WS(' ', table_name, index_name, non_unique, seq_in_index, \
             column_name) AS CHAR) FROM information_schema.statistics \
             WHERE table_schema = DATABASE()",
            "SELECT CAST(CONCAT_WS(' ', table_name, constraint_name, constraint_type) AS CHAR) \
             FROM information_schema.table_constraints WHERE table_schema = DATABASE()",
            "SELECT CAST(CONCAT_WS(' ', constraint_name, check_clause) AS CHAR) \
             FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()",
            "SELECT CAST(CONCAT_WS(' ', constraint_name, table_name, referenced_table_name, \
             delete_rule, update_rule) AS CHAR) FROM information_schema.referential_constraints \
             WHERE constraint_schema = DATABASE()",
            "SELECT CAST(CONCAT_WS(' ', table_name, engine, table_collation) AS CHAR) \
             FROM information_schema.tables WHERE table_schema = DATABASE()",
        ]
    } else {
        &[
            "SELECT CONCAT_WS(' ', table_name, column_name, data_type, character_maximum_length, \
             is_nullable, column_default) FROM information_schema.columns \
             WHERE table_schema = current_schema() \
             AND table_name NOT IN (SELECT viewname FROM pg_views)",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
            "SELECT CONCAT_WS(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) \
             FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
            "SELECT CONCAT_WS(' ', sequencename, data_type) FROM pg_sequences",
        ]
    };
    let mut dump = Vec::new();
    for sql in queries {
        dump.extend(rows(db, sql).await);
    }
    dump.sort();
    dump
}

/// Every row as text, by id.
pub async fn row_dump(db: &DatabaseConnection) -> Vec<String> {
    let text = if db.get_database_backend() == DbBackend::MySql { "CHAR" } else { "TEXT" };
    let cast = |column: &str| format!("CAST({column} AS {text})");
    let columns = ["id", "title", "description", "start_time", "end_time", "created_by", "status"];
    let list: Vec<String> = columns.iter().map(|column| cast(column)).collect();
    let mut all = rows(db, &format!("SELECT {} FROM meetings ORDER BY id", list.join(", "))).await;
    let pairs = format!(
        "SELECT {}, {} FROM meeting_participants ORDER BY meeting_id, user_id",
        cast("meeting_id"),
        cast("user_id")
    );
    all.extend(rows(db, &pairs).await);
    let users = format!("SELECT {}, name, email FROM users ORDER BY id", cast("id"));
    all.extend(rows(db, &users).await);
    all
}
