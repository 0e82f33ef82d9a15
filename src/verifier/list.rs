//! Slots in the order in which they came.

use core::iter;

use super::slot::{Handle, Links, Neighbours, Slot};

/// A doubly linked list: any handle can be removed in one step.
pub(super) struct List {
    order: Order,
    first: Option<Handle>,
    last: Option<Handle>,
}

/// Which of a slot's neighbours.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// Sessions that are over, in the order in which they ended.
    Ended,
    /// Destinations with wrong codes, in the order of their latest ones.
    Failed,
}

impl Order {
    const fn of(self, links: &Links) -> &Neighbours {
        match self {
            Self::Ended => &links.ended,
            Self::Failed => &links.failed,
        }
    }

    const fn of_mut(self, links: &mut Links) -> &mut Neighbours {
        match self {
            Self::Ended => &mut links.ended,
            Self::Failed => &mut links.failed,
        }
    }
}

impl List {
    pub(super) const fn new(order: Order) -> Self {
        Self { order, first: None, last: None }
    }

    pub(super) const fn first(&self) -> Option<Handle> {
        self.first
    }

    /// Iterates from the first handle to the last.
    pub(super) fn iter(&self, slots: &[Slot]) -> impl Iterator<Item = Handle> {
        iter::successors(self.first, |handle| self.neighbours(slots, *handle).after)
    }

    /// Appends a handle that is not in the list yet.
    pub(super) fn push(&mut self, slots: &mut [Slot], handle: Handle) {
        self.set(slots, handle, Neighbours { before: self.last, after: None });
        match self.last.replace(handle) {
            None => self.first = Some(handle),
            Some(last) => self.change(slots, last, |it| it.after = Some(handle)),
        }
    }

    /// Removes a handle that is in the list.
    pub(super) fn remove(&mut self, slots: &mut [Slot], handle: Handle) {
        let Neighbours { before, after } = self.neighbours(slots, handle);
        match before {
            None => self.first = after,
            Some(before) => self.change(slots, before, |it| it.after = after),
        }
        match after {
            None => self.last = before,
            Some(after) => self.change(slots, after, |it| it.before = before),
        }
    }

    fn neighbours(&self, slots: &[Slot], handle: Handle) -> Neighbours {
        let slot = slots.get(handle.index());
        slot.map_or(Neighbours::NONE, |slot| *self.order.of(&slot.links))
    }

    fn set(&self, slots: &mut [Slot], handle: Handle, neighbours: Neighbours) {
        self.change(slots, handle, |it| *it = neighbours);
    }

    fn change(&self, slots: &mut [Slot], handle: Handle, change: impl FnOnce(&mut Neighbours)) {
        if let Some(slot) = slots.get_mut(handle.index()) {
            change(self.order.of_mut(&mut slot.links));
        }
    }
}
