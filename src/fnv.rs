//! A hash that is the same on every machine and in every version, unlike those of std.

/// FNV-1a with 128 bits; a byte that no text holds separates the parts.
pub fn fnv1a<const N: usize>(parts: [&str; N]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    parts
        .into_iter()
        .flat_map(|part| part.bytes().chain([0xff]))
        .fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_separated() {
        assert_ne!(fnv1a(["ab", "c", ""]), fnv1a(["a", "bc", ""]));
        assert_eq!(fnv1a(["a", "b", "c"]), fnv1a(["a", "b", "c"]));
    }
}
