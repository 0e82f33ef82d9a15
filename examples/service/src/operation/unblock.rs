//! `POST /unblock`: forgets the wrong codes of a number, which blocks it for good once there are a
//! hundred in a row.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use verify_core::phone::PhoneNumber;
use verify_core::request::SubAccountId;

use super::Operation;
use crate::outbox::Outgoing;
use crate::server::Link;
use crate::store::Store;

/// The body of a request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Unblock {
    sub_account_id: String,
    destination: String,
}

/// Forgets the wrong codes of a number. What is wrong with the request is said without the number.
pub(super) async fn unblock<S: Store>(
    State(operation): State<Arc<Operation<S>>>,
    Extension(link): Extension<Link>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    // A page in a browser on this machine can send a form, but no JSON to another origin.
    if headers.get(header::CONTENT_TYPE).is_none_or(|media_type| media_type != "application/json") {
        let problem = "expected a body of the media type application/json\n";
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, problem.to_owned());
    }
    match forget(&operation, link, &body).await {
        Ok(()) => (StatusCode::OK, "unblocked\n".to_owned()),
        Err((status, problem)) => (status, format!("{problem}\n")),
    }
}

async fn forget<S: Store>(
    operation: &Operation<S>,
    link: Link,
    body: &[u8],
) -> Result<(), (StatusCode, String)> {
    const BAD: StatusCode = StatusCode::BAD_REQUEST;
    // Whoever only watches must not be able to help somebody who guesses.
    if !link.peer.is_loopback() {
        return Err((StatusCode::FORBIDDEN, "only this machine may unblock a number".to_owned()));
    }
    let Unblock { sub_account_id, destination } = serde_json::from_slice(body)
        .map_err(|_| (BAD, "expected JSON with subAccountId and destination".to_owned()))?;
    let sub_account =
        SubAccountId::parse(&sub_account_id).map_err(|error| (BAD, error.to_string()))?;
    let number =
        PhoneNumber::parse(&destination, None).map_err(|error| (BAD, error.to_string()))?;
    let unavailable = (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer".to_owned());
    let Some(app) = operation.app.upgrade() else { return Err(unavailable) };
    if app.tokens.sub_accounts().all(|known| known != sub_account) {
        return Err((BAD, "expected a sub-account of TOKENS, found another one".to_owned()));
    }
    let call = app.engine.clear_failures(sub_account, number);
    let plan = app.store.drive(call, |_| Outgoing::default()).await;
    plan.map_err(|_| unavailable)?;
    tracing::info!(%sub_account, "a number is unblocked");
    Ok(())
}
