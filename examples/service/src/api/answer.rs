//! Responses: the body of a session, the body of an error.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use verify_core::channel::Channel;
use verify_core::request::SubAccountId;
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::Session;
use verify_core::url::BaseUrl;

use crate::clock;

/// A refusal on its way to the client.
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) ApiError);

impl<E: Into<ApiError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(error) = self;
        let (mut id, timestamp) = ([0; 16], clock::now());
        // Without entropy, all errors share an id.
        let _ = getrandom::fill(&mut id);
        let body = ErrorBody { error, id: ErrorId::from_bytes(id), timestamp };
        let mut response = json(&body);
        *response.status_mut() =
            StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(header) = error.header(timestamp)
            && let Ok(value) = header.to_string().try_into()
        {
            response.headers_mut().insert(header.name(), value);
        }
        response
    }
}

/// Returns the body of a session, as it is.
pub(crate) fn session(
    session: &Session,
    sub_account: SubAccountId<'_>,
    base: BaseUrl<'_>,
) -> Response {
    let body = SessionBody::new(session, sub_account, base);
    if session.channel() == Channel::Sma { json(&body.with_sma(base)) } else { json(&body) }
}

fn json(body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => {
            ([(header::CONTENT_TYPE, "application/json")], Body::from(bytes)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
