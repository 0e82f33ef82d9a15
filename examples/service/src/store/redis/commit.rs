//! A plan as `commit.lua` takes it, and what that replies.

use redis::Value;
use verify_core::engine::{CounterRaise, Plan, Write};
use verify_core::session::Session;
use verify_core::time::Timestamp;

use super::script::Given;
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
    /// Sessions that expire within as many milliseconds are kept together.
    pub(super) step: u64,
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
    let (mut given, mut numbers) = (Given::default(), Numbers(how.time.to_vec()));
    let Tasks { new, removed, expiring, .. } = tasks;
    let new = || new.iter().zip(leased);
    let counts = [
        usize::from(how.mode),
        plan.expectations().count(),
        plan.raises().count(),
        plan.writes().count(),
        removed.len() + new().len(),
        expiring.len(),
    ];
    // No list of a plan is longer than ten.
    numbers.0.extend(counts.map(|count| u8::try_from(count).unwrap_or(u8::MAX)));
    let mut prefix = Vec::new();
    for (key, _) in plan.expectations() {
        let key = key.to_bytes();
        prefix = prefix_of(&key).to_vec();
        given.keys.push(&[&key]);
    }
    for raise in plan.raises() {
        given.keys.push(&[&raise.key.to_bytes()]);
        numbers.raise(&raise);
    }
    for write in plan.writes() {
        given.keys.push(&[&write.key.to_bytes()]);
        numbers.put(write.keep_until.map_or(0, Timestamp::as_unix_millis));
    }
    for _ in removed {
        queue_keys(&mut given, &prefix, Kind::Send);
        numbers.task(0, [false; 2]);
    }
    for (New { task, supersedes }, leased) in new() {
        queue_keys(&mut given, &prefix, task.kind());
        let refers_to = tasks::refers_to(task);
        if let Some(destination) = refers_to {
            given.keys.push(&[&prefix, b"r", &destination.to_le_bytes()]);
        }
        let due = leased.unwrap_or(read.now).as_unix_millis();
        numbers.task(due, [refers_to.is_some(), *supersedes]);
    }
    for (_, at) in expiring {
        let at = at.as_unix_millis().div_ceil(how.step).saturating_mul(how.step);
        given.keys.push(&[&prefix, b"x", &at.to_le_bytes()]);
        given.keys.push(&[&prefix, b"e"]);
        numbers.put(at);
    }
    given.arguments.push(&[&numbers.0]);
    for (key, value) in plan.expectations() {
        let record = value.and_then(|_| read.record(&key.to_bytes()));
        given.arguments.push(&[record.unwrap_or_default()]);
    }
    for write in plan.writes() {
        let url = callback_url(&write, plan.session(), read, tasks).unwrap_or_default();
        given.arguments.push(&[write.value.unwrap_or_default(), url.as_bytes()]);
    }
    for session in removed {
        given.arguments.push(&[&session.to_bytes()]);
        given.arguments.push(&[]);
    }
    for (New { task, .. }, leased) in new() {
        given.arguments.push(&[&task.session().to_bytes()]);
        given.arguments.push(&[&tasks::head(task, leased.is_some()), &task.to_bytes()]);
    }
    for (session, _) in expiring {
        given.arguments.push(&[&session.to_bytes()]);
    }
    given
}

/// Adds the keys of a kind of task: when each is due, and all of them.
pub(super) fn queue_keys(given: &mut Given, prefix: &[u8], kind: Kind) {
    let letter: &[u8] = match kind {
        Kind::Send => b"s",
        Kind::Callback => b"c",
    };
    given.keys.push(&[prefix, b"q", letter]);
    given.keys.push(&[prefix, b"t", letter]);
}

/// Returns what stands behind a session: where its end is posted, until it has ended.
fn callback_url<'t>(
    write: &Write<'_>,
    of_plan: Option<&Session>,
    read: &'t Snapshot,
    tasks: &'t Tasks,
) -> Option<&'t str> {
    if kind_of(&write.key.to_bytes()) != Some(b's') {
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

    fn raise(&mut self, CounterRaise { raise, counts, .. }: &CounterRaise<'_>) {
        let base = raise.base().as_unix_millis();
        for number in [raise.floor(), raise.cap(), raise.cost(), raise.ceiling(), base] {
            self.put(number);
        }
        // A step is shorter than 50 days.
        let step = u32::try_from(raise.step().as_millis()).unwrap_or(u32::MAX);
        self.0.extend([raise.units().get().to_le_bytes(), step.to_le_bytes()].as_flattened());
        self.0.push(u8::from(*counts));
    }

    fn task(&mut self, due: u64, [refers, supersedes]: [bool; 2]) {
        self.put(due);
        self.0.extend([u8::from(refers), u8::from(supersedes)]);
    }
}
