//! The laws of the verifier, implemented with a list that is searched from end to end, and a
//! verifier that is compared with it.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single session and a single count of
//! failures are compared with models of their own elsewhere. This one is about which sessions are
//! held, which make room, and which requests are refused.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use verify_core::code::Generator;
use verify_core::engine::{CheckError, Refused};
use verify_core::limit::{Blocked, FailureCount};
use verify_core::phone::PhoneNumber;
use verify_core::request::Request;
use verify_core::session::{ResendError, Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{RestoreError, Slot, Verifier};

use crate::verifier_limits::{ADDRESSES, KINDS, Limit, client, limits, quota};

/// Seven numbers, two of them in one range, four with one calling code.
pub(crate) const DESTINATIONS: [&str; 7] = [
    "+6587654321",
    "+19876543210",
    "+447400123456",
    "+19876543211",
    "+393123456789",
    "+19876553210",
    "+16135550123",
];

#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    Start(Start),
    Check {
        session: usize,
        typed: Typed,
    },
    Confirm {
        session: usize,
    },
    Status {
        session: usize,
    },
    /// Checks a code for an id that was never drawn.
    CheckStranger,
    /// Stores everything, and restores it in a verifier with another seed.
    Restart,
    /// Restores a session as it was last seen, or first.
    Restore {
        session: usize,
        first: bool,
    },
    Seed,
    /// Sets the limits, by indices of quotas.
    Limits([usize; 4]),
    ClearFailures {
        destination: usize,
    },
    Cancel {
        session: usize,
    },
    Forget {
        session: usize,
    },
    /// Ends every session that has expired.
    Expire,
}

/// What a person enters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Typed {
    Right,
    /// The code with another first character.
    Wrong,
    /// The code of this session.
    Foreign(usize),
    Nonsense,
    Empty,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) destination: usize,
    pub(crate) validity: i64,
    pub(crate) interval: i64,
    pub(crate) reset: bool,
    pub(crate) sma: bool,
    /// Past the last index, the request has no address.
    pub(crate) address: usize,
}

/// The state as plain lists, in order of arrival.
struct Model {
    capacity: usize,
    sessions: Vec<Session>,
    /// The sessions that were seen to be over, in the order in which they ended.
    ended: Vec<SessionId>,
    /// What the caller keeps beside each session; those that are not here have 0.
    tags: BTreeMap<[u8; 16], u32>,
    /// Of every destination, whether the verifier has a place for it or not.
    failures: HashMap<u64, FailureCount>,
    /// Whether more destinations than there are places have ever had wrong codes. From then on the
    /// verifier may be stricter than `failures`.
    has_overflowed: bool,
    /// When wrong codes came, of every destination, since the last right one.
    wrong: HashMap<u64, Vec<Timestamp>>,
    /// The latest time of all calls, and whether the clock has ever stepped back.
    latest: Timestamp,
    has_stepped_back: bool,
    is_seeded_again: bool,
    /// Indices of quotas.
    quotas: [usize; 4],
    limits: [Limit; 4],
}

/// A session as it was stored.
type Bytes = [u8; Session::BYTES];

/// A verifier of at most eight sessions, and its model.
pub(crate) struct Pair<const N: usize> {
    verifier: Verifier<Box<[Slot]>>,
    model: Model,
    /// Every session that ever existed, as it was first and last seen.
    seen: Vec<(SessionId, Bytes, Bytes)>,
    seeds: u64,
}

impl<const N: usize> Pair<N> {
    pub(crate) fn new() -> Self {
        Self {
            verifier: Verifier::new(slots::<N>(), [255; 32], limits([0; 4])),
            model: Model {
                capacity: N,
                sessions: Vec::new(),
                ended: Vec::new(),
                tags: BTreeMap::new(),
                failures: HashMap::new(),
                has_overflowed: false,
                wrong: HashMap::new(),
                latest: Timestamp::UNIX_EPOCH,
                has_stepped_back: false,
                is_seeded_again: false,
                quotas: [0; 4],
                limits: KINDS.map(|_| Limit::new(None)),
            },
            seen: Vec::new(),
            seeds: 0,
        }
    }

