//! The sessions themselves, found by id and by destination.

use super::chain::Chain;
use super::hash;
use super::heap::Heap;
use super::list::{List, Order};
use super::slot::{Handle, Slot};
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId, Status};
use crate::time::Timestamp;

/// Which slots hold sessions, and in what order they make room.
///
/// A session that waits is in the chain of its destination, and in the heap. One that has ended is
/// in `ended`; it stays in the chain and in the heap until its room is needed or somebody comes
/// across it there, since a check should touch little memory.
pub(super) struct Sessions {
    /// How many slots have ever been used; those behind them are free.
    used: usize,
    /// How many slots hold a session.
    held: usize,
    /// The first of the used slots that are free again.
    free: Option<Handle>,
    by_expiry: Heap,
    ended: List,
}

/// Every session waits, at least until this instant.
pub(super) struct Full {
    pub(super) until: Timestamp,
}

/// Where a destination's chain starts.
pub(super) type Place = usize;

impl Sessions {
    pub(super) const fn new() -> Self {
        Self {
            used: 0,
            held: 0,
            free: None,
            by_expiry: Heap::new(),
            ended: List::new(Order::Ended),
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.held
    }

    /// Iterates over the ended sessions, in the order in which they ended, then over the others.
    pub(super) fn iter<'a>(&self, slots: &'a [Slot]) -> impl Iterator<Item = &'a Session> {
        let waiting = self.by_expiry.iter(slots).filter_map(|handle| get(slots, handle));
        let waiting = waiting.filter(|session| session.latest_status() == Status::Waiting);
        self.ended.iter(slots).filter_map(|handle| get(slots, handle)).chain(waiting)
    }

    #[inline]
    pub(super) fn find(slots: &[Slot], id: SessionId) -> Option<Handle> {
        Chain::Ids
            .handles(slots, id_place(slots, id))
            .find(|handle| get(slots, *handle).is_some_and(|session| session.id() == id))
    }

    /// Finds the session of a destination that was last seen waiting.
    pub(super) fn find_waiting(
        slots: &[Slot],
        place: Place,
        destination: PhoneNumber,
    ) -> Option<Handle> {
        Chain::Destinations.handles(slots, place).find(|handle| {
            get(slots, *handle).is_some_and(|session| {
                session.destination() == destination && session.latest_status() == Status::Waiting
            })
        })
    }

    /// Finds the session of a destination that was last seen waiting, and takes those that have
    /// ended out of its chain, so that this stays as short as if they had been taken out then.
    pub(super) fn find_waiting_and_tidy(
        slots: &mut [Slot],
        place: Place,
        destination: PhoneNumber,
    ) -> Option<Handle> {
        let (mut before, mut found) = (None, None);
        let mut next = Chain::Destinations.first(slots, place);
        while let Some(handle) = next {
            next = Chain::Destinations.next(slots, handle);
            let session = get(slots, handle);
            match session.filter(|session| session.latest_status() == Status::Waiting) {
                Some(session) => {
                    if session.destination() == destination {
                        found = Some(handle);
                    }
                    before = Some(handle);
                }
                None => Chain::Destinations.unlink(slots, place, before, handle),
            }
        }
        found
    }

    /// Notes that a session has ended.
    pub(super) fn end(&mut self, slots: &mut [Slot], handle: Handle) {
        self.ended.push(slots, handle);
    }

    /// Notes that a session that waits expires at another time.
    pub(super) fn expire_at(&mut self, slots: &mut [Slot], handle: Handle, at: Timestamp) {
        self.by_expiry.set(slots, handle, at);
    }

    /// Returns the session that waits and expires first, and when it does.
    pub(super) fn first_to_expire(&mut self, slots: &mut [Slot]) -> Option<(Timestamp, Handle)> {
        loop {
            let (at, handle) = self.by_expiry.first(slots)?;
            if get(slots, handle).is_some_and(|it| it.latest_status() == Status::Waiting) {
                return Some((at, handle));
            }
            self.by_expiry.remove(slots, handle);
        }
    }

    /// Inserts a session. Neither its id nor, while it waits, its destination may already be
    /// present.
    pub(super) fn insert(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        session: Session,
        place: Place,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) -> Result<Handle, Full> {
        let handle = self.room(slots, now, place_of)?;
        let (ids, expires_at) = (id_place(slots, session.id()), session.expires_at());
        let is_waiting = session.latest_status() == Status::Waiting;
        if let Some(slot) = slots.get_mut(handle.index()) {
            slot.session = Some(session);
            slot.links.tag = 0;
        }
        self.held = self.held.saturating_add(1);
        Chain::Ids.insert(slots, ids, handle);
        if is_waiting {
            Chain::Destinations.insert(slots, place, handle);
            self.by_expiry.insert(slots, handle, expires_at);
        } else {
            self.ended.push(slots, handle);
        }
        Ok(handle)
    }

    /// Returns a free slot, for which the session that expired first or, if none has expired, the
    /// one that ended first makes room.
    fn room(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) -> Result<Handle, Full> {
        if let Some(handle) = self.free {
            self.free = slots.get(handle.index()).and_then(|slot| slot.links.ended.after);
            return Ok(handle);
        }
        if self.used < slots.len() {
            let handle = Handle::new(self.used);
            self.used = self.used.saturating_add(1);
            return Ok(handle);
        }
        let first = self.first_to_expire(slots);
        let handle = match (first.filter(|(at, _)| *at <= now), self.ended.first()) {
            (Some((_, expired)), _) => expired,
            (None, Some(ended)) => ended,
            (None, None) => {
                // Without slots, nothing ever expires.
                return Err(Full { until: first.map_or(Timestamp::MAX, |(at, _)| at) });
            }
        };
        self.take(slots, handle, place_of);
        Ok(handle)
    }

    /// Forgets a session, and keeps its slot for another one.
    pub(super) fn forget(
        &mut self,
        slots: &mut [Slot],
        handle: Handle,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) {
        self.take(slots, handle, place_of);
        if let Some(slot) = slots.get_mut(handle.index()) {
            slot.links.ended.after = self.free.replace(handle);
        }
    }

    /// Forgets a session whose slot is to be used again.
    fn take(
        &mut self,
        slots: &mut [Slot],
        handle: Handle,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) {
        let Some(session) = slots.get_mut(handle.index()).and_then(|slot| slot.session.take())
        else {
            return;
        };
        self.held = self.held.saturating_sub(1);
        if session.latest_status() != Status::Waiting {
            self.ended.remove(slots, handle);
        }
        self.by_expiry.remove(slots, handle);
        let ids = id_place(slots, session.id());
        Chain::Ids.remove(slots, ids, handle);
        Chain::Destinations.remove(slots, place_of(session.destination()), handle);
    }
}

