//! The gateway webhook: what it posts, and what it makes of answers.

use std::time::Duration;

use axum::http::HeaderValue;
use jsonschema::Validator;
use serde_json::{Value, json};
use verify_core::sms::{Charset, SenderId};
use verify_core::time::Timestamp;
use verify_service::gateway::{Content, Endpoint, Gateway, Message, SendError, Webhook};
use verify_service::outgoing::{Client, Reach, Roots, Secrets, Url};
use zeroize::Zeroizing;

use crate::receiver::{Receiver, Reply, status, with_header};
use crate::signatures::{OTHER, SECRET, signed_by};
use crate::support::{Hands, LONG, SHORT, START, session, wait};

/// Returns a gateway that posts to a URL.
pub(crate) fn webhook(url: &str, limit: Duration) -> Webhook {
    let mut secrets = Secrets::default();
    assert!(secrets.add(SECRET) && secrets.add(OTHER));
    let token = HeaderValue::from_static("Bearer a-token-of-the-gateway");
    let endpoint = Endpoint { url: Url::parse(url).unwrap(), token: Some(token), secrets };
    let client = Client::new(Reach::Everything, limit, &Roots::of([])).unwrap();
    Webhook::new(client, endpoint, Hands::new().clock())
}

fn secret(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

pub(crate) fn sms() -> Content {
    Content::Sms {
        source: SenderId::parse("ABC").unwrap(),
        text: secret("ABC: Your verification code is 046331"),
        charset: Charset::Gsm7,
        segments: 1,
    }
}

pub(crate) fn message(content: Content) -> Message {
    let (session, _) = session(verify_core::session::Status::Waiting);
    Message {
        session: session.id(),
        to: session.destination(),
        sent_at: session.sent_at(),
        deadline: session.expires_at(),
        reference: 7,
        content,
    }
}

/// Sends a text message; returns what becomes of it.
fn sent(reply: Reply) -> Result<(), SendError> {
    let receiver = Receiver::always(reply);
    wait(webhook(&receiver.url("/send"), LONG).send(&message(sms())))
}

fn schema() -> Validator {
    let schema = include_str!("../../src/gateway/webhook/schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn each_channel_has_its_members() {
    let cases = [
        (
            sms(),
            json!({ "channel": "sms", "source": "ABC", "charset": "GSM7", "segments": 1,
                "reference": 7, "text": "ABC: Your verification code is 046331" }),
        ),
        (
            Content::Call {
                source: Some("+6587654329".parse().unwrap()),
                language: "en-US",
                voice_profile: Some("en-US-BenjaminRUS".to_owned()),
                speed: "0.8".to_owned(),
                repetition: 2,
                text: secret("Your code is 0, 4, 6."),
            },
            json!({ "channel": "call", "source": "+6587654329", "language": "en-US",
                "voiceProfile": "en-US-BenjaminRUS", "speed": 0.8, "repetition": 2,
                "text": "Your code is 0, 4, 6." }),
        ),
        (
            Content::Call {
                source: None,
                language: "en-US",
                voice_profile: None,
                speed: "1.0".to_owned(),
                repetition: 1,
                text: secret("0, 4, 6"),
            },
            json!({ "channel": "call", "language": "en-US", "speed": 1.0, "repetition": 1,
                "text": "0, 4, 6" }),
        ),
        (
            Content::WhatsApp {
                template_name: "otp".to_owned(),
                language: Some("de-DE"),
                code: secret("046331"),
            },
            json!({ "channel": "whatsapp", "templateName": "otp", "language": "de-DE",
                "code": "046331" }),
        ),
        (
            Content::WhatsApp { template_name: "otp".into(), language: None, code: secret("1") },
            json!({ "channel": "whatsapp", "templateName": "otp", "code": "1" }),
        ),
        (
            Content::Viber { text: secret("„046331“ 🔑") },
            json!({ "channel": "viber", "text": "„046331“ 🔑" }),
        ),
        (
            Content::Sma { verification_url: "https://verify.example.com/sma/1".into() },
            json!({ "channel": "sma", "verificationUrl": "https://verify.example.com/sma/1" }),
        ),
    ];
    let receiver = Receiver::always(status(202));
    let (gateway, schema) = (webhook(&receiver.url("/send"), LONG), schema());
    for (content, mut expected) in cases {
        let message = message(content);
        assert_eq!(wait(gateway.send(&message)), Ok(()));
        let members = expected.as_object_mut().unwrap();
        members.insert("id".into(), format!("{}-{START}", message.session).into());
        members.insert("sessionId".into(), message.session.to_string().into());
        members.insert("to".into(), "+6587654321".into());
        members.insert("sentAt".into(), "2025-12-18T05:54:54.090Z".into());
        members.insert("deadline".into(), message.deadline.to_string().into());
        let found = receiver.received().pop().unwrap().json();
        assert_eq!(found, expected);
        assert!(schema.is_valid(&found), "{:?}", schema.iter_errors(&found).collect::<Vec<_>>());
        // The schema can refuse: a member too few, and one too many.
        for name in expected.as_object().unwrap().keys() {
            let mut without = found.clone();
            without.as_object_mut().unwrap().remove(name);
            let is_optional = ["source", "voiceProfile", "language"].contains(&name.as_str());
            assert!(is_optional || !schema.is_valid(&without), "{without}");
        }
        let mut more = found.clone();
        more["other"] = Value::Null;
        assert!(!schema.is_valid(&more), "{more}");
    }
}

#[test]
fn the_sample_of_the_readme_is_valid() {
    let readme = include_str!("../../README.md");
    let block = readme.split("<!-- message: a test reads it -->\n```json\n").nth(1).unwrap();
    let sample = serde_json::from_str(block.split("```").next().unwrap()).unwrap();
    assert!(schema().is_valid(&sample), "{sample}");
}

#[test]
fn a_message_proves_where_it_comes_from_and_can_be_recognized() {
    let receiver = Receiver::always(status(503));
    let gateway = webhook(&receiver.url("/send?to=me"), LONG);
    let mut message = message(sms());
    for _ in 0..2 {
        assert_eq!(wait(gateway.send(&message)), Err(SendError::Later(None)));
    }
    // Sent again by the client, it is another message.
    message.sent_at = Timestamp::from_unix_millis(START + 10_000).unwrap();
    assert!(wait(gateway.send(&message)).is_err());
    let requests = receiver.received();
    let key = |index: usize| requests[index].header("idempotency-key");
    assert_eq!(key(0), format!("\"{}-{START}\"", message.session));
    assert!(key(0) == key(1) && key(0) != key(2), "{} {} {}", key(0), key(1), key(2));
    for request in &requests {
        assert_eq!(request.line, "POST /send?to=me HTTP/1.1");
        assert_eq!(request.header("authorization"), "Bearer a-token-of-the-gateway");
        assert_eq!(request.header("content-type"), "application/json");
        assert_eq!(request.header("webhook-id"), request.json()["id"].as_str().unwrap());
        assert_eq!(signed_by(SECRET, request), [true, false]);
        assert_eq!(signed_by(OTHER, request), [false, true]);
    }
    // Neither is sent where it is not configured.
    let url = Url::parse(&receiver.url("/send")).unwrap();
    let endpoint = Endpoint { url, token: None, secrets: Secrets::default() };
    let client = Client::new(Reach::Everything, LONG, &Roots::of([])).unwrap();
    let _ = wait(Webhook::new(client, endpoint, Hands::new().clock()).send(&message));
    let bare = receiver.received().pop().unwrap();
    assert_eq!((bare.header("authorization"), bare.header("webhook-signature")), ("", ""));
}

#[test]
fn an_answer_says_what_becomes_of_the_message() {
    for code in [200, 201, 202, 204] {
        assert_eq!(sent(status(code)), Ok(()), "{code}");
    }
    for code in [400, 401, 403, 404, 405, 410, 413, 415, 422, 451] {
        assert_eq!(sent(status(code)), Err(SendError::Refused), "{code}");
    }
    for code in [302, 307, 408, 409, 425, 429, 500, 501, 502, 503, 504] {
        assert_eq!(sent(status(code)), Err(SendError::Later(None)), "{code}");
    }
    for code in [429, 503] {
        let later = SendError::Later(Some(Duration::from_secs(7)));
        assert_eq!(sent(with_header(code, "Retry-After: 7")), Err(later), "{code}");
    }
}

#[test]
fn where_there_is_no_answer_the_message_is_sent_again() {
    let later = Err(SendError::Later(None));
    for text in ["", "HTTP/1.1 20", "\0\0", "SMTP"] {
        assert_eq!(sent(Reply::Close(text.into())), later, "{text:?}");
    }
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = webhook(&format!("http://{address}/"), LONG);
    assert_eq!(wait(refused.send(&message(sms()))), later);
    let silent = Receiver::always(Reply::Hang(String::new()));
    assert_eq!(wait(webhook(&silent.url("/"), SHORT).send(&message(sms()))), later);
    assert_eq!(silent.received().len(), 1);
}
