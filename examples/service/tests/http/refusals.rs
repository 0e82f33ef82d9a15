//! What is refused, in which order, and that every refusal has the body of the API.

use ureq::http::Request;

use crate::service::{Answer, Service, TOKEN, answer, get, refuses};

const SESSIONS: &str = "/api/v2/subaccounts/demo/sessions";
const SESSION: &str = "/api/v2/subaccounts/demo/sessions/18b526add06348c0bb934e71f042f047";
const NOT_FOUND: &str = "expected a path of the API, found another one";
const NOT_AUTHENTICATED: &str = "Request was not authenticated properly";
const FOREIGN: &str = "Provided subAccountId doesn't belong to your account";

/// Sends a request without a body, with such an `Authorization` header.
fn as_client(service: &Service, path: &str, authorization: Option<&str>) -> Answer {
    let headers: Vec<_> = authorization.map(|value| ("Authorization", value)).into_iter().collect();
    get(&format!("{}{path}", service.url), &headers)
}

#[test]
fn an_unknown_path_is_refused_before_anything_else() {
    let service = Service::start(&[]);
    let paths = [
        "/",
        "/api/v2/subaccounts/demo",
        "/api/v2/subaccounts/demo/sessions/",
        "/api/v1/subaccounts/demo/sessions",
        "/sma/",
        "/api/v2/subaccounts/%FF/sessions/18b526add06348c0bb934e71f042f047",
        "/api/v2/subaccounts/demo/sessions/%FF",
    ];
    for path in paths {
        as_client(&service, path, None).refuses(404, 1000, NOT_FOUND);
    }
    service.post("/api/v2/subaccounts/%C3%28/sessions", "{}").refuses(404, 1000, NOT_FOUND);
}

#[test]
fn another_method_is_refused_with_those_that_are_allowed() {
    let service = Service::start(&[]);
    let cases = [
        ("GET", SESSIONS, "POST"),
        ("HEAD", SESSIONS, "POST"),
        ("OPTIONS", SESSIONS, "POST"),
        ("PATCH", SESSIONS, "POST"),
        ("POST", SESSION, "GET, HEAD, DELETE"),
        ("PUT", SESSION, "GET, HEAD, DELETE"),
        ("GET", "/api/v2/subaccounts/demo/sma/coverage", "POST"),
        ("HEAD", "/sma/18b526add06348c0bb934e71f042f047", "GET"),
        ("POST", "/sma/18b526add06348c0bb934e71f042f047", "GET"),
        ("BREW", SESSIONS, "POST"),
    ];
    for (method, path, allowed) in cases {
        let request = Request::builder().method(method).uri(format!("{}{path}", service.url));
        let refused = answer(request.body(()).unwrap());
        assert_eq!((refused.status, refused.header("allow")), (405, allowed), "{method} {path}");
        if method == "HEAD" {
            assert_eq!(refused.text, "");
        } else {
            let message = format!("expected a method that the path takes: {allowed}");
            refused.refuses(405, 1000, &message);
        }
    }
}

#[test]
fn a_head_request_gets_the_head_of_the_answer() {
    let service = Service::start(&[]);
    let head = service.send("HEAD", SESSION);
    assert_eq!((head.status, head.text.as_str()), (404, ""));
    assert_eq!(head.header("content-type"), "application/json");
    let started = service.start_session(r#"{"destination":"+19876543210"}"#);
    let path = format!("{SESSIONS}/{}", started.member("sessionId"));
    let head = service.send("HEAD", &path);
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), service.get(&path).text.len().to_string());
}

#[test]
fn whoever_proves_nothing_is_refused_whatever_the_sub_account() {
    let service = Service::start(&[]);
    let with_a_space = format!("Bearer  {TOKEN} ");
    let unknown = "/api/v2/subaccounts/nobody/sessions/18b526add06348c0bb934e71f042f047";
    let malformed = "/api/v2/subaccounts/a/sessions/18b526add06348c0bb934e71f042f047";
    let headers = [
        None,
        Some(""),
        Some("Bearer"),
        Some("Bearer "),
        Some(TOKEN),
        Some("Basic ZGVtbzpkZW1v"),
        Some("Bearer 0123456789abcdef0123456789abcdee"),
        Some("Bearer 0123456789abcdef0123456789abcde"),
        Some("Bearer 0123456789abcdef0123456789abcdef0"),
        Some("Bearer 0123456789abcdef 0123456789abcdef"),
    ];
    for header in headers {
        for path in [SESSION, unknown, malformed] {
            let refused = as_client(&service, path, header);
            refused.refuses(401, 1200, NOT_AUTHENTICATED);
            assert_eq!(refused.header("www-authenticate"), "Bearer");
        }
    }
    let long = format!("Bearer {}", "x".repeat(4000));
    as_client(&service, SESSION, Some(&long)).refuses(401, 1200, NOT_AUTHENTICATED);
    // The scheme has no case, and spaces do not belong to the token.
    for header in [with_a_space, format!("BEARER {TOKEN}")] {
        let found = as_client(&service, SESSION, Some(&header));
        found.refuses(404, 1300, "Session not found or expired");
    }
}

