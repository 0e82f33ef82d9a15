//! The laws of the engine on lists that are searched from end to end, and an engine over a map that
//! is compared with them, record by record.
//!
//! For tests and fuzz targets: `#[path]` includes it.

#![allow(dead_code, reason = "each program that includes this uses a part of it")]

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use verify_core::code::Generator;
use verify_core::engine::{CheckError, Engine, Event, Key, LimitedBy, Limits, Refused, Sending};
use verify_core::limit::{Blocked, ConversionLimit, FailureCount, Quota};
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, SubAccountId};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;

use crate::engine_store::{Counter, Fault, Record, Store};

pub(crate) const DESTINATIONS: [&str; 4] =
    ["+6587654321", "+447400123456", "+6587654322", "+19876543210"];

/// Their calling codes.
const COUNTRIES: [u64; 4] = [65, 44, 65, 1];

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;
/// How long a session may be ahead of the clock: the longest validity.
const LONGEST: u64 = 2 * HOUR;
/// Where a count of the conversion stops. One that has got there is not known.
const UNKNOWN: u64 = (1 << 26) - 1;

/// What somebody asks for. Sessions are counted from the latest one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    Start(Start),
    Check { session: usize, right: bool },
    Confirm(usize),
    Status(usize),
    Cancel(usize),
    Expire(usize),
    Find(usize),
    Clear(usize),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) to: usize,
    pub(crate) reset: bool,
    pub(crate) sma: bool,
    /// In seconds.
    pub(crate) validity: u32,
    pub(crate) interval: u32,
}

impl Start {
    /// As the API has it by default.
    pub(crate) const fn plain(to: usize) -> Self {
        Self { to, reset: false, sma: false, validity: 300, interval: 10 }
    }

    pub(crate) fn request(self) -> Request<&'static str> {
        Request {
            destination: Some(DESTINATIONS[self.to]),
            channel: Some(if self.sma { "sma" } else { "sms" }),
            code_validity: Some(self.validity.into()),
            resending_interval: Some(self.interval.into()),
            reset_session: Some(self.reset),
            ..Request::default()
        }
    }
}

/// What goes wrong at the commit of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble {
    Nothing,
    /// Somebody else's operation is committed between reading and committing.
    Other(Operation),
    LostBefore,
    LostAfter,
    /// Others use up the first limit between reading and committing.
    Full,
}

/// An operation on a certain session, with what is entered.
#[derive(Clone, Debug)]
enum Call {
    Start(Start),
    Check { id: SessionId, entered: String },
    Confirm(SessionId),
    Status(SessionId),
    Cancel(SessionId),
    Expire(SessionId),
    Find(usize),
    Clear(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Sending(Sending),
    TooEarly { until: u64 },
    Limited { by: LimitedBy, millis: u64 },
    Blocked { millis: u64 },
    UntilCleared,
    Verdict(Verdict),
    Status(Status),
    NotFound,
    Found(Option<SessionId>),
    Cleared,
}

impl Answer {
    pub(crate) fn of_start(answer: Result<Sending, Refused>) -> Self {
        match answer {
            Ok(sending) => Self::Sending(sending),
            Err(Refused::TooEarly(too_early)) => {
                Self::TooEarly { until: too_early.retry_after().as_unix_millis() }
            }
            Err(Refused::Limited { by, wait }) => {
                Self::Limited { by, millis: millis(wait.duration()) }
            }
            Err(Refused::Blocked(blocked)) => Self::of_blocked(blocked),
            Err(error) => panic!("{error}"),
        }
    }

    pub(crate) fn of_check(answer: Result<Verdict, CheckError>) -> Self {
        match answer {
            Ok(verdict) => Self::Verdict(verdict),
            Err(CheckError::NotFound(_)) => Self::NotFound,
            Err(CheckError::Blocked(blocked)) => Self::of_blocked(blocked),
            Err(error) => panic!("{error}"),
        }
    }

    fn of_blocked(blocked: Blocked) -> Self {
        match blocked {
            Blocked::Wait(wait) => Self::Blocked { millis: millis(wait.duration()) },
            Blocked::UntilCleared => Self::UntilCleared,
            blocked => panic!("{blocked}"),
        }
    }
}

/// A store and what should be in it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    pub(crate) model: Model,
    /// In milliseconds since 1970.
    pub(crate) now: u64,
    /// How many replies were lost or commits in conflict.
    pub(crate) troubles: u64,
}