    /// Applies the operation to both and checks that they agree, in their answers and in all that
    /// they hold. Returns the wait of a refusal, in seconds.
    pub(crate) fn step(&mut self, operation: Operation, now: Timestamp) -> Option<u64> {
        let wait = self.apply(operation, now);
        self.look();
        wait
    }

    /// Applies the operation to both and checks that their answers agree.
    pub(crate) fn apply(&mut self, operation: Operation, now: Timestamp) -> Option<u64> {
        let mut wait = None;
        self.model.has_stepped_back |= now < self.model.latest;
        self.model.latest = self.model.latest.max(now);
        if self.model.has_stepped_back && self.model.is_seeded_again {
            self.model.limits.iter_mut().for_each(|limit| limit.is_vague = true);
        }
        match operation {
            Operation::Start(start) => wait = self.start(now, start),
            Operation::Check { session, typed } => {
                if let Some(id) = self.id(session) {
                    wait = self.check(now, id, typed);
                }
            }
            Operation::Confirm { session } => {
                if let Some(id) = self.id(session) {
                    let expected = self.model.change(id, |session| session.confirm(now));
                    if expected == Some(Verdict::Verified) {
                        let number = self.model.find(id).unwrap().destination();
                        self.model.record_success(number);
                    }
                    assert_eq!(self.verifier.confirm(now, id).ok(), expected);
                }
            }
            Operation::Status { session } => {
                if let Some(id) = self.id(session) {
                    let expected = self.model.look(id, now);
                    assert_eq!(self.verifier.status(now, id).ok(), expected);
                }
            }
            Operation::CheckStranger => {
                let stranger = SessionId::generate(&mut Generator::from_seed([99; 32]));
                let answer = self.verifier.check(now, stranger, "1234");
                assert!(matches!(answer, Err(CheckError::NotFound(_))), "{answer:?}");
            }
            Operation::Restart => self.restart(now),
            Operation::Restore { session, first } => self.restore(now, session, first),
            Operation::Seed => {
                let seed = self.next_seed();
                self.verifier.seed(seed);
                self.model.is_seeded_again = true;
            }
            Operation::Limits(quotas) => {
                self.verifier.set_limits(limits(quotas));
                self.model.quotas = quotas;
                for (limit, index) in self.model.limits.iter_mut().zip(quotas) {
                    limit.set_quota(quota(index));
                }
            }
            Operation::ClearFailures { destination } => {
                let number = number(destination);
                self.model.failures.remove(&number.to_u64());
                self.model.wrong.remove(&number.to_u64());
                self.verifier.clear_failures(number);
            }
            Operation::Cancel { session } => {
                if let Some(id) = self.id(session) {
                    let expected = self.model.cancel(id, now);
                    assert_eq!(self.verifier.cancel(now, id).ok(), expected);
                }
            }
            Operation::Forget { session } => {
                if let Some(id) = self.id(session) {
                    let expected = self.model.cancel(id, now);
                    self.model.remove(id);
                    assert_eq!(self.verifier.forget(now, id).is_ok(), expected.is_some());
                }
            }
            Operation::Expire => self.expire(now),
        }
        for (id, _, last) in &mut self.seen {
            if let Ok(session) = self.verifier.session(*id) {
                *last = session.to_bytes();
            }
        }
        wait
    }

    /// Returns when a session expires, if it is held.
    pub(crate) fn expires_at(&self, session: usize) -> Option<Timestamp> {
        self.model.find(self.id(session)?).map(Session::expires_at)
    }

    fn id(&self, session: usize) -> Option<SessionId> {
        // The latest sessions are the most interesting.
        let back = session.checked_rem(self.seen.len())?;
        self.seen.get(self.seen.len() - 1 - back).map(|(id, ..)| *id)
    }

    fn expire(&mut self, now: Timestamp) {
        let Self { verifier, model, .. } = self;
        while let Some(session) = verifier.expire(now) {
            let (id, first) = (session.id(), model.first_to_expire());
            assert_eq!(first, model.find(id).map(Session::expires_at), "another one is first");
            assert_eq!(model.look(id, now), Some(Status::Expired));
        }
        assert_eq!(verifier.next_expiry(), model.first_to_expire());
        assert!(model.first_to_expire().is_none_or(|first| first > now));
    }

