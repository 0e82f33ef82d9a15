//! Indexes of the sessions, each in arrays of a fixed size: chains by hash, a heap by time, a
//! queue.
//!
//! A handle that is not in an index is ignored. Every index starts as zeros, so that a `static`
//! takes no room in the image.

use core::iter;
use core::num::NonZeroU32;

use crate::time::Timestamp;

/// Where a session stands in the array of sessions, counted from 1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle(NonZeroU32);

impl Handle {
    /// Creates the handle of this index, which is below 2^32 - 1.
    pub(super) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Returns the index in an array.
    pub(super) fn index(self) -> usize {
        usize::try_from(self.0.get().wrapping_sub(1)).unwrap_or(usize::MAX)
    }
}

/// Chains of handles, one for each of `N` values of a hash. Inserting takes one step; finding and
/// removing take as many steps as the chain is long: with at most `N` handles and an unguessable
/// hash, 1 to 2 on average.
pub(super) struct Chains<const N: usize> {
    heads: [Option<Handle>; N],
    next: [Option<Handle>; N],
}

impl<const N: usize> Chains<N> {
    pub(super) const fn new() -> Self {
        Self { heads: [None; N], next: [None; N] }
    }

    /// Iterates over a chain, the latest handle first.
    pub(super) fn of(&self, chain: usize) -> impl Iterator<Item = Handle> {
        iter::successors(link(&self.heads, chain), |handle| link(&self.next, handle.index()))
    }

    /// Inserts a handle, which is in no chain yet, at the front of this one.
    pub(super) fn insert(&mut self, chain: usize, handle: Handle) {
        if let Some(head) = self.heads.get_mut(chain)
            && let Some(next) = self.next.get_mut(handle.index())
        {
            *next = head.replace(handle);
        }
    }

    /// Removes a handle from this chain.
    pub(super) fn remove(&mut self, chain: usize, handle: Handle) {
        let after = link(&self.next, handle.index());
        let mut place = self.heads.get_mut(chain);
        while let Some(link) = place {
            match *link {
                Some(found) if found == handle => {
                    *link = after;
                    return;
                }
                Some(other) => place = self.next.get_mut(other.index()),
                None => return,
            }
        }
    }
}

fn link(links: &[Option<Handle>], index: usize) -> Option<Handle> {
    links.get(index).copied().flatten()
}

/// Handles in the order in which they came.
pub(super) struct Queue<const N: usize> {
    first: Option<Handle>,
    last: Option<Handle>,
    next: [Option<Handle>; N],
}

impl<const N: usize> Queue<N> {
    pub(super) const fn new() -> Self {
        Self { first: None, last: None, next: [None; N] }
    }

    /// Iterates from the first handle to the last.
    pub(super) fn iter(&self) -> impl Iterator<Item = Handle> {
        iter::successors(self.first, |handle| link(&self.next, handle.index()))
    }

    /// Appends a handle that is not in the queue yet.
    pub(super) fn push(&mut self, handle: Handle) {
        if let Some(next) = self.next.get_mut(handle.index()) {
            *next = None;
        }
        match self.last.replace(handle).and_then(|last| self.next.get_mut(last.index())) {
            Some(next) => *next = Some(handle),
            None => self.first = Some(handle),
        }
    }

    /// Removes the first handle.
    pub(super) fn pop(&mut self) -> Option<Handle> {
        let first = self.first?;
        self.first = link(&self.next, first.index());
        if self.first.is_none() {
            self.last = None;
        }
        Some(first)
    }
}

/// Handles by a time: a binary heap that knows where each handle stands, so that any can be moved
/// or removed in `log N` steps.
///
/// The times are in the heap itself, so that no step reads a session.
pub(super) struct Heap<const N: usize> {
    entries: heapless::Vec<Timed, N>,
    /// Where each handle stands in the heap.
    places: [u32; N],
}

#[derive(Clone, Copy)]
struct Timed {
    at: Timestamp,
    handle: Handle,
}

impl<const N: usize> Heap<N> {
    pub(super) const fn new() -> Self {
        Self { entries: heapless::Vec::new(), places: [0; N] }
    }

    /// Returns the earliest time and its handle.
    pub(super) fn first(&self) -> Option<(Timestamp, Handle)> {
        self.entries.first().map(|entry| (entry.at, entry.handle))
    }

    /// Iterates over the handles in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Handle> {
        self.entries.iter().map(|entry| entry.handle)
    }

    /// Inserts a handle that is not in the heap yet.
    pub(super) fn insert(&mut self, handle: Handle, at: Timestamp) {
        let entry = Timed { at, handle };
        let place = self.entries.len();
        if self.entries.push(entry).is_ok() {
            self.rise(place, entry);
        }
    }

    /// Changes the time of a handle.
    pub(super) fn set(&mut self, handle: Handle, at: Timestamp) {
        if let Some(place) = self.place_of(handle) {
            self.settle(place, Timed { at, handle });
        }
    }

    /// Removes a handle.
    pub(super) fn remove(&mut self, handle: Handle) {
        if let Some(place) = self.place_of(handle)
            && let Some(last) = self.entries.pop()
            && last.handle != handle
        {
            self.settle(place, last);
        }
    }

    fn place_of(&self, handle: Handle) -> Option<usize> {
        let place = usize::try_from(*self.places.get(handle.index())?).ok()?;
        self.entries.get(place).filter(|entry| entry.handle == handle).map(|_| place)
    }

    /// Moves an entry to where it belongs, starting at `place`, whose entry is overwritten.
    fn settle(&mut self, place: usize, entry: Timed) {
        let above = place.checked_sub(1).and_then(|before| self.entries.get(before / 2));
        if above.is_some_and(|above| entry.at < above.at) {
            self.rise(place, entry);
        } else {
            self.sink(place, entry);
        }
    }

    fn rise(&mut self, mut place: usize, entry: Timed) {
        while let Some(parent) = place.checked_sub(1).map(|before| before / 2)
            && let Some(above) = self.entries.get(parent).copied()
            && entry.at < above.at
        {
            self.put(place, above);
            place = parent;
        }
        self.put(place, entry);
    }

    fn sink(&mut self, mut place: usize, entry: Timed) {
        while let Some((child, below)) = self.earlier_child(place)
            && below.at < entry.at
        {
            self.put(place, below);
            place = child;
        }
        self.put(place, entry);
    }

    fn earlier_child(&self, place: usize) -> Option<(usize, Timed)> {
        let left = place.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let on_left = *self.entries.get(left)?;
        match self.entries.get(right) {
            Some(on_right) if on_right.at < on_left.at => Some((right, *on_right)),
            _ => Some((left, on_left)),
        }
    }

    fn put(&mut self, place: usize, entry: Timed) {
        if let Some(there) = self.entries.get_mut(place)
            && let Some(known) = self.places.get_mut(entry.handle.index())
        {
            *there = entry;
            *known = u32::try_from(place).unwrap_or(u32::MAX);
        }
    }
}

#[cfg(test)]
mod tests;
