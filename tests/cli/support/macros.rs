//! One test body, three tests; and snapshots that are equal on all of them.

/// Turns each `fn name(t: &Meetctl) { … }` into `name::{sqlite, postgres, mariadb}`, with a fresh
/// database at the newest schema each. An engine that is not there is left out
/// (`engines_in_this_run` says so).
macro_rules! on_every_engine {
    ($($tests:tt)+) => { $crate::support::engine_tests! { migrated; $($tests)+ } };
}

/// Like [`on_every_engine!`], with a database that was never migrated: on SQLite no file at all,
/// on the servers an empty database.
macro_rules! on_every_engine_empty {
    ($($tests:tt)+) => { $crate::support::engine_tests! { empty; $($tests)+ } };
}

/// What the two macros above share; not for use in tests.
macro_rules! engine_tests {
    ($make:ident; $($(#[$meta:meta])* fn $name:ident($t:ident: &Meetctl) $body:block)+) => { $(
        $(#[$meta])*
        fn $name($t: &$crate::support::Meetctl) $body

        mod $name {
            use $crate::support::{Engine, Meetctl};

            #[test]
            fn sqlite() {
                on(Engine::Sqlite);
            }

            #[test]
            fn postgres() {
                on(Engine::Postgres);
            }

            #[test]
            fn mariadb() {
                on(Engine::Mariadb);
            }

            fn on(engine: Engine) {
                if engine.is_available() {
                    super::$name(&Meetctl::$make(engine));
                }
            }
        }
    )+ };
}

/// Compares a [`Transcript`](super::Transcript) (or any text) with an inline snapshot. The engines
/// run the same line, hence `allow_duplicates`, which also demands that they agree.
macro_rules! snapshot {
    ($value:expr, @$expected:literal $(,)?) => {
        insta::allow_duplicates! {
            insta::assert_snapshot!($value.to_string(), @$expected);
        }
    };
}

pub(crate) use {engine_tests, on_every_engine, on_every_engine_empty, snapshot};
