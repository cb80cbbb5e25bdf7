//! What a database holds, to be compared: its schema, and every row of meetctl's tables.

use crate::engine::Engine;
use crate::meetctl::Meetctl;

/// The columns of the three tables that every version of the schema has, in order of the key.
const ROWS: [&str; 3] = [
    "SELECT id, name, email, created_at, updated_at FROM users ORDER BY id",
    "SELECT id, title, description, start_time, end_time, created_by, created_at, updated_at \
     FROM meetings ORDER BY id",
    "SELECT meeting_id, user_id FROM meeting_participants ORDER BY meeting_id, user_id",
];

impl Meetctl {
    /// Every table, column, index and constraint, as the engine reports them: equal for equal
    /// schemas of one engine.
    pub fn schema(&self) -> Vec<Vec<String>> {
        match self.engine() {
            Engine::Sqlite => self.rows(
                "SELECT type, name, tbl_name, sql FROM sqlite_schema \
                 WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
            ),
            Engine::Postgres => self.rows(
                "SELECT 'column', table_name::text, column_name::text, data_type::text, \
                   COALESCE(character_maximum_length, 0)::text, is_nullable::text, \
                   COALESCE(column_default, '')::text \
                 FROM information_schema.columns WHERE table_schema = 'public' \
                 UNION ALL SELECT 'index', tablename::text, indexname::text, indexdef, '', '', '' \
                 FROM pg_indexes WHERE schemaname = 'public' \
                 UNION ALL SELECT 'constraint', conrelid::regclass::text, conname::text, \
                   pg_get_constraintdef(oid), '', '', '' \
                 FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3",
            ),
            Engine::Mariadb => {
                let tables = self.rows(
                    "SELECT table_name FROM information_schema.tables \
                     WHERE table_schema = DATABASE() ORDER BY 1",
                );
                let definition = |table: &Vec<String>| {
                    let mut row = self.rows(&format!("SHOW CREATE TABLE `{}`", table[0])).remove(0);
                    // MySQL shows whether the column or the table set it, seekdb where a table is.
                    row[1] = without_counter(&row[1])
                        .replace(" CHARACTER SET utf8mb4", "")
                        .replace(&format!("`{}`.", self.database()), "");
                    row
                };
                tables.iter().map(definition).collect()
            }
        }
    }

    /// The rows of users, meetings and participants, without what some versions lack.
    pub fn all_rows(&self) -> [Vec<Vec<String>>; 3] {
        ROWS.map(|sql| self.rows(sql))
    }

    /// The names of the migrations that are recorded as applied, oldest first.
    pub fn applied(&self) -> Vec<String> {
        let rows = self.rows("SELECT version FROM seaql_migrations ORDER BY version");
        rows.into_iter().flatten().collect()
    }
}

/// The next id is not part of a schema.
fn without_counter(definition: &str) -> String {
    match definition.split_once(" AUTO_INCREMENT=") {
        Some((before, after)) => {
            let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}{rest}")
        }
        None => definition.to_owned(),
    }
}
