//! `Serialize` of the bodies: the members of the reference page, in its order.

use core::fmt::{self, Display};

use serde::ser::{Error, Serialize, SerializeStruct, Serializer};

use super::error_body::ErrorBody;
use super::session_body::SessionBody;
use crate::url::{VerificationUrl, VerifyUri};

/// Writes `sessionId`, `verifyUri`, `destination`, `status`, `attempt`, `expiresAt`, `retryAfter`,
/// and on `sma` an object `sma` with `verificationUrl`.
impl Serialize for SessionBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = if self.verification_url.is_some() { 8 } else { 7 };
        let mut body = serializer.serialize_struct("SessionBody", members)?;
        body.serialize_field("sessionId", &Bytes(&self.session_id.undashed()))?;
        body.serialize_field("verifyUri", &Uri(self.verify_uri))?;
        body.serialize_field("destination", &Bytes(&self.destination.decimal()))?;
        body.serialize_field("status", self.status.as_str())?;
        body.serialize_field("attempt", &self.attempt)?;
        body.serialize_field("expiresAt", &Bytes(&self.expires_at.rfc3339()))?;
        body.serialize_field("retryAfter", &Bytes(&self.retry_after.rfc3339()))?;
        if let Some(verification_url) = self.verification_url {
            body.serialize_field("sma", &SmaBody { verification_url })?;
        }
        body.end()
    }
}

/// Writes `code`, `message`, `errorId`, `timestamp`.
impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_struct("ErrorBody", 4)?;
        body.serialize_field("code", &self.error.code())?;
        body.serialize_field("message", &Shown(self.error))?;
        body.serialize_field("errorId", &Shown(self.id))?;
        body.serialize_field("timestamp", &Shown(self.timestamp))?;
        body.end()
    }
}

/// `sma` of a session.
struct SmaBody<'a> {
    verification_url: VerificationUrl<'a>,
}

impl Serialize for SmaBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_struct("SmaBody", 1)?;
        body.serialize_field("verificationUrl", &Shown(self.verification_url))?;
        body.end()
    }
}

/// Serializes bytes that are a text. A serializer is faster with a text than with its pieces.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(str::from_utf8(self.0).map_err(S::Error::custom)?)
    }
}

/// Serializes a URI in one piece, unless its base is long.
struct Uri<'a>(VerifyUri<'a>);

impl Serialize for Uri<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = heapless::String::<192>::new();
        match self.0.write_to(&mut text) {
            Ok(()) => serializer.serialize_str(&text),
            Err(fmt::Error) => serializer.collect_str(&self.0),
        }
    }
}

/// Serializes what `Display` writes, as a string.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
