//! Sessions from their start to their end.

use crate::service::{Service, TOKEN, get};

const SESSIONS: &str = "/api/v2/subaccounts/demo/sessions";

#[test]
fn a_session_is_verified() {
    let service = Service::start(&[]);
    let started = service.start_session(r#"{"destination":"+1 (987) 654-3210","brand":"ABC"}"#);
    assert_eq!(started.status, 200, "{started:?}");
    assert_eq!(started.header("content-type"), "application/json");
    let id = started.member("sessionId");
    let path = format!("{SESSIONS}/{id}");
    assert_eq!(started.member("verifyUri"), format!("{}{path}", service.url));
    assert_eq!(started.member("destination"), "19876543210");
    assert_eq!(
        (started.member("status"), started.member("attempt")),
        ("WAITING".into(), "0".into())
    );

    let code = service.code();
    let wrong = if code == "0000" { "0001" } else { "0000" };
    let checked = service.get(&format!("{path}?code={wrong}"));
    assert_eq!(
        (checked.member("status"), checked.member("attempt")),
        ("WAITING".into(), "1".into())
    );
    let status = service.get(&path);
    assert_eq!(status.text, checked.text);

    // As a person types it: the query decodes to spaces.
    let (first, second) = code.split_at(2);
    let checked = service.get(&format!("{path}?code={first}%20{second}+"));
    assert_eq!((checked.status, checked.member("status")), (200, "VERIFIED".into()));
    assert_eq!(service.get(&format!("{path}?code={wrong}")).member("status"), "VERIFIED");
    // A dashed id is the same one.
    let dashed =
        format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]);
    assert_eq!(service.get(&format!("{SESSIONS}/{dashed}")).member("status"), "VERIFIED");
}

#[test]
fn five_wrong_codes_fail() {
    let service = Service::start(&[]);
    let started = service.start_session(r#"{"destination":"+19876543210","codeLength":10}"#);
    let path = format!("{SESSIONS}/{}", started.member("sessionId"));
    let statuses = [(); 6].map(|()| service.get(&format!("{path}?code=wrong")).member("status"));
    assert_eq!(statuses, ["WAITING", "WAITING", "WAITING", "WAITING", "FAILED", "FAILED"]);
}

#[test]
fn a_code_that_cannot_be_one_is_refused_and_not_counted() {
    let service = Service::start(&[]);
    let started = service.start_session(r#"{"destination":"+19876543210"}"#);
    let path = format!("{SESSIONS}/{}", started.member("sessionId"));
    let refusals = [
        ("code=", "code: expected a code (leave it out to ask for the status), found none"),
        ("code=1&code=2", "code: expected one code, found several"),
        ("code=%FF", "code: expected UTF-8, found other bytes"),
    ];
    for (query, message) in refusals {
        service.get(&format!("{path}?{query}")).refuses(400, 1000, message);
    }
    assert_eq!(service.get(&format!("{path}?other=1")).member("attempt"), "0");
    let session_id = "expected a session id of 32 hexadecimal digits, or 36 characters with \
                      dashes, found 4";
    service.get(&format!("{SESSIONS}/1234")).refuses(400, 1000, session_id);
    let unknown = format!("{SESSIONS}/18b526add06348c0bb934e71f042f047");
    service.get(&unknown).refuses(404, 1300, "Session not found or expired");
    service.get(&format!("{unknown}?code=1")).refuses(404, 1300, "Session not found or expired");
}

#[test]
fn a_cancelled_session_is_gone() {
    let service = Service::start(&[("LIMIT_DESTINATION", "2/1d/2")]);
    let body = r#"{"destination":"+19876543210"}"#;
    let started = service.start_session(body);
    let (path, code) = (format!("{SESSIONS}/{}", started.member("sessionId")), service.code());
    assert_eq!(service.get(&format!("{path}?code=wrong")).member("attempt"), "1");

    let gone = "Session not found or expired";
    let cancelled = service.send("DELETE", &path);
    assert_eq!((cancelled.status, cancelled.text.as_str()), (204, ""));
    service.get(&path).refuses(404, 1300, gone);
    service.get(&format!("{path}?code={code}")).refuses(404, 1300, gone);
    service.send("DELETE", &path).refuses(404, 1300, gone);

    // The destination is free at once, but what was counted stays.
    let again = service.start_session(body);
    assert_ne!(again.member("sessionId"), started.member("sessionId"));
    let code = service.code();
    let path = format!("{SESSIONS}/{}", again.member("sessionId"));
    assert_eq!(service.send("DELETE", &path).status, 204);
    let limited = service.start_session(body);
    assert_eq!((limited.status, limited.member("code")), (429, "429".into()));
    service.get(&format!("{path}?code={code}")).refuses(404, 1300, gone);
}

#[test]
fn a_session_that_is_over_cannot_be_cancelled() {
    let service = Service::start(&[]);
    let started = service.start_session(r#"{"destination":"+19876543210"}"#);
    let path = format!("{SESSIONS}/{}", started.member("sessionId"));
    assert_eq!(
        service.get(&format!("{path}?code={}", service.code())).member("status"),
        "VERIFIED"
    );
    service.send("DELETE", &path).refuses(404, 1300, "Session not found or expired");
    assert_eq!(service.get(&path).member("status"), "VERIFIED");
}

#[test]
fn a_message_is_sent_again_after_the_interval_only() {
    let service = Service::start(&[]);
    let body = r#"{"destination":"+19876543210"}"#;
    let started = service.start_session(body);
    let refused = service.start_session(body);
    assert_eq!((refused.status, refused.member("code")), (403, "1400".into()));
    let wait: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{refused:?}");
    let path = format!("{SESSIONS}/{}", started.member("sessionId"));
    assert_eq!(service.get(&path).member("retryAfter"), started.member("retryAfter"));
}

#[test]
fn clients_are_limited_by_the_address_that_the_request_names() {
    let service = Service::start(&[("LIMIT_CLIENT_IP", "2/1h/2")]);
    let start = |number: u32, address: &str| {
        let body = format!(r#"{{"destination":"+1987654{number}","clientIp":"{address}"}}"#);
        service.start_session(&body)
    };
    assert_eq!(start(3210, "192.0.2.1").status, 200);
    assert_eq!(start(3211, "::ffff:192.0.2.1").status, 200);
    let limited = start(3212, "192.0.2.1:443");
    assert_eq!((limited.status, limited.member("code")), (429, "429".into()));
    let wait: u32 = limited.header("retry-after").parse().unwrap();
    assert!((1..=1800).contains(&wait), "{limited:?}");
    assert_eq!(start(3212, "192.0.2.2").status, 200);
    assert_eq!(start(3213, "").status, 200);
}

#[test]
fn sub_accounts_do_not_see_each_other() {
    let tokens = format!("demo:{TOKEN},other:another-long-token");
    let service = Service::start(&[("TOKENS", &tokens)]);
    let started = service.start_session(r#"{"destination":"+19876543210"}"#);
    let id = started.member("sessionId");
    let url = format!("{}/api/v2/subaccounts/other/sessions/{id}", service.url);
    let other = get(&url, &[("Authorization", "Bearer another-long-token")]);
    other.refuses(404, 1300, "Session not found or expired");
}
