//! Rows that break a rule of the schema, whether or not the engine enforces it: what
//! `migrate baseline` refuses and `doctor` reports.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Value};

use crate::dialect::{self, as_text, bytes};

/// Rows of a table, found by a query.
#[derive(Clone, Debug)]
pub struct RowQuery {
    /// What follows `FROM`: a table, joins, a condition.
    pub from: String,
    key: Vec<&'static str>,
    values: Vec<Value>,
}

/// Rows that a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRows {
    /// How many.
    pub count: u64,
    /// The keys of the first of them, such as `7` or `7/3`.
    pub sample: Vec<String>,
}

impl RowQuery {
    /// The rows of `table` that meet `condition`.
    pub fn new(table: &str, condition: &str) -> Self {
        Self { from: format!("{table} t WHERE {condition}"), key: key(table), values: Vec::new() }
    }

    /// Binds a value to the placeholder of the condition.
    #[must_use]
    pub fn bind(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    /// Counts the rows and names the first `limit` of them.
    pub async fn find<C: ConnectionTrait>(&self, db: &C, limit: usize) -> Result<FoundRows, DbErr> {
        let Self { from, key, values } = self;
        let sql = format!("SELECT COUNT(*) FROM {from}");
        let count = dialect::count(db, &sql, values.clone()).await?;
        if count == 0 || limit == 0 {
            return Ok(FoundRows { count, sample: Vec::new() });
        }
        let sql = format!(
            "SELECT {} FROM {from} ORDER BY {} LIMIT {limit}",
            key_text(db.get_database_backend(), key),
            key.join(", ")
        );
        let rows = dialect::query(db, &sql, values.clone()).await?;
        let sample: Result<_, DbErr> = rows.iter().map(|row| dialect::text(row, 0)).collect();
        Ok(FoundRows { count, sample: sample? })
    }
}

fn key(table: &str) -> Vec<&'static str> {
    match table {
        "meeting_participants" => vec!["t.meeting_id", "t.user_id"],
        _ => vec!["t.id"],
    }
}

/// A key as one text; SQLite allows NULL in it.
fn key_text(backend: DbBackend, columns: &[&str]) -> String {
    let parts: Vec<String> = columns
        .iter()
        .map(|column| format!("COALESCE({}, 'NULL')", as_text(backend, column)))
        .collect();
    match (&parts[..], backend) {
        ([one], _) => one.clone(),
        (_, DbBackend::MySql) => format!("CONCAT({})", parts.join(", '/', ")),
        _ => parts.join(" || '/' || "),
    }
}

/// Rows of `table` of which one of the columns refers to a row that does not exist. One pass,
/// which the engine may join in any order.
pub fn orphans(table: &str, references: &[(&str, &str)]) -> RowQuery {
    let (mut joins, mut missing) = (String::new(), Vec::new());
    for (column, parent) in references {
        joins = format!("{joins} LEFT JOIN {parent} {parent}_of ON {parent}_of.id = t.{column}");
        missing.push(format!("{parent}_of.id IS NULL"));
    }
    RowQuery {
        from: format!("{table} t{joins} WHERE ({})", missing.join(" OR ")),
        key: key(table),
        values: Vec::new(),
    }
}

/// The newest row of each value of `expression` that several rows of `table` have.
pub fn duplicates(table: &str, expression: &str) -> RowQuery {
    RowQuery {
        from: format!(
            "(SELECT MAX(id) AS id FROM {table} WHERE {expression} IS NOT NULL \
             GROUP BY {expression} HAVING COUNT(*) > 1) t"
        ),
        key: key(table),
        values: Vec::new(),
    }
}

/// Meetings whose status is none of those that exist.
pub fn unknown_status(backend: DbBackend) -> RowQuery {
    let status = bytes(backend, "status");
    let condition = format!(
        "(status IS NULL \
         OR {status} NOT IN ('scheduled', 'in_progress', 'completed', 'cancelled'))"
    );
    RowQuery::new("meetings", &condition)
}

/// Meetings that do not end after they start.
pub fn backwards(backend: DbBackend) -> RowQuery {
    RowQuery::new("meetings", &backwards_condition(backend))
}

