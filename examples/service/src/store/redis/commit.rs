//! A plan as `commit.lua` takes it, and what that replies.

use redis::Value;
use verify_core::engine::{CounterRaise, Key, Plan, Write};
use verify_core::session::Session;
use verify_core::time::Timestamp;

use super::script::{Given, Texts};
use super::snapshot::{self, Snapshot, kind_of, prefix_of};
use super::tasks::{self, New, Tasks};
use crate::outbox::Kind;

/// What a commit replies.
pub(super) enum Reply {
    /// It is committed; the time, and the reference of a long message.
    Done(Timestamp, u8),
    /// Somebody else was faster; what is there now.
    Conflict(Snapshot),
    /// A counter refuses: which of them, and its value.
    Refused(usize, u64),
}

impl Reply {
    pub(super) fn of(reply: Value) -> Option<Self> {
        let reply = match reply {
            Value::Array(reply) => reply,
            now => return Some(Self::Done(snapshot::time(&now)?, 0)),
        };
        let number = |index| match reply.get(index) {
            Some(Value::Int(number)) => u64::try_from(*number).ok(),
            _ => None,
        };
        match number(0)? {
            0 => Some(Self::Done(snapshot::time(reply.get(1)?)?, u8::try_from(number(2)?).ok()?)),
            1 => Snapshot::of(reply).map(Self::Conflict),
            2 => {
                let index = usize::try_from(number(2)?).ok()?.checked_sub(1)?;
                Some(Self::Refused(index, number(3)?))
            }
            _ => None,
        }
    }
}

/// How a plan is committed.
pub(super) struct How {
    /// How what is there is read after a conflict: see [`Wanted::mode`](super::snapshot::Wanted).
    pub(super) mode: u8,
    /// As [`Shared::time`](super::shared::Shared::time) returns it.
    pub(super) time: [u8; 16],
    /// How much longer everything is kept, in milliseconds.
    pub(super) shift: u64,
    /// Sessions that expire within as many milliseconds are kept together.
    pub(super) step: u64,
    /// Counters that are idle within as many milliseconds are kept until the same time.
    pub(super) idle_step: u64,
}

/// Returns what the script is given. `leased` says until when this process works on each of the
/// new tasks, if it does.
pub(super) fn given<T>(
    how: &How,
    plan: &Plan<'_, T>,
    read: &Snapshot,
    tasks: &Tasks,
    leased: &[Option<Timestamp>],
) -> Given {
    let (mut given, mut numbers) = (Given::default(), Numbers(Vec::with_capacity(512)));
    numbers.0.extend(how.time);
    let own = Own::of(how, plan, &mut given);
    let is_nothing_expected = own.part % 4 != 1 && plan.expectations().all(|it| it.1.is_none());
    let counts = [
        usize::from(how.mode),
        own.part + if is_nothing_expected { 8 } else { 0 },
        own.counter,
        plan.expectations().count() - usize::from(own.expected.is_some()),
        plan.raises().count(),
        plan.writes().count() - usize::from(own.written.is_some()),
        tasks.removed.len() + tasks.new.len(),
        tasks.expiring.len(),
    ];
    // No list of a plan is longer than ten.
    numbers.0.extend(counts.map(|count| u8::try_from(count).unwrap_or(u8::MAX)));
    numbers.put(own.keep_until);
    let mut values = Texts::default();
    if !is_nothing_expected {
        own.expected.iter().for_each(|id| values.push(&[id]));
    }
    for (key, value) in plan.expectations() {
        let kind = kind_of(key);
        if kind != Some(WAITING) {
            given.keys.push(&[&key.to_bytes()]);
            if !is_nothing_expected {
                let record = value.and_then(|_| read.record(kind));
                values.push(&[record.unwrap_or_default()]);
            }
        }
    }
    for raise in plan.raises() {
        if !is_of_destination(raise.key) {
            given.keys.push(&[&raise.key.to_bytes()]);
        }
        numbers.raise(how, &raise);
    }
    own.written.iter().for_each(|id| values.push(&[id]));
    for write in plan.writes() {
        if kind_of(write.key) != Some(WAITING) {
            given.keys.push(&[&write.key.to_bytes()]);
            let url = callback_url(&write, plan.session(), read, tasks).unwrap_or_default();
            values.push(&[write.value.unwrap_or_default(), url.as_bytes()]);
            values.push_number(write.keep_until.map(|until| until.as_unix_millis() + how.shift));
        }
    }
    set_in_motion(how, read, (tasks, leased), &mut given.keys, &mut numbers, &mut values);
    given.arguments.push(&[&numbers.0]);
    given.arguments.append(&values);
    given
}

