//! Which engines this run tests.
//!
//! `MEETCTL_TEST_ENGINES=sqlite,postgres,mariadb` names the engines that must be tested: one that
//! cannot be started fails its tests. Without it, SQLite is always tested, and PostgreSQL and
//! MariaDB where their programs are installed. The servers are private: started at the first
//! test that needs them, once per test process, and stopped with it.
//!
//! `mysql-9.7`, `mariadb-11.8`, `postgres-14` and other names that `tests/servers list` prints are
//! servers which `tests/servers fetch` has brought. Those with MySQL's protocol run the tests that
//! are called `mariadb`.

use std::sync::OnceLock;

use crate::product::{Named, Product, required};
use crate::server::{Own, Server};
use crate::skip::skip;
use crate::{mariadb, postgres, seekdb};

/// The database engines that meetctl speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
    /// MariaDB, MySQL, and all that speak its protocol.
    Mariadb,
}

const UNWANTED: &str = "not in MEETCTL_TEST_ENGINES";

/// What became of a server in this run.
enum Startup {
    Running(Server),
    Skipped(&'static str),
    Failed(String),
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Postgres, Self::Mariadb];

    /// As in `MEETCTL_TEST_ENGINES`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mariadb => "mariadb",
        }
    }

    /// The engine with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// What is behind the engine in this run.
    pub fn product(self) -> Product {
        self.named().map_or(self.default_product(), |named| named.product)
    }

    fn default_product(self) -> Product {
        match self {
            Self::Sqlite => Product::Sqlite,
            Self::Postgres => Product::Postgres,
            Self::Mariadb => Product::Mariadb,
        }
    }

    /// As people write it.
    pub fn title(self) -> &'static str {
        self.product().title()
    }

    /// Which program this run wants for the engine; `None` if it wants none.
    fn named(self) -> Option<Named> {
        match required() {
            Some(named) => named.into_iter().find(|named| named.product.engine() == self),
            None => Some(Named { product: self.default_product(), fetched: None }),
        }
    }

    /// Whether tests run on this engine; if not, the test is noted as skipped. Starts its server
    /// if need be.
    pub fn is_available(self) -> bool {
        let reason = match self.startup() {
            None if self.named().is_some() => return true,
            Some(Startup::Running(_)) => return true,
            Some(Startup::Failed(failure)) => panic!("{self:?} does not start: {failure}"),
            None => UNWANTED,
            Some(Startup::Skipped(reason)) => reason,
        };
        skip(format_args!("{}: {reason}", self.title()));
        false
    }

    /// The running server, which SQLite has none of.
    pub fn server(self) -> Option<&'static Server> {
        match self.startup() {
            Some(Startup::Running(server)) => Some(server),
            _ => None,
        }
    }

    /// One clause for a person: is the engine tested, and if not, why.
    pub fn report(self) -> String {
        let title = self.title();
        match self.startup() {
            None if self.named().is_some() => format!("{title} yes (embedded)"),
            None => format!("{title} skipped: {UNWANTED}"),
            Some(Startup::Running(server)) => format!(
                "{title} {} yes (private server, ready in {:.1} s)",
                server.version,
                server.started_in.as_secs_f32()
            ),
            Some(Startup::Skipped(reason)) => format!("{title} skipped: {reason}"),
            Some(Startup::Failed(failure)) => format!("{title} FAILED: {failure}"),
        }
    }

    fn startup(self) -> Option<&'static Startup> {
        static POSTGRES: OnceLock<Startup> = OnceLock::new();
        static MARIADB: OnceLock<Startup> = OnceLock::new();
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(POSTGRES.get_or_init(|| self.start(&Own::default()))),
            Self::Mariadb => Some(MARIADB.get_or_init(|| self.start(&Own::default()))),
        }
    }

    /// A server of one test alone, which ends when it is dropped; `None` where the engine is not
    /// tested, and the test is noted as skipped.
    pub fn own_server(self, own: &Own) -> Option<Server> {
        if !self.is_available() || self.product() == Product::Seekdb {
            return None;
        }
        match self.start(own) {
            Startup::Running(server) => Some(server),
            Startup::Skipped(_) => None,
            Startup::Failed(failure) => panic!("{self:?} does not start: {failure}"),
        }
    }

    fn start(self, own: &Own) -> Startup {
        let Some(named) = self.named() else {
            return Startup::Skipped(UNWANTED);
        };
        let started = named.programs().and_then(|fetched| match named.product {
            Product::Postgres => postgres::start(fetched, own),
            Product::Seekdb => seekdb::start(fetched),
            product => mariadb::start(product, fetched, own),
        });
        match started {
            Ok(Some(server)) => Startup::Running(server),
            Ok(None) if required().is_some() => {
                Startup::Failed("in MEETCTL_TEST_ENGINES, but its programs are not found".into())
            }
            Ok(None) => Startup::Skipped("its programs are not found"),
            Err(failure) => Startup::Failed(failure),
        }
    }
}
