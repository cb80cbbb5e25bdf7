//! The encoding of the database, and how MySQL stores the tables.

use sea_orm::{DatabaseConnection, DbErr};

use super::CheckResult;
use crate::store::dialect::{self, FILE_ENGINE, Unsuitable};

/// Encodings, collations and storage engines in which texts are compared, counted or kept otherwise
/// than meetctl does: of the database, or of a table or column.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    if let Some(Unsuitable::Encoding(name)) = dialect::unsuitable(db).await? {
        let advice = if db.get_database_backend() == FILE_ENGINE {
            "`sqlite3 OLD .dump | sqlite3 NEW` copies the file into one with UTF-8"
        } else {
            "`createdb --encoding UTF8 --template template0 NAME`, and load a dump of this database \
             there (pg_dump --encoding UTF8)"
        };
        return Ok(CheckResult { advice: Some(advice.to_owned()), ..CheckResult::new(vec![name]) });
    }
    let found = dialect::other_storage(db).await?;
    Ok(CheckResult::new(found))
}
