//! What a callback says, and when it is posted again.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use verify_core::session::Status;
use verify_service::callback::{self, Callbacks};
use verify_service::outbox::{Callback, Posted, Poster};

use crate::receiver::{Receiver, Reply, status, with_header};
use crate::support::{Hands, START, callback, callbacks, wait};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// Posts once; returns how long the next try has to wait.
fn again(poster: &Callbacks, callback: &Callback, tries: u32) -> Option<Duration> {
    match wait(poster.post("demo", callback, tries)) {
        Posted::Delivered | Posted::GivenUp => None,
        Posted::Later(wait) | Posted::Busy(wait) => Some(wait),
    }
}

/// Whether a wait is such a time, or up to a tenth longer.
fn is_about(wait: Duration, expected: Duration) -> bool {
    (expected..=expected + expected / 10).contains(&wait)
}

#[test]
fn it_says_what_a_response_about_the_session_says() {
    let receiver = Receiver::always(status(200));
    let poster = callbacks(None, &Hands::new());
    for status in [Status::Verified, Status::Failed, Status::Expired] {
        let callback = callback(&receiver.url("/changed?token=4711"), status);
        assert_eq!(again(&poster, &callback, 0), None);
        let request = receiver.received().pop().unwrap();
        assert_eq!(request.line, "POST /changed?token=4711 HTTP/1.1");
        assert_eq!(request.header("content-type"), "application/json");
        assert_eq!(request.header("user-agent"), "verify-service/0.1.0");
        let id = callback.session.id();
        assert_eq!(request.header("webhook-id"), format!("{id}-{status}"));
        assert_eq!(request.header("webhook-timestamp"), (START / 1000).to_string());
        let body = request.json();
        assert_eq!(body["status"], status.as_str());
        assert_eq!(body["sessionId"], id.to_string());
        assert_eq!(body["destination"], "6587654321");
        assert_eq!(body["attempt"], u64::from(status == Status::Failed) * 5);
        let uri = format!("https://verify.example.com/api/v2/subaccounts/demo/sessions/{id}");
        assert_eq!(body["verifyUri"], uri);
        assert_eq!(body.as_object().unwrap().len(), 7, "{body}");
    }
}

#[test]
fn every_2xx_delivers_it_and_410_ends_it() {
    for code in [200, 201, 202, 204, 299, 410] {
        let receiver = Receiver::always(status(code));
        let callback = callback(&receiver.url("/"), Status::Failed);
        let posted = wait(callbacks(None, &Hands::new()).post("demo", &callback, 0));
        let expected = if code == 410 { Posted::GivenUp } else { Posted::Delivered };
        assert_eq!(posted, expected, "{code}");
        assert_eq!(receiver.received().len(), 1, "{code}");
    }
}

#[test]
fn whatever_else_comes_it_is_posted_again() {
    for code in [300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 409, 429, 500, 503, 599] {
        let receiver = Receiver::always(status(code));
        let callback = callback(&receiver.url("/"), Status::Failed);
        let wait = again(&callbacks(None, &Hands::new()), &callback, 0);
        assert!(wait.is_some_and(|wait| is_about(wait, SECOND)), "{code} {wait:?}");
    }
}

#[test]
fn a_try_has_a_time_of_its_own_and_the_same_id_and_body() {
    let receiver = Receiver::start(|number| status(if number < 3 { 500 } else { 200 }));
    let hands = Hands::new();
    let poster = callbacks(None, &hands);
    let callback = callback(&receiver.url("/"), Status::Verified);
    let mut tries = 0;
    while let Some(wait) = again(&poster, &callback, tries) {
        hands.forward(wait);
        tries += 1;
    }
    let requests = receiver.received();
    assert_eq!(requests.len(), 4);
    let first = &requests[0];
    let mut times = Vec::new();
    for request in &requests {
        assert_eq!(request.header("webhook-id"), first.header("webhook-id"));
        assert_eq!(request.body, first.body);
        times.push(request.header("webhook-timestamp").parse::<u64>().unwrap());
    }
    // After 1, 2 and 4 seconds.
    assert!(times[3] - times[0] >= 7 && times.is_sorted_by(|a, b| a < b), "{times:?}");
}