    fn start(&mut self, now: Timestamp, start: Start) -> Option<u64> {
        let address = ADDRESSES.get(start.address);
        let request = Request {
            destination: Some(DESTINATIONS[start.destination % DESTINATIONS.len()]),
            code_validity: Some(start.validity),
            resending_interval: Some(start.interval),
            reset_session: Some(start.reset),
            channel: Some(if start.sma { "sma" } else { "sms" }),
            client_ip: address.copied(),
            ..Request::default()
        };
        let answer = self.verifier.start(now, &request);
        let answer = answer.map(|started| (started.is_new(), started.session().to_bytes()));
        let wait = answer.err().and_then(|refused| refused.retry_after_seconds(now));
        self.expect_start(now, start, &request, answer);
        wait
    }

    fn expect_start(
        &mut self,
        now: Timestamp,
        start: Start,
        request: &Request<&str>,
        answer: Result<(bool, Bytes), Refused>,
    ) {
        let Self { verifier, model, seen, .. } = self;
        let verification = match request.validate() {
            Ok(verification) => verification,
            Err(error) => return assert_eq!(answer.err(), Some(Refused::Invalid(error))),
        };
        let destination = verification.destination();
        let digits = destination.to_u64();
        let keys = [
            request.client_ip.map(client),
            Some(digits.to_string()),
            Some((digits / 10_000).to_string()),
            Some(destination.calling_code().to_string()),
        ];
        for ((kind, limit), key) in KINDS.into_iter().zip(&mut model.limits).zip(&keys) {
            let refused = match answer {
                Err(Refused::Limited { by, wait }) if by == kind => Some(wait),
                _ => None,
            };
            match key {
                Some(key) => limit.answered(now, key, refused),
                None => assert_eq!(refused, None, "limited by nothing"),
            }
            if refused.is_some() {
                // The others are asked as well.
                return model.limits.iter_mut().for_each(|limit| limit.heal(now));
            }
        }
        let blocked = match answer {
            Err(Refused::Blocked(blocked)) => Some(blocked),
            _ => None,
        };
        if model.is_blocked(now, destination, blocked) {
            return;
        }
        if let Some(id) = model.find_waiting(destination) {
            let old_code = model.find(id).unwrap().code().expose().to_owned();
            let policy = verification.policy();
            let mut rng = Generator::from_seed([3; 32]);
            let resent = model.resend(id, |session| session.resend(now, policy, &mut rng));
            match resent {
                Ok(()) => {
                    let (is_new, actual) = answer.expect("it is sent again");
                    assert!(!is_new);
                    model.count(now, &keys);
                    let actual = Session::from_bytes(&actual).unwrap();
                    let expected = model.find_mut(id).unwrap();
                    // Only the id and the code may differ.
                    if policy.reset_session || old_code.is_empty() {
                        assert_eq!(actual.code().is_empty(), expected.code().is_empty());
                        assert!(old_code.is_empty() || !actual.code().matches(&old_code));
                        let without_code = |session: &Session| {
                            let bytes = session.to_bytes();
                            [bytes[..28].to_vec(), bytes[40..64].to_vec()]
                        };
                        assert_eq!(without_code(&actual), without_code(expected));
                        *expected = actual;
                    }
                    return;
                }
                Err(ResendError::TooEarly(early)) => {
                    return assert_eq!(answer.err(), Some(Refused::TooEarly(early)));
                }
                Err(_) => {}
            }
        }
        if let Err(until) = model.make_room(now, |id| verifier.session(id).is_err()) {
            return assert_eq!(answer.err(), Some(Refused::Full { until }));
        }
        let (is_new, session) = answer.expect("there is room");
        assert!(is_new);
        let (session, policy) = (Session::from_bytes(&session).unwrap(), verification.policy());
        assert_eq!(session.destination(), destination);
        // At the end of time a session has expired at once.
        if now == Timestamp::MAX {
            assert_eq!(session.latest_status(), Status::Expired);
            model.ended.push(session.id());
        } else {
            assert_eq!(session.latest_status(), Status::Waiting);
        }
        assert_eq!((session.sent_at(), session.attempts()), (now, 0));
        assert_eq!(session.expires_at(), now.saturating_add(policy.validity.duration()));
        assert_eq!(session.code().is_empty(), start.sma);
        assert!(seen.iter().all(|(id, ..)| *id != session.id()), "an id came twice");
        seen.push((session.id(), session.to_bytes(), session.to_bytes()));
        let (id, tag) = (session.id(), u32::try_from(seen.len()).unwrap());
        assert_eq!(verifier.tag(id), Ok(0), "the tag of another session");
        assert_eq!(verifier.set_tag(id, tag), Ok(()));
        model.tags.insert(id.to_bytes(), tag);
        model.sessions.push(session);
        model.count(now, &keys);
    }

