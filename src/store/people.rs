//! Users by id, fetched together and kept, so that no listing asks for each one.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait};

use super::packed;
use crate::entity::user;

/// How many users are kept; a page more is fetched after the cache was emptied.
const KEPT: usize = 50_000;
/// How many ids one statement names.
const IDS_A_STATEMENT: usize = 1000;

/// A bounded cache of users.
#[derive(Debug, Default, Clone)]
pub struct People {
    known: HashMap<i64, Rc<user::Model>>,
}

impl People {
    /// Fetches those of `ids` that are not known yet.
    pub async fn learn<C: ConnectionTrait>(
        &mut self,
        db: &C,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<(), DbErr> {
        if self.known.len() > KEPT {
            self.known.clear();
        }
        let missing: BTreeSet<i64> = ids
            .into_iter()
            .filter(|id| !self.known.contains_key(id))
            .collect();
        let missing: Vec<i64> = missing.into_iter().collect();
        for ids in missing.chunks(IDS_A_STATEMENT) {
            let select = user::Entity::find()
                .filter(user::Column::Id.is_in(ids.iter().copied()))
                .into_query();
            let users = packed::users(db, &select).await?;
            self.known
                .extend(users.into_iter().map(|u| (u.id, Rc::new(u))));
        }
        Ok(())
    }

    /// The user, if it was learnt and exists.
    pub fn get(&self, id: i64) -> Option<Rc<user::Model>> {
        self.known.get(&id).cloned()
    }
}
