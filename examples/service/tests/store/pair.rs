//! [`Pair`]: the model with its own store, and a store of the service, to which the same calls are
//! made. Ids and codes are drawn by each for itself.

use std::cell::LazyCell;
use std::collections::HashMap;

use verify_core::channel::Channel;
use verify_core::engine::{Key, Sending};
use verify_core::request::SubAccountId;
use verify_core::session::{Session, SessionId};
use verify_service::outbox::{Kind, Outcome, Task};
use verify_service::store::{NotCommitted, Record};

use crate::engine_model::{Answer, Operation, Trouble, World, number, time, wrong};
use crate::stores::{Hands, Tested, at_once, drive, drive_with, outgoing};
use crate::tasks::{Expected, Records, Tasks, code};

/// What happens in a sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Call(Operation),
    Later(u64),
    Earlier(u64),
    ToExpiry,
    /// All records have their turn.
    Turns,
    /// All tasks of a kind are done.
    Work(Kind),
}

pub(crate) struct Pair<'s, S> {
    pub(crate) world: World,
    pub(crate) store: &'s S,
    hands: Hands,
    sub_account: String,
    /// The sessions of the store and those of the model, in the order in which they were started.
    ids: Vec<(SessionId, SessionId)>,
    tasks: Tasks,
    /// How many calls there were.
    calls: usize,
}

/// What a pair with another store goes on from.
pub(crate) type Suspended = (World, Vec<(SessionId, SessionId)>, Tasks);

pub(crate) const MODELED: &str = "demo-account-123";

impl<'s, S: Tested> Pair<'s, S> {
    /// Pairs a world with a sub-account of a store.
    pub(crate) fn new(world: World, store: &'s S, hands: &Hands, sub_account: &str) -> Self {
        hands.set(world.now);
        let (hands, sub_account) = (hands.clone(), sub_account.to_owned());
        let tasks = Tasks::new();
        Self { world, store, hands, sub_account, ids: Vec::new(), tasks, calls: 0 }
    }

    /// Goes on where another pair was [suspended](Self::suspend), with a store that has the same
    /// records.
    pub(crate) fn resume(
        (world, ids, tasks): Suspended,
        store: &'s S,
        hands: &Hands,
        sub_account: &str,
    ) -> Self {
        Self { ids, tasks, ..Self::new(world, store, hands, sub_account) }
    }

    pub(crate) fn suspend(self) -> Suspended {
        (self.world, self.ids, self.tasks)
    }

    pub(crate) fn step(&mut self, event: Event) {
        match event {
            Event::Call(operation) => self.call(operation),
            Event::Later(millis) => self.set(self.world.now + millis),
            Event::Earlier(millis) => self.set(self.world.now.saturating_sub(millis)),
            Event::ToExpiry => {
                let now = self.world.now;
                self.set(self.world.next_expiry().unwrap_or(now).max(now));
            }
            Event::Turns => self.turns(),
            Event::Work(kind) => self.work(kind),
        }
    }

    fn set(&mut self, now: u64) {
        self.world.set_clock(now, false);
        self.hands.set(self.world.now);
        self.tasks.set_clock(time(self.world.now));
    }

    /// Lets the store expire and forget by itself, and the model on request.
    fn turns(&mut self) {
        self.store.all_turns();
        for back in 0..self.ids.len() {
            self.world.step(Operation::Expire(back), Trouble::Nothing);
            self.tasks.follow(&self.world, None);
        }
        self.world.set_clock(self.world.now, true);
        self.compare();
        if S::FORGETS_TASKS && self.tasks.latest() == time(self.world.now) {
            assert_eq!(self.own_tasks().count(), self.tasks.all().len(), "some are over");
        }
    }

