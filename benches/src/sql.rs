//! The statements that the engines' own clients run, from `statements.sql`.
//!
//! A line `-- name` begins those of a name, `-- name Engine` those of an engine. `{hot}` stands for
//! the hot user, `{user}` for a typical one, `{= query}` for what the query returns: a program that
//! binds values has them at hand, too.

use crate::generate::{HOT_USER, Size};
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Engine;

const FILE: &str = include_str!("statements.sql");

/// The columns that meetctl reads of each table.
const MEETING: &str = "id, uid, title, description, start_time, end_time, status, created_by, \
                       created_at, updated_at";
const USER: &str = "id, name, email, booking_seq, created_at, updated_at";

/// The text with the users of a database of this size.
pub fn filled(text: &str, size: Size) -> String {
    text.replace("{hot}", &HOT_USER.to_string()).replace("{user}", &(size.users / 2).to_string())
}

/// The statements of a name for the database of an engine.
pub fn statements(site: &Site, name: &str, engine: Engine) -> Result<Vec<String>, Problem> {
    let size = site.size_on(engine);
    let of_name = section(name, engine).split(";\n").filter(|sql| !sql.is_empty());
    of_name.map(|sql| bound(site, size, sql)).collect()
}

fn section(name: &str, engine: Engine) -> &str {
    let headers = [format!("-- {name} {}\n", engine.title()), format!("-- {name}\n")];
    let found = headers.iter().find_map(|header| Some(FILE.split_once(header)?.1));
    found.and_then(|rest| rest.split("-- ").next()).unwrap_or_default()
}

fn bound(site: &Site, size: Size, sql: &str) -> Result<String, Problem> {
    // On one line, as `\copy` wants it.
    let words: Vec<&str> = sql.split_whitespace().collect();
    let mut sql = filled(&words.join(" "), size).replace("{MEETING}", MEETING);
    sql = sql.replace("{USER}", USER);
    while let Some((start, rest)) = sql.split_once("{= ") {
        let (query, end) = rest.split_once('}').unwrap_or((rest, ""));
        sql = format!("{start}{}{end}", site.file(size)?.client(&[query]).output()?);
    }
    Ok(sql)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::{Beside, WORKS};

    #[test]
    fn every_row_has_its_statements() {
        for work in WORKS {
            let (Beside::Statements(_, name) | Beside::Rows(_, name)) = work.beside else {
                continue;
            };
            for (row, engine, _) in work.rows {
                let sql = section(name, *engine);
                assert!(sql.starts_with(['S', 'C']) && sql.ends_with(";\n"), "{row}: {sql}");
            }
        }
    }
}
