//! What goes on in the background: tasks that are due are taken, and sessions expire.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use redis::Value;
use verify_core::request::SubAccountId;
use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;

use super::account::Account;
use super::commit::queue_keys;
use super::queue::Place;
use super::script::Given;
use super::shared::Shared;
use super::snapshot::{self, Snapshot, Wanted};
use super::tasks;
use crate::outbox::{Claimed, Kind, LEASE, Outcome, Outgoing};
use crate::store::NotCommitted;

/// How long to wait between two turns.
const PAUSE: Duration = Duration::from_millis(250);

/// How many tasks or sessions are taken at a time.
const MOST: usize = 128;

/// How long sessions that are to expire are leased.
const EXPIRY_LEASE: Duration = Duration::from_secs(15);

/// Has turns until nobody else has the store.
pub(super) async fn keep_turning(shared: Weak<Shared>) {
    while let Some(shared) = shared.upgrade() {
        let _ = shared.turn().await;
        drop(shared);
        tokio::time::sleep(PAUSE).await;
    }
}

impl Shared {
    /// Looks into every sub-account until nothing is due.
    pub(super) async fn turn(self: &Arc<Self>) -> Result<(), NotCommitted> {
        self.start();
        for account in self.accounts() {
            while self.turn_of(&account).await? {}
        }
        Ok(())
    }

    /// Takes what is due in a sub-account. Returns whether there may be more.
    async fn turn_of(self: &Arc<Self>, account: &Arc<Account>) -> Result<bool, NotCommitted> {
        let lease_until = Instant::now() + LEASE;
        let [send, callback] = Kind::ALL.map(|kind| self.queue(kind).places(MOST));
        let mut given = Given::default();
        for kind in Kind::ALL {
            queue_keys(&mut given.keys, &account.prefix, kind);
        }
        given.keys.push(&[&account.prefix, b"e"]);
        given.arguments.push(&[&self.time((self.setup.clock)())]);
        let lease = |lease: Duration| lease.as_millis().to_string();
        for number in [
            lease(LEASE),
            send.len().to_string(),
            callback.len().to_string(),
            lease(EXPIRY_LEASE),
            MOST.to_string(),
        ] {
            given.arguments.push(&[number.as_bytes()]);
        }
        let Value::Array(reply) = self.link.run(&self.scripts.poll, &given).await? else {
            return Err(NotCommitted::Down);
        };
        let mut reply = reply.into_iter();
        let now = reply.next().as_ref().and_then(snapshot::time).ok_or(NotCommitted::Down)?;
        self.learn(account, now);
        let mut is_full = false;
        for places in [send, callback] {
            let tasks = array(reply.next());
            is_full |= !tasks.is_empty() && tasks.len() == places.len();
            for late in hand_over(tasks, places, account, now, lease_until) {
                self.finish(&late, Outcome::Done).await;
            }
        }
        let sessions = array(reply.next());
        if let (Some(Value::BulkString(list)), Some(Value::Int(lease)), Some(Value::Int(taken))) =
            (reply.next(), reply.next(), reply.next())
        {
            self.expire(account, now, sessions).await?;
            self.have_expired(account, &list, lease, taken).await?;
            is_full = true;
        }
        Ok(is_full)
    }

    /// Has sessions expire that wait.
    async fn expire(
        self: &Arc<Self>,
        account: &Arc<Account>,
        now: Timestamp,
        sessions: Vec<Value>,
    ) -> Result<(), NotCommitted> {
        let sub_account = SubAccountId::parse(&account.name).map_err(|_| NotCommitted::Down)?;
        let engine = &self.setup.engine;
        let expired = sessions.into_iter().filter_map(|value| {
            let Value::BulkString(bytes) = value else { return None };
            let session = Session::from_bytes(bytes.get(..Session::BYTES)?).ok()?;
            // One that was sent again has another time.
            let waits = session.latest_status() == Status::Waiting;
            let is_over = waits && session.expires_at() <= now;
            is_over.then(|| {
                let mut call = engine.expire(sub_account, session.id());
                let wanted = Wanted::of(&mut call);
                let read = Snapshot { session: Some(bytes), ..Snapshot::empty(now) };
                async move {
                    let wanted = wanted.map_err(|_| NotCommitted::Down)?;
                    self.drive_from(&mut call, Some(account), &wanted, read, |_| {
                        Outgoing::default()
                    })
                    .await
                    .map(drop)
                }
            })
        });
        join_all(expired).await.into_iter().collect()
    }

