//! Workers, with gateways and posters that do what a test wants. Time is paused: it passes at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};
use verify_core::session::SessionId;
use verify_service::gateway::{Demo, Gateway, Message, SendError};
use verify_service::outbox::{Callback, Outcome, Posted, Poster, TIME, Workers};
use verify_service::store::{Nobody, Observer, Store};

use crate::place::{Place, code, paused};
use crate::stores::{Folder, Tested, memory};

const SECOND: Duration = Duration::from_secs(1);

/// A gateway or a poster, and what it was asked for.
#[derive(Clone)]
pub(crate) struct Fake {
    /// The sessions of messages or callbacks, and when each was tried, in seconds.
    seen: Arc<Mutex<Vec<(SessionId, u64)>>>,
    /// How many are under way, and how many there were at most.
    under_way: Arc<(AtomicUsize, AtomicUsize)>,
    since: Instant,
    answer: Result<(), SendError>,
    takes: Duration,
    window: usize,
}

impl Fake {
    pub(crate) fn answering(answer: Result<(), SendError>) -> Self {
        Self {
            seen: Arc::default(),
            under_way: Arc::default(),
            since: Instant::now(),
            answer,
            takes: Duration::ZERO,
            window: 64,
        }
    }

    fn seen(&self) -> Vec<(SessionId, u64)> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn times(&self) -> Vec<u64> {
        self.seen().iter().map(|(_, time)| *time).collect()
    }

    async fn work(&self, session: SessionId) {
        self.seen.lock().unwrap().push((session, self.since.elapsed().as_secs()));
        let (now, most) = &*self.under_way;
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        sleep(self.takes).await;
        now.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Gateway for Fake {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        self.work(message.session).await;
        self.answer
    }

    fn window(&self) -> usize {
        self.window
    }
}

impl Poster for Fake {
    async fn post(&self, sub_account: &str, callback: &Callback, tries: u32) -> Posted {
        assert_eq!(sub_account, "demo");
        self.work(callback.session.id()).await;
        if tries < 3 { Posted::Later(SECOND) } else { Posted::Delivered }
    }
}

/// Notes what was sent and posted.
#[derive(Default)]
struct Notes(Mutex<Vec<String>>);

impl Notes {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Observer for Notes {
    fn sent(&self, message: &Message, result: Result<(), SendError>, took: Duration) {
        let note = format!("{} {result:?} {}", message.channel(), took.as_secs());
        self.0.lock().unwrap().push(note);
    }