    fn check(&mut self, now: Timestamp, id: SessionId, typed: Typed) -> Option<u64> {
        let entered = self.entered(id, typed);
        let answer = self.verifier.check(now, id, &entered);
        self.expect_check(now, id, &entered, answer);
        answer.err().and_then(CheckError::retry_after_seconds)
    }

    fn entered(&self, id: SessionId, typed: Typed) -> String {
        let code_of = |id| self.model.find(id).map(|session| session.code().expose().to_owned());
        let code = code_of(id).unwrap_or("1234".to_owned());
        match typed {
            Typed::Right => code,
            Typed::Wrong => {
                (if code.starts_with('7') { "8" } else { "7" }).to_owned()
                    + code.get(1..).unwrap_or_default()
            }
            Typed::Foreign(other) => self.id(other).and_then(code_of).unwrap_or("4321".to_owned()),
            Typed::Nonsense => "?".to_owned(),
            Typed::Empty => String::new(),
        }
    }

    fn expect_check(
        &mut self,
        now: Timestamp,
        id: SessionId,
        entered: &str,
        answer: Result<Verdict, CheckError>,
    ) {
        let Self { model, .. } = self;
        let Some(session) = model.find(id) else {
            return assert!(matches!(answer, Err(CheckError::NotFound(_))), "{answer:?}");
        };
        let (destination, code) = (session.destination(), session.code().expose().to_owned());
        let blocked = match answer {
            Err(CheckError::Blocked(blocked)) => Some(blocked),
            _ => None,
        };
        if !code.is_empty()
            && model.status(id, now) == Some(Status::Waiting)
            && model.is_blocked(now, destination, blocked)
        {
            return;
        }
        let verdict = model.change(id, |session| session.check(now, entered)).unwrap();
        match verdict {
            Verdict::Verified => model.record_success(destination),
            // Without a code, nothing is guessed.
            Verdict::Wrong { .. } | Verdict::Failed if code.is_empty() => {}
            Verdict::Wrong { .. } | Verdict::Failed => {
                model.failures.entry(destination.to_u64()).or_default().record_failure(now);
                model.wrong.entry(destination.to_u64()).or_default().push(now);
                model.has_overflowed |= model.failures.len() > model.capacity;
            }
            Verdict::Over(_) => {}
        }
        assert_eq!(answer, Ok(verdict));
        assert!(verdict != Verdict::Verified || (entered == code && !code.is_empty()));
    }

