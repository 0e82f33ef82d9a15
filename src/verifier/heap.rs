//! Slots by the instant at which their sessions expire.

use super::slot::{Handle, Slot};
use super::words::HEAP;
use crate::time::Timestamp;

/// A binary heap that knows where each slot stands, so that any can be moved or removed in `log N`
/// steps.
///
/// The times are in the heap itself, so that no step reads a session.
pub(super) struct Heap {
    len: usize,
}

#[derive(Clone, Copy)]
struct Timed {
    /// Milliseconds since the epoch.
    at: u64,
    handle: Handle,
}

impl Timed {
    fn new(at: Timestamp, handle: Handle) -> Self {
        Self { at: at.as_unix_millis(), handle }
    }
}

impl Heap {
    pub(super) const fn new() -> Self {
        Self { len: 0 }
    }

    /// Returns the earliest time and its handle.
    pub(super) fn first(&self, slots: &[Slot]) -> Option<(Timestamp, Handle)> {
        let Timed { at, handle } = self.entry(slots, 0)?;
        Some((Timestamp::UNIX_EPOCH.saturating_add_millis(at), handle))
    }

    /// Iterates over the handles in no particular order.
    pub(super) fn iter(&self, slots: &[Slot]) -> impl Iterator<Item = Handle> {
        (0..self.len).filter_map(|place| Some(entry(slots, place)?.handle))
    }

    /// Inserts a handle that is not in the heap yet.
    pub(super) fn insert(&mut self, slots: &mut [Slot], handle: Handle, at: Timestamp) {
        let place = self.len;
        self.len = place.wrapping_add(1);
        self.rise(slots, place, Timed::new(at, handle));
    }

    /// Changes the time of a handle that is in the heap.
    pub(super) fn set(&mut self, slots: &mut [Slot], handle: Handle, at: Timestamp) {
        if let Some(place) = self.place_of(slots, handle) {
            self.settle(slots, place, Timed::new(at, handle));
        }
    }

    /// Removes a handle, if it is in the heap.
    pub(super) fn remove(&mut self, slots: &mut [Slot], handle: Handle) {
        let Some(place) = self.place_of(slots, handle) else { return };
        let last_place = self.len.saturating_sub(1);
        let last = self.entry(slots, last_place);
        self.len = last_place;
        if let Some(last) = last.filter(|last| last.handle != handle) {
            self.settle(slots, place, last);
        }
    }

    fn place_of(&self, slots: &[Slot], handle: Handle) -> Option<usize> {
        let &[.., place] = HEAP.get(slots, handle.index())?;
        let place = usize::try_from(place).ok()?;
        self.entry(slots, place).filter(|entry| entry.handle == handle).map(|_| place)
    }

    fn entry(&self, slots: &[Slot], place: usize) -> Option<Timed> {
        if place < self.len { entry(slots, place) } else { None }
    }

    /// Moves an entry to where it belongs, starting at `place`, whose entry is overwritten.
    fn settle(&mut self, slots: &mut [Slot], place: usize, entry: Timed) {
        let above = place.checked_sub(1).and_then(|before| self.entry(slots, before / 2));
        if above.is_some_and(|above| entry.at < above.at) {
            self.rise(slots, place, entry);
        } else {
            self.sink(slots, place, entry);
        }
    }

    fn rise(&mut self, slots: &mut [Slot], mut place: usize, entry: Timed) {
        while let Some(parent) = place.checked_sub(1).map(|before| before / 2)
            && let Some(above) = self.entry(slots, parent)
            && entry.at < above.at
        {
            put(slots, place, above);
            place = parent;
        }
        put(slots, place, entry);
    }

    fn sink(&mut self, slots: &mut [Slot], mut place: usize, entry: Timed) {
        while let Some((child, below)) = self.earlier_child(slots, place)
            && below.at < entry.at
        {
            put(slots, place, below);
            place = child;
        }
        put(slots, place, entry);
    }

    fn earlier_child(&self, slots: &[Slot], place: usize) -> Option<(usize, Timed)> {
        let left = place.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let on_left = self.entry(slots, left)?;
        match self.entry(slots, right) {
            Some(on_right) if on_right.at < on_left.at => Some((right, on_right)),
            _ => Some((left, on_left)),
        }
    }
}

fn entry(slots: &[Slot], place: usize) -> Option<Timed> {
    let &[handle, low, high, _] = HEAP.get(slots, place)?;
    let handle = Handle::of_word(handle)?;
    Some(Timed { at: u64::from(low) | u64::from(high) << 32, handle })
}

fn put(slots: &mut [Slot], place: usize, entry: Timed) {
    if let Some([handle, low, high, _]) = HEAP.get_mut(slots, place) {
        *handle = entry.handle.to_word();
        *low = u32::try_from(entry.at & 0xFFFF_FFFF).unwrap_or_default();
        *high = u32::try_from(entry.at >> 32).unwrap_or_default();
    }
    if let Some([.., known]) = HEAP.get_mut(slots, entry.handle.index()) {
        *known = u32::try_from(place).unwrap_or(u32::MAX);
    }
}
