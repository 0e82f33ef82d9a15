//! A keyed hash, so that nobody can choose numbers or addresses that share a place in a table.

use rand_core::Rng;

use crate::code::Generator;

/// Where something stands in a table, and what tells it from most others there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Where its chain starts: the greater half of the hash, mapped to the number of places.
    pub(super) index: usize,
    /// The lesser half of the hash.
    pub(super) mark: u32,
}

impl Place {
    /// Returns one of `places` places, all equally likely; 0 if `places` is 0.
    #[inline]
    pub(super) fn new(hash: u64, places: usize) -> Self {
        let mark = u32::try_from(hash & 0xFFFF_FFFF).unwrap_or_default();
        Self { index: place(hash, places), mark }
    }
}

/// A key of SipHash-1-3 (Aumasson and Bernstein, 2012; the variant that Rust's own `HashMap` uses),
/// for messages of eight bytes: every key that is looked up fits one word.
#[derive(Clone, Copy)]
pub(super) struct HashKey {
    first: u64,
    second: u64,
}

impl HashKey {
    /// The key before there is a seed.
    pub(super) const ZERO: Self = Self { first: 0, second: 0 };

    /// Draws two words.
    pub(super) fn draw(rng: &mut Generator) -> Self {
        Self { first: rng.next_u64(), second: rng.next_u64() }
    }

    /// Returns the place of a value among `places`.
    pub(super) fn place(self, value: u64, places: usize) -> Place {
        Place::new(self.sip::<1, 3>(value), places)
    }

    /// Hashes with `C` rounds for each word of the message, and `D` at the end.
    fn sip<const C: usize, const D: usize>(self, message: u64) -> u64 {
        const LENGTH: u64 = 8 << 56;
        let mut state = [
            self.first ^ u64::from_be_bytes(*b"somepseu"),
            self.second ^ u64::from_be_bytes(*b"dorandom"),
            self.first ^ u64::from_be_bytes(*b"lygenera"),
            self.second ^ u64::from_be_bytes(*b"tedbytes"),
        ];
        for word in [message, LENGTH] {
            let [.., last] = &mut state;
            *last ^= word;
            state = (0..C).fold(state, |state, _| round(state));
            let [first, ..] = &mut state;
            *first ^= word;
        }
        let [_, _, third, _] = &mut state;
        *third ^= 0xFF;
        (0..D).fold(state, |state, _| round(state)).into_iter().fold(0, |sum, word| sum ^ word)
    }
}

/// Maps the upper half of a hash to one of `places` places, by a multiplication instead of a
/// division.
fn place(hash: u64, places: usize) -> usize {
    let places = u64::try_from(places).unwrap_or(u64::MAX);
    usize::try_from((hash >> 32).wrapping_mul(places) >> 32).unwrap_or_default()
}

/// Computes one `SipRound`.
const fn round([mut v0, mut v1, mut v2, mut v3]: [u64; 4]) -> [u64; 4] {
    v0 = v0.wrapping_add(v1);
    v2 = v2.wrapping_add(v3);
    v1 = v1.rotate_left(13) ^ v0;
    v3 = v3.rotate_left(16) ^ v2;
    v0 = v0.rotate_left(32);
    v2 = v2.wrapping_add(v1);
    v0 = v0.wrapping_add(v3);
    v1 = v1.rotate_left(17) ^ v2;
    v3 = v3.rotate_left(21) ^ v0;
    v2 = v2.rotate_left(32);
    [v0, v1, v2, v3]
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "a test that panics is a test that fails"
    )]

    extern crate std;

    use std::hash::{DefaultHasher, Hasher};

    use super::{HashKey, Place, place};

    /// The reference implementation's vector for the message 00 01 .. 07 and the key 00 01 .. 0f.
    #[test]
    fn the_published_vector() {
        let word = u64::from_le_bytes([0, 1, 2, 3, 4, 5, 6, 7]);
        let key = HashKey { first: word, second: word + 0x0808_0808_0808_0808 };
        let expected = [0x62, 0x24, 0x93, 0x9A, 0x79, 0xF5, 0xF5, 0x93];
        assert_eq!(key.sip::<2, 4>(word).to_le_bytes(), expected);
    }

    /// The standard library has 2-4 for every key, and 1-3 for the key of zeros.
    #[test]
    fn the_standard_library_agrees() {
        let mut word = 0x0123_4567_89AB_CDEF_u64;
        let mut next = || {
            word = word.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            word ^ word >> 29
        };
        for _ in 0..1000 {
            let (key, message) = (HashKey { first: next(), second: next() }, next());
            #[expect(deprecated, reason = "deprecated for its name, not for what it computes")]
            let mut theirs = core::hash::SipHasher::new_with_keys(key.first, key.second);
            theirs.write(&message.to_le_bytes());
            assert_eq!(key.sip::<2, 4>(message), theirs.finish());

            let mut theirs = DefaultHasher::new();
            theirs.write(&message.to_le_bytes());
            assert_eq!(HashKey::ZERO.sip::<1, 3>(message), theirs.finish());
        }
    }

    /// A mark that all shared would have every session of a chain looked at.
    #[test]
    fn the_mark_is_the_lesser_half() {
        let place = Place::new(0x8000_0000_89AB_CDEF, 6);
        assert_eq!((place.index, place.mark), (3, 0x89AB_CDEF));
    }

    #[test]
    fn every_place_is_about_as_likely() {
        let key = HashKey { first: 1, second: 2 };
        let mut found = [0_u32; 7];
        for number in 0..70_000 {
            found[key.place(19_876_540_000 + number, 7).index] += 1;
        }
        assert!(found.iter().all(|count| (9_500..10_500).contains(count)), "{found:?}");
        assert_eq!((place(u64::MAX, 7), place(0, 7), place(u64::MAX, 0)), (6, 0, 0));
    }
}
