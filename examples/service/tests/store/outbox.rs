//! Tasks: who gets them, when, and what becomes of them. Time is paused, and passes at once.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::time::{advance, timeout};
use verify_core::engine::{Engine, Limits, Plan, Refused, Sending};
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::session::{SessionId, Status};
use verify_core::sms::{Charset, SenderId};
use verify_service::gateway::{Content, Message};
use verify_service::outbox::{Callback, Claimed, Kind, LEASE, Outcome, Outgoing, Task};
use verify_service::store::Store;

use crate::pair::{outgoing, world};
use crate::stores::{Folder, Hands, Tested, memory};

const URL: &str = "https://example.com/callback";
const SECOND: Duration = Duration::from_secs(1);

/// A store with a sub-account, an engine and a clock.
struct Place<S> {
    store: Arc<S>,
    engine: Engine,
    hands: Hands,
    now: u64,
}

impl<S: Tested> Place<S> {
    fn new(open: impl FnOnce(Engine, &Hands) -> S) -> Self {
        let (hands, world) = (Hands::default(), world(Limits::NONE));
        hands.set(world.now);
        let store = Arc::new(open(world.engine, &hands));
        Self { store, engine: world.engine, hands, now: world.now }
    }

    /// Lets the clock of the store go on by some seconds.
    fn pass(&mut self, seconds: u64) {
        self.now += seconds * 1000;
        self.hands.set(self.now);
    }

    /// Starts the session of a number, or sends it again.
    async fn start(&self, number: u32) -> SessionId {
        self.start_with(number, |plan, verification| outgoing(plan, verification, Some(URL))).await
    }

    async fn start_with(
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
    async fn reference(&self, number: u32, segments: usize) -> u8 {
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
        let claimed = self.message();
        let Task::Send(message) = &claimed.task else { panic!("{claimed:?}") };
        let reference = message.reference;
        self.store.finish(claimed, Outcome::Done).await;
        reference
    }

    async fn check(&self, id: SessionId, code: &str) {
        let call = self.engine.check(demo(), id, code);
        self.store.drive(call, |_| Outgoing::default()).await.unwrap();
    }

    async fn cancel(&self, id: SessionId) {
        let call = self.engine.cancel(demo(), id);
        self.store.drive(call, |_| Outgoing::default()).await.unwrap();
    }

    /// Claims what is due now.
    fn due(&self, kind: Kind) -> Vec<Claimed> {
        self.store.claim(kind, 100).now_or_never().unwrap_or_default()
    }

    /// Claims the only message that is due now.
    fn message(&self) -> Claimed {
        let [message] = self.due(Kind::Send).try_into().unwrap();
        message
    }

    async fn waiting(&self) -> [usize; 2] {
        let waiting = async |kind| self.store.waiting(kind).await.unwrap();
        [waiting(Kind::Send).await, waiting(Kind::Callback).await]
    }
}

fn demo() -> SubAccountId<'static> {
    SubAccountId::parse("demo").unwrap()
}

/// Returns the code of a message.
fn code(claimed: &Claimed) -> String {
    let Task::Send(message) = &claimed.task else { panic!("{claimed:?}") };
    let (_, code) = message.text().rsplit_once(' ').unwrap();
    code.trim_end_matches('.').to_owned()
}

fn sessions(claimed: &[Claimed]) -> Vec<SessionId> {
    claimed.iter().map(|claimed| claimed.task.session()).collect()
}

