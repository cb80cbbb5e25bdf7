//! E-mail addresses that differ by case alone: most likely one person with two users.

use std::collections::BTreeMap;

use sea_orm::{DatabaseConnection, DbErr, Value};

use super::{CheckResult, SAMPLE};
use crate::fields;
use crate::store::dialect::{self, ascii_lower, has_non_ascii, placeholder};

/// How many addresses one statement names.
const ADDRESSES_PER_STATEMENT: usize = 500;

/// The users of each address in lower case.
type Groups = BTreeMap<String, Vec<(i64, String)>>;

/// Addresses of several users, each counted once; the sample names the users, as `first/second`.
///
/// The engine groups the addresses of ASCII letters. Which others have a case differs between
/// the engines, so those are grouped here.
pub async fn check(db: &DatabaseConnection) -> Result<CheckResult, DbErr> {
    let backend = db.get_database_backend();
    let (lower, exotic) = (ascii_lower(backend, "email"), has_non_ascii(backend, "email"));
    let [key, email] = [&lower, "email"].map(|text| dialect::bytes(backend, text));
    let repeated = format!(
        "SELECT MIN(id) AS id FROM users WHERE NOT ({exotic}) GROUP BY {key} \
         HAVING COUNT(DISTINCT {email}) > 1"
    );
    let count = dialect::number(db, &format!("SELECT COUNT(*) FROM ({repeated}) t")).await?;
    let first = format!("id IN (SELECT id FROM ({repeated} ORDER BY 1 LIMIT {SAMPLE}) t)");
    let mut sample = group(users(db, &first, []).await?);
    add_ascii(db, &exotic, &mut sample).await?;
    let others = exotic_groups(db, &exotic).await?;
    let count = count + others.len() as u64;
    sample.extend(others);
    let mut sample: Vec<Vec<i64>> = sample.into_values().map(|users| ids(&users)).collect();
    sample.sort_unstable();
    let named = |ids: &Vec<i64>| {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        ids.join("/")
    };
    let sample = sample.iter().take(SAMPLE).map(named).collect();
    Ok(CheckResult { count, sample, ..CheckResult::default() })
}

/// The groups with a letter outside ASCII that are not groups without it.
async fn exotic_groups(db: &DatabaseConnection, exotic: &str) -> Result<Groups, DbErr> {
    let mut groups = group(users(db, exotic, []).await?);
    // The lower case of such a letter may be one of ASCII, as for the sign of the unit kelvin.
    let mut with_ascii: Groups = groups.keys().map(|key| (key.clone(), Vec::new())).collect();
    with_ascii.retain(|key, _| key.is_ascii());
    add_ascii(db, exotic, &mut with_ascii).await?;
    for (key, users) in with_ascii {
        if is_repeated(&users) {
            groups.remove(&key);
        } else {
            groups.entry(key).or_default().extend(users);
        }
    }
    groups.retain(|_, users| is_repeated(users));
    Ok(groups)
}

/// Adds the users of ASCII addresses to the groups.
async fn add_ascii(
    db: &DatabaseConnection,
    exotic: &str,
    groups: &mut Groups,
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let lower = ascii_lower(backend, "email");
    let keys: Vec<String> = groups.keys().cloned().collect();
    for keys in keys.chunks(ADDRESSES_PER_STATEMENT) {
        let places: Vec<String> = (1..=keys.len()).map(|n| placeholder(backend, n)).collect();
        let condition = format!("NOT ({exotic}) AND {lower} IN ({})", places.join(", "));
        let values = keys.iter().map(|key| Value::from(key.as_str()));
        for (key, users) in group(users(db, &condition, values).await?) {
            if let Some(group) = groups.get_mut(&key) {
                group.extend(users);
                group.sort_unstable();
                group.dedup();
            }
        }
    }
    Ok(())
}

async fn users(
    db: &DatabaseConnection,
    condition: &str,
    values: impl IntoIterator<Item = Value> + Send,
) -> Result<Vec<(i64, String)>, DbErr> {
    let sql = format!("SELECT id, email FROM users WHERE {condition}");
    let rows = dialect::query(db, &sql, values).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

fn group(users: Vec<(i64, String)>) -> Groups {
    let mut groups = Groups::new();
    for (id, email) in users {
        groups.entry(fields::lower_case(&email)).or_default().push((id, email));
    }
    groups
}

/// Whether the addresses differ. Equal ones are of another check.
fn is_repeated(users: &[(i64, String)]) -> bool {
    users.iter().any(|(_, email)| *email != users[0].1)
}

fn ids(users: &[(i64, String)]) -> Vec<i64> {
    let mut ids: Vec<i64> = users.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids
}
