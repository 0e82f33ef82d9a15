//! Reads the body of a request.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use verify_core::request::MAX_BODY_LEN;
use verify_core::response::ApiError;

use super::Refusal;

/// Returns a body of JSON, which is not looked at.
pub(super) async fn json(
    headers: &HeaderMap,
    body: Body,
    timeout: Duration,
) -> Result<Bytes, Refusal> {
    if !is_json(headers) {
        return Err(ApiError::UnsupportedMediaType.into());
    }
    if length(headers).is_some_and(|length| length > MAX_BODY_LEN) {
        return Err(ApiError::BodyTooLarge.into());
    }
    let body = Limited::new(body, MAX_BODY_LEN).collect();
    match tokio::time::timeout(timeout, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(ApiError::BodyTooLarge.into()),
        Ok(Err(_)) => Err(ApiError::NotJson { line: 0, column: 0 }.into()),
        Err(_) => Err(Refusal::too_slow()),
    }
}

/// Whether the body is said to be `application/json`, whatever the parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(media_type) = headers.get(header::CONTENT_TYPE) else { return false };
    let media_type = media_type.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default();
    let is_encoded = headers.contains_key(header::CONTENT_ENCODING);
    media_type.trim_ascii().eq_ignore_ascii_case(b"application/json") && !is_encoded
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
