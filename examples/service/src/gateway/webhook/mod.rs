//! [`Webhook`]: messages as JSON, posted to a URL of the operator's.

mod body;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use hyper::body::Bytes;

use super::{Gateway, Message, SendError};
use crate::outgoing::{Answer, Client, Secrets, Url};
use crate::store::Clock;

/// Tells a receiver that it has had a message before
/// (`draft-ietf-httpapi-idempotency-key-header`).
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Where messages are posted, and what proves who posts them.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Where to.
    pub url: Url,
    /// The value of `Authorization`.
    pub token: Option<HeaderValue>,
    /// What messages are signed with.
    pub secrets: Secrets,
}

/// Posts messages as JSON. Whoever receives them hands them to a provider, and recognizes those
/// that he has had before by their `Idempotency-Key`: an answer may be lost.
pub struct Webhook {
    client: Client,
    endpoint: Endpoint,
    clock: Clock,
}

impl Webhook {
    /// Makes a gateway of an endpoint.
    #[must_use]
    pub const fn new(client: Client, endpoint: Endpoint, clock: Clock) -> Self {
        Self { client, endpoint, clock }
    }
}

impl Gateway for Webhook {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let session = message.session;
        let Endpoint { url, token, secrets } = &self.endpoint;
        let id = format!("{session}-{}", message.sent_at.as_unix_millis());
        let body = body::of(message, &id).ok_or(SendError::Refused)?;
        let mut headers = secrets.headers(&id, (self.clock)(), &body);
        if let Ok(key) = HeaderValue::try_from(format!("\"{id}\"")) {
            headers.insert(IDEMPOTENCY_KEY, key);
        }
        if let Some(token) = token {
            headers.insert(header::AUTHORIZATION, token.clone());
        }
        match self.client.post(url, headers, Bytes::from_owner(body)).await {
            Ok(answer) => judge(answer).inspect_err(|error| {
                tracing::info!(%session, http = answer.status.as_u16(), "not sent: {error}");
            }),
            Err(failure) => {
                tracing::info!(%session, %failure, "not sent yet");
                Err(SendError::Later(None))
            }
        }
    }
}

/// Returns what an answer means. Whatever does not refuse the message for good may be tried again,
/// since the receiver recognizes what it has had.
fn judge(answer: Answer) -> Result<(), SendError> {
    const FOR_NOW: [StatusCode; 4] = [
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::CONFLICT,
        StatusCode::TOO_EARLY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    let status = answer.status;
    if status.is_success() {
        Ok(())
    } else if status.is_client_error() && !FOR_NOW.contains(&status) {
        Err(SendError::Refused)
    } else {
        Err(SendError::Later(answer.retry_after))
    }
}
