//! Chains of slots, one for each place that a hash gives.
//!
//! There are as many places as slots. Inserting takes one step; finding and removing take as many
//! as the chain is long: 1 to 2 on average, since nobody can choose the places.

use core::iter;

use super::slot::{Handle, Link, Links, Slot};

/// Which of a slot's links.
#[derive(Clone, Copy)]
pub(super) enum Chain {
    Ids,
    Destinations,
    Failures,
}

impl Chain {
    #[inline]
    const fn of(self, links: &Links) -> &Link {
        match self {
            Self::Ids => &links.ids,
            Self::Destinations => &links.destinations,
            Self::Failures => &links.failures,
        }
    }

    #[inline]
    const fn of_mut(self, links: &mut Links) -> &mut Link {
        match self {
            Self::Ids => &mut links.ids,
            Self::Destinations => &mut links.destinations,
            Self::Failures => &mut links.failures,
        }
    }

    /// Returns the handle at the front of the chain of a place.
    #[inline]
    pub(super) fn first(self, slots: &[Slot], place: usize) -> Option<Handle> {
        self.of(&slots.get(place)?.links).head
    }

    /// Returns the handle behind another one.
    #[inline]
    pub(super) fn next(self, slots: &[Slot], handle: Handle) -> Option<Handle> {
        self.of(&slots.get(handle.index())?.links).next
    }

    /// Iterates over the chain of a place, the latest handle first.
    #[inline]
    pub(super) fn handles(self, slots: &[Slot], place: usize) -> impl Iterator<Item = Handle> {
        iter::successors(self.first(slots, place), move |handle| self.next(slots, *handle))
    }

    /// Inserts a handle, which is in no such chain yet, at the front of this one.
    pub(super) fn insert(self, slots: &mut [Slot], place: usize, handle: Handle) {
        let Some(slot) = slots.get_mut(place) else { return };
        let next = self.of_mut(&mut slot.links).head.replace(handle);
        if let Some(slot) = slots.get_mut(handle.index()) {
            self.of_mut(&mut slot.links).next = next;
        }
    }

    /// Removes a handle from the chain of this place, if it is there.
    pub(super) fn remove(self, slots: &mut [Slot], place: usize, handle: Handle) {
        let mut before = None;
        let mut next = self.first(slots, place);
        while let Some(other) = next.filter(|other| *other != handle) {
            before = next;
            next = self.next(slots, other);
        }
        if next.is_some() {
            self.unlink(slots, place, before, handle);
        }
    }

    /// Removes a handle that stands behind `before`, or at the front of the chain.
    pub(super) fn unlink(
        self,
        slots: &mut [Slot],
        place: usize,
        before: Option<Handle>,
        handle: Handle,
    ) {
        let after = slots.get(handle.index()).and_then(|slot| self.of(&slot.links).next);
        if let Some(slot) = slots.get_mut(before.map_or(place, Handle::index)) {
            let link = self.of_mut(&mut slot.links);
            match before {
                Some(_) => link.next = after,
                None => link.head = after,
            }
        }
    }
}