/// Runs a test on each store, in a runtime whose time is paused.
macro_rules! on_each {
    ($($(#[$doc:meta])* async fn $name:ident($place:ident) $body:block)*) => { $(
        $(#[$doc])*
        #[test]
        fn $name() {
            async fn test<S: Tested>(mut $place: Place<S>) {
                // Some tests let no time pass.
                $place.pass(0);
                $body
            }
            let folder = Folder::new();
            paused(test(Place::new(memory)));
            paused(test(Place::new(|engine, hands| folder.open(engine, hands))));
        }
    )* };
}

fn paused(test: impl Future<Output = ()>) {
    let builder = &mut tokio::runtime::Builder::new_current_thread();
    builder.enable_time().start_paused(true).build().unwrap().block_on(test);
}

on_each! {
    async fn whoever_waits_is_woken_at_once(place) {
        for (kind, number) in Kind::ALL.into_iter().zip(1..) {
            let store = Arc::clone(&place.store);
            let waiting = tokio::spawn(async move { store.claim(kind, 1).await });
            tokio::task::yield_now().await;
            assert!(!waiting.is_finished());
            let id = place.start(number).await;
            if kind == Kind::Callback {
                let code = code(&place.message());
                place.check(id, &code).await;
            }
            let claimed = timeout(Duration::from_secs(3600), waiting).await.unwrap().unwrap();
            assert_eq!(sessions(&claimed), [id]);
            assert_eq!((&*claimed[0].sub_account, claimed[0].tries), ("demo", 0));
            place.store.finish(claimed.into_iter().next().unwrap(), Outcome::Done).await;
        }
    }

    async fn tasks_come_in_their_order_and_only_once(place) {
        let mut ids = Vec::new();
        for number in 0..10 {
            ids.push(place.start(number).await);
        }
        let first = place.store.claim(Kind::Send, 4).await;
        let rest = place.store.claim(Kind::Send, 100).await;
        assert_eq!(sessions(&first), ids[..4]);
        assert_eq!(sessions(&rest), ids[4..]);
        assert!(place.due(Kind::Send).is_empty() && place.due(Kind::Callback).is_empty());
        assert_eq!(place.waiting().await, [10, 0]);
        for claimed in first.into_iter().chain(rest) {
            place.store.finish(claimed, Outcome::Done).await;
        }
        assert_eq!(place.waiting().await, [0, 0]);
    }

    async fn after_its_lease_a_task_is_somebody_elses(place) {
        place.start(7).await;
        let late = place.message();
        advance(LEASE.saturating_sub(SECOND)).await;
        assert!(place.due(Kind::Send).is_empty());
        // Whoever waits is woken by the end of the lease.
        let claimed = timeout(2 * SECOND, place.store.claim(Kind::Send, 1)).await.unwrap();
        let [second] = claimed.try_into().unwrap();
        assert_eq!(second.tries, 1);
        // What the first one says does not take it from the second one.
        place.store.finish(late, Outcome::Again(Duration::ZERO)).await;
        assert!(place.due(Kind::Send).is_empty());
        advance(LEASE).await;
        let third = place.message();
        // It was done, though too late.
        place.store.finish(second, Outcome::Done).await;
        assert_eq!(place.waiting().await, [0, 0]);
        place.store.finish(third, Outcome::Again(Duration::ZERO)).await;
        assert!(place.due(Kind::Send).is_empty());
    }

    async fn what_is_to_be_tried_again_waits_behind_the_others(place) {
        let again = place.start(1).await;
        place.store.finish(place.message(), Outcome::Again(5 * SECOND)).await;
        let other = place.start(2).await;
        advance(4 * SECOND).await;
        let first = place.message();
        assert_eq!(first.task.session(), other);
        place.store.finish(first, Outcome::Again(SECOND)).await;
        let claimed = timeout(2 * SECOND, place.store.claim(Kind::Send, 1)).await.unwrap();
        assert_eq!((claimed[0].task.session(), claimed[0].tries), (again, 1));
        // Nobody overflows a time.
        for claimed in claimed {
            place.store.finish(claimed, Outcome::Again(Duration::MAX)).await;
        }
        assert_eq!(place.waiting().await, [2, 0]);
    }

    async fn a_later_message_takes_the_place_of_one_that_waits(place) {
        let id = place.start(7).await;
        place.store.finish(place.message(), Outcome::Again(1000 * SECOND)).await;
        for _ in 0..3 {
            place.pass(10);
            assert_eq!(place.start(7).await, id);
        }
        let latest = place.message();
        assert_eq!((latest.tries, latest.task.made_at().as_unix_millis()), (0, place.now));
        assert_eq!(place.waiting().await, [1, 0]);
        place.store.finish(latest, Outcome::Done).await;
        assert_eq!(place.waiting().await, [0, 0]);
    }

    async fn a_later_message_waits_for_the_one_that_is_being_sent(place) {
        for outcome in [Some(Outcome::Done), Some(Outcome::Again(1000 * SECOND)), None] {
            place.start(7).await;
            let first = place.message();
            place.pass(10);
            place.start(7).await;
            // Not two at a time: they could arrive in the other order.
            assert!(place.due(Kind::Send).is_empty());
            match outcome {
                Some(outcome) => place.store.finish(first, outcome).await,
                None => advance(LEASE).await,
            }
            let second = place.message();
            assert_eq!((second.tries, second.task.made_at().as_unix_millis()), (0, place.now));
            place.store.finish(second, Outcome::Done).await;
            place.pass(10);
        }
        assert_eq!(place.waiting().await, [0, 0]);
    }

    async fn a_message_whose_session_is_over_is_not_sent(place) {
        let [verified, failed, cancelled, expired] =
            [place.start(1).await, place.start(2).await, place.start(3).await, place.start(4).await];
        let codes: Vec<_> = place.due(Kind::Send).iter().map(code).collect();
        assert_eq!(place.waiting().await, [4, 0]);
        place.check(verified, &codes[0]).await;
        for _ in 0..5 {
            place.check(failed, "?").await;
        }
        place.cancel(cancelled).await;
        assert_eq!(place.waiting().await, [1, 2]);
        place.pass(400);
        place.store.all_turns();
        assert_eq!(place.waiting().await, [0, 3]);
        advance(LEASE).await;
        assert!(place.due(Kind::Send).is_empty());

        let mut posted = Vec::new();
        while posted.len() < 3 {
            for claimed in place.store.claim(Kind::Callback, 3).await {
                let Task::Callback(callback) = &claimed.task else { panic!("{claimed:?}") };
                assert_eq!(callback.url, URL);
                posted.push((callback.session.id(), callback.status()));
                place.store.finish(claimed, Outcome::Done).await;
            }
        }
        let ends = [(verified, Status::Verified), (failed, Status::Failed)];
        assert_eq!(posted, [ends[0], ends[1], (expired, Status::Expired)]);
    }

    async fn nothing_is_claimed_after_its_deadline(place) {
        let id = place.start(1).await;
        place.start(2).await;
        let codes: Vec<_> = place.due(Kind::Send).iter().map(code).collect();
        place.check(id, &codes[0]).await;
        advance(LEASE).await;
        place.pass(300);
        assert!(place.due(Kind::Send).is_empty());
        place.pass(Callback::MAX_AGE.as_secs() - 301);
        let posted = place.due(Kind::Callback);
        assert_eq!(sessions(&posted), [id]);
        advance(LEASE).await;
        place.pass(1);
        assert!(place.due(Kind::Callback).is_empty());
        assert_eq!(place.waiting().await, [0, 0]);
    }

    async fn nobody_to_send_and_no_url_leave_nothing(place) {
        let id = place.start_with(7, |_, _| Outgoing::default()).await;
        place.check(id, "?").await;
        for _ in 0..4 {
            place.check(id, "?").await;
        }
        assert_eq!(place.waiting().await, [0, 0]);
        assert!(place.store.tasks().is_empty());
    }

    async fn long_messages_to_a_number_have_references_of_their_own(place) {
        let first = place.reference(1, 3).await;
        assert_eq!(place.reference(2, 2).await, first);
        for next in 1..=256_u16 {
            place.pass(10);
            let [next, ..] = next.to_le_bytes();
            assert_eq!(place.reference(1, 2).await, first.wrapping_add(next));
            // A message that needs none leaves it as it is.
            place.pass(10);
            place.reference(1, 1).await;
        }
    }
}

#[test]
fn tasks_outlive_a_restart() {
    let folder = Folder::new();
    let mut posted = None;
    let mut now = 0;
    paused(async {
        let mut place = Place::new(|engine, hands| folder.open(engine, hands));
        // One is done, one is to be tried again, on one somebody works, one is due.
        for (number, outcome) in [Outcome::Done, Outcome::Again(LEASE)].into_iter().enumerate() {
            place.start(u32::try_from(number).unwrap()).await;
            place.store.finish(place.message(), outcome).await;
        }
        let id = place.start(2).await;
        let code = code(&place.message());
        place.start(3).await;
        place.check(id, &code).await;
        posted = Some(id);
        place.pass(5);
        now = place.now;
    });
    paused(async {
        let mut place = Place::new(|engine, hands| folder.open(engine, hands));
        place.pass(5);
        assert_eq!(place.now, now);
        let claimed = place.due(Kind::Send);
        assert_eq!(claimed.len(), 2);
        assert!(claimed.iter().all(|claimed| claimed.tries == 0));
        assert_eq!(sessions(&place.due(Kind::Callback)), [posted.unwrap()]);
        // The URL is known, and so is the reference.
        place.check(claimed[0].task.session(), &code(&claimed[0])).await;
        assert_eq!(place.waiting().await, [1, 2]);
    });
}
