//! Clients that are slow, or do nothing.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::service::{Service, TOKEN, head, read_to_end, refuses};

const BODY: &str = r#"{"destination":"+19876543210"}"#;

/// Waits until the service closes a connection; returns what it said, and when it closed.
fn closed(stream: TcpStream, since: Instant) -> (String, Duration) {
    (read_to_end(stream), since.elapsed())
}

/// The timeout of these tests, and twice as much with some room: when a connection on which nothing
/// goes on is closed.
const TIMEOUT: (&str, &str) = ("TIMEOUT", "1s");
const SOON: std::ops::Range<Duration> = Duration::from_millis(900)..Duration::from_secs(4);

#[test]
fn who_says_nothing_is_disconnected() {
    let service = Service::start(&[TIMEOUT]);
    let (said, after) = closed(service.connect(), Instant::now());
    assert!(said.is_empty() && SOON.contains(&after), "{said} {after:?}");
}

#[test]
fn who_says_nothing_instead_of_a_handshake_is_disconnected() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("handshake");
    std::fs::create_dir_all(&folder).unwrap();
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let (cert, key) = (cert.display().to_string(), key.display().to_string());
    let service = Service::start(&[TIMEOUT, ("TLS_CERT", &cert), ("TLS_KEY", &key)]);
    let (said, after) = closed(service.connect(), Instant::now());
    assert!(said.is_empty() && SOON.contains(&after), "{said} {after:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_head_that_arrives_byte_by_byte_is_cut_off() {
    let service = Service::start(&[TIMEOUT]);
    let (mut stream, since) = (service.connect(), Instant::now());
    stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    for byte in head(BODY.len()).bytes().cycle() {
        if stream.write_all(&[byte]).is_err() {
            break;
        }
        match stream.read(&mut [0; 100]) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Ok(0) | Err(_) => break,
            Ok(_) => panic!("the head is not whole"),
        }
        assert!(since.elapsed() < SOON.end, "it is never cut off");
    }
    assert!(since.elapsed() >= SOON.start);
}

#[test]
fn a_body_that_does_not_arrive_is_answered_with_408() {
    let service = Service::start(&[TIMEOUT]);
    let (mut stream, since) = (service.connect(), Instant::now());
    stream.write_all(head(BODY.len()).as_bytes()).unwrap();
    stream.write_all(&BODY.as_bytes()[..10]).unwrap();
    let (said, after) = closed(stream, since);
    refuses(&said, 408, 1000, "expected the whole body sooner");
    assert!(SOON.contains(&after), "{after:?}");
    // Nothing has started.
    assert_eq!(service.start_session(BODY).status, 200);
}

#[test]
fn a_connection_that_is_kept_alive_for_nothing_is_closed() {
    let service = Service::start(&[TIMEOUT]);
    let (mut stream, since) = (service.connect(), Instant::now());
    let request = head(BODY.len()).replace("Connection: close\r\n", "");
    // Requests in between keep it open.
    for _ in 0..5 {
        stream.write_all(format!("{request}{BODY}").as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(600));
    }
    let (said, after) = closed(stream, since);
    assert_eq!(said.matches("HTTP/1.1 ").count(), 5, "{said}");
    assert!(after < Duration::from_secs(3) + SOON.end, "{after:?}");
}

#[test]
fn who_reads_no_answers_is_disconnected() {
    let service = Service::start(&[TIMEOUT, ("LOG", "error")]);
    let mut stream = service.connect();
    stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = format!(
        "GET /api/v2/subaccounts/demo/sessions/x HTTP/1.1\r\nHost: x\r\n\
                 Authorization: Bearer {TOKEN}\r\n\r\n"
    );
    let many = request.repeat(1000);
    let since = Instant::now();
    // At last, nobody takes more requests, since nobody takes the answers.
    while stream.write_all(many.as_bytes()).is_ok() {
        assert!(since.elapsed() < Duration::from_secs(60), "it takes requests for ever");
    }
    let error = stream.write_all(many.as_bytes()).unwrap_err();
    assert_ne!(error.kind(), ErrorKind::WouldBlock, "it is not disconnected");
}

#[test]
fn ten_thousand_idle_connections_do_not_hinder_one_that_works() {
    // Of both processes, since the service inherits it.
    let files = rlimit::increase_nofile_limit(20_000).unwrap();
    let count = usize::try_from(files).unwrap().saturating_sub(200).min(10_000);
    let variables = [
        ("TIMEOUT", "10m"),
        ("CONNECTIONS", "20000"),
        ("LIMIT_CLIENT_IP", "none"),
        ("LOG", "warn"),
    ];
    let service = Service::start(&variables);
    let connect = |index: usize| {
        let mut stream = service.connect();
        // Two of three have begun a request.
        if !index.is_multiple_of(3) {
            stream.write_all(&head(0).as_bytes()[..index % 100]).unwrap();
        }
        stream
    };
    let idle: Vec<_> = thread::scope(|scope| {
        let clients =
            [(); 4].map(|()| scope.spawn(|| (0..count / 4).map(connect).collect::<Vec<_>>()));
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let mut slowest = Duration::ZERO;
    for number in 0..200 {
        let since = Instant::now();
        let body = format!(r#"{{"destination":"+1987654{:04}"}}"#, 3000 + number);
        assert_eq!(service.start_session(&body).status, 200);
        slowest = slowest.max(since.elapsed());
    }
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    // They are all still there.
    for mut stream in idle {
        stream.set_nonblocking(true).unwrap();
        let read = stream.read(&mut [0]);
        assert_eq!(read.unwrap_err().kind(), ErrorKind::WouldBlock);
    }
}
