//! The sessions themselves, found by id and by destination.

use super::hash::{self, HashKey};
use super::indexes::{Chains, Handle, Heap, Queue};
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId, Status};
use crate::time::Timestamp;

/// At most `N` sessions. One that was last seen waiting is in `waiting` and in `by_destination`,
/// which therefore holds each destination once. One that is over is in `over`.
pub(super) struct Sessions<const N: usize> {
    /// A place that is filled stays filled: a session only ever makes room for another one.
    held: heapless::Vec<Session, N>,
    by_id: Chains<N>,
    by_destination: Chains<N>,
    /// By the instant at which they expire.
    waiting: Heap<N>,
    over: Queue<N>,
    key: HashKey,
}

/// Every session waits, at least until this instant.
pub(super) struct Full {
    pub(super) until: Timestamp,
}

impl<const N: usize> Sessions<N> {
    pub(super) const fn new() -> Self {
        const {
            // Handles are counted from 1, in 32 bits.
            assert!(N < u32::MAX as usize, "a Verifier holds fewer than 2^32 - 1 sessions");
        }
        Self {
            held: heapless::Vec::new(),
            by_id: Chains::new(),
            by_destination: Chains::new(),
            waiting: Heap::new(),
            over: Queue::new(),
            key: HashKey::ZERO,
        }
    }

    /// Sets the key of the hash, while there are no sessions.
    pub(super) fn set_key(&mut self, key: HashKey) {
        self.key = key;
    }

    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    /// Iterates over the ended sessions, in the order in which they ended, then over those that
    /// wait.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Session> {
        self.over.iter().chain(self.waiting.iter()).filter_map(|handle| self.get(handle))
    }

    pub(super) fn get(&self, handle: Handle) -> Option<&Session> {
        self.held.get(handle.index())
    }

    pub(super) fn find(&self, id: SessionId) -> Option<Handle> {
        let is_it = |handle: &Handle| self.get(*handle).is_some_and(|session| session.id() == id);
        self.by_id.of(Self::id_chain(id)).find(is_it)
    }

    /// Finds the session of a destination that was last seen waiting.
    pub(super) fn find_waiting(&self, destination: PhoneNumber) -> Option<Handle> {
        let is_it =
            |handle: &Handle| self.get(*handle).is_some_and(|it| it.destination() == destination);
        self.by_destination.of(self.destination_chain(destination)).find(is_it)
    }

    /// Changes a session, and moves it to the indexes in which it then belongs.
    pub(super) fn change<R>(
        &mut self,
        handle: Handle,
        change: impl FnOnce(&mut Session) -> R,
    ) -> Option<R> {
        let session = self.held.get_mut(handle.index())?;
        let before = (session.latest_status() == Status::Waiting).then(|| session.expires_at());
        let result = change(session);
        let (destination, expires_at) = (session.destination(), session.expires_at());
        if let Some(expired_at) = before {
            if session.latest_status() != Status::Waiting {
                self.waiting.remove(handle);
                self.by_destination.remove(self.destination_chain(destination), handle);
                self.over.push(handle);
            } else if expires_at != expired_at {
                self.waiting.set(handle, expires_at);
            }
        }
        Some(result)
    }

    /// Inserts a session. Neither its id nor, while it waits, its destination may already be
    /// present.
    pub(super) fn insert(&mut self, now: Timestamp, session: Session) -> Result<Handle, Full> {
        let id_chain = Self::id_chain(session.id());
        let destination_chain = self.destination_chain(session.destination());
        let waits_until =
            (session.latest_status() == Status::Waiting).then(|| session.expires_at());
        let handle = match self.held.push(session) {
            Ok(()) => Handle::new(self.held.len().saturating_sub(1)),
            Err(session) => {
                let handle = self.make_room(now)?;
                if let Some(place) = self.held.get_mut(handle.index()) {
                    *place = session;
                }
                handle
            }
        };
        self.by_id.insert(id_chain, handle);
        match waits_until {
            Some(expires_at) => {
                self.by_destination.insert(destination_chain, handle);
                self.waiting.insert(handle, expires_at);
            }
            None => self.over.push(handle),
        }
        Ok(handle)
    }

    /// Forgets the session that expired first or, if none has expired, the one that ended first,
    /// and returns its handle.
    fn make_room(&mut self, now: Timestamp) -> Result<Handle, Full> {
        let (handle, is_waiting) = match self.waiting.first() {
            Some((at, handle)) if at <= now => (handle, true),
            first => match (self.over.pop(), first) {
                (Some(handle), _) => (handle, false),
                (None, Some((until, _))) => return Err(Full { until }),
                // `N` is 0.
                (None, None) => return Err(Full { until: Timestamp::MAX }),
            },
        };
        if let Some(session) = self.get(handle) {
            let (id, destination) = (session.id(), session.destination());
            self.by_id.remove(Self::id_chain(id), handle);
            if is_waiting {
                self.waiting.remove(handle);
                self.by_destination.remove(self.destination_chain(destination), handle);
            }
        }
        Ok(handle)
    }

    /// Returns the chain of an id. Its random bits serve as its hash: the ids were drawn here.
    pub(super) fn id_chain(id: SessionId) -> usize {
        let [.., a, b, c, d] = id.to_bytes();
        hash::place(u64::from_be_bytes([a, b, c, d, 0, 0, 0, 0]), N)
    }

    pub(super) fn destination_chain(&self, destination: PhoneNumber) -> usize {
        self.key.place(destination.packed(), N)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use std::collections::BTreeSet;

    use super::Sessions;
    use crate::code::Generator;
    use crate::session::SessionId;

    /// Of 1,000 places for 1,000 ids, 1,000 / e = 368 stay free on average.
    #[test]
    fn ids_are_spread() {
        let mut generator = Generator::from_seed([7; 32]);
        let ids = (0..1000).map(|_| SessionId::generate(&mut generator));
        let places = ids.map(Sessions::<1000>::id_chain).collect::<BTreeSet<_>>();
        assert!((580..680).contains(&places.len()), "{}", places.len());
    }
}
