//! What each call reads, and what it decides.
#![expect(
    private_interfaces,
    reason = "outside of the engine, nobody can name the types that an `Action` takes"
)]

use rand_core::CryptoRng;

use super::action::{Action, Cancel, Check, ClearFailures, Confirm, Expire, Find, Look, Start};
use super::config::Engine;
use super::context::{Context, Converted};
use super::decide::{self, Counted};
use super::draft::Counter;
use super::event::Event;
use super::key::Name;
use super::limits::LimitedBy;
use super::read::{Found, Read};
use super::refused::{CheckError, NotFound, Refused};
use super::sending::Sending;
use crate::session::{Session, SessionId, Status, Verdict};
use crate::tls;

impl Action for Start<'_> {
    type Answer = Result<Sending, Refused>;

    fn wants(&self, engine: &Engine, read: &Read) -> Option<Name> {
        let destination = self.verification.destination();
        if read.waiting.is_unread() {
            return Some(Name::Waiting(destination));
        }
        if read.failures.is_unread() {
            return Some(Name::Failures(destination));
        }
        let counter = engine.limits.conversion.and_then(|_| read.wants_counter(destination));
        counter.or_else(|| read.wants_waiting_session())
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let Self { verification, tls } = *self;
        let Context { engine, now, .. } = *at;
        let Found { session, mut failures, conversions } = found;
        if let Some(version) = tls {
            tls::require(verification.destination(), version)?;
        }
        let (destination, policy) = (verification.destination(), verification.policy());
        verification.fits(decide::kept_code(now, session.as_ref(), policy))?;
        let converts = engine.limits.conversion.map_or(Ok(()), |limit| {
            conversions.iter().try_for_each(|conversion| conversion.allows(now, limit))
        });
        let converts =
            converts.map_err(|wait| Refused::Limited { by: LimitedBy::Conversion, wait });
        let allowed =
            converts.and_then(|()| at.allow(&mut failures, destination).map_err(Refused::Blocked));
        let sending = match allowed {
            Ok(()) => decide::sending(now, session.as_ref(), policy).map_err(Refused::TooEarly),
            Err(refused) => Err(refused),
        };
        // Limits refuse before anything else does, and count on success only.
        for charge in engine.limits.charges(destination, verification.client_ip()) {
            at.draft.raise(Counter {
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
                let _ = session.resend(now, policy, at.rng);
                at.write_session(Some(Status::Waiting), &session);
                session
            }
            (_, over) => {
                if let Some(mut over) = over {
                    let before = over.latest_status();
                    over.status(now);
                    at.write_session(Some(before), &over);
                }
                at.count_conversion(destination, Converted::Started);
                let session = Session::start(now, destination, policy, at.rng);
                at.write_session(None, &session);
                session
            }
        };
        at.draft.write_waiting(&session, engine.remember);
        at.draft.send(&session);
        at.draft.session = Some(session);
        Ok(sending)
    }
}

impl Action for Check<'_> {
    type Answer = Result<Verdict, CheckError>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        read.wants_session_and_failures(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let Found { session, mut failures, conversions } = found;
        let asked = session.as_ref().ok_or(NotFound)?;
        let now = at.now;
        if decide::asks_failures(now, asked) {
            at.allow(&mut failures, asked.destination())?;
        }
        let found = Found { session, failures, conversions };
        Ok(at.change(found, |session| decide::check(now, session, self.entered))?)
    }
}

impl Action for Confirm {
    type Answer = Result<Verdict, NotFound>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        read.wants_session_and_failures(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let now = at.now;
        at.change(found, |session| decide::confirm(now, session))
    }
}

impl Action for Look {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        at.look(found)
    }
}

impl Action for Cancel {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let now = at.now;
        at.change(found, |session| (session.cancel(now), Counted::Nothing))
    }
}

impl Action for Expire {
    type Answer = Result<Status, NotFound>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        read.wants_session(self.id)
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let status = at.look(found)?;
        if let Some(session) = at.draft.session.as_ref().filter(|_| status == Status::Waiting) {
            // It was sent again in the meantime.
            let event = Event::ExpireAt { session: self.id, at: session.expires_at() };
            at.draft.happen(event);
        }
        Ok(status)
    }
}

impl Action for Find {
    type Answer = Option<SessionId>;

    fn wants(&self, _engine: &Engine, read: &Read) -> Option<Name> {
        if read.waiting.is_unread() {
            return Some(Name::Waiting(self.destination));
        }
        read.wants_waiting_session()
    }

    fn decide<R: CryptoRng + ?Sized>(&self, found: Found, at: &mut Context<'_, R>) -> Self::Answer {
        let id = found.session.as_ref().map(Session::id)?;
        let status = at.look(found).ok()?;
        (status == Status::Waiting).then_some(id)
    }
}

impl Action for ClearFailures {
    type Answer = ();

    fn wants(&self, _engine: &Engine, _read: &Read) -> Option<Name> {
        None
    }

    fn decide<R: CryptoRng + ?Sized>(
        &self,
        _found: Found,
        at: &mut Context<'_, R>,
    ) -> Self::Answer {
        at.draft.remove(Name::Failures(self.destination));
    }
}
