//! Orders of the slots of a table, each in arrays of fixed size: chains by hash, a heap by time, a
//! line.
//!
//! A slot that is not there is ignored. All of it begins as zeros, so that a `static` takes no room
//! in the image.

use core::iter;
use core::num::NonZeroU32;

use crate::time::Timestamp;

/// Where a session stands in the table, counted from 1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot(NonZeroU32);

impl Slot {
    /// The slot of this index. A table has fewer than 2^32 slots.
    pub(super) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The index in an array.
    pub(super) fn index(self) -> usize {
        usize::try_from(self.0.get().wrapping_sub(1)).unwrap_or(usize::MAX)
    }
}

/// Chains of slots: one for each of `N` values of a hash. To insert, find and remove takes as many
/// steps as the chain is long: with at most `N` slots and an unguessable hash, 1 to 2.
pub(super) struct Chains<const N: usize> {
    heads: [Option<Slot>; N],
    next: [Option<Slot>; N],
}

impl<const N: usize> Chains<N> {
    pub(super) const fn new() -> Self {
        Self { heads: [None; N], next: [None; N] }
    }

    /// The slots of a chain, the latest first.
    pub(super) fn of(&self, chain: usize) -> impl Iterator<Item = Slot> {
        iter::successors(link(&self.heads, chain), |slot| link(&self.next, slot.index()))
    }

    /// Puts a slot, which is in no chain, in front of this one.
    pub(super) fn insert(&mut self, chain: usize, slot: Slot) {
        if let Some(head) = self.heads.get_mut(chain)
            && let Some(next) = self.next.get_mut(slot.index())
        {
            *next = head.replace(slot);
        }
    }

    /// Takes a slot out of this chain.
    pub(super) fn remove(&mut self, chain: usize, slot: Slot) {
        let after = link(&self.next, slot.index());
        let mut place = self.heads.get_mut(chain);
        while let Some(link) = place {
            match *link {
                Some(found) if found == slot => {
                    *link = after;
                    return;
                }
                Some(other) => place = self.next.get_mut(other.index()),
                None => return,
            }
        }
    }
}

fn link(links: &[Option<Slot>], index: usize) -> Option<Slot> {
    links.get(index).copied().flatten()
}

/// Slots in the order in which they came.
pub(super) struct Line<const N: usize> {
    first: Option<Slot>,
    last: Option<Slot>,
    next: [Option<Slot>; N],
}

impl<const N: usize> Line<N> {
    pub(super) const fn new() -> Self {
        Self { first: None, last: None, next: [None; N] }
    }

    /// The first one first.
    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> {
        iter::successors(self.first, |slot| link(&self.next, slot.index()))
    }

    /// Puts a slot, which is not in the line, at its end.
    pub(super) fn push(&mut self, slot: Slot) {
        if let Some(next) = self.next.get_mut(slot.index()) {
            *next = None;
        }
        match self.last.replace(slot).and_then(|last| self.next.get_mut(last.index())) {
            Some(next) => *next = Some(slot),
            None => self.first = Some(slot),
        }
    }

    /// Takes the first one.
    pub(super) fn pop(&mut self) -> Option<Slot> {
        let first = self.first?;
        self.first = link(&self.next, first.index());
        if self.first.is_none() {
            self.last = None;
        }
        Some(first)
    }
}

/// Slots by a time: a binary heap that knows where each slot stands, so that any can be moved and
/// removed in `log N` steps.
///
/// The times stand in the heap itself: a step looks at no session.
pub(super) struct Heap<const N: usize> {
    entries: heapless::Vec<Entry, N>,
    /// The place in the heap of each slot.
    places: [u32; N],
}

#[derive(Clone, Copy)]
struct Entry {
    at: Timestamp,
    slot: Slot,
}

impl<const N: usize> Heap<N> {
    pub(super) const fn new() -> Self {
        Self { entries: heapless::Vec::new(), places: [0; N] }
    }

    /// The earliest one.
    pub(super) fn first(&self) -> Option<(Timestamp, Slot)> {
        self.entries.first().map(|entry| (entry.at, entry.slot))
    }

    /// In no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> {
        self.entries.iter().map(|entry| entry.slot)
    }

    /// Puts in a slot that is not in the heap.
    pub(super) fn insert(&mut self, slot: Slot, at: Timestamp) {
        let entry = Entry { at, slot };
        let place = self.entries.len();
        if self.entries.push(entry).is_ok() {
            self.rise(place, entry);
        }
    }

    /// Gives a slot of the heap another time.
    pub(super) fn set(&mut self, slot: Slot, at: Timestamp) {
        if let Some(place) = self.place_of(slot) {
            self.settle(place, Entry { at, slot });
        }
    }

    /// Takes a slot out of the heap.
    pub(super) fn remove(&mut self, slot: Slot) {
        if let Some(place) = self.place_of(slot)
            && let Some(last) = self.entries.pop()
            && last.slot != slot
        {
            self.settle(place, last);
        }
    }

    fn place_of(&self, slot: Slot) -> Option<usize> {
        let place = usize::try_from(*self.places.get(slot.index())?).ok()?;
        self.entries.get(place).filter(|entry| entry.slot == slot).map(|_| place)
    }

    /// Puts an entry where it belongs, instead of what stands at `place`.
    fn settle(&mut self, place: usize, entry: Entry) {
        let above = place.checked_sub(1).and_then(|before| self.entries.get(before / 2));
        if above.is_some_and(|above| entry.at < above.at) {
            self.rise(place, entry);
        } else {
            self.sink(place, entry);
        }
    }

    fn rise(&mut self, mut place: usize, entry: Entry) {
        while let Some(parent) = place.checked_sub(1).map(|before| before / 2)
            && let Some(above) = self.entries.get(parent).copied()
            && entry.at < above.at
        {
            self.put(place, above);
            place = parent;
        }
        self.put(place, entry);
    }

    fn sink(&mut self, mut place: usize, entry: Entry) {
        while let Some((child, below)) = self.earlier_child(place)
            && below.at < entry.at
        {
            self.put(place, below);
            place = child;
        }
        self.put(place, entry);
    }

    fn earlier_child(&self, place: usize) -> Option<(usize, Entry)> {
        let left = place.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let on_left = *self.entries.get(left)?;
        match self.entries.get(right) {
            Some(on_right) if on_right.at < on_left.at => Some((right, *on_right)),
            _ => Some((left, on_left)),
        }
    }

    fn put(&mut self, place: usize, entry: Entry) {
        if let Some(there) = self.entries.get_mut(place)
            && let Some(known) = self.places.get_mut(entry.slot.index())
        {
            *there = entry;
            *known = u32::try_from(place).unwrap_or(u32::MAX);
        }
    }
}

#[cfg(test)]
mod tests;
