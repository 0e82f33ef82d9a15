//! The sessions themselves, found by id and by destination.

use core::time::Duration;

use super::chain::Chain;
use super::hash::Place;
use super::heap::Heap;
use super::list::Ended;
use super::slot::{Handle, Slot};
use super::words::TAGS;
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId, Status, Validity};
use crate::time::Timestamp;

/// Which slots hold sessions, and in what order they make room.
///
/// A session that waits is in the chain of its destination, and in the heap. One that has ended is
/// in `ended`; it stays in the chain and in the heap until its room is needed or somebody comes
/// across it there, since a check should touch little memory.
pub(super) struct Sessions {
    /// How many slots have ever been used; those behind them are free.
    used: u32,
    /// How many slots hold a session.
    held: usize,
    /// The first of the used slots that are free again.
    free: Option<Handle>,
    by_expiry: Heap,
    ended: Ended,
    /// No session that waits expires later.
    furthest: Timestamp,
}

/// How far ahead a session may expire at most: it is up to two hours ahead of a clock that has
/// stepped back, and then valid for two. A later one was left behind by a clock that was far ahead.
const LONGEST_AHEAD: Duration = Duration::from_secs(4 * 3600);
const _: () = assert!(LONGEST_AHEAD.as_secs() == 2 * Validity::MAX.duration().as_secs());

/// Every session waits, at least until this instant.
pub(super) struct Full {
    pub(super) until: Timestamp,
}

