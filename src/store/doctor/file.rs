//! The file of a SQLite database: its pages and its mark.

use migration::APPLICATION_ID;
use sea_orm::{DatabaseConnection, DbErr};

use super::{Found, LONG_TIMEOUT};
use crate::error::Failure;
use crate::store::dialect::{Class, classify, inspect, message};
use crate::store::session::Session;

/// How many sentences about a damaged file are asked for.
const SENTENCES: u64 = 20;

/// What is wrong with the pages. Damage that stops the look itself is damage found.
pub async fn damage(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    match inspect::damage(db, SENTENCES).await {
        Err(error) if classify(&error) == Class::Corrupt => Ok(vec![message(&error)]),
        told => told,
    }
}

/// Whether the file says that it is meetctl's. What another program wrote there stays.
pub async fn application_id(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let id = inspect::application_id(db).await?;
    Ok(Found {
        count: u64::from(id != APPLICATION_ID),
        sample: (id != APPLICATION_ID)
            .then(|| id.to_string())
            .into_iter()
            .collect(),
        mend: None,
        beyond_mending: id != APPLICATION_ID && id != 0,
    })
}

/// Marks a file that bears no mark.
pub async fn mark(session: &Session) -> Result<u64, Failure> {
    session
        .with_limit(LONG_TIMEOUT)
        .retrying(async |db| {
            if inspect::application_id(&db).await? != 0 {
                return Ok(0);
            }
            inspect::set_application_id(&db).await?;
            Ok(1)
        })
        .await
}