#[derive(Clone, Debug, Default, Hash)]
pub(crate) struct Model {
    sessions: Vec<Modeled>,
    /// Destination, number, the latest one.
    failures: Vec<(usize, u8, u64)>,
    counters: Vec<Counted>,
}

/// A counter: kind, key, value, until when it is kept.
type Counted = (u8, u64, u64, u64);

/// A session as the contract describes it. Times are in milliseconds.
#[derive(Clone, Debug, Hash)]
struct Modeled {
    id: SessionId,
    to: usize,
    code: String,
    first_sent: u64,
    sent: u64,
    latest: u64,
    validity: u64,
    interval: u64,
    attempts: u8,
    /// What became of it, if it was seen to be over.
    end: Option<Status>,
    keep_until: u64,
    is_kept: bool,
}

impl Modeled {
    fn expires(&self) -> u64 {
        (self.sent + self.validity).min(self.first_sent + DAY)
    }

    fn seen(&self, now: u64) -> u64 {
        self.latest.max(now)
    }

    fn status_at(&self, now: u64) -> Status {
        let is_expired = self.seen(now) >= self.expires() || self.latest > now + LONGEST;
        let waits = if is_expired { Status::Expired } else { Status::Waiting };
        self.end.unwrap_or(waits)
    }

    fn status(&self) -> Status {
        self.end.unwrap_or(Status::Waiting)
    }
}

impl World {
    pub(crate) fn new(limits: Limits, now: u64) -> Self {
        Self {
            engine: Engine { limits, ..Engine::default() },
            store: Store::default(),
            model: Model::default(),
            now,
            troubles: 0,
        }
    }

    /// Applies the operation to both, and checks that they agree. Returns the answer, if the reply
    /// was not lost.
    pub(crate) fn step(&mut self, operation: Operation, trouble: Trouble) -> Option<Answer> {
        let call = self.model.resolve(operation)?;
        let (now, engine) = (time(self.now), self.engine);
        self.store.outbox.clear();
        let conflicts = self.store.conflicts;
        let (mut rng, mut others) = (self.rng(0), self.rng(100));
        let read = self.model.counters.clone();
        let mut expected = Vec::new();
        let answer = match trouble {
            Trouble::Nothing => {
                drive(&engine, &mut self.store, &call, now, &mut rng, Fault::Nothing)
            }
            Trouble::LostBefore => {
                self.troubles += 1;
                let lost = drive(&engine, &mut self.store, &call, now, &mut rng, Fault::LostBefore);
                assert_eq!(lost, None);
                self.agree(expected);
                return None;
            }
            Trouble::LostAfter => {
                self.troubles += 1;
                drive(&engine, &mut self.store, &call, now, &mut rng, Fault::LostAfter)
            }
            Trouble::Other(other) => {
                let model = &mut self.model;
                let other = model.resolve(other)?;
                let mut commit = |store: &mut Store| {
                    let answer = drive(&engine, store, &other, now, &mut others, Fault::Nothing);
                    let read = model.counters.clone();
                    let (right, events) = model.apply(&engine, &other, now, store, &read);
                    assert_eq!(answer, Some(right), "{other:?} in between");
                    expected.extend(events);
                };
                let fault = Fault::Others(&mut commit);
                drive(&engine, &mut self.store, &call, now, &mut rng, fault)
            }
            Trouble::Full => {
                let Call::Start(start) = call else { return None };
                let (by, kind, key, quota) = *charges(&engine.limits, start.to).first()?;
                let model = &mut self.model;
                let mut commit = |store: &mut Store| {
                    let value = Limit::of(quota, &engine, now).cap;
                    let keep_until = Limit::idle_at(quota, &engine, value);
                    let counter = model.counter(kind, key);
                    (counter.2, counter.3) = (value, keep_until);
                    let counter = Counter { value, keep_until: time(keep_until) };
                    store.counters.insert(counter_key(kind, key), counter);
                };
                let fault = Fault::Others(&mut commit);
                let answer = drive(&engine, &mut self.store, &call, now, &mut rng, fault);
                assert!(
                    matches!(answer, Some(Answer::Limited { by: found, .. }) if found == by),
                    "{answer:?}"
                );
                answer
            }
        };
        let conflicts = self.store.conflicts - conflicts;
        self.troubles += u64::from(conflicts);
        // After a conflict everything is read again; otherwise the call has seen the counters as
        // they were before somebody else's.
        let read = if conflicts > 0 { self.model.counters.clone() } else { read };
        let (right, events) = self.model.apply(&engine, &call, now, &self.store, &read);
        match answer {
            Some(answer) => assert_eq!(answer, right, "{call:?} at {}", self.now),
            None => assert!(matches!(trouble, Trouble::LostAfter)),
        }
        expected.extend(events);
        self.agree(expected);
        answer
    }

