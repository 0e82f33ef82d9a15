//! Reads the body of a request.

use std::borrow::Cow;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use verify_core::request::{self, MAX_BODY_LEN, Request};
use verify_core::response::ApiError;

use super::Refusal;

/// How many bytes of a body that is too large are read on.
const DISCARDED: usize = 256 * 1024;

/// Returns a body that is said to be JSON.
pub(super) async fn json(
    headers: &HeaderMap,
    mut body: Body,
    timeout: Duration,
) -> Result<Bytes, Refusal> {
    if !is_json(headers) {
        return Err(ApiError::UnsupportedMediaType.into());
    }
    // As its head tells; a body in chunks tells nothing.
    if body.size_hint().lower() > MAX_BODY_LEN as u64 {
        // A client that asks first whether to send it gets the answer at once.
        if !headers.contains_key(header::EXPECT) {
            discard(body, timeout).await;
        }
        return Err(ApiError::BodyTooLarge.into());
    }
    let mut whole = pin!(Limited::new(&mut body, MAX_BODY_LEN).collect());
    // It has come with its head, as a rule: nobody has to look at a clock.
    let first = poll_fn(|context| Poll::Ready(whole.as_mut().poll(context))).await;
    let whole = match first {
        Poll::Ready(whole) => Ok(whole),
        Poll::Pending => tokio::time::timeout(timeout, whole).await,
    };
    match whole {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            discard(body, timeout).await;
            Err(ApiError::BodyTooLarge.into())
        }
        // The client has gone away, or its chunks are malformed.
        Ok(Err(_)) => Err(ApiError::NotJson { line: 0, column: 0 }.into()),
        Err(_) => Err(ApiError::BodyTimeout.into()),
    }
}

/// A text of a request: a part of its body, or a copy if it has escapes.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Reads JSON as a request. The error says where and why it is not one.
pub(super) fn read(body: &[u8]) -> Result<Request<Text<'_>>, ApiError> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(body).map_err(|error| match request::locate(body) {
        Some(located) => ApiError::Request(located),
        None if error.is_data() => ApiError::Body,
        None => ApiError::NotJson { line: error.line(), column: error.column() },
    })
}

/// Whether the body is said to be `application/json`, whatever the parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(media_type) = headers.get(header::CONTENT_TYPE) else { return false };
    let media_type = media_type.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default();
    let is_encoded = headers.contains_key(header::CONTENT_ENCODING);
    media_type.trim_ascii().eq_ignore_ascii_case(b"application/json") && !is_encoded
}

/// Reads on for a while: many clients send everything before they read the answer.
async fn discard(mut body: Body, timeout: Duration) {
    let reading = async {
        let mut room = DISCARDED;
        while let Some(Ok(frame)) = body.frame().await {
            let len = frame.data_ref().map_or(0, Bytes::len);
            let Some(rest) = room.checked_sub(len) else { return };
            room = rest;
        }
    };
    let _ = tokio::time::timeout(timeout, reading).await;
}
