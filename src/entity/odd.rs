//! Values that another program stored, and that the type of their field cannot hold.

/// A value that its field cannot hold; the field has the nearest one that it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddValue {
    /// The column.
    pub column: &'static str,
    /// The value as text, such as `infinity`.
    pub text: String,
    /// Whether the engine orders it as the field is ordered: a time before or after all others is, a
    /// text in place of a time is not.
    pub in_order: bool,
}

/// The odd values of a row, nearly always none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a million rows without one take eight bytes each")]
pub struct OddValues(Option<Box<Vec<OddValue>>>);

impl OddValues {
    /// Adds one.
    pub fn push(&mut self, value: OddValue) {
        self.0.get_or_insert_default().push(value);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &OddValue> {
        self.0.iter().flat_map(|all| all.iter())
    }

    /// That of a column.
    pub fn get(&self, column: &str) -> Option<&OddValue> {
        self.iter().find(|odd| odd.column == column)
    }

    /// Forgets that of a column, which gets another value.
    pub fn remove(&mut self, column: &str) {
        if let Some(all) = &mut self.0 {
            all.retain(|odd| odd.column != column);
            if all.is_empty() {
                self.0 = None;
            }
        }
    }
}