    /// Works off all tasks of a kind. The store has none of other sub-accounts.
    fn work(&mut self, kind: Kind) {
        let mut expected = self.tasks.all();
        expected.retain(|(other, _), _| *other == kind);
        while !expected.is_empty() {
            let claimed = at_once(self.store.claim(kind, 2));
            assert!((1..=2).contains(&claimed.len()));
            for claimed in claimed {
                assert_eq!((&*claimed.sub_account, claimed.tries), (&*self.sub_account, 0));
                if self.tasks.latest() < claimed.task.deadline() {
                    let session = self.model_of(claimed.task.session());
                    let task = expected.remove(&(kind, session));
                    assert_eq!(task, Some(Expected::of(&claimed.task)));
                    self.tasks.remove(kind, session);
                }
                at_once(self.store.finish(claimed, Outcome::Done));
            }
        }
        self.compare();
    }

    fn call(&mut self, operation: Operation) {
        let Some(expected) = self.world.step(operation, Trouble::Nothing) else { return };
        self.calls += 1;
        // Two of three starts have a URL, each another one.
        let url = format!("https://example.com/?{}", self.calls);
        let url = (!self.calls.is_multiple_of(3)).then_some(url.as_str());
        self.tasks.follow(&self.world, url);
        let answer = self.answer(operation, url);
        assert_eq!(answer, expected_of_store(expected, &self.ids), "{operation:?}");
        self.compare();
    }

    fn answer(&mut self, operation: Operation, url: Option<&str>) -> Answer {
        let (store, engine) = (self.store, self.world.engine);
        let sub_account = SubAccountId::parse(&self.sub_account).unwrap();
        let id = |back: usize| self.ids[self.ids.len() - 1 - back].0;
        match operation {
            Operation::Start(start) => {
                let request = start.request();
                let verification = request.validate().unwrap();
                let call = engine.start(sub_account, &verification, None);
                match drive_with(store, call, |plan| outgoing(plan, &verification, url)) {
                    Ok(plan) => {
                        if *plan.answer() == Ok(Sending::New) {
                            let own = plan.session().unwrap().id();
                            self.ids.push((own, self.modeled(start.to)));
                        }
                        Answer::of_start(*plan.answer())
                    }
                    Err(NotCommitted::Limited(refused)) => Answer::of_start(Err(refused)),
                    Err(error) => panic!("{error}"),
                }
            }
            Operation::Check { session, right } => {
                let id = id(session);
                let code = code(&self.records(), id);
                let entered = if right { code } else { wrong(&code) };
                let plan = drive(store, engine.check(sub_account, id, &entered)).unwrap();
                Answer::of_check(*plan.answer())
            }
            Operation::Confirm(session) => {
                let plan = drive(store, engine.confirm(sub_account, id(session))).unwrap();
                plan.answer().map_or(Answer::NotFound, Answer::Verdict)
            }
            Operation::Status(session) => {
                let plan = drive(store, engine.status(sub_account, id(session))).unwrap();
                plan.answer().map_or(Answer::NotFound, Answer::Status)
            }
            Operation::Cancel(session) => {
                let plan = drive(store, engine.cancel(sub_account, id(session))).unwrap();
                plan.answer().map_or(Answer::NotFound, Answer::Status)
            }
            Operation::Expire(session) => {
                let plan = drive(store, engine.expire(sub_account, id(session))).unwrap();
                plan.answer().map_or(Answer::NotFound, Answer::Status)
            }
            Operation::Find(to) => {
                let plan = drive(store, engine.find(sub_account, number(to))).unwrap();
                Answer::Found(*plan.answer())
            }
            Operation::Clear(to) => {
                drive(store, engine.clear_failures(sub_account, number(to))).unwrap();
                Answer::Cleared
            }
        }
    }

    /// Returns the session of the model that waits for a destination.
    fn modeled(&self, to: usize) -> SessionId {
        let key = Key::waiting(SubAccountId::parse(MODELED).unwrap(), number(to)).to_bytes();
        SessionId::from_bytes(self.world.store.records[&*key].value.as_slice().try_into().unwrap())
    }

