//! Bodies as JSON, through `serde_json` and through `serde-json-core`: the samples of the reference
//! page, with the changes that the contract requires.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::convert::Infallible;
use std::time::UNIX_EPOCH;

use rand_core::{TryCryptoRng, TryRng};
use serde::Serialize;
use verify_core::channel::Channel;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, SubAccountId};
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::{Policy, ResendingInterval, Session, SessionId};
use verify_core::time::Timestamp;
use verify_core::tls::{self, Version};
use verify_core::url::BaseUrl;

/// A generator that returns the words of a session id, and then one for a code.
struct Words(Vec<u64>);

impl TryRng for Words {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| u32::try_from(word >> 32).unwrap())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.pop().unwrap_or(0x0123_4567_89AB_CDEF))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(0);
        Ok(())
    }
}

impl TryCryptoRng for Words {}

/// Returns a sample of the page without its line breaks, and with the changes that the contract
/// requires.
fn ruled(sample: &str, rulings: &[(&str, &str)]) -> String {
    let mut text = sample.replace('\n', "");
    for (page, ours) in rulings {
        assert!(text.contains(page), "{page}");
        text = text.replace(page, ours);
    }
    text
}

/// Writes a body with both crates, which must agree.
fn json(body: &impl Serialize) -> String {
    let text = serde_json::to_string(body).unwrap();
    let mut buffer = [0; 512];
    let length = serde_json_core::to_slice(body, &mut buffer).unwrap();
    assert_eq!(buffer.get(..length).unwrap(), text.as_bytes());
    text
}

/// Writes the body of a session in every way, which must agree.
fn session_json(body: &SessionBody<'_>) -> String {
    let (serialized, mut written) = (json(body), String::new());
    body.write_json(&mut written).unwrap();
    assert_eq!(written, serialized);
    serialized
}

fn at(rfc3339: &str) -> Timestamp {
    let instant = humantime::parse_rfc3339(rfc3339).unwrap();
    Timestamp::try_from(instant.duration_since(UNIX_EPOCH).unwrap()).unwrap()
}

fn session(id: &str, destination: &str, now: &str, policy: Policy) -> Session {
    let id = u128::from_be_bytes(id.parse::<SessionId>().unwrap().to_bytes());
    let [high, low] = [id >> 64, id & u128::from(u64::MAX)].map(|half| half.try_into().unwrap());
    let destination: PhoneNumber = destination.parse().unwrap();
    Session::start(at(now), destination, policy, &mut Words(vec![low, high]))
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo-account-123").unwrap()
}

#[test]
fn the_page_s_session_with_an_absolute_uri() {
    let resending_interval = ResendingInterval::new(20).unwrap();
    let policy = Policy { resending_interval, ..Policy::default() };
    let id = "18b526ad-d063-48c0-bb93-4e71f042f047";
    let session = session(id, "+6598765432", "2025-12-18T14:00:00.1254323+00:00", policy);
    let base = BaseUrl::parse("https://verify.8x8.com").unwrap();
    assert_eq!(
        session_json(&SessionBody::new(&session, sub_account(), base)),
        ruled(
            include_str!("../data/responses/session_absolute.json"),
            &[
                // An id has one form, the one in URLs.
                (id, "18b526add06348c0bb934e71f042f047"),
                // Times have milliseconds, and end with `Z`.
                ("1254323+00:00", "125Z"),
            ],
        )
    );
}

/// The impossible values of the page's other sessions: an id of version 14, a `+` and a number of
/// the United States with eight digits, and times without their last zero.
const RULINGS: [(&str, &str); 3] = [
    ("a44a91be5ea5ea118169020897df5459", "a44a91be5ea54a118169020897df5459"),
    ("+198765432", "19876543210"),
    (".09Z", ".090Z"),
];

#[test]
fn the_page_s_session_with_a_relative_uri() {
    let id = "a44a91be5ea54a118169020897df5459";
    let session = session(id, "+19876543210", "2025-12-18T05:54:54.09Z", Policy::default());
    assert_eq!(
        session_json(&SessionBody::new(&session, sub_account(), BaseUrl::EMPTY)),
        ruled(include_str!("../data/responses/session_relative.json"), &RULINGS)
    );
}

#[test]
fn the_page_s_session_on_sma() {
    let policy = Policy { channel: Channel::Sma, ..Policy::default() };
    let id = "a44a91be5ea54a118169020897df5459";
    let session = session(id, "+19876543210", "2025-06-03T05:54:54.09Z", policy);
    let base = BaseUrl::parse("https://verify.8x8.com").unwrap();
    assert_eq!(
        session_json(&SessionBody::new(&session, sub_account(), BaseUrl::EMPTY).with_sma(base)),
        ruled(include_str!("../data/responses/session_sma.json"), &RULINGS)
    );
}