    /// Moves the clock.
    pub(crate) fn set_clock(&mut self, now: u64, sweeps: bool) {
        self.now = now.min(Timestamp::MAX.as_unix_millis() - 365 * DAY);
        if sweeps {
            self.store.sweep(time(self.now));
            self.model.sweep(self.now);
            self.agree_on_records();
        }
    }

    /// Returns when the next session expires that waits.
    pub(crate) fn next_expiry(&self) -> Option<u64> {
        let waiting = self.model.sessions.iter().filter(|it| it.end.is_none() && it.is_kept);
        waiting.map(Modeled::expires).min()
    }

    /// Returns every session as the store has it, in the order in which they were started.
    pub(crate) fn sessions(&self) -> impl Iterator<Item = Session> {
        let keys = self.model.sessions.iter().map(|it| Key::session(sub_account(), it.id));
        keys.map(|key| Session::from_bytes(&self.store.records[&*key.to_bytes()].value).unwrap())
    }

    /// Gives a destination wrong codes that were counted before.
    pub(crate) fn fail_before(&mut self, to: usize, failures: u8, latest: u64) {
        let mut count = FailureCount::new();
        for _ in 0..failures {
            count.record_failure(time(latest));
        }
        let keep_until = (failures < 100).then(|| time(latest + 30 * DAY));
        let key = Key::failures(sub_account(), number(to)).to_bytes().to_vec();
        let value = count.to_bytes().to_vec();
        self.store.records.insert(key, Record { value, keep_until });
        self.model.failures.retain(|(other, ..)| *other != to);
        self.model.failures.push((to, failures, latest));
        self.agree_on_records();
    }

    /// What is drawn depends on how many sessions there were, so that sequences that lead to the
    /// same state are known as such.
    fn rng(&self, whose: u8) -> Generator {
        let sessions = u8::try_from(self.model.sessions.len() % 100).unwrap();
        Generator::from_seed([whose + sessions; 32])
    }

    /// Checks that there were these events, in any order, and that the records agree.
    fn agree(&self, mut events: Vec<Event>) {
        for event in &self.store.outbox {
            let place = events.iter().position(|expected| expected == event);
            let place = place.unwrap_or_else(|| panic!("{event:?} is not among {events:?}"));
            events.swap_remove(place);
        }
        assert_eq!(events, [], "the store has not had these");
        self.agree_on_records();
    }

    /// Checks that the store holds what the model says, and nothing else.
    fn agree_on_records(&self) {
        let mut expected = self.model.records();
        for (key, record) in &self.store.records {
            let key = key.strip_prefix(b"v1{demo-account-123}").expect("a key of this sub-account");
            let keep_until = record.keep_until.map(Timestamp::as_unix_millis);
            let (value, until) = expected.remove(key).expect("the model has it too");
            assert_eq!(keep_until, until, "until when {value:?} is kept");
            match value {
                Value::Session(modeled) => {
                    same_session(modeled, &Session::from_bytes(&record.value).unwrap());
                }
                Value::Waiting(id) => assert_eq!(record.value, id.to_bytes()),
                Value::Failures(failures, latest) => {
                    let count = FailureCount::from_bytes(&record.value).unwrap();
                    assert_eq!(count.failures(), failures);
                    assert_eq!(record.value[2..], latest.to_le_bytes());
                }
            }
        }
        assert!(expected.is_empty(), "the store has not: {expected:?}");
        let counters = self.model.counters.iter().filter(|(_, _, value, _)| *value > 0);
        assert_eq!(counters.clone().count(), self.store.counters.len());
        for (kind, key, value, keep_until) in counters {
            let counter = self.store.counters[&counter_key(*kind, *key)];
            assert_eq!(counter.value, *value);
            assert_eq!(counter.keep_until, time(*keep_until));
        }
    }
}

