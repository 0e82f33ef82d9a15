//! [`Tasks`]: what a plan sets in motion, as it is stored.
//!
//! | bytes of a task | what |
//! |---|---|
//! | 8 | when it was made, in milliseconds: a later message takes the place of an earlier one |
//! | 4 | how often it was claimed |
//! | 1 | 1 if somebody works on it, 2 if somebody works on the one whose place it has taken |
//! | 1 | the reference, for a long message |
//! | the others | [`Task::to_bytes`] |

use verify_core::engine::{Event, Plan};
use verify_core::session::SessionId;
use verify_core::time::Timestamp;

use super::snapshot::Snapshot;
use crate::outbox::{Callback, Outgoing, Task};
use crate::store::each_change;

/// How many bytes are in front of a task.
const HEAD: usize = 14;

/// What a plan sets in motion.
#[derive(Default)]
pub(super) struct Tasks {
    pub(super) new: Vec<New>,
    /// Sessions whose messages, if any wait, are not sent any more.
    pub(super) removed: Vec<SessionId>,
    /// Sessions that have ended: nothing more of them is posted.
    pub(super) ended: Vec<SessionId>,
    /// The destinations of sessions that are to expire, and when.
    pub(super) expiring: Vec<(u64, Timestamp)>,
    /// Where the end of the plan's session is posted.
    pub(super) callback_url: Option<String>,
}

/// A task that is to be stored.
pub(super) struct New {
    pub(super) task: Task,
    /// It may take the place of another one.
    pub(super) supersedes: bool,
}

impl Tasks {
    pub(super) fn of<T>(plan: &Plan<'_, T>, read: &Snapshot, outgoing: Outgoing) -> Self {
        let Outgoing { mut message, callback_url } = outgoing;
        let mut tasks = Self { callback_url, ..Self::default() };
        for event in plan.events() {
            match event {
                Event::Send { session, .. } => {
                    let is_sent_again = read.session_id() == Some(session);
                    match message.take() {
                        Some(message) => tasks
                            .new
                            .push(New { task: Task::Send(message), supersedes: is_sent_again }),
                        None if is_sent_again => tasks.removed.push(session),
                        None => {}
                    }
                }
                Event::ExpireAt { at, .. } => {
                    let destination = plan.session().map(|it| it.destination().to_u64());
                    tasks.expiring.extend(destination.map(|destination| (destination, at)));
                }
                _ => {}
            }
        }
        each_change(plan, |from, session| {
            if from.is_some() && session.latest_status().is_final() {
                let id = session.id();
                tasks.removed.push(id);
                tasks.ended.push(id);
                let url = read.callback_url(id).map(str::to_owned);
                let callback = url.and_then(|url| Callback::of(url, session, read.now));
                let task = callback.map(Task::Callback);
                tasks.new.extend(task.map(|task| New { task, supersedes: false }));
            }
        });
        tasks
    }
}

/// Returns the bytes in front of a new task, which this process may work on already.
pub(super) fn head(task: &Task, is_leased: bool) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let (first, last) = head.split_at_mut(12);
    first.copy_from_slice(&claim(task, u32::from(is_leased)));
    last.copy_from_slice(&[u8::from(is_leased), 0]);
    head
}

/// Returns what a task begins with after it was claimed that often.
pub(super) fn claim(task: &Task, claims: u32) -> [u8; 12] {
    let mut claim = [0; 12];
    let (first, last) = claim.split_at_mut(8);
    first.copy_from_slice(&task.made_at().as_unix_millis().to_le_bytes());
    last.copy_from_slice(&claims.to_le_bytes());
    claim
}

/// Reads a task, with how often it was claimed.
pub(super) fn read(bytes: &[u8]) -> Option<(Task, u32)> {
    let (head, task) = bytes.split_first_chunk::<HEAD>()?;
    let [.., a, b, c, d, _, reference] = *head;
    let mut task = Task::from_bytes(task).ok()?;
    refer(&mut task, reference);
    Some((task, u32::from_le_bytes([a, b, c, d])))
}

/// Sets the reference of a message.
pub(super) fn refer(task: &mut Task, reference: u8) {
    if let Task::Send(message) = task {
        message.reference = reference;
    }
}

/// Returns the destination of a message that has several parts, which share a reference.
pub(super) fn refers_to(task: &Task) -> Option<u64> {
    match task {
        Task::Send(message) if message.segments() > 1 => Some(message.to.to_u64()),
        _ => None,
    }
}
