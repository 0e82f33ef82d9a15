//! `Serialize` of the bodies: the members of the reference page, in its order.

use core::fmt::Display;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::error_body::ErrorBody;
use super::session_body::SessionBody;
use crate::url::VerificationUrl;

/// Writes `sessionId`, `verifyUri`, `destination`, `status`, `attempt`, `expiresAt`, `retryAfter`,
/// and on `sma` an object `sma` with `verificationUrl`.
impl Serialize for SessionBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = if self.verification_url.is_some() { 8 } else { 7 };
        let mut body = serializer.serialize_struct("SessionBody", members)?;
        body.serialize_field("sessionId", &Shown(self.session_id))?;
        body.serialize_field("verifyUri", &Shown(self.verify_uri))?;
        body.serialize_field("destination", &Shown(format_args!("{:#}", self.destination)))?;
        body.serialize_field("status", self.status.as_str())?;
        body.serialize_field("attempt", &self.attempt)?;
        body.serialize_field("expiresAt", &Shown(self.expires_at))?;
        body.serialize_field("retryAfter", &Shown(self.retry_after))?;
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

/// Serializes what `Display` writes, as a string.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
