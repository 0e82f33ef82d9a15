//! [`Shared`]: how a call is driven over Redis.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Once, PoisonError, RwLock};
use std::time::{Duration, Instant};

use foldhash::fast::RandomState;
use redis::Value;
use thread_local::ThreadLocal;
use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Plan};
use verify_core::time::Timestamp;

use super::account::Account;
use super::commit::{self, How, Reply};
use super::link::Link;
use super::queue::{Place, Queue};
use super::script::{Given, Scripts};
use super::snapshot::{Snapshot, Wanted, prefix_of};
use super::tasks::{self, New, Tasks};
use super::url::RedisUrl;
use crate::clock;
use crate::outbox::{Claimed, Kind, LEASE, Outgoing};
use crate::store::{Committed, NotCommitted, Setup};

/// How long a call begins again when others are faster.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sessions that expire within as many milliseconds are kept together. A test has each alone.
const STEP: u64 = 1000;

/// Counters that are idle within as many milliseconds are kept until the same time, so that few
/// calls have to say until when. A test keeps each exactly as long as it counts.
const IDLE_STEP: u64 = 60_000;

/// How much longer a test keeps everything, in milliseconds: a hundred years.
const SHIFT: u64 = 100 * 365 * 86_400_000;

/// What all calls share.
pub(super) struct Shared {
    pub(super) setup: Setup,
    pub(super) link: Arc<Link>,
    pub(super) scripts: Scripts,
    /// By what the keys of each begin with.
    accounts: RwLock<HashMap<Vec<u8>, Arc<Account>, RandomState>>,
    queues: [Queue; 2],
    /// One for each thread, so that none waits for another.
    generators: ThreadLocal<RefCell<Generator>>,
    is_test: bool,
    started: Once,
}

impl Shared {
    pub(super) fn new(url: RedisUrl, setup: Setup, is_test: bool) -> io::Result<Self> {
        let this = Self {
            setup,
            link: Arc::new(Link::new(url)),
            scripts: Scripts::new(),
            accounts: RwLock::default(),
            queues: [Queue::new(), Queue::new()],
            generators: ThreadLocal::new(),
            is_test,
            started: Once::new(),
        };
        this.generator().map_err(io::Error::other)?;
        Ok(this)
    }

    /// Returns the generator of this thread.
    fn generator(&self) -> Result<&RefCell<Generator>, getrandom::Error> {
        let draw = || Generator::try_from_rng(&mut getrandom::SysRng).map(RefCell::new);
        self.generators.get_or_try(draw)
    }

    /// Starts what goes on in the background, at the first call.
    pub(super) fn start(self: &Arc<Self>) {
        self.started.call_once(|| {
            tokio::spawn(Link::keep(Arc::clone(&self.link)));
            if !self.is_test {
                tokio::spawn(super::turn::keep_turning(Arc::downgrade(self)));
            }
        });
    }

    /// Returns the sub-account of a key.
    pub(super) fn account(&self, key: &[u8]) -> Arc<Account> {
        let prefix = prefix_of(key);
        let known = self.accounts.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(account) = known.get(prefix) {
            return Arc::clone(account);
        }
        drop(known);
        let mut known = self.accounts.write().unwrap_or_else(PoisonError::into_inner);
        let account = known.entry(prefix.to_vec());
        Arc::clone(account.or_insert_with(|| Arc::new(Account::new(prefix))))
    }

    /// Returns every sub-account.
    pub(super) fn accounts(&self) -> Vec<Arc<Account>> {
        let known = self.accounts.read().unwrap_or_else(PoisonError::into_inner);
        known.values().cloned().collect()
    }

    pub(super) fn queue(&self, kind: Kind) -> &Queue {
        let [send, callback] = &self.queues;
        match kind {
            Kind::Send => send,
            Kind::Callback => callback,
        }
    }

    /// Returns the time as a script takes it: 8 bytes, and 8 bytes of how much longer everything is
    /// kept. The server looks at its own clock unless this is a test.
    pub(super) fn time(&self, now: Timestamp) -> [u8; 16] {
        let mut bytes = [0; 16];
        let (first, last) = bytes.split_at_mut(8);
        first.copy_from_slice(&now.as_unix_millis().to_le_bytes());
        last.copy_from_slice(&self.shift().to_le_bytes());
        bytes
    }

    const fn shift(&self) -> u64 {
        if self.is_test { SHIFT } else { 0 }
    }

    /// Returns for how long a task that was claimed is taken for current. A test always asks.
    pub(super) const fn moment(&self) -> Duration {
        if self.is_test { Duration::ZERO } else { Duration::from_secs(1) }
    }

    /// Returns the time of a server as it is known, or that of the test.
    pub(super) fn now(&self, account: &Account) -> Option<Timestamp> {
        if self.is_test { Some((self.setup.clock)()) } else { account.now() }
    }

    /// Learns the time of a server, by which the whole service goes.
    pub(super) fn learn(&self, account: &Account, now: Timestamp) {
        if !self.is_test {
            account.learn(now);
            clock::follow(now);
        }
    }

