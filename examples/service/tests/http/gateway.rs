//! Messages on the terminal, and a queue that is full.

use std::io::{BufRead, Read};
use std::thread;

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

#[test]
fn a_queue_that_is_full_refuses_starts_before_anything_changes() {
    let variables = [("LIMIT_DESTINATION", "none"), ("LIMIT_CLIENT_IP", "none")];
    let (service, mut out) = Service::start_unread(&variables);
    let body = |number: u32| format!(r#"{{"destination":"+198765{number:05}"}}"#);
    // Nobody reads the messages: the pipe fills, then the queue.
    let mut refused = None;
    for number in 30_000..34_000 {
        let answer = service.start_session(&body(number));
        if answer.status != 200 {
            refused = Some((number, answer));
            break;
        }
    }
    let (number, answer) = refused.expect("the queue is bounded");
    assert!(number > 31_000, "there is room for a thousand: {number}");
    answer.refuses(503, 2000, "Service unavailable, try again later");
    assert_eq!(answer.header("retry-after"), "5");
    // Once somebody reads, the same number is started, since nothing holds it.
    thread::spawn(move || {
        let mut all = Vec::new();
        let _ = out.fill_buf();
        out.read_to_end(&mut all)
    });
    let is_taken = || service.start_session(&body(number)).status == 200;
    assert!((0..200).any(|_| {
        thread::sleep(std::time::Duration::from_millis(50));
        is_taken()
    }));
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
