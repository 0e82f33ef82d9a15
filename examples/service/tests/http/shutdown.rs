//! The end at SIGTERM.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::service::{Service, head, read_to_end};

const BODY: &str = r#"{"destination":"+19876543210"}"#;

#[test]
fn what_is_under_way_is_answered_and_the_rest_closed() {
    let service = Service::start(&[]);
    let (idle, mut working) = (service.connect(), service.connect());
    working.write_all(head(BODY.len()).as_bytes()).unwrap();
    working.write_all(&BODY.as_bytes()[..10]).unwrap();
    thread::sleep(Duration::from_millis(300));

    let since = Instant::now();
    service.terminate();
    assert_eq!(read_to_end(idle), "");
    assert!(since.elapsed() < Duration::from_secs(5));
    // Nobody new is let in.
    while TcpStream::connect(service.address).is_ok() {
        assert!(since.elapsed() < Duration::from_secs(5), "it still listens");
    }
    working.write_all(&BODY.as_bytes()[10..]).unwrap();
    let answer = read_to_end(working);
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    // Its message is sent, too.
    assert_eq!(service.code().len(), 4);
    let (is_success, log) = service.wait();
    assert!(is_success, "{log}");
    assert!(since.elapsed() < Duration::from_secs(5), "it waits for nothing");
}

#[test]
fn who_does_not_come_to_an_end_is_cut_off() {
    let service = Service::start(&[]);
    let mut stuck = service.connect();
    stuck.write_all(head(BODY.len()).as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(300));
    let since = Instant::now();
    service.terminate();
    let (is_success, log) = service.wait();
    assert!(is_success && log.contains("some requests were cut off"), "{log}");
    let after = since.elapsed();
    assert!((9..15).contains(&after.as_secs()), "{after:?}");
}
