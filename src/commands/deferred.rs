//! Options that are defined when they are needed.

use std::cell::Cell;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Id};

/// The options of a subcommand. Among [`named_alone`] they are defined when the line names it: of eighty
/// commands it names one, and the options of all take longer to define than a page to read.
#[derive(Debug)]
pub struct Deferred<T>(pub Box<T>);

thread_local! {
    static DEFERS: Cell<bool> = const { Cell::new(false) };
}

/// Defines commands without their options, but for those of the one that is called.
pub fn named_alone(define: impl FnOnce() -> Command) -> Command {
    DEFERS.set(true);
    let command = define();
    DEFERS.set(false);
    command
}

impl<T> Deferred<T> {
    /// In a box: the options of some commands take much more room than those of others.
    fn boxed(args: T) -> Self {
        Self(Box::new(args))
    }
}

impl<T: Args> Args for Deferred<T> {
    fn group_id() -> Option<Id> {
        T::group_id()
    }

    fn augment_args(command: Command) -> Command {
        if DEFERS.get() { command.defer(T::augment_args) } else { T::augment_args(command) }
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self::boxed)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches_mut(matches).map(Self::boxed)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }

    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches_mut(matches)
    }
}
