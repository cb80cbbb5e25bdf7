//! What every reader must endure, and what must hold of all that it reads.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use meetctl::error::Failure;
use meetctl::interchange::{MAX_UID_CHARS, MeetingEntry, ReadOptions, Source};
use meetctl::time::{UtcTime, Zone};
use rustix::time::{ClockId, clock_gettime};

use crate::mutate::{Random, mutate};

/// So much of a processor's time may no file of a few thousand bytes take: what takes longer does not
/// end. A build without optimisation is several times slower.
const MAX_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });

/// How files are read here.
pub fn options(csv_safe: bool) -> ReadOptions {
    ReadOptions {
        csv_safe,
        keep_raw: true,
        ..ReadOptions::new(Zone::parse("Europe/Berlin").unwrap(), UtcTime::default())
    }
}

/// How long this thread has worked so far, whatever else the machine does.
fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(now).unwrap()
}

/// Feeds mutants of `seeds` to `check`.
pub fn endure(seeds: &[&[u8]], words: &[&[u8]], check: impl Fn(&[u8])) {
    endure_many(20_000, seeds, words, check);
}

/// Feeds `inputs` mutants, or as many as the environment sets.
pub fn endure_many(inputs: u64, seeds: &[&[u8]], words: &[&[u8]], check: impl Fn(&[u8])) {
    let number = |name: &str| -> Option<u64> { std::env::var(name).ok()?.parse().ok() };
    let seed = number("MEETCTL_TEST_SEED").unwrap_or(20_260_601);
    for round in 0..number("MEETCTL_FUZZ_INPUTS").unwrap_or(inputs) {
        let mut random = Random::new(seed.wrapping_add(round));
        let file = mutate(&mut random, seeds, words);
        let started = worked();
        let ended = catch_unwind(AssertUnwindSafe(|| check(&file)));
        let elapsed = worked().saturating_sub(started);
        if ended.is_err() || elapsed > MAX_TIME {
            let kept = std::env::temp_dir().join(format!("meetctl-fuzz-{seed}-{round}"));
            std::fs::write(&kept, &file).unwrap();
            let what = format!("input {round} of seed {seed}, kept as {}", kept.display());
            if let Err(panic) = ended {
                let text = panic.downcast_ref::<&str>().copied();
                let said = panic.downcast_ref::<String>().map_or(text, |text| Some(text));
                panic!("{what}: {}", said.unwrap_or("it panicked"));
            }
            panic!("{what}: took {elapsed:?}");
        }
    }
}

/// Reads a file to its end and demands what holds of every source: lines in order, good records
/// within bounds, and rejects that are rejected again, one for one.
///
/// A file may also be refused.
pub fn read_meetings<S: Source<MeetingEntry>>(
    file: &[u8],
    open: impl Fn(Cursor<Vec<u8>>) -> Result<S, Failure>,
) {
    let Ok(mut source) = open(Cursor::new(file.to_vec())) else {
        return;
    };
    let mut rejects = source.rejects_head();
    let mut rejected = 0;
    let mut line = 0;
    while let Ok(Some(entry)) = source.next() {
        assert!(entry.line > line, "line {} after line {line}", entry.line);
        line = entry.line;
        match entry.content {
            Ok(meeting) => assert_sound(&meeting),
            Err(problem) => {
                assert!(!problem.message.is_empty());
                rejects.extend(source.reject(&entry.raw, &problem.to_string()));
                rejected += 1;
            }
        }
    }
    assert!(source.position() <= file.len() as u64);
    rejects.extend(source.rejects_tail());
    if rejected == 0 {
        return;
    }
    let mut again = open(Cursor::new(rejects)).unwrap();
    while let Some(entry) = again.next().unwrap() {
        assert!(entry.content.is_err(), "was rejected: {:?}", entry.content);
        rejected -= 1;
    }
    assert_eq!(rejected, 0, "rejects got lost");
}

/// What the database may take for granted.
pub fn assert_sound(meeting: &MeetingEntry) {
    let length = meeting.title.chars().count();
    assert!((1..=100).contains(&length), "{meeting:?}");
    assert!(!meeting.title.contains(char::is_control), "{meeting:?}");
    assert!(meeting.start < meeting.end, "{meeting:?}");
    let (first, last) = meetctl::time::bounds();
    assert!(first <= meeting.start && meeting.end <= last, "{meeting:?}");
    let uid = meeting.uid.as_ref().map_or(1, |uid| uid.chars().count());
    assert!((1..=MAX_UID_CHARS).contains(&uid), "{meeting:?}");
    let nul = meeting.description.as_ref().is_some_and(|text| text.contains('\0'));
    assert!(!nul, "{meeting:?}");
    let people = meeting.participants.iter().flatten();
    let mut seen = std::collections::HashSet::new();
    assert!(people.map(|one| format!("{one:?}")).all(|one| seen.insert(one)));
}