fn same_session(modeled: &Modeled, session: &Session) {
    assert_eq!(session.id(), modeled.id);
    assert_eq!(session.destination(), number(modeled.to));
    assert_eq!(session.code().expose(), modeled.code);
    assert_eq!(session.latest_status(), modeled.status());
    assert_eq!(session.attempts(), modeled.attempts);
    assert_eq!(session.sent_at(), time(modeled.sent));
    assert_eq!(session.retry_after(), time(modeled.sent + modeled.interval));
    if modeled.end != Some(Status::Expired) {
        assert_eq!(session.expires_at(), time(modeled.expires()));
    }
}

#[derive(Debug)]
enum Value<'a> {
    Session(&'a Modeled),
    Waiting(SessionId),
    Failures(u8, u64),
}

impl Model {
    fn resolve(&self, operation: Operation) -> Option<Call> {
        let session = |back: usize| {
            let index = self.sessions.len().checked_sub(1)?.checked_sub(back)?;
            self.sessions.get(index)
        };
        Some(match operation {
            Operation::Start(start) => Call::Start(start),
            Operation::Check { session: back, right } => {
                let session = session(back)?;
                let entered = if right { session.code.clone() } else { wrong(&session.code) };
                Call::Check { id: session.id, entered }
            }
            Operation::Confirm(back) => Call::Confirm(session(back)?.id),
            Operation::Status(back) => Call::Status(session(back)?.id),
            Operation::Cancel(back) => Call::Cancel(session(back)?.id),
            Operation::Expire(back) => Call::Expire(session(back)?.id),
            Operation::Find(to) => Call::Find(to),
            Operation::Clear(to) => Call::Clear(to),
        })
    }

    /// Does what the contract says. Ids and codes that are drawn are taken from the store.
    fn apply(
        &mut self,
        engine: &Engine,
        call: &Call,
        now: Timestamp,
        store: &Store,
        read: &[Counted],
    ) -> (Answer, Vec<Event>) {
        let mut events = Vec::new();
        let now = now.as_unix_millis();
        let remember = millis(engine.remember);
        let answer = match call {
            Call::Start(start) => {
                let converts = engine
                    .limits
                    .conversion
                    .and_then(|limit| few_verified(read, limit, start.to, now));
                self.start(engine, *start, now, store, converts, &mut events)
            }
            Call::Find(to) => {
                let found = self.waiting(*to);
                if let Some(index) = found {
                    self.look(index, now, remember, &mut events);
                }
                let waits = found.map(|index| &self.sessions[index]);
                let waits = waits.filter(|session| session.end.is_none());
                Answer::Found(waits.map(|session| session.id))
            }
            Call::Clear(to) => {
                self.failures.retain(|(other, ..)| other != to);
                Answer::Cleared
            }
            Call::Check { id, .. }
            | Call::Confirm(id)
            | Call::Status(id)
            | Call::Cancel(id)
            | Call::Expire(id) => {
                let index = self.sessions.iter().position(|it| it.id == *id && it.is_kept);
                match index {
                    None => Answer::NotFound,
                    Some(index) => {
                        let answer = self.of_session(call, index, now, remember, &mut events);
                        if engine.limits.conversion.is_some()
                            && answer == Answer::Verdict(Verdict::Verified)
                        {
                            self.convert(self.sessions[index].to, now, 1);
                        }
                        answer
                    }
                }
            }
        };
        (answer, events)
    }

