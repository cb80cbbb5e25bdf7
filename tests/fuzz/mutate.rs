//! What may happen to a file: bytes flipped, lost, doubled, torn apart, put together with others.

/// Chance that can be repeated.
pub struct Random(u64);

impl Random {
    /// The same numbers for the same `seed`.
    pub fn new(seed: u64) -> Self {
        // Adjacent seeds start far apart, and none at 0, which xorshift never leaves.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number from 0 to `limit` - 1; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap()
    }

    /// One of `things`.
    pub fn pick<'a, T: ?Sized>(&mut self, things: &[&'a T]) -> &'a T {
        things[self.below(things.len())]
    }
}

/// Bytes that mean something somewhere.
const WORDS: [&[u8]; 22] = [
    b"\0",
    b"\"",
    b"\"\"",
    b",",
    b";",
    b":",
    b"\r\n",
    b"\n",
    b"\r",
    b"\\",
    b"{",
    b"[",
    b"}",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"99999999999999999999",
    b"-1",
    b"9999-12-31T23:59:59Z",
    "\u{202e}é👩\u{200d}💻".as_bytes(),
];

/// One file made of `seeds`: one of them, hurt in a few places. `words` are those of the format.
pub fn mutate(random: &mut Random, seeds: &[&[u8]], words: &[&[u8]]) -> Vec<u8> {
    let mut file = random.pick(seeds).to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(file.len() + 1);
        let length = random.below(40).min(file.len() - at);
        match random.below(9) {
            0 if at < file.len() => file[at] ^= 1 << random.below(8),
            1 if at < file.len() => file[at] = u8::try_from(random.below(256)).unwrap(),
            2 => drop(file.drain(at..at + length)),
            3 => {
                let part = file[at..at + length].to_vec();
                let to = random.below(file.len() + 1);
                file.splice(to..to, part);
            }
            4 => {
                let other = random.pick(seeds);
                let from = random.below(other.len());
                let to = (from + random.below(200)).min(other.len());
                file.splice(at..at, other[from..to].iter().copied());
            }
            5 => {
                let word = random.pick(&WORDS);
                file.splice(at..at, word.iter().copied());
            }
            6 => {
                let word = random.pick(words);
                file.splice(at..at, word.iter().copied());
            }
            7 => {
                let word = random.pick(&WORDS).repeat(random.below(300));
                file.splice(at..at, word);
            }
            _ if random.below(4) == 0 => file.truncate(at),
            _ => {}
        }
    }
    file
}
