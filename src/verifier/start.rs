//! The starts of a [`Verifier`]: for a request, for a valid one, and for a number alone.

use super::Verifier;
use super::sessions;
use super::slot::Slot;
use super::state::Wanted;
use crate::engine::{Refused, Sending, Started, decide};
use crate::phone::PhoneNumber;
use crate::request::{Request, Verification};
use crate::session::{Policy, Session};
use crate::time::Timestamp;
use crate::tls::{self, Version};

impl<M: AsRef<[Slot]> + AsMut<[Slot]>> Verifier<M> {
    /// Starts a session as a request asks or, if a session of its destination waits, prepares that
    /// one to be sent again. Send what [`Started::delivery`] returns.
    ///
    /// The checks come in this order: the request, whether its message can be sent, the limits, the
    /// share of verified sessions in its range and country, wrong codes of its destination, the
    /// resending interval, the room.
    ///
    /// To send a code again, start the same request, and keep the id of the session that this
    /// returns. If your gateway fails, do the same once the resending interval is over; a start
    /// that was counted stays counted.
    ///
    /// # Errors
    ///
    /// [`Refused`]: nothing is to be sent.
    pub fn start<'r, S: AsRef<str>>(
        &mut self,
        now: Timestamp,
        request: &'r Request<S>,
    ) -> Result<Started<'_, 'r>, Refused> {
        let verification = request.validate()?;
        self.start_verification(now, verification, None)
    }

    /// Starts a session as [`start`](Self::start) does, for a request that is already validated,
    /// over a connection with this version of TLS. `None` switches the rule for Singapore off.
    ///
    /// # Errors
    ///
    /// [`Refused`]: nothing is to be sent.
    pub fn start_verification<'r>(
        &mut self,
        now: Timestamp,
        verification: Verification<'r>,
        tls: Option<Version>,
    ) -> Result<Started<'_, 'r>, Refused> {
        let (destination, policy) = (verification.destination(), verification.policy());
        let wanted = Wanted { destination, policy, client_ip: verification.client_ip() };
        let (session, sending) = self.start_wanted(now, wanted, |kept_code| {
            if let Some(version) = tls {
                tls::require(destination, version)?;
            }
            Ok(verification.fits(kept_code)?)
        })?;
        Ok(Started::new(session, verification, sending == Sending::New))
    }

    /// Starts a session for a number, or prepares the one that waits to be sent again, without a
    /// request: for a device that writes its messages itself, and links nothing else.
    ///
    /// Whether the message can be sent is left to the caller; a limit by the client's address does
    /// not apply.
    ///
    /// ```
    /// use verify_core::engine::{Limits, Sending};
    /// use verify_core::phone::PhoneNumber;
    /// use verify_core::session::{Policy, Verdict};
    /// use verify_core::time::Timestamp;
    /// use verify_core::verifier::{Slot, Verifier};
    ///
    /// let mut seed = [0; 32];
    /// getrandom::fill(&mut seed)?; // cargo add getrandom
    /// let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
    ///
    /// let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // the clock's present time
    /// let number = PhoneNumber::parse("+1 (987) 654-3210", None)?;
    /// let (session, sending) = verifier.start_number(now, number, Policy::default())?;
    /// assert_eq!(sending, Sending::New);
    /// let (id, text) = (session.id(), format!("Your code: {}", session.code().expose()));
    /// # assert_eq!(text.len(), 15);
    /// assert_eq!(verifier.check(now, id, "?")?, Verdict::Wrong { attempts_left: 4 });
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Refused`]: nothing is to be sent.
    pub fn start_number(
        &mut self,
        now: Timestamp,
        destination: PhoneNumber,
        policy: Policy,
    ) -> Result<(&Session, Sending), Refused> {
        self.start_wanted(now, Wanted { destination, policy, client_ip: None }, |_| Ok(()))
    }

    /// Starts what is wanted. `can_be_sent` looks at what else may refuse it, given the code that
    /// is kept.
    fn start_wanted(
        &mut self,
        now: Timestamp,
        wanted: Wanted,
        can_be_sent: impl FnOnce(Option<&str>) -> Result<(), Refused>,
    ) -> Result<(&Session, Sending), Refused> {
        let slots = self.memory.as_mut();
        let found = self.state.find_waiting(slots, wanted.destination)?;
        let session = found.waiting.and_then(|handle| sessions::get(slots, handle));
        can_be_sent(decide::kept_code(now, session, wanted.policy))?;
        let (handle, sending) = self.state.start(slots, now, wanted, found)?;
        match sessions::get(slots, handle) {
            Some(session) => Ok((session, sending)),
            None => Err(Refused::Full { until: Timestamp::MAX }),
        }
    }
}
