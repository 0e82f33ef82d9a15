//! [`Tasks`]: which tasks there should be, as the events of the model tell.

use std::collections::HashMap;

use verify_core::engine::{Event, Key};
use verify_core::request::SubAccountId;
use verify_core::session::{Session, SessionId, Status};
use verify_core::time::Timestamp;
use verify_service::outbox::{Callback, Kind, Task};

use crate::engine_model::{World, time};

/// Which tasks there should be, by the session of the model.
pub(crate) struct Tasks {
    urls: HashMap<SessionId, String>,
    stored: HashMap<(Kind, SessionId), Expected>,
    /// The latest time so far. What was over then may be forgotten, even if the clock steps back.
    latest: Timestamp,
}

/// What a task holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) made_at: Timestamp,
    pub(crate) deadline: Timestamp,
    /// The URL and the status of a callback.
    posted: Option<(String, Status)>,
}

impl Expected {
    /// Returns what a task of a store holds.
    pub(crate) fn of(task: &Task) -> Self {
        let posted = match task {
            Task::Send(_) => None,
            Task::Callback(callback) => Some((callback.url.clone(), callback.status())),
        };
        Self { made_at: task.made_at(), deadline: task.deadline(), posted }
    }
}

impl Tasks {
    /// Starts without any.
    pub(crate) fn new() -> Self {
        Self { urls: HashMap::new(), stored: HashMap::new(), latest: Timestamp::UNIX_EPOCH }
    }

    /// Takes over what the latest call of the model has set in motion.
    pub(crate) fn follow(&mut self, world: &World, url: Option<&str>) {
        for event in &world.store.outbox {
            match *event {
                Event::Send { session, sent_at, deadline } => {
                    self.urls.extend(url.map(|url| (session, url.to_owned())));
                    let expected = Expected { made_at: sent_at, deadline, posted: None };
                    self.stored.insert((Kind::Send, session), expected);
                }
                Event::Changed { session, to, .. } if to.is_final() => {
                    self.stored.remove(&(Kind::Send, session));
                    let Some(url) = self.urls.remove(&session) else { continue };
                    let is_cancelled = to == Status::Expired && world.now < expiry(world, session);
                    if !is_cancelled {
                        let made_at = time(world.now);
                        let deadline = made_at.saturating_add(Callback::MAX_AGE);
                        let expected = Expected { made_at, deadline, posted: Some((url, to)) };
                        self.stored.insert((Kind::Callback, session), expected);
                    }
                }
                _ => {}
            }
        }
    }

    pub(crate) fn set_clock(&mut self, now: Timestamp) {
        self.latest = self.latest.max(now);
    }

    /// Returns those that must be there.
    pub(crate) fn all(&self) -> HashMap<(Kind, SessionId), Expected> {
        let tasks = self.stored.iter().filter(|(_, task)| self.latest < task.deadline);
        tasks.map(|(name, task)| (*name, task.clone())).collect()
    }

    /// Until when the time of a task must not be over: otherwise it may be there, or not.
    pub(crate) const fn latest(&self) -> Timestamp {
        self.latest
    }

    /// Takes out a task that is done.
    pub(crate) fn remove(&mut self, kind: Kind, session: SessionId) {
        self.stored.remove(&(kind, session)).expect("it is to be done");
    }
}

/// Returns when a session of the model expires, in milliseconds.
fn expiry(world: &World, id: SessionId) -> u64 {
    let key = Key::session(SubAccountId::parse(crate::pair::MODELED).unwrap(), id).to_bytes();
    let session = Session::from_bytes(&world.store.records[&*key].value).unwrap();
    session.expires_at().as_unix_millis()
}

/// Values and until when they are kept, by what their keys have behind the sub-account.
pub(crate) type Records = HashMap<Vec<u8>, (Vec<u8>, Option<Timestamp>)>;

/// Returns the code of a session, or none once it is forgotten.
pub(crate) fn code(records: &Records, id: SessionId) -> String {
    let value = records.get(&[b"s", id.to_bytes().as_slice()].concat());
    value.map_or(String::new(), |(value, _)| {
        Session::from_bytes(value).unwrap().code().expose().to_owned()
    })
}
