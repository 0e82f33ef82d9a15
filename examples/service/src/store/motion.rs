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
        let mut has_ended = false;
        for event in plan.events() {
            match event {
                Event::Send { session, .. } => {
                    let outgoing = outgoing(plan);
                    let has_any = outgoing.message.is_some() || outgoing.callback_url.is_some();
                    if has_any || self.sends.len() > 0 {
                        self.send(session, now, outgoing).ok_or(NotCommitted::Down)?;
                    }
                }
                Event::ExpireAt { session, at } => {
                    let name = self.accounts.session(session).ok_or(NotCommitted::Down)?;
                    self.expiring.put(name, at.saturating_duration_since(now));
                }
                Event::Changed { to, .. } => has_ended |= to.is_final(),
                _ => {}
            }
        }
        if has_ended {
            each_change(plan, |_, session| self.end(session, now));
        }
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
        if let Some(value) = outgoing.callback_url {
            // No session is forgotten before it has ended, which removes this.
            self.urls.put(now, url, value.into(), None);
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

    /// If a session is over, removes its message, and stores its callback.
    fn end(&mut self, session: &Session, now: Timestamp) {
        if !session.latest_status().is_final() {
            return;
        }
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::time::Instant;

    use verify_core::code::Generator;
    use verify_core::engine::{Engine, Limits, Plan, Refused, Sending};
    use verify_core::request::{Request, SubAccountId};
    use verify_core::time::Timestamp;

    use super::super::changes::Changes;
    use super::Records;
    use crate::gateway::Message;
    use crate::outbox::{Kind, Outcome, Outgoing};

    /// Nobody gets a message whose session would be unknown if the machine lost its power now.
    #[test]
    fn a_task_is_due_once_its_group_is_on_disk() {
        let mut records = Records::new(Generator::from_seed([7; 32]));
        records.changes = Changes::in_groups();
        let engine = Engine { limits: Limits::NONE, ..Engine::default() };
        let demo = SubAccountId::parse("demo").unwrap();
        let request = Request { destination: Some("+19876543210"), ..Request::default() };
        let verification = request.validate().unwrap();
        let outgoing = |plan: &Plan<'_, Result<Sending, Refused>>| Outgoing {
            message: plan.started(&verification).map(|started| Message::of(&started).unwrap()),
            callback_url: None,
        };
        let start = |records: &mut Records, second: u64| {
            let now = Timestamp::from_unix_millis(1000 * second).unwrap();
            let plan = records.drive(&mut engine.start(demo, &verification, None), now, outgoing);
            assert!(plan.unwrap().answer().is_ok());
        };
        let claim = |records: &mut Records| {
            records.sends.claim(9, Timestamp::UNIX_EPOCH, Instant::now()).pop()
        };
        start(&mut records, 0);
        assert!(claim(&mut records).is_none());
        let (first, names) = records.changes.take();
        // Another one takes its place while the first one is being written.
        start(&mut records, 10);
        records.set_written(first, &names);
        assert!(claim(&mut records).is_none());
        let (second, names) = records.changes.take();
        records.set_written(second, &names);
        let claimed = claim(&mut records).unwrap();
        assert_eq!(claimed.task.made_at().as_unix_millis(), 10_000);

        // The third one waits for the disk, though nobody works on the second one any more.
        start(&mut records, 20);
        let (lease, now) = (claimed.lease_until, Instant::now());
        let sends = records.tasks(Kind::Send);
        assert!(!sends.finish(claimed.name, claimed.task.made_at(), lease, Outcome::Done, now));
        assert!(claim(&mut records).is_none());
        let (third, names) = records.changes.take();
        records.set_written(third, &names);
        assert!(claim(&mut records).is_some());
        assert_eq!(records.sends.len(), 1);
    }
}
