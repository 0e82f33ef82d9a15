//! What outlives a restart.

use super::Verifier;
use super::error::RestoreError;
use super::failures::FAILURE_BYTES;
use super::slot::Slot;
use crate::session::Session;
use crate::time::Timestamp;

impl<M: AsRef<[Slot]> + AsMut<[Slot]>> Verifier<M> {
    /// Restores a session saved before a restart.
    ///
    /// # Errors
    ///
    /// [`RestoreError`]: nothing has changed.
    pub fn restore(&mut self, now: Timestamp, bytes: &[u8]) -> Result<(), RestoreError> {
        let session = Session::from_bytes(bytes)?;
        if self.state.generator.is_none() {
            return Err(RestoreError::Unseeded);
        }
        self.state.restore(self.memory.as_mut(), now, session)
    }

    /// Returns the wrong codes in a row of every destination that has any, to be
    /// [restored](Self::restore_failures) after a restart, which must not clear them. Store them
    /// before anybody learns the verdict of a check. Phone numbers are among the bytes.
    ///
    /// ```
    /// # use verify_core::engine::Limits;
    /// # use verify_core::request::Request;
    /// # use verify_core::time::Timestamp;
    /// # use verify_core::verifier::{FAILURE_BYTES, Slot, Verifier};
    /// # let mut seed = [0; 32];
    /// # getrandom::fill(&mut seed)?;
    /// # let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
    /// # let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
    /// # let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
    /// # let id = verifier.start(now, &request)?.session().id();
    /// let verdict = verifier.check(now, id, "1")?;
    /// // Write them to a file.
    /// let stored: Vec<[u8; FAILURE_BYTES]> = verifier.failures().collect();
    /// println!("{verdict:?}"); // only now
    ///
    /// // After the restart, with a new seed:
    /// # getrandom::fill(&mut seed)?;
    /// let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
    /// for bytes in &stored {
    ///     verifier.restore_failures(now, bytes)?;
    /// }
    /// assert!(verifier.failures().eq(stored));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// The limits are not saved: the places of a key depend on the seed, and a quota's period is
    /// short.
    pub fn failures(&self) -> impl Iterator<Item = [u8; FAILURE_BYTES]> {
        self.state.failures.iter(self.memory.as_ref())
    }

    /// Restores the wrong codes in a row of a destination, saved before a restart. If it has some
    /// already, the greater number counts; among equals, the later one.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for bytes that [`failures`](Self::failures) does not give, and where there
    /// is no room: nothing has changed.
    pub fn restore_failures(&mut self, now: Timestamp, bytes: &[u8]) -> Result<(), RestoreError> {
        let state = &mut self.state;
        if state.generator.is_none() {
            return Err(RestoreError::Unseeded);
        }
        let (slots, key) = (self.memory.as_mut(), state.key);
        let len = slots.len();
        let place_of = |destination| key.place(destination, len);
        let restored =
            state.failures.restore(slots, bytes, now, state.retention.time(), place_of)?;
        if restored { Ok(()) } else { Err(RestoreError::Full) }
    }
}
