//! Chains of slots, one for each place that a hash gives.
//!
//! There are as many places as slots. Inserting takes one step; finding and removing take as many
//! as the chain is long: 1 to 2 on average, since nobody can choose the places.

use core::mem;

use super::hash::Place;
use super::slot::{Handle, Slot};
use super::words::{self, Part};

/// The chains of one kind.
///
/// A link is a handle in its lower bits and, in those that no handle needs, the mark of what stands
/// there: what has another mark is passed without a look at it.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    heads: Part<1>,
    nexts: Part<1>,
}

impl Chain {
    pub(super) const IDS: Self = Self { heads: words::FIRST_ID, nexts: words::NEXT_ID };
    pub(super) const DESTINATIONS: Self =
        Self { heads: words::FIRST_DESTINATION, nexts: words::NEXT_DESTINATION };
    pub(super) const FAILURES: Self =
        Self { heads: words::FIRST_FAILURES, nexts: words::NEXT_FAILURES };

    /// Finds the handle in the chain of a place that is the right one. Only those with the mark of
    /// the place are asked.
    #[inline]
    pub(super) fn find(
        self,
        slots: &[Slot],
        place: Place,
        mut is_it: impl FnMut(Handle) -> bool,
    ) -> Option<Handle> {
        let bits = handle_bits(slots.len());
        let mut link = self.heads.word(slots, place.index);
        loop {
            let handle = Handle::of_word(link & bits)?;
            if has_mark(link, place, bits) && is_it(handle) {
                return Some(handle);
            }
            link = self.nexts.word(slots, handle.index());
        }
    }

    /// Whether the chain of the place with this index is empty.
    pub(super) fn is_empty(self, slots: &[Slot], index: usize) -> bool {
        self.heads.word(slots, index) == 0
    }

    /// Inserts a handle, which is in no such chain yet, at the front of this one.
    pub(super) fn insert(self, slots: &mut [Slot], place: Place, handle: Handle) {
        let bits = handle_bits(slots.len());
        let link = handle.to_word() | place.mark & !bits;
        let Some([head]) = self.heads.get_mut(slots, place.index) else { return };
        let next = mem::replace(head, link);
        self.nexts.set(slots, handle.index(), next);
    }

    /// Removes a handle from the chain of this place, if it is there.
    pub(super) fn remove(self, slots: &mut [Slot], place: Place, handle: Handle) {
        self.retain(slots, place, |_, other| other != handle);
    }

    /// Removes the handles with the mark of this place that are not to stay in its chain.
    pub(super) fn retain(
        self,
        slots: &mut [Slot],
        place: Place,
        stays: impl Fn(&[Slot], Handle) -> bool,
    ) {
        let bits = handle_bits(slots.len());
        let mut before: Option<Handle> = None;
        let mut link = self.heads.word(slots, place.index);
        while let Some(handle) = Handle::of_word(link & bits) {
            let next = self.nexts.word(slots, handle.index());
            if !has_mark(link, place, bits) || stays(slots, handle) {
                before = Some(handle);
            } else if let Some(before) = before {
                self.nexts.set(slots, before.index(), next);
            } else {
                self.heads.set(slots, place.index, next);
            }
            link = next;
        }
    }

    /// Iterates over the chain of the place with this index, the latest handle first.
    #[cfg(test)]
    pub(super) fn handles(self, slots: &[Slot], index: usize) -> impl Iterator<Item = Handle> {
        let bits = handle_bits(slots.len());
        let first = Handle::of_word(self.heads.word(slots, index) & bits);
        core::iter::successors(first, move |handle| {
            Handle::of_word(self.nexts.word(slots, handle.index()) & bits)
        })
    }
}

/// Returns the bits that the handles of this many slots need.
#[inline]
fn handle_bits(slots: usize) -> u32 {
    // Handles beyond 32 bits do not occur.
    let unused = (slots | 1).leading_zeros();
    u32::try_from(usize::MAX.wrapping_shr(unused) & 0xFFFF_FFFF).unwrap_or(u32::MAX)
}

#[inline]
const fn has_mark(link: u32, place: Place, bits: u32) -> bool {
    (link ^ place.mark) & !bits == 0
}
