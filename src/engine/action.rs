//! What the engine can be asked for: which records each call reads, and what it decides.
#![expect(
    private_interfaces,
    reason = "outside of the engine, nobody can name an `Action` or the types that it takes"
)]

// over 400 lines because what can be asked for is read side by side, half of it documentation

use core::fmt;

use rand_core::CryptoRng;

use super::config::Engine;
use super::decide::{self, Counted};
use super::draft::{Counter, Draft};
use super::event::Event;
use super::key::Name;
use super::read::{Found, Read};
use super::refused::{CheckError, NotFound, Refused};
use super::sending::Sending;
use crate::limit::{Blocked, FailureCount};
use crate::phone::PhoneNumber;
use crate::request::Verification;
use crate::session::{Session, SessionId, Status, Verdict};
use crate::time::Timestamp;
use crate::tls::{self, Version};

/// What a call is about: the bound of a driver that runs every call. The engine's actions implement
/// it, and nobody else can.
///
/// ```
/// use verify_core::engine::{Action, Call};
/// use verify_core::stored::FromBytesError;
///
/// /// Reads everything that a call wants.
/// fn read<A: Action>(
///     call: &mut Call<'_, A>,
///     store: impl Fn(&[u8]) -> Option<Vec<u8>>,
/// ) -> Result<(), FromBytesError> {
///     while let Some(key) = call.wants() {
///         call.give(store(&key.to_bytes()).as_deref())?;
///     }
///     Ok(())
/// }
/// ```
pub trait Action {
    /// What the call answers.
    type Answer;

    /// Returns the record that it wants next.
    fn wants(&self, read: &Read) -> Option<Name>;

    /// Decides on what was found, and adds to the draft what is to be committed.
    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        rng: &mut R,
    ) -> Self::Answer;
}

/// What [`Engine::start`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Start};
///
/// fn drive(call: &mut Call<'_, Start<'_>>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    pub(super) verification: &'a Verification<'a>,
    pub(super) tls: Option<Version>,
}

/// What [`Engine::check`] asks for. `Debug` hides what was entered.
///
/// ```
/// use verify_core::engine::{Call, Check};
///
/// fn drive(call: &mut Call<'_, Check<'_>>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Check<'a> {
    pub(super) id: SessionId,
    pub(super) entered: &'a str,
}

/// What [`Engine::confirm`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Confirm};
///
/// fn drive(call: &mut Call<'_, Confirm>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Confirm {
    pub(super) id: SessionId,
}

/// What [`Engine::status`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Look};
///
/// fn drive(call: &mut Call<'_, Look>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub(super) id: SessionId,
}

/// What [`Engine::cancel`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Cancel};
///
/// fn drive(call: &mut Call<'_, Cancel>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Cancel {
    pub(super) id: SessionId,
}

/// What [`Engine::expire`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Expire};
///
/// fn drive(call: &mut Call<'_, Expire>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Expire {
    pub(super) id: SessionId,
}

/// What [`Engine::find`] asks for.
///
/// ```
/// use verify_core::engine::{Call, Find};
///
/// fn drive(call: &mut Call<'_, Find>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Find {
    pub(super) destination: PhoneNumber,
}

/// What [`Engine::clear_failures`] asks for.
///
/// ```
/// use verify_core::engine::{Call, ClearFailures};
///
/// fn drive(call: &mut Call<'_, ClearFailures>) {
///     while let Some(key) = call.wants() {
///         // read it, and give it to the call
/// #       let _ = key;
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClearFailures {
    pub(super) destination: PhoneNumber,
}

impl fmt::Debug for Check<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Action for Start<'_> {
    type Answer = Result<Sending, Refused>;

    fn wants(&self, read: &Read) -> Option<Name> {
        let destination = self.verification.destination();
        if read.waiting.is_unread() {
            return Some(Name::Waiting(destination));
        }
        if read.failures.is_unread() {
            return Some(Name::Failures(destination));
        }
        read.wants_waiting_session()
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        rng: &mut R,
    ) -> Self::Answer {
        let Self { verification, tls } = *self;
        let Found { session, mut failures, .. } = found;
        if let Some(version) = tls {
            tls::require(verification.destination(), version)?;
        }
        verification.fits(decide::kept_code(now, session.as_ref(), verification))?;
        let sending = match allow(engine, &mut failures, verification.destination(), draft, now) {
            Ok(()) => {
                decide::sending(now, session.as_ref(), verification).map_err(Refused::TooEarly)
            }
            Err(blocked) => Err(Refused::Blocked(blocked)),
        };
        // Limits refuse before anything else does, and count on success only.
        for charge in engine.limits.charges(verification) {
            draft.raise(Counter {
                by: charge.by,
                name: charge.name(),
                raise: charge.raise(now, engine.base),
                counts: sending.is_ok(),
            });
        }
        let sending = sending?;
        let session = match (sending, session) {
            (Sending::Again, Some(mut session)) => {
                // What `sending` has allowed is not refused here.
                let _ = session.resend(now, verification.policy(), rng);
                draft.write_session(now, Some(Status::Waiting), &session, engine.remember);
                session
            }
            (_, over) => {
                if let Some(mut over) = over {
                    let before = over.latest_status();
                    over.status(now);
                    draft.write_session(now, Some(before), &over, engine.remember);
                }
                let session = decide::start(now, verification, rng);
                draft.write_session(now, None, &session, engine.remember);
                session
            }
        };
        draft.write_waiting(&session, engine.remember);
        draft.send(&session);
        draft.session = Some(session);
        Ok(sending)
    }
}