    fn next_seed(&mut self) -> [u8; 32] {
        self.seeds += 1;
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seeds.to_le_bytes());
        seed
    }

    fn restart(&mut self, now: Timestamp) {
        let quotas = self.model.quotas;
        let mut restored = Verifier::new(slots::<N>(), self.next_seed(), limits(quotas));
        for bytes in self.verifier.sessions().map(Session::to_bytes) {
            restored.restore(now, &bytes).expect("there is room for what was stored");
        }
        for bytes in self.verifier.failures() {
            restored.restore_failures(now, &bytes).expect("it was stored");
        }
        self.verifier = restored;
        // Limits and tags are not stored.
        self.model.tags.clear();
        self.model.limits = quotas.map(|index| Limit::new(quota(index)));
    }

    fn restore(&mut self, now: Timestamp, session: usize, first: bool) {
        let Some(id) = self.id(session) else { return };
        let (_, as_first, as_last) = *self.seen.iter().find(|(seen, ..)| *seen == id).unwrap();
        let bytes = if first { as_first } else { as_last };
        let answer = self.verifier.restore(now, &bytes);

        let Self { verifier, model, .. } = self;
        let session = Session::from_bytes(&bytes).unwrap();
        if model.find(id).is_some() {
            return assert_eq!(answer, Err(RestoreError::Duplicate));
        }
        if session.latest_status() == Status::Waiting
            && let Some(other) = model.find_waiting(session.destination())
        {
            if model.status(other, now) == Some(Status::Waiting) {
                return assert_eq!(answer, Err(RestoreError::Duplicate));
            }
            model.look(other, now);
        }
        if model.make_room(now, |id| verifier.session(id).is_err()).is_err() {
            return assert_eq!(answer, Err(RestoreError::Full));
        }
        assert_eq!(answer, Ok(()));
        if session.latest_status() != Status::Waiting {
            model.ended.push(id);
        }
        model.sessions.push(session);
    }

    /// Checks that everything visible of the verifier is as the model says.
    pub(crate) fn look(&self) {
        let Self { verifier, model, seen, .. } = self;
        let actual: Vec<_> = verifier.sessions().map(Session::to_bytes).collect();
        assert_eq!(verifier.len(), actual.len());
        for (bytes, id) in actual.iter().zip(&model.ended) {
            let session = Session::from_bytes(bytes).unwrap();
            assert_eq!(session.id(), *id, "another order of those that are over");
        }
        let by_id = |bytes: Bytes| (Session::from_bytes(&bytes).unwrap().id().to_bytes(), bytes);
        assert_eq!(actual.len(), model.sessions.len());
        let actual: BTreeMap<_, _> = actual.into_iter().map(by_id).collect();
        let expected: BTreeMap<_, _> =
            model.sessions.iter().map(Session::to_bytes).map(by_id).collect();
        assert!(actual == expected, "other sessions");
        assert!(model.sessions.len() <= model.capacity);
        for (id, ..) in seen {
            let bytes = verifier.session(*id).ok().map(Session::to_bytes);
            assert!(bytes.as_ref() == expected.get(&id.to_bytes()), "another session is found");
            let tag = bytes.map(|_| model.tags.get(&id.to_bytes()).copied().unwrap_or_default());
            assert_eq!(verifier.tag(*id).ok(), tag, "another tag");
        }
        if !model.has_overflowed {
            assert!(failures(verifier) == model.failures, "other failures");
        }
    }
}

