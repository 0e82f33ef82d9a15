//! The laws of `verifier` once more, with a list that is searched from end to end, and a verifier that is compared with it.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single session and a single count of failures are compared with
//! models of their own elsewhere; here it is who holds what, who makes room and who is refused. There are no limits.

use std::collections::HashMap;

use verify_core::code::Generator;
use verify_core::limit::FailureCount;
use verify_core::phone::PhoneNumber;
use verify_core::request::Request;
use verify_core::session::{ResendError, Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{CheckError, Limits, Refused, Verifier};

pub(crate) const DESTINATIONS: [&str; 5] =
    ["+6587654321", "+19876543210", "+447400123456", "+19876543211", "+393123456789"];

#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    Start(Start),
    /// With the code of a session, or another one.
    Check {
        session: usize,
        right: bool,
    },
    Confirm {
        session: usize,
    },
    Status {
        session: usize,
    },
    /// An id that was never drawn.
    CheckStranger,
    /// Everything is stored, and restored in a verifier of another seed.
    Restart,
    ClearFailures {
        destination: usize,
    },
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) destination: usize,
    pub(crate) validity: i64,
    pub(crate) interval: i64,
    pub(crate) reset: bool,
    pub(crate) sma: bool,
}

/// Everything is in lists, in the order in which it came.
struct Model {
    capacity: usize,
    sessions: Vec<Session>,
    /// Those that are known to be over, in the order in which they ended.
    ended: Vec<SessionId>,
    failures: HashMap<u64, FailureCount>,
}

/// A verifier of at most eight sessions, and its model.
pub(crate) struct Pair<const N: usize> {
    verifier: Box<Verifier<N>>,
    model: Model,
    /// Every id there ever was.
    ids: Vec<SessionId>,
    restarts: u64,
}

impl<const N: usize> Pair<N> {
    pub(crate) fn new() -> Self {
        assert!(N <= 8, "more than eight failures are not all told apart");
        Self {
            verifier: Box::new(Verifier::new([255; 32], Limits::default())),
            model: Model {
                capacity: N,
                sessions: Vec::new(),
                ended: Vec::new(),
                failures: HashMap::new(),
            },
            ids: Vec::new(),
            restarts: 0,
        }
    }

