//! The end at SIGTERM, as load balancers see it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::service::head;
use crate::watched::Watched;

const BODY: &str = r#"{"destination":"+19876543210"}"#;

#[test]
fn load_balancers_notice_before_the_service_stops_listening() {
    let service = Watched::start(&[("DRAIN", "5s")]);
    let since = Instant::now();
    service.terminate();
    assert_eq!(service.becomes(503), "the service ends\n");
    // Whoever has not noticed yet is served.
    assert_eq!(service.start_session(BODY).status, 200);
    assert!(since.elapsed() < Duration::from_secs(5), "too late to tell");
    assert_eq!(service.ask("/health").status, 200);
    let address = service.address;
    while TcpStream::connect(address).is_ok() {
        assert!(since.elapsed() < Duration::from_secs(60), "it still listens");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(since.elapsed() >= Duration::from_secs(5), "it has not waited");
    let (is_success, log) = service.wait();
    assert!(is_success, "{log}");
}

#[test]
fn without_a_drain_it_ends_at_once() {
    let service = Watched::start(&[]);
    let since = Instant::now();
    let (is_success, log) = service.end();
    assert!(is_success && since.elapsed() < Duration::from_secs(5), "{log}");
}

/// Starts a session on a connection of its own; returns the whole answer.
fn start(address: SocketAddr, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.write_all((head(body.len()) + body).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Every start that was answered is in the file, whenever the service was asked to end.
#[test]
fn what_was_answered_is_there_after_a_restart() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("{}-restart", std::process::id()));
    let variables = [
        ("STORE", "redb"),
        ("DATA_DIR", folder.to_str().unwrap()),
        ("LIMIT_CLIENT_IP", "none"),
        ("LIMIT_DESTINATION", "none"),
    ];
    let service = Watched::start(&variables);
    let answered = thread::scope(|scope| {
        let service = &service;
        let clients: Vec<_> = (0..4)
            .map(|client| {
                scope.spawn(move || {
                    let mut answered = Vec::new();
                    for index in 0..10_000 {
                        let body = format!(r#"{{"destination":"+1987{client}{index:06}"}}"#);
                        let Ok(answer) = start(service.address, &body) else { return answered };
                        if let Some((_, session)) = answer.split_once(r#"{"sessionId":""#) {
                            answered.push(session[..32].to_owned());
                        }
                    }
                    panic!("it does not end");
                })
            })
            .collect();
        thread::sleep(Duration::from_millis(700));
        service.terminate();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect::<Vec<_>>()
    });
    let (is_success, log) = service.wait();
    assert!(is_success && !log.contains("cut off"), "{log}");
    assert!(answered.len() > 50, "{}", answered.len());
    let service = Watched::start(&variables);
    for id in &answered {
        let status = service.get(&format!("/api/v2/subaccounts/demo/sessions/{id}"));
        assert_eq!(status.member("status"), "WAITING", "{id} of {}", answered.len());
    }
    service.end();
    let _ = std::fs::remove_dir_all(folder);
}