impl Model {
    fn find(&self, id: SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id() == id)
    }

    fn find_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.id() == id)
    }

    fn find_waiting(&self, destination: PhoneNumber) -> Option<SessionId> {
        let waits = |session: &&Session| {
            session.destination() == destination && session.latest_status() == Status::Waiting
        };
        self.sessions.iter().find(waits).map(Session::id)
    }

    /// Returns the status at `now`, and changes nothing.
    fn status(&self, id: SessionId, now: Timestamp) -> Option<Status> {
        Some(copy(self.find(id)?).status(now))
    }

    /// Returns the status at `now`. The session changes only if its status does.
    fn look(&mut self, id: SessionId, now: Timestamp) -> Option<Status> {
        let status = self.status(id, now)?;
        if status.is_final() {
            self.change(id, |session| session.status(now));
        }
        Some(status)
    }

    /// Changes a session, unless that is refused.
    fn resend(
        &mut self,
        id: SessionId,
        resend: impl FnOnce(&mut Session) -> Result<(), ResendError>,
    ) -> Result<(), ResendError> {
        let mut session = copy(self.find(id).unwrap());
        let answer = resend(&mut session);
        if matches!(answer, Ok(()) | Err(ResendError::Over(_))) {
            self.change(id, |old| *old = session);
        }
        answer
    }

    fn cancel(&mut self, id: SessionId, now: Timestamp) -> Option<Status> {
        self.change(id, |session| session.cancel(now))
    }

    fn remove(&mut self, id: SessionId) {
        self.sessions.retain(|session| session.id() != id);
        self.ended.retain(|ended| *ended != id);
        self.tags.remove(&id.to_bytes());
    }

    fn first_to_expire(&self) -> Option<Timestamp> {
        let waiting = self.sessions.iter().filter(|it| it.latest_status() == Status::Waiting);
        waiting.map(Session::expires_at).min()
    }

    /// Counts a request that has passed all limits on each of them.
    fn count(&mut self, now: Timestamp, keys: &[Option<String>]) {
        for (limit, key) in self.limits.iter_mut().zip(keys) {
            if let Some(key) = key {
                limit.count(now, key);
            }
        }
    }

    /// Changes a session, and notes whether that has ended it.
    fn change<R>(&mut self, id: SessionId, change: impl FnOnce(&mut Session) -> R) -> Option<R> {
        let session = self.find_mut(id)?;
        let was_waiting = session.latest_status() == Status::Waiting;
        let result = change(session);
        if was_waiting && session.latest_status() != Status::Waiting {
            self.ended.push(id);
        }
        Some(result)
    }

    /// Forgets a session if there are too many. Among several candidates, it forgets the one that
    /// `is_gone`.
    fn make_room(
        &mut self,
        now: Timestamp,
        is_gone: impl Fn(SessionId) -> bool,
    ) -> Result<(), Timestamp> {
        if self.sessions.len() < self.capacity {
            return Ok(());
        }
        let waiting = || self.sessions.iter().filter(|it| it.latest_status() == Status::Waiting);
        let first = waiting().map(Session::expires_at).min();
        // One that is four hours ahead was left behind by a clock that was years ahead.
        let ahead = now.saturating_add(core::time::Duration::from_secs(4 * 3600));
        let last = waiting().map(Session::expires_at).max().filter(|last| *last > ahead);
        let expires_at = match (first.filter(|first| *first <= now), self.ended.first(), last) {
            (Some(first), ..) => Ok(first),
            (None, Some(ended), _) => Err(*ended),
            (None, None, Some(last)) => Ok(last),
            (None, None, None) => return Err(first.unwrap_or(Timestamp::MAX)),
        };
        let goes = expires_at.map_or_else(
            |ended| ended,
            |at| {
                waiting()
                    .filter(|session| session.expires_at() == at)
                    .map(Session::id)
                    .find(|id| is_gone(*id))
                    .expect("one of those that expire then has gone")
            },
        );
        self.remove(goes);
        Ok(())
    }

    /// Whether a call is blocked, as it should be.
    ///
    /// Without a place for each destination, the verifier may block more than it must. But the
    /// wrong codes of the last 24 hours count in any case, as long as the clock goes forward.
    fn is_blocked(
        &mut self,
        now: Timestamp,
        destination: PhoneNumber,
        answer: Option<Blocked>,
    ) -> bool {
        let number = destination.to_u64();
        if !self.has_overflowed {
            let count = self.failures.get_mut(&number);
            assert_eq!(answer, count.and_then(|count| count.allows(now).err()));
        } else if !self.has_stepped_back {
            let mut count = FailureCount::new();
            let wrong = self.wrong.get(&number).into_iter().flatten();
            let day = Duration::from_secs(24 * 3600);
            wrong
                .filter(|at| now.saturating_duration_since(**at) < day)
                .for_each(|at| count.record_failure(*at));
            match (count.allows(now), answer) {
                (Err(Blocked::Wait(least)), Some(Blocked::Wait(wait))) => assert!(least <= wait),
                (expected, None) => assert_eq!(expected, Ok(())),
                _ => {}
            }
        }
        answer.is_some()
    }

    fn record_success(&mut self, destination: PhoneNumber) {
        if let Some(count) = self.failures.get_mut(&destination.to_u64()) {
            count.record_success();
            self.wrong.remove(&destination.to_u64());
            if count.failures() == 0 {
                self.failures.remove(&destination.to_u64());
            }
        }
    }
}

fn slots<const N: usize>() -> Box<[Slot]> {
    (0..N).map(|_| Slot::EMPTY).collect()
}

fn copy(session: &Session) -> Session {
    Session::from_bytes(&session.to_bytes()).unwrap()
}

fn number(destination: usize) -> PhoneNumber {
    DESTINATIONS[destination % DESTINATIONS.len()].parse().unwrap()
}

fn failures(verifier: &Verifier<Box<[Slot]>>) -> HashMap<u64, FailureCount> {
    let read = |bytes: [u8; 18]| {
        let (count, number) = bytes.split_last_chunk::<8>().unwrap();
        let count = FailureCount::from_bytes(count).unwrap();
        let hexadecimal = format!("{:016x}", u64::from_le_bytes(*number));
        let (digits, length) = hexadecimal.split_at(15);
        let length = usize::from_str_radix(length, 16).unwrap();
        (digits[..length].parse().unwrap(), count)
    };
    verifier.failures().map(read).collect()
}
