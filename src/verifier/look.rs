//! What a verifier holds.

use super::Verifier;
use super::sessions::{self, Sessions};
use super::slot::Slot;
use super::words::TAGS;
use crate::engine::NotFound;
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId};

impl<M: AsRef<[Slot]> + AsMut<[Slot]>> Verifier<M> {
    /// Returns a session as the last call left it, for a response.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn session(&self, id: SessionId) -> Result<&Session, NotFound> {
        let slots = self.memory.as_ref();
        Sessions::find(slots, id).and_then(|handle| sessions::get(slots, handle)).ok_or(NotFound)
    }

    /// Finds the session of a destination that was last seen waiting.
    #[must_use]
    pub fn find(&self, destination: PhoneNumber) -> Option<&Session> {
        let slots = self.memory.as_ref();
        let place = self.state.place(slots, destination.packed());
        let (waiting, _) = Sessions::find_waiting(slots, place, destination);
        sessions::get(slots, waiting?)
    }

    /// Returns every session as the last call left it: those that are over in the order in which
    /// they ended, then those that wait. To store them, take the [bytes](Session::to_bytes) of
    /// each, and [restore](Self::restore) them after a restart in this order.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.state.sessions.iter(self.memory.as_ref())
    }

    /// Returns how many sessions there are, those that are over included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.state.sessions.len()
    }

    /// Whether there is no session.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many sessions there may be: as many as slots.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.memory.as_ref().len()
    }

    /// Keeps 32 bits of the caller's beside a session, such as where its callback URL stands. They
    /// are 0 at first, and go with the session.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn set_tag(&mut self, id: SessionId, tag: u32) -> Result<(), NotFound> {
        let slots = self.memory.as_mut();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        TAGS.set(slots, handle.index(), tag);
        Ok(())
    }

    /// Returns what [`set_tag`](Self::set_tag) keeps beside a session.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn tag(&self, id: SessionId) -> Result<u32, NotFound> {
        let slots = self.memory.as_ref();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        Ok(TAGS.word(slots, handle.index()))
    }
}
