//! The store without a service around it, by a clock that the test sets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Engine, Limits, Plan};
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::session::{Session, SessionId};
use verify_core::sms::{Charset, SenderId};
use verify_core::time::Timestamp;
use verify_service::gateway::{Content, Message};
use verify_service::outbox::Outgoing;
use verify_service::store::{Committed, NotCommitted, Observer, Redis, RedisUrl, Setup, Store};

use crate::server::Server;

pub(crate) const NUMBER: &str = "+447400123456";

/// Some processes' stores, and what they share.
pub(crate) struct Direct {
    pub(crate) server: Server,
    pub(crate) engine: Engine,
    pub(crate) conflicts: Arc<Conflicts>,
    millis: Arc<AtomicU64>,
}

/// Counts conflicts.
#[derive(Default)]
pub(crate) struct Conflicts(AtomicUsize);

impl Conflicts {
    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Observer for Conflicts {
    fn conflicted(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Direct {
    pub(crate) fn new(limits: Limits) -> Self {
        // 2026-03-05T10:00:00Z
        let millis = Arc::new(AtomicU64::new(1_772_704_800_000));
        let engine = Engine { limits, ..Engine::default() };
        Self { server: Server::start(&[]), engine, conflicts: Arc::default(), millis }
    }

    /// Opens the store as another process would.
    pub(crate) fn store(&self) -> Redis {
        let millis = Arc::clone(&self.millis);
        let clock = move || Timestamp::from_unix_millis(millis.load(Ordering::SeqCst)).unwrap();
        let setup = Setup {
            clock: Arc::new(clock),
            observer: Arc::clone(&self.conflicts) as Arc<dyn Observer>,
            ..Setup::new(self.engine)
        };
        Redis::without_turns(RedisUrl::parse(&self.server.url()).unwrap(), setup).unwrap()
    }

    pub(crate) fn pass(&self, millis: u64) {
        self.millis.fetch_add(millis, Ordering::SeqCst);
    }

    /// Returns how many scripts the server has run.
    pub(crate) fn trips(&self) -> usize {
        let mut connection = self.server.connection();
        let info: String = redis::cmd("INFO").arg("commandstats").query(&mut connection).unwrap();
        let lines = info.lines().filter(|line| line.starts_with("cmdstat_eval"));
        let calls = lines.map(|line| {
            let (_, calls) = line.split_once("calls=").unwrap();
            calls.split(',').next().unwrap().parse::<usize>().unwrap()
        });
        calls.sum()
    }

    /// Starts a session with a message, and returns it as it was committed.
    pub(crate) async fn start(&self, store: &Redis, text: &str, segments: usize) -> Session {
        let request = Request { destination: Some(NUMBER), ..Request::default() };
        let verification = request.validate().unwrap();
        let plan = self.start_with(store, &verification, text, segments).await.unwrap();
        assert!(plan.answer().is_ok());
        copy(plan.session().unwrap())
    }

    pub(crate) async fn start_with<'a>(
        &'a self,
        store: &Redis,
        verification: &'a Verification<'a>,
        text: &str,
        segments: usize,
    ) -> Result<Committed<'a, verify_core::engine::Start<'a>>, NotCommitted> {
        let call = self.engine.start(sub_account(), verification, None);
        let outgoing = |plan: &Plan<'_, _>| Outgoing {
            message: plan.session().map(|session| message(session, text, segments)),
            callback_url: Some("https://example.com/hook".to_owned()),
        };
        store.drive(call, outgoing).await
    }
}

/// Drives a call that sends nothing.
pub(crate) async fn drive<'a, A>(
    store: &Redis,
    call: Call<'a, A>,
) -> Result<Committed<'a, A>, NotCommitted>
where
    A: Action + Send + Sync,
    A::Answer: Send + Sync,
{
    store.drive(call, |_| Outgoing::default()).await
}

pub(crate) fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo").unwrap()
}

fn message(session: &Session, text: &str, segments: usize) -> Message {
    Message {
        session: session.id(),
        to: session.destination(),
        sent_at: session.sent_at(),
        deadline: session.expires_at(),
        reference: 0,
        content: Content::Sms {
            source: SenderId::parse("ABC").unwrap(),
            text: text.to_owned().into(),
            charset: Charset::Gsm7,
            segments,
        },
    }
}

pub(crate) fn copy(session: &Session) -> Session {
    Session::from_bytes(&session.to_bytes()).unwrap()
}

/// An id that no session has.
pub(crate) fn unknown() -> SessionId {
    SessionId::generate(&mut Generator::from_seed([1; 32]))
}
