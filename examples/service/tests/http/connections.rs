//! How many connections there are.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::service::{Service, command, get, head};

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

#[test]
fn the_message_of_a_committed_start_is_sent_even_if_its_client_goes_away() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("goes_away");
    // What a run that failed has left.
    let _ = std::fs::remove_dir_all(&folder);
    let data = folder.display().to_string();
    let metrics = ("METRICS_LISTEN", "127.0.0.1:0");
    let service = Service::start(&[("STORE", "redb"), ("DATA_DIR", &data), metrics]);
    let metrics = service.line_with("metrics on ").replace("metrics on ", "");
    let body = |number: u32| format!(r#"{{"destination":"+1987654{number}"}}"#);
    for number in 3000..3050 {
        let mut stream = service.connect();
        let body = body(number);
        stream.write_all(format!("{}{body}", head(body.len())).as_bytes()).unwrap();
        // Committing takes a while: the client is gone before it ends.
        thread::sleep(Duration::from_micros(u64::from(number % 10) * 100));
    }
    // A start that was not committed is not in the way of another one.
    let started =
        (3000..3050).filter(|number| match service.start_session(&body(*number)).status {
            200 => true,
            403 => false,
            other => panic!("{other}"),
        });
    let again = started.count();
    assert!(again < 50, "no start was committed");
    // Each number has one message, from the first start or the second.
    let mut numbers: Vec<_> = (0..50).map(|_| service.line_with("SMS → ")).collect();
    numbers.sort();
    let expected: Vec<_> = (3000..3050).map(|number| format!("  SMS → +1987654{number}")).collect();
    assert_eq!(numbers, expected);
    // Each of them counts, whether its client has heard of it or not.
    let started = || {
        let text = get(&metrics, &[]).text;
        let counts = text.lines().filter_map(|line| line.strip_prefix("verify_started_total{"));
        counts.map(|rest| rest.rsplit(' ').next().unwrap().parse::<u32>().unwrap()).sum::<u32>()
    };
    let since = Instant::now();
    while started() < 50 && since.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(started(), 50);
    drop(service);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Returns the command by way of a shell that sets limits first.
fn limited(limits: &str, variables: &[(&str, &str)]) -> Command {
    let direct = command(variables);
    let mut shell = Command::new("sh");
    let program = direct.get_program().to_str().unwrap();
    shell.args(["-c", &format!("ulimit {limits} && exec {program}")]);
    let set = direct.get_envs().filter_map(|(name, value)| Some((name, value?)));
    shell.envs(set).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell
}

#[test]
fn the_number_of_files_is_raised_as_far_as_possible() {
    let (service, _out) = Service::of(limited("-Sn 100", &[("TIMEOUT", "1h")]));
    let idle: Vec<_> = (0..300).map(|_| service.connect()).collect();
    assert_eq!(service.start_session(BODY).status, 200);
    drop(idle);
}

#[test]
fn where_the_system_allows_few_files_there_are_fewer_connections() {
    let (service, _out) = Service::of(limited("-n 164", &[("TIMEOUT", "1s")]));
    let idle: Vec<_> = (0..300).map(|_| service.connect()).collect();
    assert_eq!(service.start_session(BODY).status, 200);
    drop(idle);
    service.terminate();
    let (is_success, log) = service.wait();
    let line = "fewer connections than CONNECTIONS: the system allows no more files most=100";
    assert!(is_success && log.contains(line), "{log}");
    assert!(!log.contains("cannot accept"), "{log}");
}