#[test]
fn it_is_tried_from_1_second_doubling_to_1_hour_and_given_up_after_24_hours() {
    let receiver = Receiver::always(status(500));
    let hands = Hands::new();
    let poster = callbacks(None, &hands);
    let callback = callback(&receiver.url("/"), Status::Verified);
    let mut waits = Vec::new();
    while let Some(wait) = again(&poster, &callback, u32::try_from(waits.len()).unwrap()) {
        let expected = SECOND * 2_u32.pow(u32::try_from(waits.len()).unwrap().min(20));
        assert!(is_about(wait, expected.min(HOUR)), "{wait:?} after {waits:?}");
        hands.forward(wait);
        waits.push(wait);
    }
    assert_eq!(receiver.received().len(), waits.len() + 1);
    let all: Duration = waits.iter().sum();
    // Another hour would be too late.
    assert!(all <= Callback::MAX_AGE && all + HOUR + HOUR / 10 > Callback::MAX_AGE, "{all:?}");
    assert!((32..=35).contains(&waits.len()), "{}", waits.len());
    // Some differ from the plain schedule.
    assert!(waits.iter().any(|wait| wait.subsec_nanos() > 0), "{waits:?}");
}

#[test]
fn what_is_found_after_24_hours_is_given_up() {
    let receiver = Receiver::always(status(200));
    let hands = Hands::new();
    let poster = callbacks(None, &hands);
    let callback = callback(&receiver.url("/"), Status::Verified);
    hands.forward(Callback::MAX_AGE);
    assert_eq!(wait(poster.post("demo", &callback, 0)), Posted::GivenUp);
    assert_eq!(receiver.connections(), 0);
    // A millisecond earlier it is posted.
    let hands = Hands::new();
    hands.forward(Duration::from_millis(24 * 3_600_000 - 1));
    let outcome = wait(callbacks(None, &hands).post("demo", &callback, 0));
    assert_eq!(outcome, Posted::Delivered);
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn a_receiver_may_ask_for_a_longer_wait_but_not_for_more_than_an_hour() {
    for (asked, tries, expected) in
        [("30", 0, 30 * SECOND), ("0", 0, SECOND), ("1", 3, 8 * SECOND), ("86400", 0, HOUR)]
    {
        let receiver = Receiver::always(with_header(503, &format!("Retry-After: {asked}")));
        let callback = callback(&receiver.url("/"), Status::Verified);
        let wait = again(&callbacks(None, &Hands::new()), &callback, tries).unwrap();
        assert!(is_about(wait, expected), "{asked} {wait:?}");
    }
}

#[test]
fn the_schedule_has_no_end_of_its_own() {
    assert_eq!(callback::wait(11, None), 2048 * SECOND);
    for tries in [12, 31, 32, 1000, u32::MAX] {
        assert_eq!(callback::wait(tries, None), HOUR, "{tries}");
    }
    assert_eq!(callback::wait(0, Some(Duration::MAX)), HOUR);
}

#[test]
fn a_session_of_another_channel_is_posted_as_its_responses_are() {
    let receiver = Receiver::always(Reply::Close("HTTP/1.0 200 OK\r\n\r\n".into()));
    let poster = callbacks(None, &Hands::new());
    let callback = callback(&receiver.url(""), Status::Expired);
    assert_eq!(again(&poster, &callback, 0), None);
    let request = &receiver.received()[0];
    assert_eq!(request.line, "POST / HTTP/1.1");
    assert_eq!(request.json()["status"], "EXPIRED");
}

#[test]
fn receivers_of_one_sub_account_hold_up_no_other() {
    const MOST: usize = 64;
    let (slow, quick) =
        (Receiver::always(Reply::Hang(String::new())), Receiver::always(status(200)));
    let poster = Arc::new(callbacks(None, &Hands::new()));
    wait(async {
        let mut tasks = JoinSet::new();
        for _ in 0..MOST {
            let (poster, url) = (Arc::clone(&poster), slow.url("/"));
            tasks.spawn(async move {
                poster.post("slow", &callback(&url, Status::Verified), 0).await;
            });
        }
        while slow.connections() < MOST {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // One more of the same waits, and is not in the way of the next.
        let one_more = callback(&slow.url("/"), Status::Verified);
        let Posted::Busy(wait) = poster.post("slow", &one_more, 2).await else {
            panic!("there is a bound");
        };
        assert!(is_about(wait, 4 * SECOND), "{wait:?}");
        let other = callback(&quick.url("/"), Status::Verified);
        assert_eq!(poster.post("other", &other, 0).await, Posted::Delivered);
        assert!(poster.window() >= 2 * MOST, "others have room");
        // A share is free again once its callback is over.
        tasks.shutdown().await;
        let other = callback(&quick.url("/"), Status::Verified);
        assert_eq!(poster.post("slow", &other, 0).await, Posted::Delivered);
    });
    assert_eq!((slow.connections(), quick.connections()), (MOST, 2));
}
