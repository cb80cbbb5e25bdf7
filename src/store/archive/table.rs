//! The tables that an archive holds, and their columns.

/// How the values of a column are compared and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A number of 64 bits.
    Integer,
    /// Text, compared byte for byte.
    Text,
    /// A time, to the microsecond.
    Time,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name on every engine.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// The most characters that every engine stores; `None` for those of a description.
    pub max_chars: Option<usize>,
    /// Whether it may be empty.
    pub nullable: bool,
}

/// A table of meetctl's.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// How many of the first columns are its primary key: numbers all.
    pub key: usize,
    /// Its columns, as of the newest schema.
    pub columns: &'static [Column],
}

const fn integer(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Integer, max_chars: None, nullable: false }
}

const fn text(name: &'static str, max_chars: usize) -> Column {
    Column { name, kind: ColumnKind::Text, max_chars: Some(max_chars), nullable: false }
}

const fn time(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Time, max_chars: None, nullable: false }
}

const fn or_null(column: Column) -> Column {
    Column { nullable: true, ..column }
}

/// Every table with rows of people, each after those that it refers to.
pub const TABLES: [Table; 5] = [
    Table {
        name: "users",
        key: 1,
        columns: &[
            integer("id"),
            text("name", 100),
            text("email", 255),
            or_null(time("created_at")),
            or_null(time("updated_at")),
            integer("booking_seq"),
        ],
    },
    Table {
        name: "meetings",
        key: 1,
        columns: &[
            integer("id"),
            or_null(text("uid", 255)),
            text("title", 100),
            or_null(Column { max_chars: None, ..text("description", 0) }),
            time("start_time"),
            time("end_time"),
            text("status", 20),
            integer("created_by"),
            or_null(time("created_at")),
            or_null(time("updated_at")),
        ],
    },
    Table {
        name: "meeting_participants",
        key: 2,
        columns: &[integer("meeting_id"), integer("user_id")],
    },
    Table {
        name: "meetctl_imported",
        key: 1,
        columns: &[
            integer("meeting_id"),
            text("event_uid", 255),
            integer("sequence_number"),
            or_null(integer("series_sequence")),
        ],
    },
    Table {
        name: "meetctl_history",
        key: 2,
        columns: &[
            integer("run_id"),
            integer("entry"),
            time("changed_at"),
            text("actor", 255),
            text("command", 40),
            text("kind", 20),
            or_null(integer("item_id")),
            or_null(text("old_values", usize::MAX)),
            or_null(text("new_values", usize::MAX)),
        ],
    },
];

/// A table as one database has it: of an older schema, without the columns that were added later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The table.
    pub table: &'static Table,
    /// Those of its columns that exist, in its order.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The layout of a table of which the columns called `names` exist.
    pub fn new(table: &'static Table, names: &[String]) -> Self {
        let exists = |column: &&Column| names.iter().any(|name| name == column.name);
        Self { table, columns: table.columns.iter().filter(exists).copied().collect() }
    }

    /// The names of the columns, as a list for SQL.
    pub fn column_list(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        names.join(", ")
    }

    /// The columns of the primary key, as a list for SQL.
    pub fn key_list(&self) -> String {
        let names: Vec<&str> =
            self.columns[..self.table.key].iter().map(|column| column.name).collect();
        names.join(", ")
    }
}
