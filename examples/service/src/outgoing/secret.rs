//! [`Secrets`]: what requests are signed with, as Standard Webhooks do.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac::{self, HMAC_SHA256};
use verify_core::time::Timestamp;
use zeroize::Zeroizing;

/// The secrets that a request is signed with, each by itself: a receiver may know any of them, so
/// that a new one comes into use before the old one is taken away.
#[derive(Clone, Default)]
pub struct Secrets(Vec<hmac::Key>);

impl Secrets {
    /// Adds a secret: `whsec_` and the Base64 of 24 to 64 bytes. Returns whether the text is one.
    #[must_use]
    pub fn add(&mut self, text: &str) -> bool {
        let bytes = text.strip_prefix("whsec_").and_then(|text| STANDARD.decode(text).ok());
        let bytes = bytes.map(Zeroizing::new).filter(|bytes| (24..=64).contains(&bytes.len()));
        self.0.extend(bytes.iter().map(|bytes| hmac::Key::new(HMAC_SHA256, bytes)));
        bytes.is_some()
    }

    /// Whether there is no secret.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the headers of a request: its id, the time of the try, and the signatures of both
    /// and the body. Without a secret there are no signatures.
    ///
    /// The id is the same however often the request is tried, and has no dot.
    #[must_use]
    pub fn headers(&self, id: &str, now: Timestamp, body: &[u8]) -> HeaderMap {
        let time = (now.as_unix_millis() / 1000).to_string();
        let mut headers = HeaderMap::new();
        let mut insert = |name: &'static str, text: &str| {
            if let Ok(value) = HeaderValue::from_str(text) {
                headers.insert(name, value);
            }
        };
        insert("webhook-id", id);
        insert("webhook-timestamp", &time);
        if !self.is_empty() {
            let signatures = self.0.iter().map(|key| signature(key, [id, &time], body));
            insert("webhook-signature", &signatures.collect::<Vec<_>>().join(" "));
        }
        headers
    }
}

/// Signs `id.time.body`.
fn signature(key: &hmac::Key, [id, time]: [&str; 2], body: &[u8]) -> String {
    let mut signed = hmac::Context::with_key(key);
    for part in [id.as_bytes(), b".", time.as_bytes(), b".", body] {
        signed.update(part);
    }
    format!("v1,{}", STANDARD.encode(signed.sign()))
}

/// Shows how many there are.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("len", &self.0.len()).finish_non_exhaustive()
    }
}
