//! Hosts whose clocks differ by twenty minutes: the time is that of Redis.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::client::Answer;
use crate::fleet::{CLIENT_IP, Fleet};
use crate::server::Server;

/// Of Debian's package `faketime`.
const LIBRARY: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

fn of_a_host(offset: &str) -> Command {
    assert!(Path::new(LIBRARY).exists(), "faketime is missing (Debian: apt-get install faketime)");
    let mut command = Command::new(env!("CARGO_BIN_EXE_verify-service"));
    command.env("LD_PRELOAD", LIBRARY).env("FAKETIME", offset);
    command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    command
}

/// Returns the time of day of the server, in milliseconds.
fn now(server: &Server) -> i64 {
    let (seconds, micros): (i64, i64) = redis::cmd("TIME").query(&mut server.connection()).unwrap();
    seconds % 86_400 * 1000 + micros / 1000
}

/// Returns how long it is from the server's time to one in an answer, in milliseconds.
fn left(server: &Server, answer: &Answer, member: &str) -> i64 {
    let text = answer.body[member].as_str().unwrap_or_else(|| panic!("{answer:?}"));
    // 2026-03-05T10:00:00.000Z
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    let minutes = number(11, 13) * 60 + number(14, 16);
    let time = (minutes * 60 + number(17, 19)) * 1000 + number(20, 23);
    // Midnight may be in between.
    (time - now(server) + 129_600_000) % 86_400_000 - 43_200_000
}

#[test]
fn clocks_that_differ_change_nothing() {
    let server = Server::start(&[]);
    let commands = ["+10m", "-10m"].map(of_a_host).into_iter().collect();
    let fleet = Fleet::of(&server.url(), &[("LIMIT_DESTINATION", "1/1h/2")], commands);
    let [fast, slow] = [0, 1];
    for (host, other, number) in [(fast, slow, "+447400123401"), (slow, fast, "+447400123402")] {
        let started = fleet.client(host).start(number, CLIENT_IP).unwrap();
        assert!((270_000..=301_000).contains(&left(&server, &started, "expiresAt")), "{started:?}");
        let status = fleet.client(other).get(started.id(), None).unwrap();
        assert_eq!((status.http, status.status()), (200, "WAITING"));
        assert_eq!(status.body["expiresAt"], started.body["expiresAt"]);
        let early = fleet.client(other).start(number, CLIENT_IP).unwrap();
        assert_eq!((early.http, &early.body["code"]), (403, &1400.into()), "{early:?}");
        assert!((1..=10).contains(&early.retry_after.unwrap()), "{early:?}");
        assert!(left(&server, &early, "timestamp").abs() < 30_000, "{early:?}");
        let code = fleet.code(number);
        let verified = fleet.client(other).get(started.id(), Some(&code)).unwrap();
        assert_eq!(verified.status(), "VERIFIED");
    }

    // A session expires when it is its time, for every host.
    let started = fleet.client(slow).start_for("+447400123403", 30).unwrap();
    let left = || left(&server, &started, "expiresAt");
    let status = |host| {
        let answer = fleet.client(host).get(started.id(), None).unwrap();
        assert_eq!(answer.http, 200, "{answer:?}");
        answer.status().to_owned()
    };
    while left() > 2_000 {
        let found = [fast, slow].map(status);
        assert!(found == ["WAITING"; 2] || left() < 0, "{found:?}");
        thread::sleep(Duration::from_secs(1));
    }
    while left() >= 0 {
        thread::sleep(Duration::from_millis(200));
    }
    assert_eq!([fast, slow].map(status), ["EXPIRED"; 2]);
}
