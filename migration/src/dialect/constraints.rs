//! The constraints of the schema, and whether the engine enforces them.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{query, text};

/// What a constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every value of a column is the id of a row of another table.
    Reference {
        /// The column.
        column: &'static str,
        /// The other table.
        parent: &'static str,
    },
    /// A CHECK.
    Check,
    /// No two rows have the same value in this column.
    Unique(&'static str),
}

/// A constraint of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    /// Its table.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it demands.
    pub rule: Rule,
    /// What follows `ADD CONSTRAINT name`.
    pub definition: &'static str,
    /// The end of the name of the migration that creates it.
    pub migration: &'static str,
}

/// Every constraint of the schema but primary keys and NOT NULL.
pub const CONSTRAINTS: [Constraint; 6] = [
    Constraint {
        table: "users",
        name: "users_email_key",
        rule: Rule::Unique("email"),
        definition: "UNIQUE (email)",
        migration: "create_users",
    },
    Constraint {
        table: "meetings",
        name: "meetings_created_by_fkey",
        rule: Rule::Reference { column: "created_by", parent: "users" },
        definition: "FOREIGN KEY (created_by) REFERENCES users (id)",
        migration: "create_meetings",
    },
    Constraint {
        table: "meeting_participants",
        name: "meeting_participants_meeting_id_fkey",
        rule: Rule::Reference { column: "meeting_id", parent: "meetings" },
        definition: "FOREIGN KEY (meeting_id) REFERENCES meetings (id) ON DELETE CASCADE",
        migration: "create_meeting_participants",
    },
    Constraint {
        table: "meeting_participants",
        name: "meeting_participants_user_id_fkey",
        rule: Rule::Reference { column: "user_id", parent: "users" },
        definition: "FOREIGN KEY (user_id) REFERENCES users (id)",
        migration: "create_meeting_participants",
    },
    Constraint {
        table: "meetings",
        name: "meeting_status_check",
        rule: Rule::Check,
        definition: "CHECK (status IN ('scheduled', 'in_progress', 'completed', 'cancelled'))",
        migration: "add_meeting_status",
    },
    Constraint {
        table: "meetings",
        name: "meeting_time_check",
        rule: Rule::Check,
        definition: "CHECK (end_time > start_time)",
        migration: "check_meeting_times",
    },
];

impl Constraint {
    /// The statement that makes the constraint hold again, which it does not for `state`; `None` on
    /// SQLite, which cannot add one to an existing table.
    pub fn restoring_sql(&self, backend: DbBackend, state: ConstraintState) -> Option<String> {
        let Self { table, name, definition, .. } = self;
        let action = match (backend, state) {
            (DbBackend::Sqlite, _) => return None,
            (_, ConstraintState::NotValidated) => format!("VALIDATE CONSTRAINT {name}"),
            (DbBackend::MySql, ConstraintState::Disabled) => format!("ALTER CHECK {name} ENFORCED"),
            (_, ConstraintState::Disabled) => "ENABLE TRIGGER ALL".to_owned(),
            _ => format!("ADD CONSTRAINT {name} {definition}"),
        };
        Some(format!("ALTER TABLE {table} {action}"))
    }
}

/// Whether a constraint is enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintState {
    /// For every row.
    Enforced,
    /// For new rows alone.
    NotValidated,
    /// Not while it, or its triggers, are disabled.
    Disabled,
    /// It does not exist.
    Missing,
}

impl ConstraintState {
    fn parse(text: &str) -> Self {
        match text {
            "not validated" => Self::NotValidated,
            "disabled" => Self::Disabled,
            _ => Self::Enforced,
        }
    }
}

/// A foreign key as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its table.
    pub table: String,
    /// Its name; empty on SQLite.
    pub name: String,
    /// Its first column.
    pub column: String,
    /// The table that it refers to.
    pub parent: String,
    /// `CASCADE`, `NO ACTION` or another action on delete.
    pub on_delete: String,
    /// Whether it is enforced.
    pub state: ConstraintState,
}

