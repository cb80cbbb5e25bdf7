//! Spoils files: flips bits, cuts, repeats, swaps, and pastes in what is known to hurt.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::random::Random;

/// How long one input may take.
const LONGEST: Duration = Duration::from_secs(1);
/// Mutations do not grow a file beyond this.
const LARGEST: usize = 256 * 1024;

/// How many inputs each reader is to get.
pub fn inputs() -> usize {
    let given = std::env::var("MEETCTL_FUZZ_INPUTS").ok();
    given.map_or(3_000, |count| count.parse().unwrap())
}

/// Feeds mutations of `seeds` to `read`, which gives how many entries it got out of one; pastes
/// `tokens` into them, the words of the format.
pub fn run(
    name: &str,
    seeds: &[Vec<u8>],
    tokens: &[&str],
    most_entries: usize,
    read: impl Fn(Vec<u8>) -> usize,
) {
    let mut random = Random::new();
    let (seed, count) = (random.seed, inputs());
    let (mut slowest, mut entries) = (Duration::ZERO, 0);
    for number in 0..count {
        let input = mutated(seeds, tokens, &mut random);
        let begun = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| read(input.clone())));
        let taken = begun.elapsed();
        let shown = || {
            let text = String::from_utf8_lossy(&input);
            format!("{name}: input {number} of MEETCTL_TEST_SEED={seed}:\n{text}")
        };
        let found = result.unwrap_or_else(|_| panic!("panic; {}", shown()));
        assert!(taken < LONGEST, "it took {taken:?}; {}", shown());
        assert!(found <= most_entries, "{found} entries; {}", shown());
        slowest = slowest.max(taken);
        entries += found;
    }
    say(&format!(
        "{name}: {count} inputs, seed {seed}, {entries} entries, slowest {slowest:?}"
    ));
}

/// One of `seeds`, spoilt in one to eight ways.
fn mutated(seeds: &[Vec<u8>], tokens: &[&str], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        mutate(&mut bytes, seeds, tokens, random);
        bytes.truncate(LARGEST);
    }
    bytes
}

fn mutate(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], tokens: &[&str], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    match random.below(10) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap(),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(range(bytes, random))),
        4 => {
            let part = bytes[range(bytes, random)].to_vec();
            let _ = bytes.splice(at..at, part);
        }
        5 => {
            let other = &seeds[random.below(seeds.len())];
            let part = other[range(other, random)].to_vec();
            let _ = bytes.splice(at..at, part);
        }
        6 => digits(bytes, random),
        7 => lines(bytes, random),
        _ => {
            let token = tokens[random.below(tokens.len())].bytes();
            let end = at + random.below(2) * random.below(bytes.len() - at + 1).min(12);
            let _ = bytes.splice(at..end, token);
        }
    }
}

/// A piece of up to 400 bytes.
fn range(bytes: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let from = random.below(bytes.len() + 1);
    from..(from + random.below(400)).min(bytes.len())
}

/// Changes a number: its digits, or how many there are.
fn digits(bytes: &mut Vec<u8>, random: &mut Random) {
    let from = random.below(bytes.len() + 1);
    let Some(first) = bytes[from..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let at = from + first;
    match random.below(4) {
        0 => bytes[at] = b'9',
        1 => bytes[at] = b'0',
        2 => bytes.insert(at, b"0123456789-"[random.below(11)]),
        _ => drop(bytes.remove(at)),
    }
}

/// Takes a whole line out, or puts it elsewhere as well.
fn lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let all: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if all.is_empty() {
        return;
    }
    let mut all = all;
    let line = all[random.below(all.len())].clone();
    let at = random.below(all.len());
    if random.below(2) == 0 {
        all.remove(at);
    } else {
        all.insert(at, line);
    }
    *bytes = all.concat();
}

#[expect(clippy::print_stdout, reason = "what was done has to be seen")]
pub fn say(text: &str) {
    println!("{text}");
}