    fn of_session(
        &mut self,
        call: &Call,
        index: usize,
        now: u64,
        remember: u64,
        events: &mut Vec<Event>,
    ) -> Answer {
        let to = self.sessions[index].to;
        if let Call::Check { .. } = call
            && !self.sessions[index].code.is_empty()
            && self.sessions[index].status_at(now) == Status::Waiting
            && let Some(blocked) = self.blocked(to, now)
        {
            return blocked;
        }
        let status = self.look(index, now, remember, events);
        let session = &mut self.sessions[index];
        let (mut end, mut answer) = (None, Answer::Status(status));
        match call {
            Call::Check { entered, .. } if status == Status::Waiting => {
                session.latest = session.seen(now);
                if !session.code.is_empty() && *entered == session.code {
                    answer = Answer::Verdict(Verdict::Verified);
                    end = Some(Status::Verified);
                } else {
                    session.attempts += 1;
                    let attempts_left = 5 - session.attempts;
                    answer = Answer::Verdict(Verdict::Wrong { attempts_left });
                    if attempts_left == 0 {
                        answer = Answer::Verdict(Verdict::Failed);
                        end = Some(Status::Failed);
                    }
                }
            }
            Call::Confirm(_) if status == Status::Waiting => {
                answer = Answer::Verdict(Verdict::Verified);
                end = Some(Status::Verified);
            }
            Call::Check { .. } | Call::Confirm(_) => {
                answer = Answer::Verdict(Verdict::Over(status));
            }
            Call::Cancel(_) if status == Status::Waiting => {
                answer = Answer::Status(Status::Expired);
                end = Some(Status::Expired);
            }
            Call::Expire(_) if status == Status::Waiting => {
                let at = time(session.expires());
                events.push(Event::ExpireAt { session: session.id, at });
            }
            _ => {}
        }
        let has_code = !session.code.is_empty();
        if let Some(end) = end {
            self.end(index, end, now, remember, events);
        }
        match answer {
            Answer::Verdict(Verdict::Verified) => {
                self.failures.retain(|(other, failures, _)| *other != to || *failures >= 100);
            }
            Answer::Verdict(Verdict::Wrong { .. } | Verdict::Failed) if has_code => {
                self.fail(to, now);
            }
            _ => {}
        }
        answer
    }

    fn start(
        &mut self,
        engine: &Engine,
        start: Start,
        now: u64,
        store: &Store,
        few_verified: Option<Answer>,
        events: &mut Vec<Event>,
    ) -> Answer {
        let charges = charges(&engine.limits, start.to);
        let mut limited = None;
        for (by, kind, key, quota) in &charges {
            let limit = Limit::of(*quota, engine, time(now));
            let counter = self.counter(*kind, *key);
            if let Some(excess) = limit.excess(counter.2) {
                if counter.2 > limit.cap {
                    counter.2 = limit.cap;
                    counter.3 = Limit::idle_at(*quota, engine, limit.cap);
                }
                let millis = excess.div_ceil(quota.count().into());
                limited = limited.or(Some(Answer::Limited { by: *by, millis }));
            }
        }
        if let Some(refused) = limited.or(few_verified) {
            return refused;
        }
        if let Some(blocked) = self.blocked(start.to, now) {
            return blocked;
        }
        let waiting = self.waiting(start.to);
        let waits = waiting.filter(|index| self.sessions[*index].status_at(now) == Status::Waiting);
        let interval = u64::from(start.interval) * 1000;
        if let Some(index) = waits {
            let session = &self.sessions[index];
            let until = session.sent + interval;
            if session.seen(now) < until {
                return Answer::TooEarly { until };
            }
        }
        for (_, kind, key, quota) in &charges {
            let limit = Limit::of(*quota, engine, time(now));
            let counter = self.counter(*kind, *key);
            counter.2 = counter.2.clamp(limit.floor, limit.cap) + limit.cost;
            counter.3 = Limit::idle_at(*quota, engine, counter.2);
        }
        let remember = millis(engine.remember);
        let drawn = drawn(store, start.to);
        let validity = u64::from(start.validity) * 1000;
        let index = match (waits, waiting) {
            (Some(index), _) => {
                let session = &mut self.sessions[index];
                session.sent = session.seen(now);
                session.latest = session.sent;
                (session.validity, session.interval) = (validity, interval);
                if start.reset || session.code.is_empty() && !start.sma {
                    let new = drawn.code().expose();
                    assert!(start.sma && new.is_empty() || new != session.code, "a kept code");
                    new.clone_into(&mut session.code);
                    session.first_sent = session.sent;
                }
                index
            }
            (None, expired) => {
                if let Some(index) = expired {
                    self.look(index, now, remember, events);
                }
                assert!(self.sessions.iter().all(|other| other.id != drawn.id()), "an old id");
                self.sessions.push(Modeled {
                    id: drawn.id(),
                    to: start.to,
                    code: drawn.code().expose().to_owned(),
                    first_sent: now,
                    sent: now,
                    latest: now,
                    validity,
                    interval,
                    attempts: 0,
                    end: None,
                    keep_until: 0,
                    is_kept: true,
                });
                if engine.limits.conversion.is_some() {
                    self.convert(start.to, now, 0);
                }
                let (session, to) = (drawn.id(), Status::Waiting);
                events.push(Event::Changed { session, from: None, to });
                self.sessions.len() - 1
            }
        };
        let session = &mut self.sessions[index];
        assert_eq!(session.code.len(), if session.code.is_empty() { 0 } else { 4 });
        let (id, at) = (session.id, time(session.expires()));
        session.keep_until = session.expires() + remember;
        events.push(Event::Send { session: id, sent_at: time(session.sent), deadline: at });
        events.push(Event::ExpireAt { session: id, at });
        Answer::Sending(if waits.is_some() { Sending::Again } else { Sending::New })
    }