/// Every foreign key that refers to a table of the schema that meetctl works in.
pub async fn foreign_keys<C: ConnectionTrait>(db: &C) -> Result<Vec<ForeignKey>, DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT CAST(child.relname AS TEXT), CAST(fk.conname AS TEXT), \
             CAST(attribute.attname AS TEXT), CAST(parent.relname AS TEXT), \
             CASE fk.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN 'NO ACTION' ELSE 'OTHER' END, \
             CASE WHEN EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgconstraint = fk.oid \
             AND t.tgenabled IN ('D', 'R')) THEN 'disabled' \
             WHEN NOT fk.convalidated THEN 'not validated' ELSE 'enforced' END \
             FROM pg_constraint fk JOIN pg_class child ON child.oid = fk.conrelid \
             JOIN pg_class parent ON parent.oid = fk.confrelid \
             JOIN pg_attribute attribute ON attribute.attrelid = fk.conrelid \
             AND attribute.attnum = fk.conkey[1] \
             WHERE fk.contype = 'f' AND parent.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) ORDER BY 1, 2"
        }
        DbBackend::Sqlite => {
            "SELECT child.name, '', fk.\"from\", fk.\"table\", fk.on_delete, 'enforced' \
             FROM sqlite_master child, pragma_foreign_key_list(child.name) fk \
             WHERE child.type = 'table' ORDER BY 1, 3"
        }
        _ => {
            "SELECT CAST(k.table_name AS CHAR), CAST(k.constraint_name AS CHAR), \
             CAST(k.column_name AS CHAR), CAST(k.referenced_table_name AS CHAR), \
             CASE r.delete_rule WHEN 'RESTRICT' THEN 'NO ACTION' \
             ELSE CAST(r.delete_rule AS CHAR) END, 'enforced' \
             FROM information_schema.key_column_usage k \
             JOIN information_schema.referential_constraints r \
             ON r.constraint_schema = k.constraint_schema AND r.table_name = k.table_name \
             AND r.constraint_name = k.constraint_name \
             WHERE k.referenced_table_schema = DATABASE() AND k.ordinal_position = 1 ORDER BY 1, 2"
        }
    };
    let rows = query(db, sql, []).await?;
    rows.iter()
        .map(|row| {
            Ok(ForeignKey {
                table: text(row, 0)?,
                name: text(row, 1)?,
                column: text(row, 2)?,
                parent: text(row, 3)?,
                on_delete: text(row, 4)?,
                state: ConstraintState::parse(&text(row, 5)?),
            })
        })
        .collect()
}

/// Whether a constraint is enforced; of several alike, one that is is enough. `keys` are the
/// [`foreign_keys`].
pub async fn constraint_state<C: ConnectionTrait>(
    db: &C,
    constraint: &Constraint,
    keys: &[ForeignKey],
) -> Result<ConstraintState, DbErr> {
    let Constraint { table, name, rule, .. } = *constraint;
    let (sql, value) = match rule {
        Rule::Reference { column, parent } => {
            let alike = keys.iter().filter(|key| {
                (key.table.as_str(), key.column.as_str(), key.parent.as_str())
                    == (table, column, parent)
            });
            let states: Vec<ConstraintState> = alike.map(|key| key.state).collect();
            let enforced = states.contains(&ConstraintState::Enforced);
            let enforced = enforced.then_some(ConstraintState::Enforced);
            let state = enforced.or(states.first().copied());
            return Ok(state.unwrap_or(ConstraintState::Missing));
        }
        Rule::Check => (check_sql(db.get_database_backend()), name),
        Rule::Unique(column) => (unique_sql(db.get_database_backend()), column),
    };
    let rows = query(db, sql, [table.into(), value.into()]).await?;
    rows.first()
        .map_or(Ok(ConstraintState::Missing), |row| Ok(ConstraintState::parse(&text(row, 0)?)))
}

fn check_sql(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "SELECT CASE WHEN c.convalidated THEN 'enforced' ELSE 'not validated' END \
             FROM pg_constraint c JOIN pg_class child ON child.oid = c.conrelid \
             WHERE c.contype = 'c' AND child.relname = $1 AND c.conname = $2 \
             AND child.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
        DbBackend::Sqlite => {
            "SELECT 'enforced' FROM sqlite_master WHERE type = 'table' AND name = ? \
             AND instr(sql, ?) > 0"
        }
        _ => {
            // Only MySQL can switch one off, and has the column; elsewhere the name means the other
            // table's.
            "SELECT CASE (SELECT enforced FROM information_schema.table_constraints c \
             WHERE c.table_schema = n.table_schema AND c.table_name = n.table_name \
             AND c.constraint_name = n.constraint_name) WHEN 'NO' THEN 'disabled' \
             ELSE 'enforced' END \
             FROM information_schema.table_constraints n, (SELECT 'YES' AS enforced) always \
             WHERE n.table_schema = DATABASE() AND n.constraint_type = 'CHECK' \
             AND n.table_name = ? AND n.constraint_name = ?"
        }
    }
}

fn unique_sql(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "SELECT 'enforced' FROM pg_index x JOIN pg_class owner ON owner.oid = x.indrelid \
             JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] \
             WHERE x.indisunique AND x.indisvalid AND x.indnkeyatts = 1 AND x.indpred IS NULL \
             AND owner.relname = $1 AND a.attname = $2 AND owner.relnamespace = \
             (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
        DbBackend::Sqlite => {
            "SELECT 'enforced' FROM pragma_index_list(?) l WHERE l.\"unique\" = 1 AND l.partial = 0 \
             AND (SELECT group_concat(name) FROM pragma_index_info(l.name)) = ?"
        }
        _ => {
            "SELECT 'enforced' FROM information_schema.statistics \
             WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 \
             GROUP BY index_name HAVING COUNT(*) = 1 AND MIN(column_name) = ?"
        }
    }
}
