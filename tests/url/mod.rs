//! URLs of sessions: bases and their errors, and the paths of the reference page.
#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

mod callback;

use verify_core::request::SubAccountId;
use verify_core::session::SessionId;
use verify_core::url::{BaseUrl, BaseUrlError, CallbackUrlError, VerificationUrl, VerifyUri};

const ID: &str = "18b526add06348c0bb934e71f042f047";

fn id() -> SessionId {
    ID.parse().unwrap()
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo-account-123").unwrap()
}

#[test]
fn a_verify_uri_is_the_page_s() {
    let base = BaseUrl::parse("https://verify.8x8.com").unwrap();
    let uri = VerifyUri::new(base, sub_account(), id());
    let path = format!("/api/v2/subaccounts/demo-account-123/sessions/{ID}");
    assert_eq!(uri.to_string(), format!("https://verify.8x8.com{path}"));
    assert_eq!(VerifyUri::new(BaseUrl::EMPTY, sub_account(), id()).to_string(), path);
}

#[test]
fn a_verification_url_is_the_page_s() {
    let base = BaseUrl::parse("https://verify.8x8.com").unwrap();
    let url = VerificationUrl::new(base, id());
    assert_eq!(url.to_string(), format!("https://verify.8x8.com/sma/{ID}"));
    assert_eq!(VerificationUrl::new(BaseUrl::EMPTY, id()).to_string(), format!("/sma/{ID}"));
}

#[test]
fn a_base_has_no_slash_at_its_end() {
    for (text, base) in [
        ("", ""),
        ("https://example.com", "https://example.com"),
        ("https://example.com/", "https://example.com"),
        ("https://example.com/verify//", "https://example.com/verify"),
        ("http://[2001:db8::7]:8080", "http://[2001:db8::7]:8080"),
    ] {
        let parsed = BaseUrl::parse(text).unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str()), (base, base));
        assert_eq!((BaseUrl::try_from(text), parsed.as_ref()), (Ok(parsed), base));
    }
    assert_eq!(BaseUrl::default(), BaseUrl::EMPTY);
}

#[test]
fn what_is_no_base_is_refused_word_for_word() {
    for (text, error, message) in [
        (
            "verify.example.com",
            BaseUrlError::Url(CallbackUrlError::Scheme),
            "expected a URL that begins with http:// or https://",
        ),
        (
            "https://example.com/?a=b",
            BaseUrlError::Tail { found: '?', position: 20 },
            "expected a URL without query and fragment, found '?' at position 20",
        ),
        (
            "https://example.com#top?",
            BaseUrlError::Tail { found: '#', position: 19 },
            "expected a URL without query and fragment, found '#' at position 19",
        ),
    ] {
        assert_eq!((BaseUrl::parse(text), BaseUrl::try_from(text)), (Err(error), Err(error)));
        assert_eq!(error.to_string(), message);
    }
}
