//! The sessions themselves, found by id and by destination.

use super::hash::{self, HashKey};
use super::slots::{Chains, Heap, Line, Slot};
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId, Status};
use crate::time::Timestamp;

/// At most `N` sessions. One that waits, as far as is known, stands in `waiting` and
/// `by_destination`, which therefore holds each destination once; one that is over stands in
/// `over`.
pub(super) struct Table<const N: usize> {
    /// A slot that is filled stays so: a session only ever makes room for another one.
    sessions: heapless::Vec<Session, N>,
    by_id: Chains<N>,
    by_destination: Chains<N>,
    /// By the instant at which they expire.
    waiting: Heap<N>,
    over: Line<N>,
    key: HashKey,
}

/// Every session waits, at least until then.
pub(super) struct Full {
    pub(super) until: Timestamp,
}

impl<const N: usize> Table<N> {
    pub(super) const fn new() -> Self {
        const {
            // Slots are counted from 1, in 32 bits.
            assert!(N < u32::MAX as usize, "a Verifier holds fewer than 2^32 - 1 sessions");
        }
        Self {
            sessions: heapless::Vec::new(),
            by_id: Chains::new(),
            by_destination: Chains::new(),
            waiting: Heap::new(),
            over: Line::new(),
            key: HashKey::ZERO,
        }
    }

    /// Sets the key of the hash. The table is empty.
    pub(super) fn set_key(&mut self, key: HashKey) {
        self.key = key;
    }

    pub(super) fn len(&self) -> usize {
        self.sessions.len()
    }

    /// Those that are over, in the order in which they ended, then those that wait.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Session> {
        self.over.iter().chain(self.waiting.iter()).filter_map(|slot| self.get(slot))
    }

    pub(super) fn get(&self, slot: Slot) -> Option<&Session> {
        self.sessions.get(slot.index())
    }

    pub(super) fn find(&self, id: SessionId) -> Option<Slot> {
        let is_it = |slot: &Slot| self.get(*slot).is_some_and(|session| session.id() == id);
        self.by_id.of(Self::id_chain(id)).find(is_it)
    }

    /// The session of a destination that was waiting when it was last looked at.
    pub(super) fn find_waiting(&self, destination: PhoneNumber) -> Option<Slot> {
        let is_it = |slot: &Slot| self.get(*slot).is_some_and(|it| it.destination() == destination);
        self.by_destination.of(self.destination_chain(destination)).find(is_it)
    }

    /// Lets a session change, and puts it where it then belongs.
    pub(super) fn change<R>(
        &mut self,
        slot: Slot,
        change: impl FnOnce(&mut Session) -> R,
    ) -> Option<R> {
        let session = self.sessions.get_mut(slot.index())?;
        let before = (session.latest_status() == Status::Waiting).then(|| session.expires_at());
        let result = change(session);
        let (destination, expires_at) = (session.destination(), session.expires_at());
        if let Some(expired_at) = before {
            if session.latest_status() != Status::Waiting {
                self.waiting.remove(slot);
                self.by_destination.remove(self.destination_chain(destination), slot);
                self.over.push(slot);
            } else if expires_at != expired_at {
                self.waiting.set(slot, expires_at);
            }
        }
        Some(result)
    }

    /// Takes a session in whose id, and whose destination if it waits, the table does not hold yet.
    pub(super) fn insert(&mut self, now: Timestamp, session: Session) -> Result<Slot, Full> {
        let id_chain = Self::id_chain(session.id());
        let destination_chain = self.destination_chain(session.destination());
        let waits_until =
            (session.latest_status() == Status::Waiting).then(|| session.expires_at());
        let slot = match self.sessions.push(session) {
            Ok(()) => Slot::new(self.sessions.len().saturating_sub(1)),
            Err(session) => {
                let slot = self.make_room(now)?;
                if let Some(place) = self.sessions.get_mut(slot.index()) {
                    *place = session;
                }
                slot
            }
        };
        self.by_id.insert(id_chain, slot);
        match waits_until {
            Some(expires_at) => {
                self.by_destination.insert(destination_chain, slot);
                self.waiting.insert(slot, expires_at);
            }
            None => self.over.push(slot),
        }
        Ok(slot)
    }

    /// A slot whose session has been forgotten: the one that expired first or, if none has, the one
    /// that ended first.
    fn make_room(&mut self, now: Timestamp) -> Result<Slot, Full> {
        let (slot, is_waiting) = match self.waiting.first() {
            Some((at, slot)) if at <= now => (slot, true),
            first => match (self.over.pop(), first) {
                (Some(slot), _) => (slot, false),
                (None, Some((until, _))) => return Err(Full { until }),
                // A table of no sessions.
                (None, None) => return Err(Full { until: Timestamp::MAX }),
            },
        };
        if let Some(session) = self.get(slot) {
            let (id, destination) = (session.id(), session.destination());
            self.by_id.remove(Self::id_chain(id), slot);
            if is_waiting {
                self.waiting.remove(slot);
                self.by_destination.remove(self.destination_chain(destination), slot);
            }
        }
        Ok(slot)
    }

    /// The random bits of an id are its hash, since the ids that are held were drawn here.
    pub(super) fn id_chain(id: SessionId) -> usize {
        let [.., a, b, c, d] = id.to_bytes();
        hash::place(u64::from_be_bytes([a, b, c, d, 0, 0, 0, 0]), N)
    }

    pub(super) fn destination_chain(&self, destination: PhoneNumber) -> usize {
        self.key.place(destination.packed(), N)
    }
}
