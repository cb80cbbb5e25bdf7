//! A user.

use std::rc::Rc;

use super::{addresses, time_text};
use crate::entity::user;
use crate::output::{Cell, CellStyle, Column, FieldText as _, Record, field_text, record};
use crate::time::Zone;

record! {
    /// `{"id":1,"name":"…","email":"…","created_at":"…Z","updated_at":"…Z"}`
    pub struct UserRecord {
        /// The id; null for a user who is not stored.
        pub id: Option<i64>,
        /// The name.
        pub name: String,
        /// The e-mail address.
        pub email: String,
        /// When the row was created; null if another program left it out.
        pub created_at: Option<String>,
        /// When the row was last written; null if another program left it out.
        pub updated_at: Option<String>,
    }
}

field_text!(UserRecord::email; UserRecord, Rc<UserRecord>);
field_text!(|users: &[Rc<UserRecord>]| addresses(users.iter().map(|user| user.email()));
    Vec<Rc<UserRecord>>);

impl UserRecord {
    /// The record of a row, its times in `zone`.
    pub fn new(row: &user::Model, zone: &Zone) -> Self {
        Self {
            id: Some(row.id),
            name: row.name.clone(),
            email: row.email.clone(),
            created_at: row.created_at.map(|t| time_text(&row.odd, "created_at", t, zone)),
            updated_at: row.updated_at.map(|t| time_text(&row.odd, "updated_at", t, zone)),
        }
    }

    /// The record of a user who is not stored.
    pub fn draft(name: String, email: String) -> Self {
        Self { id: None, name, email, created_at: None, updated_at: None }
    }

    fn email(&self) -> &str {
        &self.email
    }

    /// `Ada Lovelace <ada@example.org>`
    pub fn full(&self) -> String {
        format!("{} <{}>", self.name, self.email)
    }
}

impl Record for UserRecord {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::id(|user| user.id.text().into()),
        Column::flexible("Name", |user| (&user.name).into()),
        Column::flexible("Email", |user| (&user.email).into()),
    ];

    fn card(&self) -> Vec<(&'static str, Cell)> {
        let time = |text: &Option<String>| {
            Cell::styled(text.as_deref().unwrap_or_default(), CellStyle::Dim)
        };
        let mut card = vec![
            ("User", Cell::styled(&self.name, CellStyle::Strong)),
            ("ID", self.id.text().into()),
            ("Email", (&self.email).into()),
            ("Created", time(&self.created_at)),
            ("Updated", time(&self.updated_at)),
        ];
        if self.id.is_none() {
            card.retain(|(key, _)| ["User", "Email"].contains(key));
        }
        card
    }

    fn id(&self) -> Option<i64> {
        self.id
    }
}
