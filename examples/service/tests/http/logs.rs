//! What the logs hold, and what not.

use std::sync::Mutex;
use std::thread;

use crate::service::{Service, TOKEN, get};

/// Runs everything that could reach a log: right, wrong and malformed, from four clients at once.
/// Returns the log, what it must not hold, and the ids that it holds.
fn load() -> (String, Vec<String>, Vec<String>) {
    let variables =
        [("LOG", "debug"), ("LIMIT_DESTINATION", "2/1d/2"), ("LIMIT_CLIENT_IP", "none")];
    let service = Service::start(&variables);
    let secrets = Mutex::new(vec![TOKEN.to_owned()]);
    let ids = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for client in 0..4 {
            let (service, secrets, ids) = (&service, &secrets, &ids);
            scope.spawn(move || {
                for index in 0..25 {
                    one(service, client * 25 + index, secrets, ids);
                }
            });
        }
    });
    // The codes are of no use without their sessions: all of them must be out of the log.
    let codes = (0..ids.lock().unwrap().len()).map(|_| service.code());
    let mut secrets = { secrets.lock().unwrap().clone() };
    secrets.extend(codes);
    service.terminate();
    let (_, log) = service.wait();
    let ids = ids.into_inner().unwrap();
    (log, secrets, ids)
}

/// Sends the requests for one number.
fn one(service: &Service, index: usize, secrets: &Mutex<Vec<String>>, ids: &Mutex<Vec<String>>) {
    let national = format!("987654{:04}", 3000 + index);
    let wrong = format!("9{index:08}7");
    let token = format!("a-token-of-nobody-{index:04}");
    let body =
        format!(r#"{{"destination":"+1{national}","codeLength":10,"clientIp":"203.0.113.77"}}"#);
    let started = service.start_session(&body);
    assert_eq!(started.status, 200, "{started:?}");
    let id = started.member("sessionId");
    let path = format!("/api/v2/subaccounts/demo/sessions/{id}");
    service.get(&format!("{path}?code={wrong}&other=query-of-{index:04}"));
    service.get(&format!("{path}?code="));
    service.get(&format!("/nowhere/{national}?code={wrong}"));
    // Too early, then malformed in several ways.
    service.start_session(&body);
    service.start_session(&format!(r#"{{"destination":"{national}"}}"#));
    service.start_session(&format!(r#"{{"destination":"+1{national}","codeLength":{wrong}}}"#));
    service.start_session(&format!(r#"{{"destination":"+1{national}","brand":{national}}}"#));
    service.start_session(&format!(r#"{{"destination": +1{national}}}"#));
    let as_nobody = format!("Bearer {token}");
    get(&format!("{}{path}?code={wrong}", service.url), &[("Authorization", &as_nobody)]);
    service.send("DELETE", &path);
    let mut secrets = secrets.lock().unwrap();
    secrets.extend([national, wrong, token, format!("query-of-{index:04}")]);
    ids.lock().unwrap().push(id);
}

#[test]
fn logs_hold_neither_numbers_nor_codes_nor_tokens_nor_queries() {
    let (log, secrets, ids) = load();
    // It would be found: sessions are logged, and refusals.
    assert_eq!(ids.len(), 100);
    for id in ids {
        assert!(log.contains(&id), "no session {id} in the log");
    }
    assert!(log.lines().count() > 1000, "{}", log.lines().count());
    let found: Vec<_> = secrets.iter().filter(|secret| log.contains(secret.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
    for text in ["203.0.113.77", "Bearer", "?"] {
        assert!(!log.contains(text), "{text:?} in the log");
    }
}

#[test]
fn the_id_of_an_error_is_in_its_line_of_the_log() {
    let service = Service::start(&[]);
    let refused = service.start_session("{}");
    let id = refused.member("errorId");
    assert_ne!(id, service.start_session("{}").member("errorId"));
    service.terminate();
    let (_, log) = service.wait();
    let lines: Vec<_> = log.lines().filter(|line| line.contains(&id)).collect();
    let message = "Invalid MSISDN format (not E.164 international number)";
    let rest = format!("{message} error_id={id} http=400 code=1002");
    assert!(lines.len() == 1 && lines[0].ends_with(&rest), "{lines:?}");
}
