//! Responses: the body of a session, the body of an error.

use std::fmt::{self, Write};

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
    write(&mut text, &session_body(session, sub_account, base)).map_err(|_| ApiError::Internal)?;
    Ok(of_json(text))
}

/// Writes the body of a session as its `Serialize` does, with less work: no text in it has a
/// character that JSON would escape.
fn write(into: &mut String, body: &SessionBody<'_>) -> fmt::Result {
    write!(into, r#"{{"sessionId":"{}","verifyUri":"{}","#, body.session_id, body.verify_uri)?;
    write!(into, r#""destination":"{:#}","#, body.destination)?;
    write!(into, r#""status":"{}","attempt":{},"#, body.status.as_str(), body.attempt)?;
    write!(into, r#""expiresAt":"{}","retryAfter":"{}""#, body.expires_at, body.retry_after)?;
    if let Some(url) = body.verification_url {
        write!(into, r#","sma":{{"verificationUrl":"{url}"}}"#)?;
    }
    into.write_char('}')
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
    match serde_json::to_vec(body) {
        Ok(bytes) => of_json(bytes),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn of_json(body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    let media_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use verify_core::code::Generator;
    use verify_core::request::{Request, SubAccountId};
    use verify_core::session::Session;
    use verify_core::time::Timestamp;
    use verify_core::url::BaseUrl;

    use super::{session_body, write};

    #[test]
    fn a_session_is_written_as_serde_does() {
        let mut rng = Generator::from_seed([7; 32]);
        let now = Timestamp::from_unix_millis(1_766_037_294_090).unwrap();
        let shop = SubAccountId::parse("shop").unwrap();
        for base in ["", "https://verify.example.com/%22'", "http://[::1]:8080"] {
            for channel in ["sms", "sma"] {
                let request = Request {
                    destination: Some("+6587654321"),
                    channel: Some(channel),
                    client_ip: Some("203.0.113.7"),
                    ..Request::default()
                };
                let verification = request.validate().unwrap();
                let (to, policy) = (verification.destination(), verification.policy());
                let mut session = Session::start(now, to, policy, &mut rng);
                // Until it has failed.
                for _ in 0..7 {
                    let body = session_body(&session, shop, BaseUrl::parse(base).unwrap());
                    let mut written = String::new();
                    write(&mut written, &body).unwrap();
                    assert_eq!(written, serde_json::to_string(&body).unwrap());
                    let _ = session.check(now, "abcdef");
                }
            }
        }
    }

    /// What would have to be escaped is in no URL.
    #[test]
    fn a_base_has_no_quotes() {
        for character in ['"', '\\', '\n', '\u{7f}', 'é'] {
            assert!(BaseUrl::parse(&format!("https://example.com/{character}")).is_err());
        }
    }
}
