//! `GET /sma/{sessionId}`: the verification URL, which the phone calls over its mobile network.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use verify_core::channel::Channel;
use verify_core::request::SubAccountId;
use verify_core::response::ApiError;
use verify_core::session::{SessionId, Status};

use super::{App, InPath, Refusal, answer};
use crate::server::Link;
use crate::sma::Visit;
use crate::store::Store;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Visited<'a> {
    session_id: &'a str,
    status: &'static str,
}

/// Asks the provider about a session that waits, and verifies it if the provider confirms it.
pub(crate) async fn visit<S: Store>(
    State(app): State<Arc<App<S>>>,
    InPath(id): InPath<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let id = SessionId::parse(&id)?;
    let (sub_account, mut status, destination) = find(&app, id).await?;
    if status == Status::Waiting {
        let peer = request.extensions().get::<Link>().map(|link| link.peer);
        let visit = Visit { destination, peer, headers: request.headers() };
        if app.sma.confirms(&visit).await {
            let plan = app.drive(app.engine.confirm(sub_account, id)).await?;
            plan.answer().as_ref().map_err(|error| *error)?;
            status = plan.session().ok_or(ApiError::Internal)?.latest_status();
            tracing::debug!(session = %id, %status, "visited");
        }
    }
    let session_id = &id.to_string();
    let mut response = answer::json(&Visited { session_id, status: status.as_str() });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Finds a session of the channel `sma`. The path names no sub-account, since the phone knows
/// nothing of it: all of them are asked in turn.
async fn find<S: Store>(
    app: &App<S>,
    id: SessionId,
) -> Result<(SubAccountId<'_>, Status, verify_core::phone::PhoneNumber), Refusal> {
    for sub_account in app.tokens.sub_accounts() {
        let plan = app.drive(app.engine.status(sub_account, id)).await?;
        if let Ok(status) = *plan.answer()
            && let Some(session) = plan.session()
        {
            let is_found = session.channel() == Channel::Sma && !answer::is_cancelled(session);
            let found = (sub_account, status, session.destination());
            return if is_found { Ok(found) } else { Err(ApiError::NotFound.into()) };
        }
    }
    Err(ApiError::NotFound.into())
}
