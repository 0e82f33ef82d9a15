//! A service on a file that ends under load: what was answered is there afterwards, and what it
//! sets in motion is done.
//!
//! It is killed twice, or as often as the variable `KILLS` says.

use std::env;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::receiver::Receiver;
use crate::service::{Folder, Messages, Service};
use crate::stored::Stored;

const CLIENTS: usize = 16;

/// A session as its client knows it: from the answers that came.
pub(crate) struct Known {
    id: String,
    number: String,
    code: Option<String>,
    wrong: u64,
    is_verified: bool,
    /// The last check was not answered: it may have counted.
    is_open: bool,
}

/// Has clients start and check until they are not answered any more, as `end` sees to.
pub(crate) fn load(
    service: &mut Service,
    first: u64,
    end: impl FnOnce(&mut Service),
) -> Vec<Known> {
    let (address, messages) = (service.address, service.messages());
    let numbers = AtomicU64::new(first);
    let url = Receiver::of_all_tests().url();
    thread::scope(|scope| {
        let client = || client(address, &messages, &numbers, &url);
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        end(service);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

fn client(address: SocketAddr, messages: &Messages, numbers: &AtomicU64, url: &str) -> Vec<Known> {
    let mut client = Client::new(address);
    let mut all = Vec::new();
    loop {
        let index = numbers.fetch_add(1, Ordering::SeqCst);
        let number = format!("+4474{index:08}");
        let Ok(answer) = client.start_with_callback(&number, url) else { return all };
        if answer.http == 503 {
            return all;
        }
        assert_eq!(answer.http, 200, "{answer:?}");
        let code = messages.code(&number);
        let id = answer.id().to_owned();
        all.push(Known { id, number, code, wrong: 0, is_verified: false, is_open: false });
        let Some(known) = all.last_mut() else { return all };
        // Its message was not sent before the end.
        let Some(code) = known.code.clone() else { return all };
        let wrong = if code == "0000" { "1111" } else { "0000" };
        for entered in [wrong, wrong, &code].into_iter().skip(usize::try_from(index % 4).unwrap()) {
            let answer = client.get(&known.id, Some(entered));
            let Some(answer) = answer.ok().filter(|answer| answer.http == 200) else {
                known.is_open = true;
                return all;
            };
            known.wrong = answer.attempt();
            known.is_verified = answer.status() == "VERIFIED";
            assert_eq!(known.is_verified, entered == code);
        }
    }
}

/// Checks that the service knows of each session what its client knows.
pub(crate) fn compare(all: &mut [Known], service: &Service) {
    let mut client = service.client();
    for known in all {
        let answer = client.get(&known.id, None).unwrap();
        assert_eq!(answer.http, 200, "a session is lost");
        let (is_verified, wrong) = (answer.status() == "VERIFIED", answer.attempt());
        if known.is_open {
            assert!(wrong == known.wrong || wrong == known.wrong + 1 && !is_verified);
        } else {
            assert_eq!((is_verified, wrong), (known.is_verified, known.wrong));
        }
        assert!(is_verified || answer.status() == "WAITING");
        (known.is_verified, known.wrong, known.is_open) = (is_verified, wrong, false);
    }
}

/// Checks what is in a file that no process has open: for each session that is verified, there is a
/// callback, unless it was received; and for each message that was not sent, a task.
fn compare_stored(all: &[Known], folder: &Folder) {
    let stored = Stored::of(folder);
    for id in &stored.verified {
        let is_known = stored.callbacks.contains(id) || Receiver::of_all_tests().has(id);
        assert!(is_known, "nobody would learn of {id}");
    }
    for known in all {
        assert!(!known.is_verified || stored.verified.contains(&known.id));
        let waits = known.code.is_none();
        assert!(!waits || stored.sends.contains(&known.id), "a message is lost");
    }
}

#[test]
fn what_was_answered_outlives_a_kill() {
    let kills = env::var("KILLS").map_or(2, |kills| kills.parse().unwrap());
    let folder = Folder::new();
    let mut all = Vec::new();
    for round in 0..kills {
        // In every other round, no callback is delivered before the last one.
        let variables = [Receiver::ALLOWED];
        let variables = if round % 2 == 0 { &[] } else { &variables[..] };
        let mut service = Service::start("redb", &folder, variables);
        let mut new = load(&mut service, round * 1_000_000, |service| {
            thread::sleep(Duration::from_millis(500 + round * 137 % 500));
            service.kill();
        });
        compare_stored(&new, &folder);
        // What was not sent before is sent now.
        let service = Service::start("redb", &folder, variables);
        for known in new.iter_mut().filter(|known| known.code.is_none()) {
            known.code = Some(service.messages().code(&known.number).expect("it is sent"));
        }
        all.extend(new);
        compare(&mut all, &service);
    }
    // What still waits is verified once, with the code that was sent before.
    let service = Service::start("redb", &folder, &[Receiver::ALLOWED]);
    let mut client = service.client();
    for known in all.iter_mut().filter(|known| !known.is_verified).take(100) {
        let answer = client.get(&known.id, known.code.as_deref()).unwrap();
        assert_eq!((answer.status(), answer.attempt()), ("VERIFIED", known.wrong));
        known.is_verified = true;
    }
    // All that is verified is received at last.
    let began = Instant::now();
    for known in all.iter().filter(|known| known.is_verified) {
        while !Receiver::of_all_tests().has(&known.id) {
            assert!(began.elapsed() < Duration::from_secs(60), "a callback is lost");
            thread::sleep(Duration::from_millis(10));
        }
    }
    println!("{} sessions outlived {kills} kills", all.len());
}

#[test]
fn what_was_answered_is_there_after_the_end() {
    let folder = Folder::new();
    let mut service = Service::start("redb", &folder, &[]);
    let mut all = load(&mut service, 0, |service| {
        thread::sleep(Duration::from_millis(500));
        assert!(service.terminate().success());
    });
    compare_stored(&all, &folder);
    compare(&mut all, &Service::start("redb", &folder, &[]));
}