impl Sessions {
    pub(super) const fn new() -> Self {
        Self {
            used: 0,
            held: 0,
            free: None,
            by_expiry: Heap::new(),
            ended: Ended::new(),
            furthest: Timestamp::UNIX_EPOCH,
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
        Chain::IDS.find(slots, id_place(slots, id), |handle| {
            get(slots, handle).is_some_and(|session| session.id() == id)
        })
    }

    /// Finds the session of a destination that was last seen waiting. Also returns whether some
    /// that have ended stood before it in its chain: [tidy](Self::tidy) takes them out.
    #[inline]
    pub(super) fn find_waiting(
        slots: &[Slot],
        place: Place,
        destination: PhoneNumber,
    ) -> (Option<Handle>, bool) {
        let mut has_ended = false;
        let waiting = Chain::DESTINATIONS.find(slots, place, |handle| {
            let session = get(slots, handle);
            let is_waiting = session.is_some_and(|it| it.latest_status() == Status::Waiting);
            has_ended |= !is_waiting;
            is_waiting && session.is_some_and(|it| it.destination() == destination)
        });
        (waiting, has_ended)
    }

    /// Takes the sessions of a destination that have ended out of its chain, so that it stays short
    /// however many of them there are.
    #[cold]
    pub(super) fn tidy(slots: &mut [Slot], place: Place) {
        Chain::DESTINATIONS.retain(slots, place, is_waiting_in);
    }

    /// Notes that a session has ended, unless that is known.
    #[inline]
    pub(super) fn end(&mut self, slots: &mut [Slot], handle: Handle) {
        if !self.ended.contains(slots, handle) {
            self.ended.push(slots, handle);
        }
    }

    /// Notes that a session that waits expires at another time.
    pub(super) fn expire_at(&mut self, slots: &mut [Slot], handle: Handle, at: Timestamp) {
        self.by_expiry.set(slots, handle, at);
        self.furthest = self.furthest.max(at);
    }

    /// Returns the session that waits and expires first, and when it does.
    pub(super) fn first_to_expire(&mut self, slots: &mut [Slot]) -> Option<(Timestamp, Handle)> {
        loop {
            let (at, handle) = self.by_expiry.first(slots)?;
            if is_waiting_in(slots, handle) {
                return Some((at, handle));
            }
            self.by_expiry.remove(slots, handle);
        }
    }

    /// Inserts a session that waits or is over. Neither its id nor, while it waits, its destination
    /// may already be present.
    #[inline]
    pub(super) fn insert(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        (session, waits): (Session, bool),
        place: Place,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) -> Result<Handle, Full> {
        let handle = self.room(slots, now, place_of)?;
        let (ids, expires_at) = (id_place(slots, session.id()), session.expires_at());
        if let Some(slot) = slots.get_mut(handle.index()) {
            slot.session = Some(session);
        }
        self.held = self.held.wrapping_add(1);
        Chain::IDS.insert(slots, ids, handle);
        if waits {
            Chain::DESTINATIONS.insert(slots, place, handle);
            self.by_expiry.insert(slots, handle, expires_at);
            self.furthest = self.furthest.max(expires_at);
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
        if let Some(handle) = Ended::take_free(slots, &mut self.free) {
            return Ok(handle);
        }
        if let Some(handle) = Handle::unused(&mut self.used, slots) {
            return Ok(handle);
        }
        let first = self.first_to_expire(slots);
        let handle = match (first.filter(|(at, _)| *at <= now), self.ended.first()) {
            (Some((_, expired)), _) => expired,
            (None, Some(ended)) => ended,
            (None, None) => {
                // Without slots, nothing ever expires.
                let until = first.map_or(Timestamp::MAX, |(at, _)| at);
                self.left_ahead(slots, now).ok_or(Full { until })?
            }
        };
        self.take(slots, handle, place_of);
        Ok(handle)
    }

    /// Finds a session that a clock has left behind when it was far ahead. It is over.
    ///
    /// All sessions are looked at, but without one that is as far ahead, never twice.
    fn left_ahead(&mut self, slots: &[Slot], now: Timestamp) -> Option<Handle> {
        let ahead = now.saturating_add(LONGEST_AHEAD);
        if self.furthest <= ahead {
            return None;
        }
        let expiry = |handle: &Handle| get(slots, *handle).map(Session::expires_at);
        let furthest = self.by_expiry.iter(slots).max_by_key(expiry)?;
        self.furthest = expiry(&furthest)?;
        (self.furthest > ahead).then_some(furthest)
    }

    /// Forgets a session, and keeps its slot for another one.
    pub(super) fn forget(
        &mut self,
        slots: &mut [Slot],
        handle: Handle,
        place_of: impl Fn(PhoneNumber) -> Place,
    ) {
        self.take(slots, handle, place_of);
        Ended::free(slots, &mut self.free, handle);
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
        TAGS.set(slots, handle.index(), 0);
        if session.latest_status() != Status::Waiting {
            self.ended.remove(slots, handle);
        }
        self.by_expiry.remove(slots, handle);
        let ids = id_place(slots, session.id());
        Chain::IDS.remove(slots, ids, handle);
        Chain::DESTINATIONS.remove(slots, place_of(session.destination()), handle);
    }
}

#[cfg_attr(target_pointer_width = "64", inline)]
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
pub(super) fn get(slots: &[Slot], handle: Handle) -> Option<&Session> {
    slots.get(handle.index())?.session.as_ref()
}

#[cfg_attr(target_pointer_width = "64", inline)]
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
pub(super) fn get_mut(slots: &mut [Slot], handle: Handle) -> Option<&mut Session> {
    slots.get_mut(handle.index())?.session.as_mut()
}

#[inline]
fn is_waiting_in(slots: &[Slot], handle: Handle) -> bool {
    get(slots, handle).is_some_and(|session| session.latest_status() == Status::Waiting)
}

/// Returns the place of an id. Its random bits serve as its hash: the ids were drawn here.
fn id_place(slots: &[Slot], id: SessionId) -> Place {
    // The version is in the other half; the variant is in bits of the mark that are seldom used.
    let bytes = id.to_bytes();
    let half = bytes.last_chunk().copied().unwrap_or_default();
    Place::new(u64::from_le_bytes(half), slots.len())
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
        let places = ids.map(|id| id_place(&slots, id).index).collect::<BTreeSet<_>>();
        assert!((580..680).contains(&places.len()), "{}", places.len());
    }
}
