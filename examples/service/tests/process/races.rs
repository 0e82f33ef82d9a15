//! 200 clients at once.

use std::sync::Barrier;
use std::thread;

use crate::client::{Answer, Client};
use crate::service::{Folder, Service};

const CLIENTS: usize = 200;
const NUMBER: &str = "+447400123456";
const CLIENT_IP: &str = "203.0.113.7";

/// Has all clients ask at the same time.
fn at_once(service: &Service, ask: impl Fn(&mut Client, usize) -> Answer + Sync) -> Vec<Answer> {
    let barrier = Barrier::new(CLIENTS);
    let ask = |caller| {
        let mut client = service.client();
        barrier.wait();
        ask(&mut client, caller)
    };
    thread::scope(|scope| {
        let ask = &ask;
        let clients: Vec<_> = (0..CLIENTS).map(|caller| scope.spawn(move || ask(caller))).collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    })
}

fn count(answers: &[Answer], is_so: impl Fn(&Answer) -> bool) -> usize {
    answers.iter().filter(|answer| is_so(answer)).count()
}

/// Runs a test on each store.
fn on_both(variables: &[(&str, &str)], test: impl Fn(&Service)) {
    for store in ["memory", "redb"] {
        let folder = Folder::new();
        test(&Service::start(store, &folder, variables));
    }
}

/// Starts a session, and returns its id and code.
fn started(service: &Service) -> (String, String) {
    let answer = service.client().start(NUMBER, CLIENT_IP).unwrap();
    (answer.id().to_owned(), service.messages().code(NUMBER).unwrap())
}

#[test]
fn of_200_wrong_codes_five_count() {
    on_both(&[], |service| {
        let (id, code) = started(service);
        let wrong = if code == "0000" { "1111" } else { "0000" };
        let answers = at_once(service, |client, _| client.get(&id, Some(wrong)).unwrap());
        assert!(answers.iter().all(|answer| answer.http == 200), "{answers:?}");
        for attempt in 1..=4 {
            let is_it = |it: &Answer| it.status() == "WAITING" && it.attempt() == attempt;
            assert_eq!(count(&answers, is_it), 1, "attempt {attempt}");
        }
        let failed = count(&answers, |it| it.status() == "FAILED" && it.attempt() == 5);
        assert_eq!(failed, CLIENTS - 4);
    });
}

#[test]
fn of_200_right_codes_all_are_verified() {
    on_both(&[], |service| {
        let (id, code) = started(service);
        let answers = at_once(service, |client, _| client.get(&id, Some(&code)).unwrap());
        assert_eq!(count(&answers, |it| it.status() == "VERIFIED" && it.attempt() == 0), CLIENTS);
    });
}

#[test]
fn of_200_starts_one_sends() {
    on_both(&[], |service| {
        let start = |client: &mut Client, _| client.start(NUMBER, CLIENT_IP).unwrap();
        let answers = at_once(service, start);
        assert_eq!(count(&answers, |it| it.http == 200), 1);
        let too_early = count(&answers, |it| it.http == 403 && it.body["code"] == 1400);
        assert_eq!(too_early, CLIENTS - 1);
        service.messages().code(NUMBER).unwrap();
        // The next message comes after all that were sent before.
        service.client().start("+447400123457", CLIENT_IP).unwrap();
        service.messages().code("+447400123457").unwrap();
        assert_eq!(service.messages().to(NUMBER).len(), 1);
    });
}

#[test]
fn of_200_starts_a_limit_of_ten_passes_ten() {
    on_both(&[("LIMIT_CLIENT_IP", "1/1h/10")], |service| {
        let start = |client: &mut Client, caller: usize| {
            client.start(&format!("+447400{caller:06}"), CLIENT_IP).unwrap()
        };
        let answers = at_once(service, start);
        assert_eq!(count(&answers, |it| it.http == 200), 10);
        assert_eq!(count(&answers, |it| it.http == 429), CLIENTS - 10);
        service.client().start("+447400123457", "203.0.113.8").unwrap();
        service.messages().code("+447400123457").unwrap();
        assert_eq!(service.messages().count(), 11);
    });
}
