//! [`Tasks`]: what a plan sets in motion, as it is stored.
//!
//! | bytes of a task | what |
//! |---|---|
//! | 8 | the generation: a message that takes the place of another has a later one |
//! | 4 | how often it was tried |
//! | 1 | the reference of its destination, for a long message |
//! | the others | [`Task::to_bytes`] |

use verify_core::engine::{Event, Plan};
use verify_core::session::{Session, SessionId, Status};
use verify_core::time::Timestamp;

use super::snapshot::Snapshot;
use crate::gateway::Content;
use crate::outbox::{Callback, Kind, Outgoing, Task};

/// How many bytes are in front of a task.
const HEAD: usize = 13;

/// How many of them tell whether it is still the same.
const CLAIM: usize = 12;

/// What a plan sets in motion.
#[derive(Default)]
pub(super) struct Tasks {
    pub(super) new: Vec<Task>,
    /// Sessions that have ended: their messages, if any wait, are not sent.
    pub(super) ended: Vec<SessionId>,
    /// Sessions that are to expire, and when.
    pub(super) expiring: Vec<(SessionId, Timestamp)>,
    /// Where changes of the plan's session are posted.
    pub(super) callback_url: Option<String>,
}

impl Tasks {
    pub(super) fn of<T>(plan: &Plan<'_, T>, read: &Snapshot, outgoing: Outgoing) -> Self {
        let Outgoing { message, callback_url } = outgoing;
        let mut tasks = Self { callback_url, ..Self::default() };
        for event in plan.events() {
            match event {
                Event::ExpireAt { session, at } => tasks.expiring.push((session, at)),
                Event::Changed { session, from: Some(_), to } if to.is_final() => {
                    tasks.ended.push(session);
                    let written = plan.writes().filter_map(|write| {
                        Session::from_bytes(write.value?).ok().filter(|it| it.id() == session)
                    });
                    tasks.new.extend(written.last().and_then(|it| callback(it, read)));
                }
                _ => {}
            }
        }
        tasks.new.extend(message.map(Task::Send));
        tasks
    }
}

/// Returns what is posted once a session has ended. One that was cancelled has its client's answer.
fn callback(session: Session, read: &Snapshot) -> Option<Task> {
    let is_cancelled =
        session.latest_status() == Status::Expired && read.now < session.expires_at();
    let url = read.callback_url(&session).filter(|_| !is_cancelled)?.to_owned();
    Some(Task::Callback(Callback { url, session, changed_at: read.now }))
}

/// Returns what a queue calls a task: one message for each session, one callback for each status.
pub(super) fn id(task: &Task) -> Vec<u8> {
    let mut id = task.session().to_bytes().to_vec();
    if let Task::Callback(callback) = task {
        id.extend(callback.status().as_str().bytes().take(1));
    }
    id
}

/// Returns the bytes in front of a task that is new.
pub(super) fn head(task: &Task) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let (first, _) = head.split_at_mut(CLAIM);
    first.copy_from_slice(&claim(task, 0));
    head
}

/// Returns what a task begins with as long as nobody else has worked on it.
pub(super) fn claim(task: &Task, tries: u32) -> [u8; CLAIM] {
    let generation = match task {
        Task::Send(message) => message.sent_at,
        Task::Callback(callback) => callback.changed_at,
    };
    let mut claim = [0; CLAIM];
    let (first, last) = claim.split_at_mut(8);
    first.copy_from_slice(&generation.as_unix_millis().to_le_bytes());
    last.copy_from_slice(&tries.to_le_bytes());
    claim
}

/// Reads a task, with how often it was tried.
pub(super) fn read(bytes: &[u8]) -> Option<(Task, u32)> {
    let (head, task) = bytes.split_first_chunk::<HEAD>()?;
    let [.., a, b, c, d, reference] = *head;
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
    let Task::Send(message) = task else { return None };
    let has_parts = matches!(message.content, Content::Sms { segments, .. } if segments > 1);
    has_parts.then(|| message.to.to_u64())
}

/// Returns what the keys of a kind end with.
pub(super) const fn letter(kind: Kind) -> &'static [u8] {
    match kind {
        Kind::Send => b"s",
        Kind::Callback => b"c",
    }
}