#[test]
fn a_token_is_good_for_its_own_sub_account_only() {
    let tokens = format!("demo:{TOKEN},other:another-long-token,demo:a-second-long-token");
    let service = Service::start(&[("TOKENS", &tokens)]);
    let of = |sub_account: &str| {
        format!("/api/v2/subaccounts/{sub_account}/sessions/18b526add06348c0bb934e71f042f047")
    };
    let [first, second, other] =
        [TOKEN, "a-second-long-token", "another-long-token"].map(|token| format!("Bearer {token}"));
    for (path, token) in [(of("demo"), &first), (of("demo"), &second), (of("other"), &other)] {
        let found = as_client(&service, &path, Some(token));
        found.refuses(404, 1300, "Session not found or expired");
    }
    for (path, token) in [(of("other"), &first), (of("demo"), &other), (of("nobody"), &other)] {
        as_client(&service, &path, Some(token)).refuses(400, 1001, FOREIGN);
    }
    let message = "expected a sub-account of 3 to 50 characters, found 1";
    as_client(&service, &of("a"), Some(&first)).refuses(400, 1001, message);
}

#[test]
fn a_request_is_refused_for_the_first_reason() {
    let service = Service::start(&[]);
    let send = |token: &str, media_type: &str, body: &str| {
        let request = Request::post(format!("{}{SESSIONS}", service.url))
            .header("Authorization", format!("Bearer {token}"))
            .header("Content-Type", media_type);
        answer(request.body(body.to_owned()).unwrap())
    };
    let long = " ".repeat(16 * 1024 + 1);
    let media_type = "expected a body of the media type application/json";
    send("wrong", "text/plain", &long).refuses(401, 1200, NOT_AUTHENTICATED);
    send(TOKEN, "text/plain", &long).refuses(415, 1000, media_type);
    let too_long = "expected a body of at most 16384 bytes";
    send(TOKEN, "application/json", &long).refuses(413, 1000, too_long);
    let not_json = "expected JSON as the body, found something else at line 1, column 1";
    send(TOKEN, "application/json", "destination=1").refuses(400, 1000, not_json);
    let number = "Invalid MSISDN format (not E.164 international number)";
    send(TOKEN, "application/json", "{}").refuses(400, 1002, number);
    // Parameters, case and spaces of the media type do not matter.
    send(TOKEN, "Application/JSON ; charset=utf-8", "{}").refuses(400, 1002, number);
    for other in ["application/json-seq", "application/x-www-form-urlencoded", ""] {
        send(TOKEN, other, "{}").refuses(415, 1000, media_type);
    }
}

#[test]
fn what_is_packed_is_refused() {
    let service = Service::start(&[]);
    let request = Request::post(format!("{}{SESSIONS}", service.url))
        .header("Authorization", format!("Bearer {TOKEN}"))
        .header("Content-Type", "application/json")
        .header("Content-Encoding", "gzip");
    let refused = answer(request.body("{}").unwrap());
    refused.refuses(415, 1000, "expected a body of the media type application/json");
}

#[test]
fn what_no_client_sends_is_refused_as_well() {
    let service = Service::start(&[]);
    let token = format!("Authorization: Bearer {TOKEN}\r\n");
    // Percent signs that encode nothing stand for themselves.
    let path = "/api/v2/subaccounts/de%zz/sessions/18b526add06348c0bb934e71f042f047";
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n{token}Connection: close\r\n\r\n");
    let message = "expected an ASCII letter or digit, `-`, `.`, `_` or `&` at position 2 of the \
                   sub-account, found '%'";
    refuses(&service.raw(request), 400, 1001, message);
    // What is no HTTP is answered by the HTTP library, without a body.
    let answer = service.raw("GET\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let answer = service.raw(format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000)));
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
}
