//! `Serialize` of the bodies: the members of the reference page, in its order.

use core::fmt::Display;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{ErrorBody, SessionBody};
use crate::url::VerificationUrl;

/// `sessionId`, `verifyUri`, `destination`, `status`, `attempt`, `expiresAt`, `retryAfter`, and on
/// `sma` an object `sma` with `verificationUrl`.
impl Serialize for SessionBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = if self.verification_url.is_some() { 8 } else { 7 };
        let mut body = serializer.serialize_struct("SessionBody", members)?;
        body.serialize_field("sessionId", &Text(self.session_id))?;
        body.serialize_field("verifyUri", &Text(self.verify_uri))?;
        body.serialize_field("destination", &Text(format_args!("{:#}", self.destination)))?;
        body.serialize_field("status", self.status.as_str())?;
        body.serialize_field("attempt", &self.attempt)?;
        body.serialize_field("expiresAt", &Text(self.expires_at))?;
        body.serialize_field("retryAfter", &Text(self.retry_after))?;
        if let Some(verification_url) = self.verification_url {
            body.serialize_field("sma", &SmaBody { verification_url })?;
        }
        body.end()
    }
}

/// `code`, `message`, `errorId`, `timestamp`.
impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_struct("ErrorBody", 4)?;
        body.serialize_field("code", &self.error.code())?;
        body.serialize_field("message", &Text(self.error))?;
        body.serialize_field("errorId", &Text(self.id))?;
        body.serialize_field("timestamp", &Text(self.timestamp))?;
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
        body.serialize_field("verificationUrl", &Text(self.verification_url))?;
        body.end()
    }
}

/// What is shown, as a string.
struct Text<T>(T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
