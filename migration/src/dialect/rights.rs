//! Which rights the database user lacks to change the schema.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{query, text, texts};

/// What changing these tables and creating others takes on MySQL and MariaDB.
const MYSQL: [&str; 8] =
    ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX"];

/// The rights that are missing to change `tables` and to create others beside them, a sentence for
/// each. Empty where the engine does not show them. Only reads.
pub(crate) async fn missing_rights<C: ConnectionTrait>(
    db: &C,
    tables: &[&str],
) -> Result<Vec<String>, DbErr> {
    match db.get_database_backend() {
        DbBackend::Postgres => postgres(db, tables).await,
        DbBackend::MySql => mysql(db, tables).await,
        _ => Ok(Vec::new()),
    }
}

/// Only the owner of a table may change it.
async fn postgres<C: ConnectionTrait>(db: &C, tables: &[&str]) -> Result<Vec<String>, DbErr> {
    let owners = "SELECT CAST(c.relname AS TEXT), CAST(r.rolname AS TEXT) FROM pg_class c \
                  JOIN pg_roles r ON r.oid = c.relowner \
                  JOIN pg_namespace n ON n.oid = c.relnamespace \
                  WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') \
                  AND NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1";
    let mut missing = Vec::new();
    for row in query(db, owners, []).await? {
        let (table, owner) = (text(&row, 0)?, text(&row, 1)?);
        if tables.contains(&table.as_str()) {
            missing.push(format!("{table} belongs to {owner}, and only its owner may change it"));
        }
    }
    let schema = "SELECT CAST(current_schema() AS TEXT) \
                  WHERE NOT has_schema_privilege(current_schema(), 'CREATE')";
    let schemas = texts(db, schema).await?.into_iter();
    missing.extend(schemas.map(|schema| format!("CREATE on the schema {schema}")));
    Ok(missing)
}

async fn mysql<C: ConnectionTrait>(db: &C, tables: &[&str]) -> Result<Vec<String>, DbErr> {
    let version = texts(db, "SELECT CAST(VERSION() AS CHAR)").await?.concat().to_lowercase();
    // Others that speak their protocol have other rights.
    if ["oceanbase", "seekdb", "tidb"].iter().any(|product| version.contains(product)) {
        return Ok(Vec::new());
    }
    let is_mariadb = version.contains("mariadb");
    // MariaDB adds those of the current role by itself.
    let grants = match texts(db, "SELECT CAST(CURRENT_ROLE() AS CHAR)").await {
        Ok(roles) if !is_mariadb && roles != ["NONE"] => {
            format!("SHOW GRANTS FOR CURRENT_USER() USING {}", roles.concat())
        }
        _ => "SHOW GRANTS".to_owned(),
    };
    let Ok(grants) = texts(db, &grants).await else {
        return Ok(Vec::new());
    };
    let database = texts(db, "SELECT CAST(DATABASE() AS CHAR)").await?.concat();
    let grants: Vec<(&str, &str)> = grants.iter().filter_map(|line| parts(line)).collect();
    // MariaDB does not ask for it.
    let references = (!is_mariadb).then_some("REFERENCES");
    let missing = MYSQL.into_iter().chain(references).filter(|right| {
        let on =
            |object: &str| grants.iter().any(|(rights, of)| *of == object && has(rights, right));
        let everywhere =
            grants.iter().any(|(rights, of)| has(rights, right) && covers(of, &database));
        let each = tables.iter().all(|table| on(&format!("`{database}`.`{table}`")));
        // A table that does not exist yet has no grants.
        !everywhere && (*right == "CREATE" || !each)
    });
    Ok(missing.map(|right| format!("{right} on the database {database}")).collect())
}

/// The rights of a line of `SHOW GRANTS`, and what they are for.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (rights, rest) = line.strip_prefix("GRANT ")?.split_once(" ON ")?;
    Some((rights, rest.split(" TO ").next()?))
}

fn has(rights: &str, right: &str) -> bool {
    rights.split(", ").any(|one| one == right || one.starts_with("ALL PRIVILEGES"))
}

/// Whether a grant is for every table of the database; its name may be a pattern.
fn covers(object: &str, database: &str) -> bool {
    let pattern = object.strip_suffix(".*").map(|name| name.trim_matches('`'));
    pattern.is_some_and(|pattern| pattern == "*" || is_like(pattern, database))
}

/// `LIKE` of MySQL, with a backslash before what is meant literally.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => text.is_empty(),
        Some('%') => {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| is_like(rest.as_str(), &text[at..]))
        }
        Some(first) => {
            let any = first == '_';
            let first = if first == '\\' { rest.next().unwrap_or('\\') } else { first };
            let mut of = text.chars();
            of.next().is_some_and(|c| any || c == first) && is_like(rest.as_str(), of.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_covers_the_databases_of_its_pattern() {
        for (object, covered) in [
            ("*.*", true),
            ("`meet_app`.*", true),
            ("`meet\\_app`.*", true),
            ("`meet%`.*", true),
            ("`%_app`.*", true),
            ("`meet\\_ap`.*", false),
            ("`meet`.*", false),
            ("`meet_app`.`users`", false),
        ] {
            assert_eq!(covers(object, "meet_app"), covered, "{object}");
        }
        assert!(!covers("`meet\\_app`.*", "meetXapp") && covers("`meet_app`.*", "meetXapp"));
    }

    #[test]
    fn a_line_of_show_grants_has_rights_and_an_object() {
        let line = "GRANT SELECT, CREATE ON `fl`.* TO `bob`@`%` WITH GRANT OPTION";
        assert_eq!(parts(line), Some(("SELECT, CREATE", "`fl`.*")));
        assert!(has("SELECT, CREATE", "CREATE") && !has("CREATE VIEW", "CREATE"));
        assert!(has("ALL PRIVILEGES", "INDEX"));
        assert_eq!(parts("GRANT `r` TO `bob`@`%`"), None);
    }
}
