//! Bodies: too long, not JSON, not a request.

use std::io::Write;
use std::thread;
use std::time::Duration;

use crate::service::{Service, TOKEN, head, read_to_end, refuses};

const TOO_LONG: &str = "expected a body of at most 16384 bytes";

#[test]
fn a_body_that_is_not_json_is_told_where() {
    let service = Service::start(&[]);
    let cases = [
        ("", 1, 0),
        ("{", 1, 1),
        ("{\"destination\":\"+19876543210\",\n \"brand\": ABC}", 2, 11),
        ("\u{feff}[1", 1, 2),
    ];
    for (body, line, column) in cases {
        let message = format!(
            "expected JSON as the body, found something else at line {line}, column {column}"
        );
        service.start_session(body).refuses(400, 1000, &message);
    }
    for body in ["[]", "1", "null", "\"+19876543210\""] {
        let message = "expected a JSON object as the body";
        service.start_session(body).refuses(400, 1000, message);
    }
}

#[test]
fn a_member_that_no_request_can_have_is_named() {
    let service = Service::start(&[]);
    let cases = [
        (
            r#"{"destination":19876543210}"#,
            1002,
            "Invalid MSISDN format (not E.164 international number)",
        ),
        (
            r#"{"destination":"+19876543210","codeLength":1e400}"#,
            1010,
            "codeLength: expected an integer from 3 to 10, found more",
        ),
        (
            r#"{"destination":"+19876543210","brand":"\ud800"}"#,
            1000,
            "brand: expected a string of at most 30 characters, found one with half of a surrogate \
             pair",
        ),
        (
            r#"{"destination":"+19876543210","brand":"a","brand":"b"}"#,
            1000,
            "brand: expected a string of at most 30 characters, found several",
        ),
        (
            r#"{"destination":"+19876543210","clientIp":"1.2.3.4, 5.6.7.8"}"#,
            1012,
            "clientIp: expected one IPv4 or IPv6 address, found a list of several",
        ),
    ];
    for (body, code, message) in cases {
        service.start_session(body).refuses(400, code, message);
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let service = Service::start(&[]);
    let started = service.start_session("\u{feff}{\"destination\":\"+19876543210\"}");
    assert_eq!(started.status, 200);
}

#[test]
fn a_body_of_16_kib_is_read_and_a_longer_one_is_not() {
    let service = Service::start(&[]);
    let padded = |length: usize, number: u32| {
        let body = format!(r#"{{"destination":"+1987654{number}"}}"#);
        format!("{body}{}", " ".repeat(length - body.len()))
    };
    assert_eq!(service.start_session(&padded(16 * 1024, 3210)).status, 200);
    let refused = service.start_session(&padded(16 * 1024 + 1, 3211));
    refused.refuses(413, 1000, TOO_LONG);
}

#[test]
fn a_client_that_sends_everything_before_it_reads_gets_its_answer() {
    let service = Service::start(&[]);
    let mut stream = service.connect();
    stream.write_all(head(200 * 1024).as_bytes()).unwrap();
    for _ in 0..20 {
        stream.write_all(&[b' '; 10 * 1024]).unwrap();
        thread::sleep(Duration::from_millis(10));
    }
    refuses(&read_to_end(stream), 413, 1000, TOO_LONG);
}

#[test]
fn a_body_in_chunks_is_bounded_too() {
    let service = Service::start(&[]);
    let head = head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let chunked = |body: &str, size: usize| {
        let chunks = body
            .as_bytes()
            .chunks(size)
            .map(|chunk| format!("{:x}\r\n{}\r\n", chunk.len(), String::from_utf8_lossy(chunk)));
        format!("{head}{}0\r\n\r\n", chunks.collect::<String>())
    };
    let body = r#"{"destination":"+19876543210"}"#;
    let answer = service.raw(chunked(body, 7));
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let long = format!("{body}{}", " ".repeat(16 * 1024));
    refuses(&service.raw(chunked(&long, 1000)), 413, 1000, TOO_LONG);
}

#[test]
fn who_asks_first_whether_to_send_a_long_body_is_told_at_once() {
    let service = Service::start(&[]);
    let head = head(1_000_000).replace("Host: test", "Host: test\r\nExpect: 100-continue");
    refuses(&service.raw(head), 413, 1000, TOO_LONG);
}

#[test]
fn a_client_that_goes_away_within_its_body_changes_nothing() {
    let service = Service::start(&[]);
    let body = r#"{"destination":"+19876543210"}"#;
    let mut stream = service.connect();
    stream.write_all(head(body.len()).as_bytes()).unwrap();
    stream.write_all(&body.as_bytes()[..10]).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let _ = read_to_end(stream);
    assert_eq!(service.start_session(body).status, 200);
}

#[test]
fn requests_follow_each_other_on_a_connection() {
    let service = Service::start(&[]);
    let request = |number: u32, connection: &str| {
        let body = format!(r#"{{"destination":"+1987654{number}"}}"#);
        format!(
            "POST /api/v2/subaccounts/demo/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: \
             Bearer {TOKEN}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: {connection}\r\n\r\n{body}",
            body.len()
        )
    };
    let answers = service.raw(request(3210, "keep-alive") + &request(3211, "close"));
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    assert!(answers.contains("19876543210") && answers.contains("19876543211"));
}