    /// Looks at a session, which ends if it has expired.
    fn look(&mut self, index: usize, now: u64, remember: u64, events: &mut Vec<Event>) -> Status {
        let status = self.sessions[index].status_at(now);
        if status != self.sessions[index].status() {
            self.end(index, status, now, remember, events);
        }
        status
    }

    fn end(&mut self, index: usize, to: Status, now: u64, remember: u64, events: &mut Vec<Event>) {
        let session = &mut self.sessions[index];
        // A clock that has stepped back does not shorten what is remembered, unless it was years
        // ahead.
        let seen = if session.sent > now + LONGEST { now } else { now.max(session.sent) };
        let over = match to {
            // It was over when it expired, or is when it is canceled.
            Status::Expired => session.expires().min(seen),
            _ => seen,
        };
        session.latest = session.seen(now);
        session.end = Some(to);
        session.keep_until = over + remember;
        events.push(Event::Changed { session: session.id, from: Some(Status::Waiting), to });
    }

    /// Returns the session that waits for a destination, or has expired since.
    fn waiting(&self, to: usize) -> Option<usize> {
        let waits = |it: &Modeled| it.to == to && it.end.is_none() && it.is_kept;
        assert!(self.sessions.iter().filter(|it| waits(it)).count() <= 1);
        self.sessions.iter().position(waits)
    }

    /// Returns the refusal if a destination has had too many wrong codes.
    fn blocked(&mut self, to: usize, now: u64) -> Option<Answer> {
        let failures = self.failures.iter_mut().find(|(other, ..)| *other == to)?;
        heal(failures, now);
        let (_, count, latest) = *failures;
        match (latest + wait(count)).saturating_sub(now) {
            _ if count < 5 => None,
            _ if count >= 100 => Some(Answer::UntilCleared),
            0 => None,
            millis => Some(Answer::Blocked { millis }),
        }
    }

    fn fail(&mut self, to: usize, now: u64) {
        let place = self.failures.iter().position(|(other, ..)| *other == to);
        let place = place.unwrap_or_else(|| {
            self.failures.push((to, 0, now));
            self.failures.len() - 1
        });
        let failures = &mut self.failures[place];
        failures.1 = (failures.1 + 1).min(100);
        failures.2 = failures.2.max(now);
        heal(failures, now);
    }

    /// Counts a start (0) or a verified session (1) in the range and the country of a destination,
    /// for the day of `now`. The count of a later day stems from a clock that was ahead: what has
    /// happened on the present day is not known then.
    fn convert(&mut self, to: usize, now: u64, what: u8) {
        let day = now / DAY;
        for (kind, key) in conversions(to) {
            let (.., value, keep_until) = self.counter(kind + what, key);
            let count = match (*value >> 26).cmp(&day) {
                Ordering::Less => 1,
                Ordering::Equal => (*value % (UNKNOWN + 1) + 1).min(UNKNOWN),
                Ordering::Greater => UNKNOWN,
            };
            (*value, *keep_until) = (day << 26 | count, (day + 1) * DAY);
        }
    }

