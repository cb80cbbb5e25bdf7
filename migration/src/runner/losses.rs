//! The data that rolling back migrations deletes.

use sea_orm::{DatabaseConnection, DbErr};

use super::state::find;
use crate::dialect;

/// Describes what rolling back the migrations `names` deletes from this database: one phrase for
/// each migration that deletes data, such as `drops 1500 meetings`. Only reads.
pub async fn losses(db: &DatabaseConnection, names: &[String]) -> Result<Vec<String>, DbErr> {
    let mut phrases = Vec::new();
    for loss in find(names).filter_map(|migration| migration.loss) {
        if !dialect::exists(db, loss.of).await? {
            continue;
        }
        match dialect::number(db, loss.count).await? {
            0 => {}
            1 => phrases.push(loss.one.to_owned()),
            count => phrases.push(loss.many.replace("{}", &count.to_string())),
        }
    }
    Ok(phrases)
}
