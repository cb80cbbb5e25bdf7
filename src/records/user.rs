//! A user as people and scripts see one.

use std::borrow::Cow;

use serde::Serialize;

use crate::entity::user;
use crate::output::{Cell, CellStyle, Column, Record};
use crate::time::{Zone, rfc3339};

/// `{"id":1,"name":"…","email":"…","created_at":"…Z","updated_at":"…Z"}`
#[derive(Debug, Clone, Serialize)]
pub struct UserRecord {
    /// The id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// When the row was made; null where another program left it out.
    pub created_at: Option<String>,
    /// When the row was last written; null where another program left it out.
    pub updated_at: Option<String>,
}

impl UserRecord {
    /// The record of a row, its times in `zone`.
    pub fn new(row: &user::Model, zone: &Zone) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            email: row.email.clone(),
            created_at: row.created_at.map(|t| rfc3339(t, zone)),
            updated_at: row.updated_at.map(|t| rfc3339(t, zone)),
        }
    }

    /// `Ada Lovelace <ada@example.org>`
    pub fn full(&self) -> String {
        format!("{} <{}>", self.name, self.email)
    }
}

const COLUMNS: [Column; 3] = [
    Column::right("ID"),
    Column::left("Name").flexible(),
    Column::left("Email").flexible(),
];

impl Record for UserRecord {
    const FIELDS: &'static [&'static str] = &["id", "name", "email", "created_at", "updated_at"];

    fn columns() -> &'static [Column] {
        &COLUMNS
    }

    fn row(&self) -> Vec<Cell> {
        vec![
            self.id.into(),
            self.name.as_str().into(),
            self.email.as_str().into(),
        ]
    }

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let time =
            |text: &Option<String>| Cell::styled(text.clone().unwrap_or_default(), CellStyle::Dim);
        vec![
            ("User", Cell::styled(self.name.as_str(), CellStyle::Strong)),
            ("ID", self.id.into()),
            ("Email", self.email.as_str().into()),
            ("Created", time(&self.created_at)),
            ("Updated", time(&self.updated_at)),
        ]
    }

    fn id(&self) -> Option<i64> {
        Some(self.id)
    }

    fn text(&self, field: &str) -> Cow<'_, str> {
        let optional = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        match field {
            "id" => self.id.to_string().into(),
            "name" => self.name.as_str().into(),
            "email" => self.email.as_str().into(),
            "created_at" => optional(&self.created_at).into(),
            _ => optional(&self.updated_at).into(),
        }
    }
}