    fn counter(&mut self, kind: u8, key: u64) -> &mut Counted {
        let place = self.counters.iter().position(|it| (it.0, it.1) == (kind, key));
        let place = place.unwrap_or_else(|| {
            self.counters.push((kind, key, 0, 0));
            self.counters.len() - 1
        });
        &mut self.counters[place]
    }

    /// Returns what a store holds, by key within the sub-account, and until when.
    fn records(&self) -> BTreeMap<Vec<u8>, (Value<'_>, Option<u64>)> {
        let mut records = BTreeMap::new();
        for session in self.sessions.iter().filter(|session| session.is_kept) {
            let until = Some(session.keep_until);
            let key = [&b"s"[..], &session.id.to_bytes()].concat();
            records.insert(key, (Value::Session(session), until));
            if session.end.is_none() {
                records.insert(of_number(b"w", session.to), (Value::Waiting(session.id), until));
            }
        }
        for (to, failures, latest) in &self.failures {
            let until = (*failures < 100).then_some(latest + 30 * DAY);
            records.insert(of_number(b"f", *to), (Value::Failures(*failures, *latest), until));
        }
        records
    }

    fn sweep(&mut self, now: u64) {
        for session in &mut self.sessions {
            session.is_kept &= now < session.keep_until;
        }
        self.failures.retain(|(_, failures, latest)| *failures >= 100 || now < latest + 30 * DAY);
        self.counters.retain(|(.., keep_until)| now < *keep_until);
    }
}

/// Returns the wait after the last of some wrong codes in a row.
fn wait(failures: u8) -> u64 {
    match failures {
        0..5 => 0,
        5..12 => 30_000 << (failures - 5),
        12.. => HOUR,
    }
}

/// No wait is longer than an hour from now, nor stored so.
fn heal((_, failures, latest): &mut (usize, u8, u64), now: u64) {
    *latest = (*latest).min(now + HOUR - wait(*failures));
}

/// A counter of a limit as the design has it: `new = clamp(old, floor, cap) + cost`, refused above
/// the ceiling, which is the cap.
struct Limit {
    floor: u64,
    cap: u64,
    cost: u64,
}

impl Limit {
    fn of(quota: Quota, engine: &Engine, now: Timestamp) -> Self {
        let floor = millis(now.saturating_duration_since(engine.base)) * u64::from(quota.count());
        let cost = millis(quota.period());
        Self { floor, cap: floor + cost * u64::from(quota.burst()), cost }
    }

    /// Returns by how much a call would exceed the ceiling, if it does.
    fn excess(&self, old: u64) -> Option<u64> {
        let excess = (old.clamp(self.floor, self.cap) + self.cost).saturating_sub(self.cap);
        (excess > 0).then_some(excess)
    }

    fn idle_at(quota: Quota, engine: &Engine, value: u64) -> u64 {
        engine.base.as_unix_millis() + value.div_ceil(quota.count().into())
    }
}

/// Returns the kind of the counter of starts, and its key, for the range and the country of a
/// destination. That of verified sessions has the next kind.
fn conversions(to: usize) -> [(u8, u64); 2] {
    [(6, number(to).to_u64() / 10_000), (8, COUNTRIES[to])]
}

/// Returns the refusal if too few of the sessions that were started on the day of `now`, in the
/// range or in the country of a destination, were verified.
fn few_verified(read: &[Counted], limit: ConversionLimit, to: usize, now: u64) -> Option<Answer> {
    let day = now / DAY;
    let count = |kind, key| {
        let counter = read.iter().find(|it| (it.0, it.1) == (kind, key) && it.2 >> 26 == day);
        counter.map_or(0, |counter| counter.2 % (UNKNOWN + 1))
    };
    let refuses = |(kind, key)| {
        let (started, verified) = (count(kind, key), count(kind + 1, key));
        let is_known = started >= u64::from(limit.starts()) && started < UNKNOWN;
        is_known && verified * 100 < started * u64::from(limit.percent())
    };
    let millis = (day + 1) * DAY - now;
    let limited = Answer::Limited { by: LimitedBy::Conversion, millis };
    conversions(to).into_iter().any(refuses).then_some(limited)
}

