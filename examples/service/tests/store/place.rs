//! [`Place`]: a store with all that a test of its tasks needs.

use std::sync::Arc;

use verify_core::engine::{Engine, Limits, Plan, Refused, Sending};
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::session::SessionId;
use verify_core::sms::{Charset, SenderId};
use verify_service::gateway::{Content, Message};
use verify_service::outbox::{Claimed, Kind, Outcome, Outgoing, Task};

use crate::pair::world;
use crate::stores::{Hands, Tested, outgoing};

/// Where the ends of its sessions are posted.
pub(crate) const URL: &str = "https://example.com/callback";

/// A store with a sub-account, an engine and a clock.
pub(crate) struct Place<S> {
    pub(crate) store: Arc<S>,
    pub(crate) engine: Engine,
    hands: Hands,
    pub(crate) now: u64,
}

impl<S: Tested> Place<S> {
    pub(crate) fn new(open: impl FnOnce(Engine, &Hands) -> S) -> Self {
        let (hands, world) = (Hands::default(), world(Limits::NONE));
        hands.set(world.now);
        let store = Arc::new(open(world.engine, &hands));
        Self { store, engine: world.engine, hands, now: world.now }
    }

    /// Lets the clock of the store go on by some seconds.
    pub(crate) fn pass(&mut self, seconds: u64) {
        self.now += seconds * 1000;
        self.hands.set(self.now);
    }

    /// Starts the session of a number, or sends it again.
    pub(crate) async fn start(&self, number: u32) -> SessionId {
        self.start_with(number, |plan, verification| outgoing(plan, verification, Some(URL))).await
    }

    pub(crate) async fn start_with(
        &self,
        number: u32,
        outgoing: impl Fn(&Plan<'_, Result<Sending, Refused>>, &Verification<'_>) -> Outgoing
        + Send
        + Sync,
    ) -> SessionId {
        let destination = format!("+4474{number:08}");
        let request = Request { destination: Some(destination.as_str()), ..Request::default() };
        let verification = request.validate().unwrap();
        let call = self.engine.start(demo(), &verification, None);
        let plan = self.store.drive(call, |plan| outgoing(plan, &verification)).await.unwrap();
        assert!(plan.answer().is_ok(), "{:?}", plan.answer());
        plan.session().unwrap().id()
    }

    /// Sends a message of that many segments, and returns its reference.
    pub(crate) async fn reference(&self, number: u32, segments: usize) -> u8 {
        let long = |message| {
            let source = SenderId::parse("SMS").unwrap();
            let (text, charset) = ("long".to_owned().into(), Charset::Gsm7);
            Message { content: Content::Sms { source, text, charset, segments }, ..message }
        };
        self.start_with(number, |plan, verification| {
            let outgoing = outgoing(plan, verification, None);
            Outgoing { message: outgoing.message.map(long), ..outgoing }
        })
        .await;
        let claimed = self.message().await;
        let Task::Send(message) = &claimed.task else { panic!("{claimed:?}") };
        let reference = message.reference;
        self.store.finish(claimed, Outcome::Done).await;
        reference
    }

    pub(crate) async fn check(&self, id: SessionId, code: &str) {
        let call = self.engine.check(demo(), id, code);
        self.store.drive(call, |_| Outgoing::default()).await.unwrap();
    }

    pub(crate) async fn cancel(&self, id: SessionId) {
        let call = self.engine.cancel(demo(), id);
        self.store.drive(call, |_| Outgoing::default()).await.unwrap();
    }

    /// Claims what is due now.
    pub(crate) async fn due(&self, kind: Kind) -> Vec<Claimed> {
        self.store.due(kind).await
    }

    /// Claims the only message that is due now.
    pub(crate) async fn message(&self) -> Claimed {
        let [message] = self.due(Kind::Send).await.try_into().unwrap();
        message
    }

    pub(crate) async fn waiting(&self) -> [usize; 2] {
        let waiting = async |kind| self.store.waiting(kind).await.unwrap();
        [waiting(Kind::Send).await, waiting(Kind::Callback).await]
    }
}

pub(crate) fn demo() -> SubAccountId<'static> {
    SubAccountId::parse("demo").unwrap()
}

/// Returns the code of a message.
pub(crate) fn code(claimed: &Claimed) -> String {
    let Task::Send(message) = &claimed.task else { panic!("{claimed:?}") };
    let (_, code) = message.text().rsplit_once(' ').unwrap();
    code.trim_end_matches('.').to_owned()
}

pub(crate) fn sessions(claimed: &[Claimed]) -> Vec<SessionId> {
    claimed.iter().map(|claimed| claimed.task.session()).collect()
}

pub(crate) fn paused(test: impl Future<Output = ()>) {
    let builder = &mut tokio::runtime::Builder::new_current_thread();
    builder.enable_time().start_paused(true).build().unwrap().block_on(test);
}