#[inline]
pub(super) fn get(slots: &[Slot], handle: Handle) -> Option<&Session> {
    slots.get(handle.index())?.session.as_ref()
}

#[inline]
pub(super) fn get_mut(slots: &mut [Slot], handle: Handle) -> Option<&mut Session> {
    slots.get_mut(handle.index())?.session.as_mut()
}

/// Returns the place of an id. Its random bits serve as its hash: the ids were drawn here.
fn id_place(slots: &[Slot], id: SessionId) -> usize {
    let [.., a, b, c, d] = id.to_bytes();
    hash::place(u64::from_be_bytes([a, b, c, d, 0, 0, 0, 0]), slots.len())
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::collections::BTreeSet;
    use std::vec::Vec;

    use super::{Slot, id_place};
    use crate::code::Generator;
    use crate::session::SessionId;

    /// Of 1,000 places for 1,000 ids, 1,000 / e = 368 stay free on average.
    #[test]
    fn ids_are_spread() {
        let slots: Vec<Slot> = (0..1000).map(|_| Slot::EMPTY).collect();
        let mut generator = Generator::from_seed([7; 32]);
        let ids = (0..1000).map(|_| SessionId::generate(&mut generator));
        let places = ids.map(|id| id_place(&slots, id)).collect::<BTreeSet<_>>();
        assert!((580..680).contains(&places.len()), "{}", places.len());
    }
}
