//! How many connections there are.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::service::{Service, head};

const BODY: &str = r#"{"destination":"+19876543210"}"#;

#[test]
fn beyond_the_bound_clients_wait_until_a_connection_ends() {
    let service = Service::start(&[("CONNECTIONS", "2"), ("TIMEOUT", "1h")]);
    let (first, _second) = (service.connect(), service.connect());
    let mut third = service.connect();
    third.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    third.write_all(format!("{}{BODY}", head(BODY.len())).as_bytes()).unwrap();
    assert!(third.read(&mut [0]).is_err(), "there are three connections");
    drop(first);
    let since = Instant::now();
    third.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut start = [0; 15];
    third.read_exact(&mut start).unwrap();
    assert_eq!(start, *b"HTTP/1.1 200 OK");
    assert!(since.elapsed() < Duration::from_secs(10));
}

#[test]
fn idle_connections_make_room_by_themselves() {
    let service = Service::start(&[("CONNECTIONS", "2"), ("TIMEOUT", "1s")]);
    let _idle = (service.connect(), service.connect());
    let since = Instant::now();
    assert_eq!(service.start_session(BODY).status, 200);
    assert!(since.elapsed() >= Duration::from_millis(800), "there are three connections");
}

#[test]
fn a_connection_that_fails_ends_no_other() {
    let service = Service::start(&[]);
    for bytes in [&b"\x16\x03\x01\x02\x00\x01"[..], b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"]
    {
        let mut stream = service.connect();
        stream.write_all(bytes).unwrap();
    }
    assert_eq!(service.start_session(BODY).status, 200);
}