/// Nothing in the body of a session has to be escaped, whatever its base: no base has a character
/// that JSON escapes, and a long one is written whole.
#[test]
fn a_base_is_written_as_it_is() {
    let session = session(
        "a44a91be5ea54a118169020897df5459",
        "+6587654321",
        "2025-06-03T05:54:54Z",
        Policy::default(),
    );
    let written = (0..=0x2_FFFF_u32).filter_map(char::from_u32).filter(|character| {
        let url = format!("https://example.com/{character}/api");
        let Ok(base) = BaseUrl::parse(&url) else { return false };
        let body = SessionBody::new(&session, sub_account(), base).with_sma(base);
        assert!(session_json(&body).contains(&format!("{url}/sma/")), "{character:?}");
        true
    });
    assert_eq!(written.filter(char::is_ascii_alphanumeric).count(), 62);
    for attempt in 0..=u8::MAX {
        let mut body = SessionBody::new(&session, sub_account(), BaseUrl::EMPTY);
        body.attempt = attempt;
        session_json(&body);
    }
    let long = format!("https://example.com/{}", "a".repeat(150));
    let body = SessionBody::new(&session, sub_account(), BaseUrl::parse(&long).unwrap());
    assert!(session_json(&body).contains(&format!("\"{long}/api/v2/")));
}

#[test]
fn the_page_s_errors() {
    let destination = Request::<&str>::default().validate().unwrap_err();
    let singapore = tls::require("+6587654321".parse().unwrap(), Version::V1_2).unwrap_err();
    let [sub_account, number, other] = [
        "91b106f0-c0da-4aba-a43a-7af9c5893a80",
        "b4478860-b76c-e811-814e-022a35cc1c71",
        "db9dced4-3534-4d86-9d18-6b448af0d621",
    ];
    for (sample, error, id, timestamp) in [
        (
            include_str!("../data/responses/error_1001.json"),
            ApiError::ForeignSubAccount,
            sub_account,
            "2025-12-18T10:31:19.4297387+00:00",
        ),
        (
            include_str!("../data/responses/error_1001_again.json"),
            ApiError::ForeignSubAccount,
            sub_account,
            "2025-12-18T02:31:19.4297387+00:00",
        ),
        (
            include_str!("../data/responses/error_1002.json"),
            destination.into(),
            number,
            "2025-12-18T09:25:40.9235752+00:00",
        ),
        (
            include_str!("../data/responses/error_1014.json"),
            singapore.into(),
            number,
            "2025-12-18T09:25:40.9235752+00:00",
        ),
        (
            include_str!("../data/responses/error_1200.json"),
            ApiError::NotAuthenticated,
            other,
            "2025-12-18T09:42:38.8988997+00:00",
        ),
        (
            include_str!("../data/responses/error_2000.json"),
            ApiError::Internal,
            other,
            "2025-12-18T09:42:38.8988997+00:00",
        ),
    ] {
        let bytes = u128::from_str_radix(&id.replace('-', ""), 16).unwrap().to_be_bytes();
        let body = ErrorBody { error, id: ErrorId::from_bytes(bytes), timestamp: at(timestamp) };
        let (seconds, _) = timestamp.split_once('.').unwrap();
        let millis = timestamp.get(..seconds.len() + 4).unwrap();
        assert_eq!(json(&body), ruled(sample, &[(timestamp, &format!("{millis}Z"))]));
    }
}

#[test]
fn a_message_with_quotes_and_backslashes_is_escaped() {
    let request = Request {
        destination: Some("+6587654321"),
        callback_url: Some("http://example.com/\"\\"),
        ..Request::default()
    };
    let error = ApiError::from(request.validate().unwrap_err());
    assert!(error.to_string().ends_with("found '\"' at position 19"), "{error}");
    let body =
        ErrorBody { error, id: ErrorId::from_bytes([0; 16]), timestamp: Timestamp::UNIX_EPOCH };
    let value: serde_json::Value = serde_json::from_str(&json(&body)).unwrap();
    assert_eq!(value["message"], error.to_string());
    assert_eq!(value["code"], 1000);
}

#[test]
fn a_body_that_has_no_room_is_an_error() {
    let body = ErrorBody {
        error: ApiError::Internal,
        id: ErrorId::from_bytes([0; 16]),
        timestamp: Timestamp::UNIX_EPOCH,
    };
    let length = json(&body).len();
    for room in 0..length {
        assert!(serde_json_core::to_slice(&body, &mut vec![0; room]).is_err());
    }
}