impl Action for Check<'_> {
    type Answer = Result<Verdict, CheckError>;

    fn wants(&self, read: &Read) -> Option<Name> {
        read.wants_session_and_failures(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        let Found { session, mut failures } = found;
        let asked = session.as_ref().ok_or(NotFound)?;
        if decide::asks_failures(now, asked) {
            allow(engine, &mut failures, asked.destination(), draft, now)?;
        }
        let found = Found { session, failures };
        let verdict = change(engine, found, draft, now, |it| decide::check(now, it, self.entered))?;
        Ok(verdict)
    }
}

impl Action for Confirm {
    type Answer = Result<Verdict, NotFound>;

    fn wants(&self, read: &Read) -> Option<Name> {
        read.wants_session_and_failures(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        change(engine, found, draft, now, |session| decide::confirm(now, session))
    }
}

impl Action for Look {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        look(engine, found, draft, now)
    }
}

impl Action for Cancel {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        change(engine, found, draft, now, |session| (session.cancel(now), Counted::Nothing))
    }
}

impl Action for Expire {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        let status = look(engine, found, draft, now)?;
        if let Some(session) = draft.session.as_ref().filter(|_| status == Status::Waiting) {
            // It was sent again in the meantime.
            let at = session.expires_at();
            draft.happen(Event::ExpireAt { session: self.id, at });
        }
        Ok(status)
    }
}

impl Action for Find {
    type Answer = Option<SessionId>;

    fn wants(&self, read: &Read) -> Option<Name> {
        if read.waiting.is_unread() {
            return Some(Name::Waiting(self.destination));
        }
        read.wants_waiting_session()
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        engine: &Engine,
        found: Found,
        draft: &mut Draft,
        now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        let id = found.session.as_ref().map(Session::id)?;
        let status = look(engine, found, draft, now).ok()?;
        (status == Status::Waiting).then_some(id)
    }
}

impl Action for ClearFailures {
    type Answer = ();

    fn wants(&self, _read: &Read) -> Option<Name> {
        None
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        _engine: &Engine,
        _found: Found,
        draft: &mut Draft,
        _now: Timestamp,
        _rng: &mut R,
    ) -> Self::Answer {
        draft.remove(Name::Failures(self.destination));
    }
}

/// Whether the failures of a destination allow a call. What a clock has left too far ahead in them
/// is healed, and stored.
fn allow(
    engine: &Engine,
    failures: &mut FailureCount,
    destination: PhoneNumber,
    draft: &mut Draft,
    now: Timestamp,
) -> Result<(), Blocked> {
    let before = failures.clone();
    let allowed = failures.allows(now);
    if *failures != before {
        draft.write_failures(destination, failures, engine.retention);
    }
    allowed
}

/// Returns the status of a session. It is written only if it has changed.
fn look(
    engine: &Engine,
    found: Found,
    draft: &mut Draft,
    now: Timestamp,
) -> Result<Status, NotFound> {
    let session = found.session.as_ref().ok_or(NotFound)?;
    if session.status_at(now) == session.latest_status() {
        draft.session = found.session;
        return draft.session.as_ref().map(Session::latest_status).ok_or(NotFound);
    }
    change(engine, found, draft, now, |session| (session.status(now), Counted::Nothing))
}

/// Changes a session and the failures of its destination, and writes what has changed.
fn change<T>(
    engine: &Engine,
    found: Found,
    draft: &mut Draft,
    now: Timestamp,
    change: impl FnOnce(&mut Session) -> (T, Counted),
) -> Result<T, NotFound> {
    let Found { session, failures, .. } = found;
    let mut session = session.ok_or(NotFound)?;
    let before = session.latest_status();
    let (answer, counted) = change(&mut session);
    if before == Status::Waiting {
        draft.write_session(now, Some(before), &session, engine.remember);
    }
    let mut counts = failures.clone();
    match counted {
        Counted::Nothing => {}
        Counted::Failure => counts.record_failure(now),
        Counted::Success => counts.record_success(),
    }
    if counts != failures {
        draft.write_failures(session.destination(), &counts, engine.retention);
    }
    draft.session = Some(session);
    Ok(answer)
}
