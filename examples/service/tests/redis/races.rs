//! 200 clients at once, at four processes that share one Redis.

use crate::client::{Answer, Client};
use crate::fleet::{CLIENT_IP, CLIENTS, Fleet, count};
use crate::server::Server;

/// Has 200 clients enter a wrong code: five count, and all are answered.
pub(crate) fn of_200_wrong_codes_five_count(fleet: &Fleet, sub_account: &'static str, to: &str) {
    let (id, code) = fleet.started(sub_account, to);
    let wrong = if code == "0000" { "1111" } else { "0000" };
    let answers = fleet.at_once(sub_account, |client, _| client.get(&id, Some(wrong)).unwrap());
    assert!(answers.iter().all(|answer| answer.http == 200), "{answers:?}");
    for attempt in 1..=4 {
        let is_it = |it: &Answer| it.status() == "WAITING" && it.attempt() == attempt;
        assert_eq!(count(&answers, is_it), 1, "attempt {attempt}");
    }
    let failed = count(&answers, |it| it.status() == "FAILED" && it.attempt() == 5);
    assert_eq!(failed, CLIENTS - 4);
}

/// Has 200 clients enter the right code: all are answered that it is verified.
pub(crate) fn of_200_right_codes_all_are_verified(
    fleet: &Fleet,
    sub_account: &'static str,
    to: &str,
) {
    let (id, code) = fleet.started(sub_account, to);
    let answers = fleet.at_once(sub_account, |client, _| client.get(&id, Some(&code)).unwrap());
    let verified = |it: &Answer| it.http == 200 && it.status() == "VERIFIED" && it.attempt() == 0;
    assert_eq!(count(&answers, verified), CLIENTS, "{answers:?}");
}

/// Has 200 clients start a session for one number: one starts, and one message is sent.
pub(crate) fn of_200_starts_one_sends(fleet: &Fleet, sub_account: &'static str, to: &str) {
    let start = |client: &mut Client, _| client.start(to, CLIENT_IP).unwrap();
    let answers = fleet.at_once(sub_account, start);
    assert_eq!(count(&answers, |it| it.http == 200), 1, "{answers:?}");
    let too_early = count(&answers, |it| it.http == 403 && it.body["code"] == 1400);
    assert_eq!(too_early, CLIENTS - 1);
    fleet.code(to);
    assert_eq!(fleet.codes(to).len(), 1);
}

#[test]
fn codes_and_starts() {
    let server = Server::start(&[]);
    let fleet = Fleet::start(&server.url(), &[]);
    of_200_wrong_codes_five_count(&fleet, "demo", "+447400123451");
    of_200_right_codes_all_are_verified(&fleet, "demo", "+447400123452");
    of_200_starts_one_sends(&fleet, "demo", "+447400123453");
}

#[test]
fn of_200_starts_a_limit_of_ten_passes_ten() {
    let server = Server::start(&[]);
    let fleet = Fleet::start(&server.url(), &[("LIMIT_CLIENT_IP", "1/1h/10")]);
    let start = |client: &mut Client, caller: usize| {
        client.start(&format!("+447400{caller:06}"), CLIENT_IP).unwrap()
    };
    let answers = fleet.at_once("demo", start);
    assert_eq!(count(&answers, |it| it.http == 200), 10, "{answers:?}");
    assert_eq!(count(&answers, |it| it.http == 429), CLIENTS - 10);
    fleet.client(0).start("+447400123457", "203.0.113.8").unwrap();
    fleet.code("+447400123457");
    assert_eq!(fleet.count(11), 11);
}