    /// Stores that sessions have expired.
    async fn have_expired(
        &self,
        account: &Account,
        list: &[u8],
        lease: i64,
        taken: i64,
    ) -> Result<(), NotCommitted> {
        let mut given = Given::default();
        given.keys.push(&[list]);
        given.keys.push(&[&account.prefix, b"e"]);
        given.arguments.push(&[lease.to_string().as_bytes()]);
        given.arguments.push(&[taken.to_string().as_bytes()]);
        self.link.run(&self.scripts.expired, &given).await.map(drop)
    }

    /// Whether a task is still the one that was claimed, which it is for a moment. One that is not
    /// makes room for what has taken its place.
    pub(super) async fn is_current(&self, claimed: &Claimed) -> bool {
        let Some(claimed_at) = claimed.lease_until.checked_sub(LEASE) else { return true };
        if claimed_at.elapsed() < self.moment() {
            return true;
        }
        match self.link.run(&self.scripts.current, &self.named(claimed)).await {
            Ok(Value::Int(1)) => true,
            Ok(_) => {
                self.finish(claimed, Outcome::Done).await;
                false
            }
            // It is due again after its lease.
            Err(_) => false,
        }
    }

    /// Stores what has become of a task.
    pub(super) async fn finish(&self, claimed: &Claimed, outcome: Outcome) {
        let mut given = self.named(claimed);
        let again = match outcome {
            Outcome::Done => String::new(),
            Outcome::Again(wait) => wait.as_millis().to_string(),
        };
        given.arguments.push(&[again.as_bytes()]);
        // What is lost is due again after its lease.
        let _ = self.link.run(&self.scripts.finish, &given).await;
    }

    /// Returns what names a task that was claimed, for the scripts that look at one.
    fn named(&self, claimed: &Claimed) -> Given {
        let Claimed { sub_account, task, tries, .. } = claimed;
        let account = self.account(format!("v1{{{sub_account}}}").as_bytes());
        let mut given = Given::default();
        queue_keys(&mut given.keys, &account.prefix, task.kind());
        given.arguments.push(&[&self.time((self.setup.clock)())]);
        given.arguments.push(&[&task.session().to_bytes()]);
        given.arguments.push(&[&tasks::claim(task, tries.saturating_add(1))]);
        given
    }

    /// Gives back what no worker has got.
    pub(super) async fn release(&self, kind: Kind) {
        let claimed = self.queue(kind).close().await;
        let again = Outcome::Again(Duration::ZERO);
        join_all(claimed.iter().map(|claimed| self.finish(claimed, again))).await;
    }

    /// Returns how many tasks there are. All sub-accounts are asked at once.
    pub(super) async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        let accounts = self.accounts();
        let counts = accounts.iter().map(|account| async move {
            let mut given = Given::default();
            queue_keys(&mut given.keys, &account.prefix, kind);
            match self.link.run(&self.scripts.count, &given).await? {
                Value::Int(count) => usize::try_from(count).map_err(|_| NotCommitted::Down),
                _ => Err(NotCommitted::Down),
            }
        });
        join_all(counts).await.into_iter().sum()
    }
}

fn array(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    }
}

/// Hands tasks over to the workers of this process. Returns those whose time is over.
fn hand_over(
    tasks: Vec<Value>,
    places: Vec<Place>,
    account: &Account,
    now: Timestamp,
    lease_until: Instant,
) -> Vec<Claimed> {
    let mut late = Vec::new();
    for (task, place) in tasks.into_iter().zip(places) {
        let Value::BulkString(bytes) = task else { continue };
        let Some((task, tries)) = tasks::read(&bytes) else {
            tracing::error!("a task cannot be read");
            continue;
        };
        let sub_account = Arc::clone(&account.name);
        let claimed = Claimed { sub_account, task, tries, lease_until };
        if claimed.task.deadline() <= now {
            late.push(claimed);
        } else {
            place.send(claimed);
        }
    }
    late
}
