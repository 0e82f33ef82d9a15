//! The laws of the verifier, implemented with a list that is searched from end to end, and a
//! verifier that is compared with it.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single session and a single count of
//! failures are compared with models of their own elsewhere. This one is about which sessions are
//! held, which make room, and which requests are refused.

use std::collections::{BTreeMap, HashMap};

use verify_core::code::Generator;
use verify_core::limit::{Blocked, FailureCount};
use verify_core::phone::PhoneNumber;
use verify_core::request::Request;
use verify_core::session::{ResendError, Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{CheckError, Refused, RestoreError, Verifier};

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
    failures: HashMap<u64, FailureCount>,
    /// Indices of quotas.
    quotas: [usize; 4],
    limits: [Limit; 4],
}

/// A session as it was stored.
type Bytes = [u8; Session::BYTES];

/// A verifier of at most eight sessions, and its model.
pub(crate) struct Pair<const N: usize> {
    verifier: Box<Verifier<N>>,
    model: Model,
    /// Every session that ever existed, as it was first and last seen.
    seen: Vec<(SessionId, Bytes, Bytes)>,
    seeds: u64,
}

impl<const N: usize> Pair<N> {
    pub(crate) fn new() -> Self {
        assert!(N <= 8, "with more than eight places, a window is not the whole list");
        Self {
            verifier: Box::new(Verifier::new([255; 32], limits([0; 4]))),
            model: Model {
                capacity: N,
                sessions: Vec::new(),
                ended: Vec::new(),
                failures: HashMap::new(),
                quotas: [0; 4],
                limits: KINDS.map(|_| Limit::new(N, None)),
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
                    let expected = self.model.change(id, |session| session.status(now));
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
                self.verifier.clear_failures(number);
            }
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
        if let Err(blocked) = model.check_failures(now, destination) {
            return assert_eq!(answer.err(), Some(Refused::Blocked(blocked)));
        }
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
                return;
            }
        }
        if let Some(id) = model.find_waiting(destination) {
            let old_code = model.find(id).unwrap().code().expose().to_owned();
            let policy = verification.policy();
            let mut rng = Generator::from_seed([3; 32]);
            let resent = model.change(id, |session| session.resend(now, policy, &mut rng)).unwrap();
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
                            [bytes[..30].to_vec(), bytes[40..60].to_vec()]
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
        let Self { verifier, model, .. } = self;
        let Some(session) = model.find(id) else {
            return assert!(matches!(answer, Err(CheckError::NotFound(_))), "{answer:?}");
        };
        let (destination, code) = (session.destination(), session.code().expose().to_owned());
        if model.change(id, |session| session.status(now)) == Some(Status::Waiting)
            && let Err(blocked) = model.check_failures(now, destination)
        {
            return assert_eq!(answer, Err(CheckError::Blocked(blocked)));
        }
        let verdict = model.change(id, |session| session.check(now, entered)).unwrap();
        match verdict {
            Verdict::Verified => model.record_success(destination),
            Verdict::Wrong { .. } | Verdict::Failed => {
                model.failures.entry(destination.to_u64()).or_default().record_failure(now);
                let kept = failures(verifier);
                model.forget_a_failure(destination.to_u64(), |number| kept.contains_key(&number));
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
        let mut restored = Box::new(Verifier::new(self.next_seed(), limits(quotas)));
        for bytes in self.verifier.sessions() {
            restored.restore(now, &bytes).expect("there is room for what was stored");
        }
        for bytes in self.verifier.failures() {
            restored.restore_failures(&bytes).expect("it was stored");
        }
        self.verifier = restored;
        // Limits are not stored, and keys share other buckets.
        self.model.limits = quotas.map(|index| Limit::new(N, quota(index)));
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
            && model.change(other, |other| other.status(now)) == Some(Status::Waiting)
        {
            return assert_eq!(answer, Err(RestoreError::Duplicate));
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
        let actual: Vec<_> = verifier.sessions().collect();
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
        }
        assert!(failures(verifier) == model.failures, "other failures");
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
        let goes = match (first, self.ended.first()) {
            (Some(first), _) if first <= now => waiting()
                .filter(|session| session.expires_at() == first)
                .map(Session::id)
                .find(|id| is_gone(*id))
                .expect("one of those that expired first has gone"),
            (_, Some(ended)) => *ended,
            (first, None) => return Err(first.unwrap_or(Timestamp::MAX)),
        };
        self.sessions.retain(|session| session.id() != goes);
        self.ended.retain(|id| *id != goes);
        Ok(())
    }

    fn check_failures(&self, now: Timestamp, destination: PhoneNumber) -> Result<(), Blocked> {
        self.failures.get(&destination.to_u64()).map_or(Ok(()), |count| count.allows(now))
    }

    fn record_success(&mut self, destination: PhoneNumber) {
        if let Some(count) = self.failures.get_mut(&destination.to_u64()) {
            count.record_success();
            if count.failures() == 0 {
                self.failures.remove(&destination.to_u64());
            }
        }
    }

    /// Forgets a count with the fewest failures if there are too many, but not that of `latest`.
    fn forget_a_failure(&mut self, latest: u64, is_kept: impl Fn(u64) -> bool) {
        if self.failures.len() <= self.capacity {
            return;
        }
        let others = || self.failures.iter().filter(|(number, _)| **number != latest);
        let fewest = others().map(|(_, count)| count.failures()).min();
        let goes = others()
            .filter(|(_, count)| Some(count.failures()) == fewest)
            .map(|(number, _)| *number)
            .find(|number| !is_kept(*number))
            .expect("one of the fewest failures has gone");
        // The time of the latest failure, little-endian.
        let longest_ago = |number: &u64| {
            let [_version, _failures, time @ ..] = self.failures[number].to_bytes();
            u64::from_le_bytes(time)
        };
        let rest = others().filter(|(_, count)| Some(count.failures()) == fewest);
        assert!(rest.map(|(number, _)| longest_ago(number)).min() == Some(longest_ago(&goes)));
        self.failures.remove(&goes);
    }
}

fn number(destination: usize) -> PhoneNumber {
    DESTINATIONS[destination % DESTINATIONS.len()].parse().unwrap()
}

fn failures<const N: usize>(verifier: &Verifier<N>) -> HashMap<u64, FailureCount> {
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
