//! The words of all slots as one array, which holds the parts of the indexes.
//!
//! What is looked up stands close together: one cache line holds the parts of 4, 8 or 16 slots, and
//! a session's own line is read only if it is the one that was looked for.

use super::slot::{Slot, WORDS};

/// A part of the array: a group of `K` words for each slot.
///
/// Groups begin at multiples of `K`, so that none is in two cache lines.
#[derive(Clone, Copy)]
pub(super) struct Part<const K: usize> {
    /// How many groups of `K` words each slot gives to the parts before this one.
    pub(super) before: usize,
}

/// The heap: an entry, and where the session of the slot stands.
pub(super) const HEAP: Part<4> = Part { before: 0 };
/// Neighbours in the order in which sessions ended.
pub(super) const ENDED: Part<2> = Part { before: 2 };
/// Neighbours in the order of the latest failures.
pub(super) const FAILED: Part<2> = Part { before: 3 };
/// A bit for each chain of destinations with failures: whether it has any.
pub(super) const HAS_FAILURES: Part<1> = Part { before: 8 };
/// The first of each chain of ids.
pub(super) const FIRST_ID: Part<1> = Part { before: 9 };
/// What follows a session in its chain of ids.
pub(super) const NEXT_ID: Part<1> = Part { before: 10 };
/// The first of each chain of destinations with sessions.
pub(super) const FIRST_DESTINATION: Part<1> = Part { before: 11 };
/// What follows a session in its chain of destinations.
pub(super) const NEXT_DESTINATION: Part<1> = Part { before: 12 };
/// The first of each chain of destinations with failures.
pub(super) const FIRST_FAILURES: Part<1> = Part { before: 13 };
/// What follows the count of a destination in its chain of failures.
pub(super) const NEXT_FAILURES: Part<1> = Part { before: 14 };
/// The caller's.
pub(super) const TAGS: Part<1> = Part { before: WORDS - 1 };

impl<const K: usize> Part<K> {
    /// How many groups fill the words of a slot: a power of two.
    const GROUPS: usize = match WORDS.checked_div(K) {
        Some(groups) => groups,
        None => 1, // never: no group is empty
    };
    const SHIFT: u32 = Self::GROUPS.trailing_zeros();
    const MASK: usize = Self::GROUPS.wrapping_sub(1);

    /// Returns the group of this index.
    #[inline]
    pub(super) fn get(self, slots: &[Slot], index: usize) -> Option<&[u32; K]> {
        let at = self.at(slots.len(), index);
        let (groups, _) = slots.get(at.wrapping_shr(Self::SHIFT))?.words.as_chunks();
        groups.get(at & Self::MASK)
    }

    /// Returns the group of this index, to be changed.
    #[inline]
    pub(super) fn get_mut(self, slots: &mut [Slot], index: usize) -> Option<&mut [u32; K]> {
        let at = self.at(slots.len(), index);
        let (groups, _) = slots.get_mut(at.wrapping_shr(Self::SHIFT))?.words.as_chunks_mut();
        groups.get_mut(at & Self::MASK)
    }

    /// Returns where a group stands among all groups of `K` words.
    #[inline]
    const fn at(self, slots: usize, index: usize) -> usize {
        self.before.wrapping_mul(slots).wrapping_add(index)
    }
}

impl Part<1> {
    /// Returns the word of this index, 0 behind the last slot.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) fn word(self, slots: &[Slot], index: usize) -> u32 {
        self.get(slots, index).map_or(0, |[word]| *word)
    }

    /// Sets the word of this index.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) fn set(self, slots: &mut [Slot], index: usize, new: u32) {
        if let Some([word]) = self.get_mut(slots, index) {
            *word = new;
        }
    }
}
