//! Every setting of a server that a session can have, set to its odd values by the server, the
//! database or the user: meetctl answers and writes as ever, or fails and says so.
//!
//! The settings are those that the server itself lists. One that is new to this test is swept too;
//! what is left out is left out by name, with the reason.

mod battery;
mod mysql;
mod postgres;

use std::fmt::Write as _;

use battery::{Battery, Wrong};

/// A setting, and a value as it is written in SQL.
type Assignment = (String, String);

/// How many settings are changed at once.
const AT_ONCE: usize = 200;

/// How many values of a setting are tried.
const MAX_VALUES: usize = 4;

/// A way to change settings, and to take that back.
trait Server {
    fn set(&self, settings: &[Assignment]);
    fn reset(&self, settings: &[Assignment]);
}

/// Runs the battery under the n-th value of every setting, for every n. Panics with all that is
/// wrong, and the settings under which it is.
fn sweep(battery: &Battery, server: &dyn Server, settings: &[(String, Vec<String>)]) {
    let mut wrong = String::new();
    for n in 0..MAX_VALUES {
        let nth: Vec<Assignment> = settings
            .iter()
            .filter_map(|(name, values)| Some((name.clone(), values.get(n)?.clone())))
            .collect();
        for some in nth.chunks(AT_ONCE) {
            find(battery, server, some, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Runs the battery under these settings and, if something is wrong, under each half of them.
fn find(battery: &Battery, server: &dyn Server, settings: &[Assignment], wrong: &mut String) {
    let found = run(battery, server, settings);
    let before = wrong.len();
    if let (false, Some(half @ 1..)) = (found.is_empty(), settings.len().checked_div(2)) {
        find(battery, server, &settings[..half], wrong);
        find(battery, server, &settings[half..], wrong);
    }
    if wrong.len() == before {
        report(wrong, settings, &found);
    }
}

fn run(battery: &Battery, server: &dyn Server, settings: &[Assignment]) -> Wrong {
    server.set(settings);
    let mut wrong = battery.run(|| server.reset(settings));
    server.set(settings);
    wrong.extend(battery.migrate(|| server.reset(settings)));
    wrong
}

/// Runs commands under each of these settings alone, which may end each with this code.
fn refusals(battery: &Battery, server: &dyn Server, settings: &[(&str, &str, i32)]) {
    let mut wrong = String::new();
    for (name, value, code) in settings {
        let one = [((*name).to_owned(), (*value).to_owned())];
        server.set(&one);
        report(&mut wrong, &one, &battery.run_refused(*code, || server.reset(&one)));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn report(text: &mut String, settings: &[Assignment], wrong: &Wrong) {
    for line in wrong {
        writeln!(text, "under {settings:?}:\n{line}").unwrap();
    }
}
