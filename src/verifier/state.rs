//! [`State`]: all of a verifier but its memory, and what its calls do to both.

use core::net::IpAddr;
use core::time::Duration;

use super::error::RestoreError;
use super::failures::{self, Failures};
use super::gate::{Gate, Passed};
use super::hash::{HashKey, Place};
use super::sessions::{self, Full, Sessions};
use super::slot::{Handle, Slot};
use crate::code::Generator;
use crate::engine::decide::{self, Counted};
use crate::engine::{LimitedBy, NotFound, Refused, Sending};
use crate::limit::Conversion;
use crate::phone::PhoneNumber;
use crate::session::{Policy, Session, Status};
use crate::time::Timestamp;

/// All but the memory.
pub(super) struct State {
    /// `None` until there is a seed.
    pub(super) generator: Option<Generator>,
    /// Of the hash of destinations.
    pub(super) key: HashKey,
    pub(super) sessions: Sessions,
    pub(super) failures: Failures,
    pub(super) gate: Gate,
    pub(super) retention: Retention,
}

/// What a start asks for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) destination: PhoneNumber,
    pub(super) policy: Policy,
    pub(super) client_ip: Option<IpAddr>,
}

/// Where the chains of a destination start, and its session that was last seen waiting.
#[derive(Clone, Copy)]
pub(super) struct Found {
    place: Place,
    pub(super) waiting: Option<Handle>,
}

/// How long wrong codes are kept: as the default has it until another time is set, so that an
/// unseeded verifier consists of zeros.
#[derive(Clone, Copy)]
pub(super) struct Retention {
    is_set: bool,
    time: Duration,
}

impl Retention {
    pub(super) const DEFAULT: Duration = Duration::from_secs(30 * 24 * 3600);
    const UNSET: Self = Self { is_set: false, time: Duration::ZERO };

    pub(super) const fn of(time: Duration) -> Self {
        Self { is_set: true, time }
    }

    pub(super) const fn time(self) -> Duration {
        if self.is_set { self.time } else { Self::DEFAULT }
    }
}

impl State {
    pub(super) const fn unseeded() -> Self {
        Self {
            generator: None,
            key: HashKey::ZERO,
            sessions: Sessions::new(),
            failures: Failures::new(),
            gate: Gate::new(),
            retention: Retention::UNSET,
        }
    }

    /// Takes another generator. The first one also draws the keys of the hashes.
    pub(super) fn seed(&mut self, mut generator: Generator) {
        if self.generator.is_none() {
            self.key = HashKey::draw(&mut generator);
            self.gate.draw_keys(&mut generator);
        } else {
            self.gate.want_another_key();
        }
        self.generator = Some(generator);
    }

    /// Returns where the chains of a destination start.
    #[inline]
    pub(super) fn place(&self, slots: &[Slot], destination: u64) -> Place {
        self.key.place(destination, slots.len())
    }

    /// Finds, for a start, the session of a destination that was last seen waiting.
    pub(super) fn find_waiting(
        &self,
        slots: &mut [Slot],
        destination: PhoneNumber,
    ) -> Result<Found, Refused> {
        if self.generator.is_none() {
            return Err(Refused::Unseeded);
        }
        let place = self.place(slots, destination.packed());
        let (waiting, has_ended) = Sessions::find_waiting(slots, place, destination);
        if has_ended {
            Sessions::tidy(slots, place);
        }
        Ok(Found { place, waiting })
    }

