//! Messages on the terminal, and a terminal that is stuck.

use std::io::BufRead;
use std::thread;
use std::time::Duration;

use crate::service::{Service, command};

#[test]
fn messages_are_shown_as_a_phone_shows_them() {
    let service = Service::start(&[]);
    let bodies = [
        r#"{"destination":"+6587654321","brand":"ABC","template":"您好 {brand} {code} \u001b[2J"}"#,
        r#"{"destination":"+6587654322","channel":"call","call":{"speed":1.2,"repetition":3}}"#,
        r#"{"destination":"+6587654323","channel":"whatsapp","whatsapp":{"templateName":"otp"}}"#,
        r#"{"destination":"+6587654324","channel":"viber"}"#,
        r#"{"destination":"+6587654325","channel":"sma"}"#,
    ];
    let ids = bodies.map(|body| service.start_session(body).member("sessionId"));
    let around = |line: &str| service.line_with(line).trim().to_owned();
    assert_eq!(around("SMS"), "SMS → +6587654321");
    let text = around("您好");
    // Two characters of two columns each; what steers the terminal does not come through.
    assert!(text.starts_with("│ 您好 ABC ") && text.contains("\u{FFFD}[2J"), "{text:?}");
    assert_eq!(text.chars().count(), 44 - 2, "{text:?}");
    assert_eq!(around("segment"), "1 segment of UCS-2");
    assert_eq!(around("call →"), "call → +6587654322");
    assert!(around("code is").contains(", "));
    assert_eq!(around("read"), "read in en-US, speed 1.2, 3 times");
    assert_eq!(around("WhatsApp"), "WhatsApp → +6587654323");
    assert_eq!(around("template"), "the code of the template otp in its first language");
    assert_eq!(around("Viber →"), "Viber → +6587654324");
    assert!(around("code is").contains("Your verification code is "));
    assert_eq!(around("silent"), "silent mobile authentication → +6587654325");
    // The URL takes two lines.
    let bare = |line: String| line.trim_matches(['│', ' ']).to_owned();
    let url = bare(around("/sma/")) + &bare(around("│"));
    assert_eq!(url, format!("{}/sma/{}", service.url, ids[4]));
}

#[test]
fn messages_go_nowhere_unless_the_output_is_a_terminal() {
    let service = Service::start(&[("GATEWAY", "auto")]);
    assert_eq!(service.start_session(r#"{"destination":"+19876543210"}"#).status, 200);
    service.terminate();
    let (is_success, _) = service.wait();
    assert!(is_success);
}

/// Nobody reads the output for a while: the pipe fills, and messages wait.
#[test]
fn a_gateway_that_is_stuck_holds_up_no_start_and_loses_no_message() {
    const FIRST: u32 = 30_000;
    const SESSIONS: u32 = 2000;
    let variables = [("LIMIT_DESTINATION", "none"), ("LIMIT_CLIENT_IP", "none")];
    let (service, out) = Service::start_unread(&variables);
    let number = |index: u32| format!("+198765{:05}", FIRST + index);
    let start = |index: u32, more: &str| {
        let body = format!(r#"{{"destination":"{}","resendingInterval":10{more}}}"#, number(index));
        let answer = service.start_session(&body);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.member("sessionId")
    };
    let ids: Vec<_> = (0..SESSIONS).map(|index| start(index, "")).collect();
    let (again, cancelled) = (SESSIONS - 10, SESSIONS - 5);
    let path = |index: u32| format!("/api/v2/subaccounts/demo/sessions/{}", ids[index as usize]);
    assert_eq!(service.send("DELETE", &path(cancelled)).status, 204);
    thread::sleep(Duration::from_secs(11));
    // A voice call instead of a text message.
    start(again, r#","channel":"call""#);
    start(SESSIONS, "");

    let shown = out.lines().map_while(Result::ok).filter_map(|line| {
        let (from, to) = line.split_once(" → ")?;
        Some((from.trim().to_owned(), to.trim().to_owned()))
    });
    let mut shown: Vec<_> = shown.take(SESSIONS as usize).collect();
    shown.sort_by(|(_, one), (_, other)| one.cmp(other));
    let expected = (0..=SESSIONS).filter(|index| *index != cancelled).map(|index| {
        let from = if index == again { "call" } else { "SMS" };
        (from.to_owned(), number(index))
    });
    assert_eq!(shown, expected.collect::<Vec<_>>());
    service.terminate();
    let (is_success, log) = service.wait();
    assert!(is_success, "{log}");
}

#[test]
fn the_demo_prints_a_token_of_its_own() {
    let mut demo = command(&[("TOKENS", "")]).spawn().unwrap();
    let mut lines = std::io::BufReader::new(demo.stdout.take().unwrap()).lines();
    let url = lines.next().unwrap().unwrap().replace("listening on ", "");
    let line = lines.next().unwrap().unwrap();
    let token = line.strip_prefix("sub-account demo, token ").unwrap();
    assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
    let path = format!("{url}/api/v2/subaccounts/demo/sessions/18b526add06348c0bb934e71f042f047");
    let token = format!("Bearer {token}");
    let found = crate::service::get(&path, &[("Authorization", &token)]);
    found.refuses(404, 1300, "Session not found or expired");
    demo.kill().unwrap();
    demo.wait().unwrap();
}