/// Returns what a start counts on: the limit, its kind, the key and the quota.
fn charges(limits: &Limits, to: usize) -> Vec<(LimitedBy, u8, u64, Quota)> {
    let number = number(to).to_u64();
    let country = COUNTRIES[to];
    let all = [
        (LimitedBy::Destination, 3, number, limits.destination),
        (LimitedBy::Range, 4, number / 10_000, limits.range),
        (LimitedBy::Country, 5, country, limits.country),
    ];
    all.into_iter().filter_map(|(by, kind, key, quota)| Some((by, kind, key, quota?))).collect()
}

fn counter_key(kind: u8, key: u64) -> Vec<u8> {
    [&b"v1{demo-account-123}l"[..], &[kind], &key.to_le_bytes()].concat()
}

/// Makes the call over the store. `None` if the reply is lost.
fn drive(
    engine: &Engine,
    store: &mut Store,
    call: &Call,
    now: Timestamp,
    rng: &mut Generator,
    fault: Fault<'_>,
) -> Option<Answer> {
    let of = sub_account();
    Some(match call {
        Call::Start(start) => {
            let request = start.request();
            let verification = request.validate().unwrap();
            let call = engine.start(of, &verification, None);
            let answer = match store.drive(call, now, rng, fault).ok()? {
                Ok(plan) => *plan.answer(),
                Err(refused) => Err(refused),
            };
            Answer::of_start(answer)
        }
        Call::Check { id, entered } => {
            let plan = store.drive(engine.check(of, *id, entered), now, rng, fault).ok()?;
            Answer::of_check(*plan.unwrap().answer())
        }
        Call::Confirm(id) => {
            let plan = store.drive(engine.confirm(of, *id), now, rng, fault).ok()?;
            plan.unwrap().answer().map_or(Answer::NotFound, Answer::Verdict)
        }
        Call::Status(id) => {
            let plan = store.drive(engine.status(of, *id), now, rng, fault).ok()?;
            plan.unwrap().answer().map_or(Answer::NotFound, Answer::Status)
        }
        Call::Cancel(id) => {
            let plan = store.drive(engine.cancel(of, *id), now, rng, fault).ok()?;
            plan.unwrap().answer().map_or(Answer::NotFound, Answer::Status)
        }
        Call::Expire(id) => {
            let plan = store.drive(engine.expire(of, *id), now, rng, fault).ok()?;
            plan.unwrap().answer().map_or(Answer::NotFound, Answer::Status)
        }
        Call::Find(to) => {
            let plan = store.drive(engine.find(of, number(*to)), now, rng, fault).ok()?;
            Answer::Found(*plan.unwrap().answer())
        }
        Call::Clear(to) => {
            let call = engine.clear_failures(of, number(*to));
            store.drive(call, now, rng, fault).ok()?.unwrap();
            Answer::Cleared
        }
    })
}

/// Returns the session that the store says waits for a destination.
fn drawn(store: &Store, to: usize) -> Session {
    let of = sub_account();
    let waiting = Key::waiting(of, number(to)).to_bytes();
    let id = store.records[&*waiting].value.as_slice().try_into().unwrap();
    let key = Key::session(of, SessionId::from_bytes(id)).to_bytes();
    Session::from_bytes(&store.records[&*key].value).unwrap()
}

fn of_number(kind: &[u8], to: usize) -> Vec<u8> {
    [kind, &number(to).to_u64().to_le_bytes()].concat()
}

/// Returns a code with another first character, or any if there is no code.
pub(crate) fn wrong(code: &str) -> String {
    let first = if code.starts_with('0') { '1' } else { '0' };
    format!("{first}{}", code.get(1..).unwrap_or("000"))
}

pub(crate) fn number(to: usize) -> PhoneNumber {
    static NUMBERS: LazyLock<[PhoneNumber; 4]> =
        LazyLock::new(|| DESTINATIONS.map(|text| text.parse().unwrap()));
    NUMBERS[to]
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo-account-123").unwrap()
}

fn millis(duration: core::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

pub(crate) fn time(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}
