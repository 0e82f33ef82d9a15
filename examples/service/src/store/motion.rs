//! What a plan sets in motion: tasks, and what they need, stored in the same commit.

use verify_core::engine::{Event, Plan};
use verify_core::session::{Session, SessionId};
use verify_core::time::Timestamp;

use super::name::Name;
use super::records::{Records, Value};
use super::tasks::Tasks;
use super::{NotCommitted, each_change};
use crate::gateway::Message;
use crate::outbox::{Callback, Kind, Outgoing, REFERENCE_KEPT, Task};

impl Records {
    /// Stores what a plan sets in motion.
    pub(super) fn set_in_motion<'a, T>(
        &mut self,
        plan: &Plan<'a, T>,
        now: Timestamp,
        outgoing: impl Fn(&Plan<'a, T>) -> Outgoing,
    ) -> Result<(), NotCommitted> {
        for event in plan.events() {
            match event {
                Event::Send { session, .. } => {
                    self.send(session, now, outgoing(plan)).ok_or(NotCommitted::Down)?;
                }
                Event::ExpireAt { session, at } => {
                    let name = self.accounts.session(session).ok_or(NotCommitted::Down)?;
                    self.expiring.put(name, at.saturating_duration_since(now));
                }
                _ => {}
            }
        }
        each_change(plan, |_, session| {
            if session.latest_status().is_final() {
                self.end(session, now);
            }
        });
        Ok(())
    }

    /// Says that a group of changes is on disk, and those before it: their tasks are due.
    pub(super) fn set_written(&mut self, group: u64, names: &[Name]) {
        for kind in Kind::ALL {
            self.tasks(kind).set_written(group);
        }
        for name in names {
            if let Some(kind) = name.task() {
                self.tasks(kind).look_at(*name);
            }
        }
    }

    pub(super) fn tasks(&mut self, kind: Kind) -> &mut Tasks {
        match kind {
            Kind::Send => &mut self.sends,
            Kind::Callback => &mut self.callbacks,
        }
    }

    /// Stores the message of a session in place of an earlier one, and where its end is posted.
    fn send(&mut self, session: SessionId, now: Timestamp, outgoing: Outgoing) -> Option<()> {
        let session = self.accounts.session(session)?;
        let url = session.with_url();
        let new = outgoing.callback_url.map(String::into_boxed_str);
        if let Some(value) = new.or_else(|| self.urls.remove(&url)) {
            let keep_until = self.values.get(&session)?.keep_until();
            self.urls.put(now, url, value, keep_until);
            self.changes.add(url);
        }
        if let Some(mut message) = outgoing.message {
            self.refer(&mut message, now)?;
            self.put_task(session, &Task::Send(message), now);
        } else {
            self.remove_task(session.with_task(Kind::Send));
        }
        Some(())
    }

    /// Gives a long message the next reference of its number.
    fn refer(&mut self, message: &mut Message, now: Timestamp) -> Option<()> {
        if message.segments() > 1 {
            let name = self.accounts.reference(message.to)?;
            let latest = self.values.get(&name).and_then(|kept| kept.value.first());
            message.reference = latest.map_or(0, |latest| latest.wrapping_add(1));
            let value = Value::from_slice(&[message.reference]).ok()?;
            self.put(now, name, value, Some(now.saturating_add(REFERENCE_KEPT)));
        }
        Some(())
    }

    /// Removes the message of a session that is over, and stores its callback.
    fn end(&mut self, session: &Session, now: Timestamp) {
        let Some(name) = self.accounts.session(session.id()) else { return };
        self.remove_task(name.with_task(Kind::Send));
        let Some(url) = self.urls.remove(&name.with_url()) else { return };
        self.changes.add(name.with_url());
        if let Some(callback) = Callback::of(url.into_string(), session, now) {
            self.put_task(name, &Task::Callback(callback), now);
        }
    }

    fn put_task(&mut self, session: Name, task: &Task, now: Timestamp) {
        let (name, group) = (session.with_task(task.kind()), self.changes.group());
        self.tasks(task.kind()).put(now, name, task, group);
        self.changes.add(name);
    }

    fn remove_task(&mut self, name: Name) {
        if name.task().is_some_and(|kind| self.tasks(kind).remove(&name)) {
            self.changes.add(name);
        }
    }
}