    /// Starts what is wanted, or sends again the session of its destination that was
    /// [found](Self::find_waiting).
    pub(super) fn start(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        wanted: Wanted,
        Found { place, waiting }: Found,
    ) -> Result<(Handle, Sending), Refused> {
        let generator = self.generator.as_mut().ok_or(Refused::Unseeded)?;
        let Wanted { destination, policy, client_ip } = wanted;
        let key = self.key;
        let len = slots.len();
        let place_of = |destination: PhoneNumber| key.place(destination.packed(), len);
        let session = waiting.and_then(|handle| sessions::get(slots, handle));
        let sending = decide::sending(now, session, policy);
        self.gate.renew(slots, now, generator);
        let mut passed = Passed::default();
        let limited = self.gate.check(slots, now, destination, client_ip, &mut passed);
        limited.map_err(|(by, wait)| Refused::Limited { by, wait })?;
        let converts = self.gate.converts(slots, now, destination);
        converts.map_err(|wait| Refused::Limited { by: LimitedBy::Conversion, wait })?;
        let failures = failures::find(slots, place, destination.packed());
        self.failures.allows(slots, now, failures)?;
        let sending = sending.map_err(Refused::TooEarly)?;
        let handle = match (sending, waiting) {
            (Sending::Again, Some(handle)) => {
                if let Some(session) = sessions::get_mut(slots, handle) {
                    // What `sending` has allowed is not refused here.
                    let _ = session.resend(now, policy, generator);
                    let at = session.expires_at();
                    self.sessions.expire_at(slots, handle, at);
                }
                handle
            }
            (_, expired) => {
                if let Some(handle) = expired
                    && let Some(session) = sessions::get_mut(slots, handle)
                {
                    session.status(now);
                    self.sessions.end(slots, handle);
                }
                let session = Session::start(now, destination, policy, generator);
                // At the end of time, none waits.
                let waits = now < session.expires_at();
                let inserted = self.sessions.insert(slots, now, (session, waits), place, place_of);
                let handle = inserted.map_err(|Full { until }| Refused::Full { until })?;
                let start = |place: &mut Conversion, limit| place.record_start(now, limit);
                self.gate.count_conversion(slots, destination, start);
                handle
            }
        };
        Gate::count(slots, &passed);
        Ok((handle, sending))
    }

    /// Finds the wrong codes of a destination.
    #[inline]
    pub(super) fn failures(&self, slots: &[Slot], destination: PhoneNumber) -> failures::Found {
        let packed = destination.packed();
        failures::find(slots, self.place(slots, packed), packed)
    }

    /// Changes a session and the wrong codes of its destination. The answer tells the status after
    /// the change.
    #[inline]
    pub(super) fn change<T: Copy>(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        handle: Handle,
        failures: failures::Found,
        after: impl FnOnce(T) -> Status,
        change: impl FnOnce(&mut Session) -> (T, Counted),
    ) -> Result<T, NotFound> {
        let session = sessions::get_mut(slots, handle).ok_or(NotFound)?;
        let destination = session.destination();
        let (answer, counted) = change(session);
        if after(answer).is_final() {
            self.sessions.end(slots, handle);
        }
        match counted {
            Counted::Nothing => {}
            Counted::Failure => {
                let (key, len, retention) = (self.key, slots.len(), self.retention.time());
                let place_of = |destination| key.place(destination, len);
                self.failures.record_failure(slots, now, failures, retention, place_of);
            }
            Counted::Success => {
                self.failures.record_success(slots, failures);
                let verify = |place: &mut Conversion, limit| place.record_verified(now, limit);
                self.gate.count_conversion(slots, destination, verify);
            }
        }
        Ok(answer)
    }

    /// Returns the status of a session. It changes only if its status does.
    pub(super) fn look(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        handle: Handle,
    ) -> Option<Status> {
        let session = sessions::get_mut(slots, handle)?;
        let status = session.status_at(now);
        if status.is_final() {
            session.status(now);
            self.sessions.end(slots, handle);
        }
        Some(status)
    }

    pub(super) fn forget(&mut self, slots: &mut [Slot], handle: Handle) {
        let (key, len) = (self.key, slots.len());
        self.sessions.forget(slots, handle, |destination| key.place(destination.packed(), len));
    }

    pub(super) fn restore(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        session: Session,
    ) -> Result<(), RestoreError> {
        if Sessions::find(slots, session.id()).is_some() {
            return Err(RestoreError::Duplicate);
        }
        let (key, len) = (self.key, slots.len());
        let place_of = |destination: PhoneNumber| key.place(destination.packed(), len);
        let place = place_of(session.destination());
        if session.latest_status() == Status::Waiting
            && let (Some(handle), _) = Sessions::find_waiting(slots, place, session.destination())
        {
            let other = sessions::get(slots, handle);
            if other.is_some_and(|other| other.status_at(now) == Status::Waiting) {
                return Err(RestoreError::Duplicate);
            }
            // It has expired, and its destination has another one from now on.
            self.look(slots, now, handle);
        }
        let waits = session.latest_status() == Status::Waiting;
        let inserted = self.sessions.insert(slots, now, (session, waits), place, place_of);
        inserted.map(|_| ()).map_err(|Full { .. }| RestoreError::Full)
    }
}