/// The condition that a meeting does not end after it starts, in whole seconds. False for times
/// that cannot be read.
pub fn backwards_condition(backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => {
            "date_trunc('second', end_time) <= date_trunc('second', start_time)".to_owned()
        }
        DbBackend::Sqlite => {
            let [start, end] = ["start_time", "end_time"];
            let [from, to] = [start, end].map(|column| {
                // SQLite would round the fraction.
                format!(
                    "datetime(CASE substr({column}, 20, 1) WHEN '.' THEN substr({column}, 1, 19) \
                     || ltrim(substr({column}, 21), '0123456789') ELSE {column} END)"
                )
            });
            format!(
                "({start} GLOB '{DATE}[ T]{MINUTE}*' AND {end} GLOB '{DATE}[ T]{MINUTE}*' \
                 AND {to} <= {from})"
            )
        }
        _ => "end_time <= start_time".to_owned(),
    }
}

/// A date and a time of day without seconds, as patterns of SQLite's `GLOB`.
const DATE: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
const MINUTE: &str = "[0-9][0-9]:[0-9][0-9]";

/// The condition that the time in `column` is not stored in the format of the schema, which on SQLite
/// is `YYYY-MM-DD HH:MM:SS.ffffff`; on a server, that it is infinite or zero.
pub fn not_a_timestamp(backend: DbBackend, column: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("NOT isfinite({column})"),
        DbBackend::Sqlite => {
            let head = format!("substr({column}, 1, 19)");
            // A NUL ends a text for most functions of SQLite; a 30 February becomes another day.
            format!(
                "({column} IS NOT NULL AND (typeof({column}) <> 'text' \
                 OR length(CAST({column} AS BLOB)) <> 26 OR {column} NOT GLOB '{FORMAT}' \
                 OR datetime({head}, '+0 days') IS NOT {head}))"
            )
        }
        _ => {
            let text = as_text(backend, column);
            format!("({text} LIKE '0000%' OR {text} LIKE '%-00%')")
        }
    }
}

/// The format of a time in a SQLite file, as a pattern of `GLOB`.
const FORMAT: &str = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] \
                      [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]";

/// How a time is read that SQLite stores as text in any form with only one reading: with a `T`,
/// without seconds, with a fraction of any length, with `Z` or an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The condition that the text has only one reading.
    pub condition: String,
    /// The expression for it in the format of the schema, the same text if it is in that already.
    pub value: String,
}

/// How the time in `column` is read; `None` where it has no other form.
pub fn reading(backend: DbBackend, column: &str) -> Option<Reading> {
    if backend != DbBackend::Sqlite {
        return None;
    }
    // SQLite would round the fraction: it is cut off, and appended again.
    let (fraction, zone) =
        (format!("substr({column}, 21)"), format!("ltrim(substr({column}, 21), '0123456789')"));
    let value = format!(
        "CASE substr({column}, 20, 1) WHEN '.' THEN datetime(substr({column}, 1, 19) || {zone}) \
         || '.' || substr(substr({fraction}, 1, length({fraction}) - length({zone})) || '000000', \
         1, 6) ELSE datetime({column}) || '.000000' END"
    );
    // A 30 February and 24:00 become another day.
    let minute = format!("substr({column}, 1, 10) || ' ' || substr({column}, 12, 5)");
    let condition = format!(
        "(typeof({column}) = 'text' AND {column} GLOB '{DATE}[ T]{MINUTE}*' \
         AND datetime({column}) IS NOT NULL AND datetime({minute}, '+0 days') = {minute} || ':00' \
         AND ({value}) GLOB '{FORMAT}')"
    );
    Some(Reading { condition, value })
}

/// Rows of which a text of one line is empty, longer than `max` characters, or has a control
/// character.
pub fn bad_text(backend: DbBackend, table: &str, column: &str, max: usize) -> RowQuery {
    let too_long = longer_than(backend, column, max);
    let (condition, value) = match backend {
        DbBackend::Postgres => (
            format!("(btrim({column}) = '' OR {too_long} OR {column} ~ $1)"),
            "[\\u0001-\\u001f\\u007f-\\u009f]",
        ),
        // What follows a NUL is visible as bytes alone.
        DbBackend::Sqlite => (
            format!(
                "(trim({column}) = '' OR {too_long} OR {column} GLOB ? \
                 OR instr(CAST({column} AS BLOB), x'00') > 0)"
            ),
            "*[\u{1}-\u{1f}\u{7f}-\u{9f}]*",
        ),
        _ => (
            format!("(TRIM({column}) = '' OR {too_long} OR {column} REGEXP ?)"),
            "[\\x{00}-\\x{1f}\\x{7f}-\\x{9f}]",
        ),
    };
    RowQuery::new(table, &condition).bind(value.into())
}

/// The condition that a text has more than `max` characters.
pub fn longer_than(backend: DbBackend, column: &str, max: usize) -> String {
    let length = match backend {
        DbBackend::Sqlite => "length",
        _ => "CHAR_LENGTH",
    };
    format!("{length}({column}) > {max}")
}