    /// Returns the records of the sub-account, by what their keys have behind it.
    fn records(&self) -> Records {
        let prefix = format!("v1{{{}}}", self.sub_account);
        let records = self.store.records().into_iter();
        let own = records.filter_map(|Record { key, value, keep_until, .. }| {
            let rest = key.strip_prefix(prefix.as_bytes())?;
            Some((rest.to_vec(), (value, keep_until)))
        });
        own.collect()
    }

    /// Checks that the store holds what the model's has, and nothing else.
    pub(crate) fn compare(&self) {
        let mut found = self.records();
        let prefix = format!("v1{{{MODELED}}}");
        for (key, record) in &self.world.store.records {
            let key = key.strip_prefix(prefix.as_bytes()).unwrap();
            let own_key = match key.strip_prefix(b"s") {
                Some(id) => [b"s".as_slice(), &self.own(id)].concat(),
                None => key.to_vec(),
            };
            let (value, keep_until) = found.remove(&own_key).expect("the store has it too");
            assert_eq!(keep_until, record.keep_until, "until when {} is kept", key[0] as char);
            match key[0] {
                b's' => assert_eq!(shown(&value), shown(&record.value)),
                b'w' => assert_eq!(value, self.own(&record.value)),
                _ => assert_eq!(value, record.value),
            }
        }
        for (key, counter) in &self.world.store.counters {
            let key = key.strip_prefix(prefix.as_bytes()).unwrap();
            let (value, keep_until) = found.remove(key).expect("the store has it too");
            assert_eq!(value, counter.value.to_le_bytes());
            assert_eq!(keep_until, Some(counter.keep_until));
        }
        assert!(found.is_empty(), "the store has {} records more", found.len());
        self.compare_tasks();
    }

    /// Checks that the store holds the tasks that there should be. Those whose time is over may
    /// still be there, or not.
    fn compare_tasks(&self) {
        let (mut found, records) = (HashMap::new(), LazyCell::new(|| self.records()));
        for task in self.own_tasks().filter(|task| self.tasks.latest() < task.deadline()) {
            if let Task::Send(message) = &task
                && message.channel() == Channel::Sms
            {
                let code = code(&records, message.session);
                assert!(message.text().contains(&code), "another code");
            }
            let name = (task.kind(), self.model_of(task.session()));
            assert_eq!(found.insert(name, Expected::of(&task)), None);
        }
        assert_eq!(found, self.tasks.all());
    }

    fn own_tasks(&self) -> impl Iterator<Item = Task> {
        let tasks = self.store.tasks().into_iter();
        tasks.filter_map(|(of, task)| (*of == *self.sub_account).then_some(task))
    }

    /// Returns the id that the model has drawn where the store has this one.
    fn model_of(&self, own: SessionId) -> SessionId {
        self.ids.iter().find(|(id, _)| *id == own).expect("a session of both").1
    }

    /// Returns the id that the store has drawn where the model's store has this one.
    fn own(&self, modeled: &[u8]) -> Vec<u8> {
        let pair = self.ids.iter().find(|(_, id)| id.to_bytes() == modeled);
        pair.expect("a session of both").0.to_bytes().to_vec()
    }
}

/// Returns an answer with the id that the store has drawn.
fn expected_of_store(answer: Answer, ids: &[(SessionId, SessionId)]) -> Answer {
    let Answer::Found(Some(modeled)) = answer else { return answer };
    Answer::Found(ids.iter().find(|(_, id)| *id == modeled).map(|(own, _)| *own))
}

/// What a session shows, apart from what is drawn.
fn shown(bytes: &[u8]) -> impl PartialEq + std::fmt::Debug + use<> {
    let session = Session::from_bytes(bytes).unwrap();
    (
        (session.destination(), session.latest_status(), session.attempts(), session.channel()),
        (session.sent_at(), session.expires_at(), session.retry_after()),
        session.code().expose().len(),
    )
}

/// 2026-03-05T10:00:00Z
pub(crate) fn world(limits: verify_core::engine::Limits) -> World {
    let start = time(1_772_704_800_000);
    World::new(limits, start.as_unix_millis())
}