    pub(crate) fn step(&mut self, operation: Operation, now: Timestamp) {
        match operation {
            Operation::Start(start) => self.start(now, start),
            Operation::Check { session, right } => {
                if let Some(id) = self.id(session) {
                    self.check(now, id, right);
                }
            }
            Operation::Confirm { session } => {
                if let Some(id) = self.id(session) {
                    let expected = self.model.change(id, |session| session.confirm(now));
                    if expected == Some(Verdict::Verified) {
                        let number = self.model.find(id).unwrap().destination();
                        self.model.succeeded(number);
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
            Operation::ClearFailures { destination } => {
                let number = number(destination);
                self.model.failures.remove(&number.to_u64());
                self.verifier.clear_failures(number);
            }
        }
        self.look();
    }

    fn id(&self, session: usize) -> Option<SessionId> {
        // The latest ones are the more interesting ones.
        let back = session.checked_rem(self.ids.len())?;
        self.ids.get(self.ids.len() - 1 - back).copied()
    }

    fn start(&mut self, now: Timestamp, start: Start) {
        let Self { verifier, model, ids, .. } = self;
        let request = Request {
            destination: Some(DESTINATIONS[start.destination % DESTINATIONS.len()]),
            code_validity: Some(start.validity),
            resending_interval: Some(start.interval),
            reset_session: Some(start.reset),
            channel: Some(if start.sma { "sma" } else { "sms" }),
            ..Request::default()
        };
        let answer = verifier.start(now, &request);
        let answer = answer.map(|started| (started.is_new(), started.session().to_bytes()));
        let verification = match request.validate() {
            Ok(verification) => verification,
            Err(error) => return assert_eq!(answer.err(), Some(Refused::Invalid(error))),
        };
        let destination = verification.destination();
        if let Err(blocked) = model.check_failures(now, destination) {
            return assert_eq!(answer.err(), Some(Refused::Blocked(blocked)));
        }
        let waiting = model.sessions.iter().find(|session| {
            session.destination() == destination && session.latest_status() == Status::Waiting
        });
        if let Some(id) = waiting.map(Session::id) {
            let old_code = model.find(id).unwrap().code().expose().to_owned();
            let policy = verification.policy();
            let mut rng = Generator::from_seed([3; 32]);
            let resent = model.change(id, |session| session.resend(now, policy, &mut rng)).unwrap();
            match resent {
                Ok(()) => {
                    let (is_new, actual) = answer.expect("it is sent again");
                    assert!(!is_new);
                    let actual = Session::from_bytes(&actual).unwrap();
                    let expected = model.find_mut(id).unwrap();
                    // Only what was drawn may differ.
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
        // At the end of time it expires as it starts.
        if now == Timestamp::MAX {
            assert_eq!(session.latest_status(), Status::Expired);
            model.ended.push(session.id());
        } else {
            assert_eq!(session.latest_status(), Status::Waiting);
        }
        assert_eq!((session.sent_at(), session.attempts()), (now, 0));
        assert_eq!(session.expires_at(), now.saturating_add(policy.validity.duration()));
        assert_eq!(session.code().is_empty(), start.sma);
        assert!(!ids.contains(&session.id()), "an id came twice");
        ids.push(session.id());
        model.sessions.push(session);
    }

    fn check(&mut self, now: Timestamp, id: SessionId, right: bool) {
        let Self { verifier, model, .. } = self;
        let Some(session) = model.find(id) else {
            let answer = verifier.check(now, id, "1234");
            return assert!(matches!(answer, Err(CheckError::NotFound(_))), "{answer:?}");
        };
        let destination = session.destination();
        let entered = if right { session.code().expose().to_owned() } else { "?".to_owned() };
        let answer = verifier.check(now, id, &entered);
        if model.change(id, |session| session.status(now)) == Some(Status::Waiting)
            && let Err(blocked) = model.check_failures(now, destination)
        {
            return assert_eq!(answer, Err(CheckError::Blocked(blocked)));
        }
        let verdict = model.change(id, |session| session.check(now, &entered)).unwrap();
        match verdict {
            Verdict::Verified => model.succeeded(destination),
            Verdict::Wrong { .. } | Verdict::Failed => {
                model.failures.entry(destination.to_u64()).or_default().failed(now);
                let kept = failures(verifier);
                model.forget_a_failure(destination.to_u64(), |number| kept.contains_key(&number));
            }
            Verdict::Over(_) => {}
        }
        assert_eq!(answer, Ok(verdict));
    }

    fn restart(&mut self, now: Timestamp) {
        self.restarts += 1;
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.restarts.to_le_bytes());
        let mut restored = Box::new(Verifier::new(seed, Limits::default()));
        for bytes in self.verifier.sessions() {
            restored.restore(now, &bytes).expect("there is room for what was stored");
        }
        for bytes in self.verifier.failures() {
            restored.restore_failures(&bytes).expect("it was stored");
        }
        self.verifier = restored;
    }

    /// Everything that can be seen of the verifier is as the model says.
    fn look(&self) {
        let Self { verifier, model, ids, .. } = self;
        let mut actual: Vec<_> = verifier.sessions().collect();
        for (bytes, id) in actual.iter().zip(&model.ended) {
            let session = Session::from_bytes(bytes).unwrap();
            assert_eq!(session.id(), *id, "another order of those that are over");
        }
        let mut expected: Vec<_> = model.sessions.iter().map(Session::to_bytes).collect();
        actual.sort_unstable();
        expected.sort_unstable();
        assert!(actual == expected, "other sessions");
        for id in ids {
            let found = verifier.session(*id).ok().map(Session::to_bytes);
            assert_eq!(found, model.find(*id).map(Session::to_bytes));
        }
        assert!(model.sessions.len() <= model.capacity);
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

    /// Lets a session change, and notes whether that has ended it.
    fn change<R>(&mut self, id: SessionId, change: impl FnOnce(&mut Session) -> R) -> Option<R> {
        let session = self.find_mut(id)?;
        let was_waiting = session.latest_status() == Status::Waiting;
        let result = change(session);
        if was_waiting && session.latest_status() != Status::Waiting {
            self.ended.push(id);
        }
        Some(result)
    }

    /// Forgets a session if there are too many. Of several that may go, the one that `is_gone`.
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

    fn check_failures(
        &self,
        now: Timestamp,
        destination: PhoneNumber,
    ) -> Result<(), verify_core::limit::Blocked> {
        self.failures.get(&destination.to_u64()).map_or(Ok(()), |count| count.check(now))
    }

    fn succeeded(&mut self, destination: PhoneNumber) {
        if let Some(count) = self.failures.get_mut(&destination.to_u64()) {
            count.succeeded();
            if count.failures() == 0 {
                self.failures.remove(&destination.to_u64());
            }
        }
    }

    /// Forgets one of the fewest failures if there are too many, but not those of `latest`.
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
        let longest_ago = |number: &u64| self.failures[number].to_bytes()[2..].to_vec();
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
        let (number, count) = bytes.split_first_chunk::<8>().unwrap();
        let count = FailureCount::from_bytes(count.try_into().unwrap()).unwrap();
        let hexadecimal = format!("{:016x}", u64::from_be_bytes(*number));
        let (digits, length) = hexadecimal.split_at(15);
        let length = usize::from_str_radix(length, 16).unwrap();
        (digits[..length].parse().unwrap(), count)
    };
    verifier.failures().map(read).collect()
}