    fn posted(&self, posted: Posted, took: Duration) {
        self.0.lock().unwrap().push(format!("{posted:?} {}", took.as_secs()));
    }
}

fn workers<S: Tested>(place: &Place<S>) -> Workers<S> {
    Workers::new(Arc::clone(&place.store), Arc::new(Nobody))
}

/// Waits until no task is left, by the clock that is paused.
async fn all_done<S: Tested>(place: &Place<S>) {
    while place.waiting().await != [0, 0] {
        sleep(SECOND / 10).await;
    }
}

/// Ends the workers, for which there is as much time as a service has.
async fn end<S: Tested>(workers: Workers<S>) {
    workers.end(Instant::now() + 10 * SECOND).await;
}

#[test]
fn what_the_gateway_does_not_take_is_tried_until_the_session_expires() {
    paused(async {
        let mut place = Place::new(memory);
        place.start(1).await;
        let fake = Fake::answering(Err(SendError::Later(None)));
        let mut workers = workers(&place);
        workers.send(fake.clone(), None);
        // The clock of the store goes on with the other one.
        for _ in 0..400 {
            sleep(SECOND).await;
            place.pass(1);
        }
        let waits_double = [0, 1, 3, 7, 15];
        let then_half_a_minute: Vec<_> = (31..300).step_by(30).collect();
        assert_eq!(fake.times(), [&waits_double, &*then_half_a_minute].concat());
        assert_eq!(place.waiting().await, [0, 0]);
    });
}

#[test]
fn a_gateway_that_asks_for_more_time_gets_it() {
    paused(async {
        let place = Place::new(memory);
        place.start(1).await;
        let fake = Fake::answering(Err(SendError::Later(Some(100 * SECOND))));
        let mut workers = workers(&place);
        workers.send(fake.clone(), None);
        sleep(250 * SECOND).await;
        assert_eq!(fake.times(), [0, 100, 200]);
    });
}

#[test]
fn what_is_refused_or_unknown_is_not_tried_again() {
    for error in [SendError::Refused, SendError::Unknown] {
        paused(async {
            let place = Place::new(memory);
            place.start(1).await;
            let (fake, notes) = (Fake::answering(Err(error)), Arc::new(Notes::default()));
            let observer = Arc::clone(&notes);
            let mut workers = Workers::new(Arc::clone(&place.store), observer);
            workers.send(fake.clone(), None);
            all_done(&place).await;
            sleep(500 * SECOND).await;
            assert_eq!(fake.times(), [0]);
            assert_eq!(notes.take(), [format!("sms Err({error:?}) 0")]);
        });
    }
}

/// It holds up no callback and no start, and what it may have sent is not sent again.
#[test]
fn a_gateway_that_never_answers_holds_up_nothing_else() {
    paused(async {
        let place = Place::new(memory);
        let notes = Arc::new(Notes::default());
        let observer = Arc::clone(&notes);
        let mut workers = Workers::new(Arc::clone(&place.store), observer);
        let stuck = Fake { takes: Duration::MAX, ..Fake::answering(Ok(())) };
        let id = place.start(0).await;
        let claimed = place.message().await;
        let code = code(&claimed);
        place.store.finish(claimed, Outcome::Done).await;
        workers.send(stuck.clone(), None);
        for number in 1..=100 {
            place.start(number).await;
        }
        sleep(SECOND).await;
        assert_eq!(stuck.seen().len(), 64);

        let poster = Fake::answering(Ok(()));
        workers.post(poster.clone());
        place.check(id, &code).await;
        sleep(10 * SECOND).await;
        assert_eq!(poster.seen(), [0, 1, 2, 3].map(|time| (id, time)));
        let again = "Later(1s) 0".to_owned();
        assert_eq!(notes.take(), [&*again, &*again, &*again, "Delivered 0"]);

        // The others have their turn.
        sleep(TIME).await;
        assert_eq!(stuck.seen().len(), 100);
        sleep(TIME).await;
        assert_eq!(place.waiting().await, [0, 0]);
        assert_eq!(notes.take(), vec![format!("sms Err(Unknown) {}", TIME.as_secs()); 100]);
    });
}

#[test]
fn several_messages_are_sent_at_a_time_as_many_as_the_gateway_takes() {
    for window in [1, 7] {
        paused(async {
            let place = Place::new(memory);
            for number in 0..20 {
                place.start(number).await;
            }
            let fake = Fake { takes: SECOND, window, ..Fake::answering(Ok(())) };
            let mut workers = workers(&place);
            workers.send(fake.clone(), None);
            all_done(&place).await;
            assert_eq!(fake.under_way.1.load(Ordering::SeqCst), window);
            let last = fake.times().pop();
            assert_eq!(last, Some(20_u64.div_ceil(window as u64) - 1));
        });
    }
}

#[test]
fn the_page_shows_a_message_once() {
    paused(async {
        let mut place = Place::new(memory);
        place.start(1).await;
        let (fake, demo) = (Fake::answering(Err(SendError::Later(None))), Arc::new(Demo::new()));
        let mut workers = workers(&place);
        workers.send(fake.clone(), Some(Arc::clone(&demo)));
        sleep(10 * SECOND).await;
        assert_eq!(fake.times(), [0, 1, 3, 7]);
        assert_eq!(demo.follow().0.len(), 1);
        // Another one is another one.
        place.pass(10);
        place.start(1).await;
        sleep(10 * SECOND).await;
        assert_eq!(demo.follow().0.len(), 2);
    });
}

#[test]
fn at_the_end_all_that_would_be_lost_is_sent() {
    paused(async {
        let place = Place::new(memory);
        let fake = Fake { takes: SECOND, window: 10, ..Fake::answering(Ok(())) };
        let mut workers = workers(&place);
        workers.send(fake.clone(), None);
        for number in 0..55 {
            place.start(number).await;
        }
        end(workers).await;
        assert_eq!(place.waiting().await, [0, 0]);
        assert_eq!(fake.times().pop(), Some(5));
    });
}

#[test]
fn at_the_end_what_is_durable_stays() {
    let folder = Folder::new();
    paused(async {
        let place = Place::new(|engine, hands| folder.open(engine, hands));
        let fake = Fake { takes: SECOND, window: 10, ..Fake::answering(Ok(())) };
        for number in 0..55 {
            place.start(number).await;
        }
        let mut workers = workers(&place);
        workers.send(fake.clone(), None);
        sleep(SECOND / 2).await;
        end(workers).await;
        // What was under way has come to its end.
        assert_eq!(fake.times(), [0; 10]);
        assert_eq!(place.waiting().await, [45, 0]);
    });
}

#[test]
fn the_end_waits_for_no_gateway_for_ever() {
    paused(async {
        let place = Place::new(memory);
        let stuck = Fake { takes: Duration::MAX, ..Fake::answering(Ok(())) };
        let mut workers = workers(&place);
        workers.send(stuck.clone(), None);
        place.start(1).await;
        let began = Instant::now();
        timeout(20 * SECOND, end(workers)).await.unwrap();
        assert_eq!(began.elapsed().as_secs(), 10);
    });
}