    /// Drives a call to its end.
    pub(super) async fn drive<'a, A: Action>(
        self: &Arc<Self>,
        call: &mut Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing,
    ) -> Result<Committed<'a, A>, NotCommitted> {
        let wanted = Wanted::of(call).map_err(|_| NotCommitted::Down)?;
        let account = wanted.keys.first().map(|key| self.account(key));
        let account = account.as_ref();
        let read = match self.guess(account, &wanted) {
            Some(guess) => guess,
            None => self.read(account, &wanted).await?,
        };
        self.drive_from(call, account, &wanted, read, outgoing).await
    }

    /// Drives a call on what was read.
    pub(super) async fn drive_from<'a, A: Action>(
        self: &Arc<Self>,
        call: &mut Call<'a, A>,
        account: Option<&Arc<Account>>,
        wanted: &Wanted,
        mut read: Snapshot,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing,
    ) -> Result<Committed<'a, A>, NotCommitted> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            read.give(call).map_err(|_| NotCommitted::Down)?;
            let plan = {
                let generator = self.generator().map_err(|_| NotCommitted::Down)?;
                Box::new(call.decide(read.now, &mut *generator.borrow_mut()))
            };
            if plan.changes_nothing() {
                if !read.is_guess {
                    return Ok(plan);
                }
                read = self.read(account, wanted).await?;
                continue;
            }
            let tasks = Tasks::of(&plan, &read, outgoing(&plan));
            match self.commit(account, wanted.mode(), &plan, &read, tasks).await? {
                Reply::Done(..) => {
                    self.setup.observe(&plan);
                    return Ok(plan);
                }
                Reply::Refused(counter, value) => {
                    let refused = plan.refused_by(counter, value).ok_or(NotCommitted::Down)?;
                    return Err(NotCommitted::Limited(refused));
                }
                Reply::Conflict(found) => {
                    if !read.is_guess {
                        self.setup.observer.conflicted();
                    }
                    // What counts together is not expected to stay as it was.
                    read = Snapshot { counters: read.counters, ..found };
                }
            }
        }
        Err(NotCommitted::Down)
    }

    /// Guesses that there is nothing yet, so that a start takes one round trip. The commit finds
    /// out.
    fn guess(&self, account: Option<&Arc<Account>>, wanted: &Wanted) -> Option<Snapshot> {
        let Some(account) = account else {
            return Some(Snapshot::guess(Timestamp::UNIX_EPOCH));
        };
        let now = self.now(account)?;
        wanted.may_be_missing().then(|| Snapshot::guess(now))
    }

    /// Reads what a call wants.
    async fn read(
        &self,
        account: Option<&Arc<Account>>,
        wanted: &Wanted,
    ) -> Result<Snapshot, NotCommitted> {
        let mut given = Given::default();
        wanted.keys.iter().for_each(|key| given.keys.push(&[key]));
        given.arguments.push(&[&self.time((self.setup.clock)())]);
        given.arguments.push(&[&[b'0' + wanted.mode()]]);
        let Value::Array(reply) = self.link.run(&self.scripts.load, &given).await? else {
            return Err(NotCommitted::Down);
        };
        let read = Snapshot::of(reply).ok_or(NotCommitted::Down)?;
        account.inspect(|account| self.learn(account, read.now));
        Ok(read)
    }

    /// Commits a plan. Where there is room, its tasks are leased and go to the workers of this
    /// process.
    async fn commit<T>(
        self: &Arc<Self>,
        account: Option<&Arc<Account>>,
        mode: u8,
        plan: &Plan<'_, T>,
        read: &Snapshot,
        tasks: Tasks,
    ) -> Result<Reply, NotCommitted> {
        let places = tasks.new.iter().map(|New { task, supersedes }| {
            // One that may have to wait for another goes through the queue in Redis.
            if *supersedes { None } else { self.queue(task.kind()).place() }
        });
        let places = places.collect::<Vec<_>>();
        let lease = |place: &Option<Place>| place.as_ref().map(|_| read.now.saturating_add(LEASE));
        let leased = places.iter().map(lease).collect::<Vec<_>>();
        let (step, idle_step) = if self.is_test { (1, 1) } else { (STEP, IDLE_STEP) };
        let how = How { mode, time: self.time(read.now), shift: self.shift(), step, idle_step };
        let given = commit::given(&how, plan, read, &tasks, &leased);
        if places.iter().all(Option::is_none) {
            return self.send(&given, account).await;
        }
        // Whoever asked may go away meanwhile: the tasks are worked off nevertheless.
        let (this, account) = (Arc::clone(self), account.cloned());
        let sent = tokio::spawn(async move {
            let lease_until = Instant::now() + LEASE;
            let reply = this.send(&given, account.as_ref()).await?;
            if let (Reply::Done(_, reference), Some(account)) = (&reply, account) {
                hand_over(tasks.new, places, &account.name, lease_until, *reference);
            }
            Ok(reply)
        });
        sent.await.unwrap_or(Err(NotCommitted::Down))
    }

    async fn send(
        &self,
        given: &Given,
        account: Option<&Arc<Account>>,
    ) -> Result<Reply, NotCommitted> {
        let reply = self.link.run(&self.scripts.commit, given).await?;
        let reply = Reply::of(reply).ok_or(NotCommitted::Down)?;
        let now = match &reply {
            Reply::Done(now, _) => Some(*now),
            Reply::Conflict(found) => Some(found.now),
            Reply::Refused(..) => None,
        };
        if let (Some(account), Some(now)) = (account, now) {
            self.learn(account, now);
        }
        Ok(reply)
    }
}

/// Hands tasks over to the workers of this process.
fn hand_over(
    tasks: Vec<New>,
    places: Vec<Option<Place>>,
    sub_account: &Arc<str>,
    lease_until: Instant,
    reference: u8,
) {
    for (New { mut task, .. }, place) in tasks.into_iter().zip(places) {
        tasks::refer(&mut task, reference);
        let sub_account = Arc::clone(sub_account);
        place.map(|place| place.send(Claimed { sub_account, task, tries: 0, lease_until }));
    }
}
