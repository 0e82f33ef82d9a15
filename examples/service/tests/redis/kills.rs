//! Processes and Redis that are killed under load: what was answered is there afterwards.
//!
//! Each is killed twice, or as often as the variable `KILLS` says. `APPENDFSYNC=everysec` shows
//! what another setting of Redis loses; the recommended one, `always`, loses nothing.

use std::collections::HashSet;
use std::env;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use redis::Commands;

use crate::client::Client;
use crate::fleet::Fleet;
use crate::server::Server;

const CLIENTS: usize = 16;

/// Nobody listens there.
const CALLBACK: &str = "https://callbacks.invalid/hook";

/// A session as its client knows it: from the answers that came.
struct Known {
    id: String,
    wrong: u64,
    is_verified: bool,
    /// The last check was not answered: it may have counted.
    is_open: bool,
}

/// What was found after a kill.
#[derive(Default)]
struct Found {
    sessions: usize,
    lost: usize,
    /// What was answered differs from what is there.
    differing: usize,
    without_callback: usize,
    /// Checks that have counted though their answers were lost.
    counted_unanswered: usize,
    verified: u64,
}

/// Has clients start and check, at one process after the other, until `end` has returned.
fn load(fleet: &mut Fleet, numbers: &AtomicU64, end: impl FnOnce(&mut Fleet)) -> Vec<Known> {
    let is_over = AtomicBool::new(false);
    let addresses = fleet.services.iter().map(|service| service.address).collect::<Vec<_>>();
    let messages = fleet.services.iter().map(crate::service::Service::messages).collect::<Vec<_>>();
    let code = |number: &str| {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(2) {
            if let Some(code) = messages.iter().find_map(|messages| messages.to(number).pop()) {
                return Some(code);
            }
            thread::sleep(Duration::from_millis(1));
        }
        None
    };
    let client = |first: usize| {
        let mut all = Vec::new();
        for address in addresses.iter().cycle().skip(first) {
            if is_over.load(Ordering::SeqCst) {
                break;
            }
            let Ok(mut client) = Client::connect(*address, "demo") else {
                thread::sleep(Duration::from_millis(5));
                continue;
            };
            // Until the process or Redis is gone.
            while one(&mut client, numbers, &mut all, code) {
                if is_over.load(Ordering::SeqCst) {
                    break;
                }
            }
            thread::sleep(Duration::from_millis(20));
        }
        all
    };
    thread::scope(|scope| {
        let client = &client;
        let clients: Vec<_> =
            (0..CLIENTS).map(|first| scope.spawn(move || client(first))).collect();
        end(fleet);
        is_over.store(true, Ordering::SeqCst);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

/// Starts a session, and checks codes. Returns whether all was answered.
fn one(
    client: &mut Client,
    numbers: &AtomicU64,
    all: &mut Vec<Known>,
    code: impl Fn(&str) -> Option<String>,
) -> bool {
    let index = numbers.fetch_add(1, Ordering::SeqCst);
    let number = format!("+4474{index:08}");
    let Ok(answer) = client.start_with_callback(&number, CALLBACK) else { return false };
    if answer.http == 503 {
        return false;
    }
    assert_eq!(answer.http, 200, "{answer:?}");
    let id = answer.id().to_owned();
    let mut known = Known { id, wrong: 0, is_verified: false, is_open: false };
    // The process that was to send it may be gone.
    let code = code(&number);
    for entered in code.iter().flat_map(|code| codes(code, index)) {
        let answer = client.get(&known.id, Some(&entered));
        let Some(answer) = answer.ok().filter(|answer| answer.http == 200) else {
            known.is_open = true;
            break;
        };
        known.wrong = answer.attempt();
        known.is_verified = answer.status() == "VERIFIED";
        assert_eq!(Some(&entered) == code.as_ref(), known.is_verified);
    }
    let is_answered = !known.is_open;
    all.push(known);
    is_answered
}

/// Returns what is entered: up to two wrong codes, and the right one.
fn codes(code: &str, index: u64) -> impl Iterator<Item = String> {
    let wrong = if code == "0000" { "1111" } else { "0000" };
    let all = [wrong.to_owned(), wrong.to_owned(), code.to_owned()];
    all.into_iter().skip(usize::try_from(index % 4).unwrap())
}

/// Compares what clients know with what is there, and adds up.
fn compare(all: &mut [Known], fleet: &Fleet, server: &Server, found: &mut Found) {
    let mut client = fleet.client(1);
    let posted: HashSet<Vec<u8>> = server.connection().hkeys("v1{demo}tc").unwrap();
    found.sessions += all.len();
    for known in all {
        let answer = client.get(&known.id, None).unwrap();
        if answer.http == 404 {
            found.lost += 1;
            continue;
        }
        let (is_verified, wrong) = (answer.status() == "VERIFIED", answer.attempt());
        let is_same = (is_verified, wrong) == (known.is_verified, known.wrong);
        let is_one_more = is_verified || wrong == known.wrong + 1;
        found.counted_unanswered += usize::from(known.is_open && !is_same);
        found.differing += usize::from(!(is_same || known.is_open && is_one_more));
        found.verified += u64::from(is_verified);
        let id = u128::from_str_radix(&known.id, 16).unwrap().to_be_bytes().to_vec();
        found.without_callback += usize::from(is_verified && !posted.contains(&id));
    }
}

/// Returns how many verifications the store has counted, which it does in the commit of each.
fn verified(server: &Server) -> u64 {
    let country: Vec<u8> = [b"v1{demo}l\x09".as_slice(), &44_u64.to_le_bytes()].concat();
    let counted: u64 = server.connection().get(country).unwrap();
    let day = server_day(server);
    counted - day
}

/// Returns what the counter of a day begins with.
fn server_day(server: &Server) -> u64 {
    let (seconds, _): (u64, u64) = redis::cmd("TIME").query(&mut server.connection()).unwrap();
    let limit = verify_core::limit::ConversionLimit::default();
    let now = verify_core::time::Timestamp::from_unix_millis(seconds * 1000).unwrap();
    limit.raise(now).floor()
}

fn kills() -> u64 {
    env::var("KILLS").map_or(2, |kills| kills.parse().unwrap())
}

fn server() -> (Server, bool) {
    let fsync = env::var("APPENDFSYNC").unwrap_or("always".to_owned());
    let server = Server::start(&["--appendonly", "yes", "--appendfsync", &fsync]);
    (server, fsync == "always")
}

/// All that is verified is counted, and no number is refused.
const VARIABLES: &[(&str, &str)] = &[("CONVERSION", "1%/60000/1d")];

fn print(killed: &str, found: &Found) {
    println!(
        "| killed | runs | acknowledged starts lost | answers that differ | VERIFIED without \
         callback | checks counted, answer lost |\n|---|--:|--:|--:|--:|--:|\n\
         | {killed} | {} | {} of {} | {} | {} | {} |",
        kills(),
        found.lost,
        found.sessions,
        found.differing,
        found.without_callback,
        found.counted_unanswered
    );
}

fn check(found: &Found, server: &Server, is_durable: bool) {
    if is_durable {
        assert_eq!((found.lost, found.differing, found.without_callback), (0, 0, 0));
        // Starts whose answers were lost are not verified by anybody.
        assert_eq!(verified(server), found.verified, "verified twice");
    }
}

#[test]
fn what_was_answered_outlives_a_process() {
    let (server, is_durable) = server();
    let mut fleet = Fleet::start(&server.url(), VARIABLES);
    let (mut found, numbers) = (Found::default(), AtomicU64::new(0));
    for round in 0..kills() {
        let victim = usize::try_from(round % 4).unwrap();
        let mut all = load(&mut fleet, &numbers, |fleet| {
            thread::sleep(Duration::from_millis(700 + round * 137 % 500));
            fleet.services[victim].kill();
            thread::sleep(Duration::from_millis(300));
        });
        fleet.restart(victim);
        compare(&mut all, &fleet, &server, &mut found);
    }
    print("a process", &found);
    check(&found, &server, is_durable);
}

#[test]
fn what_was_answered_outlives_redis() {
    let (mut server, is_durable) = server();
    let mut fleet = Fleet::start(&server.url(), VARIABLES);
    let (mut found, numbers) = (Found::default(), AtomicU64::new(0));
    for round in 0..kills() {
        let mut all = load(&mut fleet, &numbers, |_| {
            thread::sleep(Duration::from_millis(700 + round * 137 % 500));
            server.kill();
            thread::sleep(Duration::from_millis(300));
            server.restart();
            // The processes find it again.
            thread::sleep(Duration::from_secs(1));
        });
        compare(&mut all, &fleet, &server, &mut found);
    }
    print("Redis", &found);
    check(&found, &server, is_durable);
}
