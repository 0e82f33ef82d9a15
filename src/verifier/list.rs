//! Slots in the order in which they came.

use core::{iter, mem};

use super::slot::{Handle, Slot};
use super::words::{self, Part};

/// A doubly linked list: any handle can be removed in one step.
///
/// The words of a slot are the handles before and after it, in the [part](Part) behind as many
/// others as `BEFORE` says.
pub(super) struct List<const BEFORE: usize> {
    first: Option<Handle>,
    last: Option<Handle>,
}

/// The sessions that are over, in the order in which they ended.
pub(super) type Ended = List<{ words::ENDED.before }>;

/// The destinations with wrong codes, in the order of their latest ones.
pub(super) type Failed = List<{ words::FAILED.before }>;

impl<const BEFORE: usize> List<BEFORE> {
    const PART: Part<2> = Part { before: BEFORE };

    pub(super) const fn new() -> Self {
        Self { first: None, last: None }
    }

    pub(super) const fn first(&self) -> Option<Handle> {
        self.first
    }

    /// Iterates from the first handle to the last.
    pub(super) fn iter(&self, slots: &[Slot]) -> impl Iterator<Item = Handle> {
        iter::successors(self.first, move |handle| {
            let [_, after] = Self::PART.get(slots, handle.index())?;
            Handle::of_word(*after)
        })
    }

    /// Whether a handle is in the list. It must not be one of those that wait to be used.
    pub(super) fn contains(&self, slots: &[Slot], handle: Handle) -> bool {
        let neighbours = Self::PART.get(slots, handle.index());
        neighbours.is_some_and(|it| *it != [0, 0]) || self.first == Some(handle)
    }

    /// Appends a handle that is not in the list yet.
    pub(super) fn push(&mut self, slots: &mut [Slot], handle: Handle) {
        let last = self.last.replace(handle);
        if let Some(neighbours) = Self::PART.get_mut(slots, handle.index()) {
            *neighbours = [Handle::word_of(last), 0];
        }
        match last {
            None => self.first = Some(handle),
            Some(last) => Self::set_after(slots, last, handle.to_word()),
        }
    }

    /// Removes a handle that is in the list.
    pub(super) fn remove(&mut self, slots: &mut [Slot], handle: Handle) {
        let [before, after] = Self::take(slots, handle);
        match Handle::of_word(before) {
            None => self.first = Handle::of_word(after),
            Some(other) => Self::set_after(slots, other, after),
        }
        match Handle::of_word(after) {
            None => self.last = Handle::of_word(before),
            Some(other) => {
                if let Some([word, _]) = Self::PART.get_mut(slots, other.index()) {
                    *word = before;
                }
            }
        }
    }

    /// Puts a handle that is not in the list before those that wait in `free` to be used.
    pub(super) fn free(slots: &mut [Slot], free: &mut Option<Handle>, handle: Handle) {
        let others = free.replace(handle);
        Self::set_after(slots, handle, Handle::word_of(others));
    }

    /// Takes the first handle of those that wait in `free` to be used.
    pub(super) fn take_free(slots: &mut [Slot], free: &mut Option<Handle>) -> Option<Handle> {
        let handle = (*free)?;
        let [_, others] = Self::take(slots, handle);
        *free = Handle::of_word(others);
        Some(handle)
    }

    /// Takes what stands beside a handle, and leaves nothing there.
    fn take(slots: &mut [Slot], handle: Handle) -> [u32; 2] {
        Self::PART.get_mut(slots, handle.index()).map(mem::take).unwrap_or_default()
    }

    fn set_after(slots: &mut [Slot], handle: Handle, after: u32) {
        if let Some([_, word]) = Self::PART.get_mut(slots, handle.index()) {
            *word = after;
        }
    }
}
