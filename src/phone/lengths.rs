//! Sets of lengths of national significant numbers.

use core::fmt;

/// A set of lengths of a national significant number, 4 to 15 digits: bit 0 is length 4.
#[derive(Clone, Copy)]
pub(super) struct Lengths(u32);

/// The lengths of national significant numbers that [`Lengths`] can hold.
pub(super) const SHORTEST: u32 = 4;
pub(super) const LONGEST: u32 = 15;

impl Lengths {
    /// Makes a set of lengths.
    pub(super) const fn of(mut lengths: &[u32]) -> Self {
        let mut bits = 0;
        while let [length, rest @ ..] = lengths {
            bits |= bit(*length);
            lengths = rest;
        }
        Self(bits)
    }

    pub(super) fn contains(self, length: u32) -> bool {
        self.0 & bit(length) != 0
    }

    /// Makes the set whose bits are these, the twelve lowest.
    pub(super) const fn of_bits(bits: u32) -> Self {
        Self(bits & 0xFFF)
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    /// Returns the shortest and the longest, and whether every length between them is in the set.
    const fn ends(self) -> (u32, u32, bool) {
        let from_shortest = self.0.wrapping_shr(self.0.trailing_zeros());
        let is_row = from_shortest & from_shortest.wrapping_add(1) == 0;
        let shortest = self.0.trailing_zeros().wrapping_add(SHORTEST);
        let longest = 31_u32.wrapping_sub(self.0.leading_zeros()).wrapping_add(SHORTEST);
        (shortest, longest, is_row)
    }

    /// Counts the shorter lengths in the set, if this one is in it.
    #[cfg(feature = "kinds")]
    pub(super) fn rank(self, length: u32) -> Option<usize> {
        let shorter = self.0 & bit(length).wrapping_sub(1);
        self.contains(length).then_some(usize::try_from(shorter.count_ones()).ok()?)
    }

    /// Iterates over the lengths in the set, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = u32> {
        (SHORTEST..=LONGEST).filter(move |&length| self.contains(length))
    }
}

/// `9`, `9 or 10`, `6, 7 or 9`, `4 to 13`.
impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shortest, longest, is_row) = self.ends();
        if is_row && longest.saturating_sub(shortest) > 2 {
            return write!(f, "{shortest} to {longest}");
        }
        for length in self.iter() {
            let separator = match length {
                _ if length == shortest => "",
                _ if length == longest => " or ",
                _ => ", ",
            };
            write!(f, "{separator}{length}")?;
        }
        Ok(())
    }
}

/// Returns the bit of a length in [`Lengths`]; no bit for a length that they do not cover.
const fn bit(length: u32) -> u32 {
    match length {
        SHORTEST..=LONGEST => 1_u32.wrapping_shl(length.wrapping_sub(SHORTEST)),
        _ => 0,
    }
}
