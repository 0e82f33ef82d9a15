//! Receivers that do not answer as they should.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use verify_service::outgoing::Failure;

use crate::receiver::{Receiver, Reply};
use crate::support::{LONG, SHORT, client, post};

#[test]
fn who_never_answers_is_given_up_in_time() {
    for begin in ["", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"] {
        let receiver = Receiver::always(Reply::Hang(begin.into()));
        let since = Instant::now();
        let answer = post(&client("127.0.0.1", SHORT), &receiver.url("/"));
        assert_eq!(answer, Err(Failure::TimedOut), "{begin:?}");
        assert!(since.elapsed() >= SHORT && since.elapsed() < LONG);
        assert_eq!(receiver.received().len(), 1);
    }
}

#[test]
fn who_accepts_connections_and_never_reads_is_given_up_in_time() {
    // Nobody accepts: the system does, and its queue is not full.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    for scheme in ["http", "https"] {
        let url = format!("{scheme}://{}/", listener.local_addr().unwrap());
        assert_eq!(post(&client("127.0.0.1", SHORT), &url), Err(Failure::TimedOut), "{scheme}");
    }
}

#[test]
fn garbage_is_no_answer() {
    let garbage = [
        "",
        "\0\u{1}\u{2}",
        "HTTP/1.1 200",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 2OO OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA header without a colon\r\n\r\n",
        "<html>HTTP/1.1 200 OK</html>",
    ];
    for text in garbage {
        let receiver = Receiver::always(Reply::Close(text.into()));
        let answer = post(&client("127.0.0.1", LONG), &receiver.url("/"));
        assert_eq!(answer, Err(Failure::Broken), "{text:?}");
    }
    let endless = format!("HTTP/1.1 200 OK\r\nA: {}\r\n\r\n", "a".repeat(100_000));
    let receiver = Receiver::always(Reply::Close(endless));
    let answer = post(&client("127.0.0.1", LONG), &receiver.url("/"));
    assert_eq!(answer, Err(Failure::Broken));
}

#[test]
fn the_head_counts_however_the_body_ends() {
    let bodies = [
        // Half of it.
        Reply::Close("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".into()),
        // None of it, and garbage instead of chunks.
        Reply::Close("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".into()),
        Reply::Close("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".into()),
        // Far too much of it.
        Reply::Close(format!("HTTP/1.1 200 OK\r\n\r\n{}", "a".repeat(10_000_000))),
        // One that begins with something else.
        Reply::Open(
            "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into(),
        ),
    ];
    for reply in bodies {
        let receiver = Receiver::always(reply.clone());
        let since = Instant::now();
        let answer = post(&client("127.0.0.1", LONG), &receiver.url("/"));
        assert_eq!(answer, Ok(200));
        assert!(since.elapsed() < LONG / 2);
    }
    // One that never ends takes no longer than the exchange may.
    let receiver = Receiver::always(Reply::Hang("HTTP/1.1 200 OK\r\n\r\na".into()));
    let limit = Duration::from_secs(1);
    let answer = post(&client("127.0.0.1", limit), &receiver.url("/"));
    assert_eq!(answer, Ok(200));
}

#[test]
fn where_nobody_listens_nobody_is_reached() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let answer = post(&client("127.0.0.1", LONG), &format!("http://{address}/"));
    assert_eq!(answer, Err(Failure::Unreachable));
}
