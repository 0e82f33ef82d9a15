//! Responses: the body of a session, the body of an error.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use verify_core::channel::Channel;
use verify_core::request::SubAccountId;
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::Session;
use verify_core::url::BaseUrl;

use crate::{clock, outbox};

/// A refusal on its way to the client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refusal(ApiError);

impl<E: Into<ApiError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(error) = self;
        let status = StatusCode::from_u16(error.http_status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Without entropy, all errors share an id.
        let id = ErrorId::try_generate(&mut getrandom::SysRng);
        let id = id.unwrap_or(ErrorId::from_bytes([0; 16]));
        let timestamp = clock::now();
        let (code, http) = (error.code(), status.as_u16());
        if status.is_server_error() {
            tracing::error!(error_id = %id, http, code, "{error}");
        } else {
            tracing::info!(error_id = %id, http, code, "{error}");
        }
        let mut response = json(&ErrorBody { error, id, timestamp });
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Some(header) = error.header(timestamp)
            && let Ok(value) = header.to_string().try_into()
        {
            headers.insert(header.name(), value);
        }
        match status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::UPGRADE_REQUIRED => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            }
            StatusCode::REQUEST_TIMEOUT => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}

/// Returns the body of a session, as it is.
pub(crate) fn session(
    session: &Session,
    sub_account: SubAccountId<'_>,
    base: BaseUrl<'_>,
) -> Result<Response, Refusal> {
    if is_cancelled(session) {
        return Err(ApiError::NotFound.into());
    }
    // The usual length and some room.
    let mut text = String::with_capacity(512);
    let written = session_body(session, sub_account, base).write_json(&mut text);
    written.map_err(|_| ApiError::Internal)?;
    Ok(json_of(text))
}

/// Describes a session as responses and callbacks do.
pub(crate) fn session_body<'a>(
    session: &Session,
    sub_account: SubAccountId<'a>,
    base: BaseUrl<'a>,
) -> SessionBody<'a> {
    let body = SessionBody::new(session, sub_account, base);
    if session.channel() == Channel::Sma { body.with_sma(base) } else { body }
}

/// Whether a session was cancelled. For clients, it is gone.
pub(crate) fn is_cancelled(session: &Session) -> bool {
    outbox::is_cancelled(session, clock::now())
}

/// Returns a body of JSON.
pub(crate) fn json(body: &impl Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => json_of(text),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn json_of(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let media_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}
