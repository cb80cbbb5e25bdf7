//! The server programs that may stand behind an engine, and those of other versions than the
//! installed ones, which `tests/servers` fetches.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::engine::Engine;
use crate::generated::in_repository;

/// A kind of database. One engine of meetctl speaks to several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    Sqlite,
    Postgres,
    Mariadb,
    Mysql,
    /// OceanBase on one machine, with the protocol of MySQL.
    Seekdb,
}

impl Product {
    /// As people write it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::Mariadb => "MariaDB",
            Self::Mysql => "MySQL",
            Self::Seekdb => "seekdb",
        }
    }

    /// The engine whose tests it runs.
    pub fn engine(self) -> Engine {
        match self {
            Self::Sqlite => Engine::Sqlite,
            Self::Postgres => Engine::Postgres,
            Self::Mariadb | Self::Mysql | Self::Seekdb => Engine::Mariadb,
        }
    }
}

/// A word of `MEETCTL_TEST_ENGINES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub product: Product,
    /// As `tests/servers` calls it; `None` for the program that is installed.
    pub fetched: Option<&'static str>,
}

const fn fetched(product: Product, name: &'static str) -> Named {
    Named { product, fetched: Some(name) }
}

const FETCHED: [Named; 7] = [
    fetched(Product::Mysql, "mysql-9.7"),
    fetched(Product::Mariadb, "mariadb-11.8"),
    fetched(Product::Postgres, "postgres-14"),
    fetched(Product::Postgres, "postgres-16"),
    fetched(Product::Postgres, "postgres-17"),
    fetched(Product::Postgres, "postgres-18"),
    fetched(Product::Seekdb, "seekdb-1.4"),
];

impl Named {
    /// What a word means; `mysql` and `seekdb`, which are not looked for among what is installed,
    /// do not need their version.
    pub fn parse(word: &str) -> Option<Self> {
        let product = match word {
            "sqlite" => Product::Sqlite,
            "postgres" => Product::Postgres,
            "mariadb" => Product::Mariadb,
            _ => {
                let stem = |name: &'static str| name.split('-').next().unwrap_or(name);
                let is_meant = |name| name == word || stem(name) == word;
                return FETCHED.into_iter().find(|named| named.fetched.is_some_and(is_meant));
            }
        };
        Some(Self { product, fetched: None })
    }

    /// The directory of the programs of a fetched server.
    pub fn programs(self) -> Result<Option<PathBuf>, String> {
        let Some(name) = self.fetched else {
            return Ok(None);
        };
        let programs = directory().join(name).join("bin");
        if programs.is_dir() {
            Ok(Some(programs))
        } else {
            Err(format!("it is not there; run `tests/servers fetch {name}`"))
        }
    }
}

/// Where `tests/servers` puts them.
fn directory() -> &'static Path {
    static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
        let asked = Command::new(in_repository("tests/servers")).arg("where").output().unwrap();
        PathBuf::from(String::from_utf8(asked.stdout).unwrap().trim())
    });
    &DIRECTORY
}

/// The words of `MEETCTL_TEST_ENGINES`, if it is set. Panics if two of them are one engine: each has
/// one server in a run.
pub fn required() -> Option<Vec<Named>> {
    let list = env::var("MEETCTL_TEST_ENGINES").ok().filter(|list| !list.trim().is_empty())?;
    let mut named: Vec<Named> = Vec::new();
    for word in list.split(',').map(str::trim) {
        let next = Named::parse(word)
            .unwrap_or_else(|| panic!("unknown engine in MEETCTL_TEST_ENGINES: `{word}`"));
        let engine = next.product.engine();
        let twice = named.iter().any(|other| other.product.engine() == engine);
        assert!(!twice, "MEETCTL_TEST_ENGINES names two servers for the tests of {engine:?}");
        named.push(next);
    }
    Some(named)
}
