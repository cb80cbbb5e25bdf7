//! One test body, three tests; and snapshots that are equal on all of them.

/// Expands each `fn name(t: &Meetctl) { … }` into `name::{sqlite, postgres, mariadb}`, with a fresh
/// database at the newest schema each. An engine that is not there is left out
/// (`engines_in_this_run` prints it).
#[macro_export]
macro_rules! on_every_engine {
    ($($tests:tt)+) => { $crate::engine_tests! { migrated; $($tests)+ } };
}

/// Like [`on_every_engine!`], with a database that was never migrated: on SQLite without a file,
/// on the servers an empty database.
#[macro_export]
macro_rules! on_every_engine_empty {
    ($($tests:tt)+) => { $crate::engine_tests! { empty; $($tests)+ } };
}

/// What the two macros above share.
#[doc(hidden)]
#[macro_export]
macro_rules! engine_tests {
    ($make:ident; $($(#[$meta:meta])* fn $name:ident($t:ident: &Meetctl) $body:block)+) => { $(
        $(#[$meta])*
        fn $name($t: &$crate::Meetctl) $body

        mod $name {
            use $crate::{Engine, Meetctl};

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

/// Compares a [`Transcript`](crate::Transcript) (or any text) with an inline snapshot. The engines
/// run the same line, hence `allow_duplicates`, which also demands that they agree.
#[macro_export]
macro_rules! snapshot {
    ($value:expr, @$expected:literal $(,)?) => {
        $crate::insta::allow_duplicates! {
            $crate::insta::assert_snapshot!($value.to_string(), @$expected);
        }
    };
}