/// Adds what a plan sets in motion.
fn set_in_motion(
    how: &How,
    read: &Snapshot,
    (tasks, leased): (&Tasks, &[Option<Timestamp>]),
    keys: &mut Texts,
    numbers: &mut Numbers,
    values: &mut Texts,
) {
    let prefix = keys.first().map_or(Vec::new(), |key| prefix_of(key).to_vec());
    for session in &tasks.removed {
        queue_keys(keys, &prefix, Kind::Send);
        numbers.task(0, [false; 2]);
        values.push(&[&session.to_bytes()]);
        values.push(&[]);
    }
    for (New { task, supersedes }, leased) in tasks.new.iter().zip(leased) {
        queue_keys(keys, &prefix, task.kind());
        let refers_to = tasks::refers_to(task);
        if let Some(destination) = refers_to {
            keys.push(&[&prefix, b"r", &destination.to_le_bytes()]);
        }
        let due = leased.unwrap_or(read.now).as_unix_millis();
        numbers.task(due, [refers_to.is_some(), *supersedes]);
        values.push(&[&task.session().to_bytes()]);
        values.push(&[&tasks::head(task, leased.is_some()), &task.to_bytes()]);
    }
    for (destination, at) in &tasks.expiring {
        let at = at.as_unix_millis().div_ceil(how.step).saturating_mul(how.step);
        keys.push(&[&prefix, b"x", &at.to_le_bytes()]);
        keys.push(&[&prefix, b"e"]);
        numbers.put(at);
        values.push(&[&destination.to_le_bytes()]);
    }
}

/// What of a plan is in the record of its destination: the session that waits, and the counter of
/// messages.
#[derive(Default)]
struct Own {
    /// 1 if the record takes part, 2 more if it is expected, 4 more if it is written.
    part: usize,
    /// Which of the counters, from 1.
    counter: usize,
    /// The id of the session that waits, or nothing.
    expected: Option<Vec<u8>>,
    written: Option<Vec<u8>>,
    keep_until: u64,
}

impl Own {
    /// Finds it, and adds the key of the record.
    fn of<T>(how: &How, plan: &Plan<'_, T>, given: &mut Given) -> Self {
        let (mut own, mut key) = (Self::default(), None);
        for (expected, value) in plan.expectations() {
            if kind_of(expected) == Some(WAITING) {
                (own.expected, key) = (Some(value.unwrap_or_default().to_vec()), Some(expected));
                own.part |= 3;
            }
        }
        for write in plan.writes() {
            if kind_of(write.key) == Some(WAITING) {
                own.written = Some(write.value.unwrap_or_default().to_vec());
                own.keep_until =
                    write.keep_until.map_or(0, |until| until.as_unix_millis() + how.shift);
                key = Some(write.key);
                own.part |= 5;
            }
        }
        let counter = plan.raises().position(|raise| is_of_destination(raise.key));
        own.counter = counter.map_or(0, |index| index + 1);
        if let Some(key) = key {
            given.keys.push(&[&key.to_bytes()]);
        }
        own
    }
}

/// The kind of key that names what waits for a destination.
const WAITING: u8 = b'w';

/// Whether a key is that of the counter of messages to a destination. A start, which raises it,
/// looks for what waits there, too.
fn is_of_destination(key: Key<'_>) -> bool {
    key.within().starts_with(b"l\x03")
}

/// Adds the keys of a kind of task: when each is due, and all of them.
pub(super) fn queue_keys(keys: &mut Texts, prefix: &[u8], kind: Kind) {
    let letter: &[u8] = match kind {
        Kind::Send => b"s",
        Kind::Callback => b"c",
    };
    keys.push(&[prefix, b"q", letter]);
    keys.push(&[prefix, b"t", letter]);
}

/// Returns what stands behind a session: where its end is posted, until it has ended.
fn callback_url<'t>(
    write: &Write<'_>,
    of_plan: Option<&Session>,
    read: &'t Snapshot,
    tasks: &'t Tasks,
) -> Option<&'t str> {
    if kind_of(write.key) != Some(b's') {
        return None;
    }
    let id = snapshot::session_id(write.value?).filter(|id| !tasks.ended.contains(id))?;
    let is_of_plan = of_plan.is_some_and(|session| session.id() == id);
    let new = tasks.callback_url.as_deref().filter(|_| is_of_plan);
    new.or_else(|| read.callback_url(id))
}

/// The numbers that a script is given, little-endian.
struct Numbers(Vec<u8>);

impl Numbers {
    fn put(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn raise(&mut self, how: &How, CounterRaise { raise, counts, .. }: &CounterRaise<'_>) {
        for number in [raise.floor(), raise.cap(), raise.cost(), raise.ceiling()] {
            self.put(number);
        }
        self.put(raise.base().as_unix_millis() + how.shift);
        // A step is shorter than 50 days.
        let step = u64::from(u32::try_from(raise.step().as_millis()).unwrap_or(u32::MAX));
        let steps = how.idle_step.div_ceil(step);
        self.put(u64::from(raise.units().get()) * steps);
        self.put(step * steps);
        self.0.push(u8::from(*counts));
    }

    fn task(&mut self, due: u64, [refers, supersedes]: [bool; 2]) {
        self.put(due);
        self.0.extend([u8::from(refers), u8::from(supersedes)]);
    }
}
