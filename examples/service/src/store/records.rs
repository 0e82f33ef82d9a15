//! [`Records`]: what a store holds in memory, and how a call is driven over it.

use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Key, Plan};
use verify_core::request::SubAccountId;
use verify_core::session::{Session, SessionId, Status};
use verify_core::time::Timestamp;

use super::changes::Changes;
use super::name::{Accounts, Name};
use super::table::Table;
use super::tasks::Tasks;
use super::wheel::Wheel;
use super::{Committed, NotCommitted, Setup};
use crate::outbox::Outgoing;

/// The bytes of a record. The longest is a session.
pub(super) type Value = heapless::Vec<u8, { Session::BYTES }, u8>;

/// Everything that a store holds. Whoever has it to himself drives one call after the other, so
/// what was read stays as it was until the plan is committed.
pub(super) struct Records {
    pub(super) accounts: Accounts,
    pub(super) values: Table<Value>,
    pub(super) counters: Table<u64>,
    /// Where the ends of sessions are posted.
    pub(super) urls: Table<Box<str>>,
    pub(super) sends: Tasks,
    pub(super) callbacks: Tasks,
    /// Sessions that are to expire.
    pub(super) expiring: Wheel<Name>,
    rng: Generator,
    pub(super) changes: Changes,
}

impl Records {
    /// Starts without any record.
    pub(super) fn new(rng: Generator) -> Self {
        Self {
            accounts: Accounts::default(),
            values: Table::new(),
            counters: Table::new(),
            urls: Table::new(),
            sends: Tasks::new(),
            callbacks: Tasks::new(),
            expiring: Wheel::new(),
            rng,
            changes: Changes::default(),
        }
    }

    /// Reads what a call wants, lets it decide, and commits its plan and what that sets in motion.
    pub(super) fn drive<'a, A: Action>(
        &mut self,
        call: &mut Call<'a, A>,
        now: Timestamp,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing,
    ) -> Result<Committed<'a, A>, NotCommitted> {
        while let Some(key) = call.wants() {
            let name = self.name(now, key)?;
            if name.is_counter() {
                call.give_counter(self.counters.get(&name).map_or(0, |kept| kept.value));
            } else {
                let value = self.values.get(&name).map(|kept| kept.value.as_slice());
                call.give(value).map_err(|_| NotCommitted::Down)?;
            }
        }
        let plan = Box::new(call.decide(now, &mut self.rng));
        self.raise(&plan, now)?;
        for write in plan.writes() {
            let name = self.name(now, write.key)?;
            if let Some(value) = write.value {
                let value = Value::from_slice(value).map_err(|_| NotCommitted::Down)?;
                self.put(now, name, value, write.keep_until);
            } else {
                self.values.remove(&name);
                self.changes.add(name);
            }
        }
        self.set_in_motion(&plan, now, outgoing)?;
        Ok(plan)
    }

    /// Raises the counters of a plan, all or none. One that refuses is healed nevertheless.
    fn raise<T>(&mut self, plan: &Plan<'_, T>, now: Timestamp) -> Result<(), NotCommitted> {
        // No plan raises more than eight. To look for one takes a while, during which the
        // processor looks for the next ones, if nothing comes between them.
        let mut names = heapless::Vec::<_, 16>::new();
        for raise in plan.raises() {
            let _ = names.push(self.name(now, raise.key)?);
        }
        let olds = names.iter().map(|name| self.counters.get(name).map_or(0, |kept| kept.value));
        let olds = olds.collect::<heapless::Vec<_, 16>>();

        let mut limited = None;
        let mut raised = heapless::Vec::<_, 16>::new();
        for (index, (raise, (name, old))) in plan.raises().zip(names.iter().zip(olds)).enumerate() {
            match raise.raise.apply(old) {
                Ok(new) if raise.counts => {
                    let _ = raised.push((*name, new, raise.raise.idle_at(new)));
                }
                Ok(_) => {}
                Err((healed, _)) => {
                    limited = limited.or(plan.refused_by(index, old));
                    if healed != old {
                        self.put_counter(now, *name, healed, raise.raise.idle_at(healed));
                    }
                }
            }
        }
        if let Some(refused) = limited {
            return Err(NotCommitted::Limited(refused));
        }
        for (name, value, idle_at) in raised {
            self.put_counter(now, name, value, idle_at);
        }
        Ok(())
    }

    /// Looks at up to `most` records whose turn it is: forgets those whose time has come, and
    /// expires sessions. Returns how many there were.
    pub(super) fn turn(&mut self, setup: &Setup, now: Timestamp, most: usize) -> usize {
        let mut looked_at = 0;
        while looked_at < most {
            let forgot = self.forget_one(setup, now);
            if !(self.expire_one(setup, now) | forgot) {
                break;
            }
            looked_at += 1;
        }
        looked_at
    }

    /// Looks at one record of each table whose turn it is. Returns whether there was one.
    fn forget_one(&mut self, setup: &Setup, now: Timestamp) -> bool {
        let mut forgotten = None;
        let forgot = self.values.forget_one(now, |name, value| forgotten = Some((name, value)))
            | self.counters.forget_one(now, |_, _| {})
            | self.sends.forget_one(now)
            | self.callbacks.forget_one(now);
        // After a long pause, a session may still wait. It is not forgotten before it has ended.
        if let Some((name, value)) = forgotten
            && name.session().is_some()
            && Session::from_bytes(&value).is_ok_and(|it| it.latest_status() == Status::Waiting)
        {
            self.put(now, name, value, Some(now));
            self.expire(setup, now, name);
        }
        forgot
    }

    /// Goes on to the next turn once nothing is left of this one.
    pub(super) fn advance(&mut self) {
        self.values.advance();
        self.counters.advance();
        self.sends.advance();
        self.callbacks.advance();
        self.expiring.advance();
    }

    /// Asks the engine about one session whose turn it is. Returns whether there was one.
    fn expire_one(&mut self, setup: &Setup, now: Timestamp) -> bool {
        let Some((name, _)) = self.expiring.take() else { return false };
        self.expire(setup, now, name);
        true
    }

    /// Asks the engine about a session. One that was sent again has another turn; one that is over
    /// stays as it is.
    fn expire(&mut self, setup: &Setup, now: Timestamp, name: Name) {
        if let (Some(account), Some(id)) = (self.accounts.of(&name), name.session())
            && let Ok(sub_account) = SubAccountId::parse(&account)
        {
            let mut call = setup.engine.expire(sub_account, SessionId::from_bytes(id));
            if let Ok(plan) = self.drive(&mut call, now, |_| Outgoing::default()) {
                setup.observe(&plan);
            }
        }
    }

    /// Names a key.
    fn name(&mut self, now: Timestamp, key: Key<'_>) -> Result<Name, NotCommitted> {
        if let Some(name) = self.accounts.name(key) {
            return Ok(name);
        }
        let account = key.sub_account().as_str();
        let (name, account) = self.accounts.add(account).ok_or(NotCommitted::Down)?;
        let value = Value::from_slice(account.as_bytes()).map_err(|_| NotCommitted::Down)?;
        self.put(now, name, value, None);
        self.accounts.name(key).ok_or(NotCommitted::Down)
    }

    pub(super) fn put(
        &mut self,
        now: Timestamp,
        name: Name,
        value: Value,
        keep_until: Option<Timestamp>,
    ) {
        self.values.put(now, name, value, keep_until);
        self.changes.add(name);
    }

    fn put_counter(&mut self, now: Timestamp, name: Name, value: u64, idle_at: Timestamp) {
        self.counters.put(now, name, value, Some(idle_at));
        self.changes.add(name);
    }
}
