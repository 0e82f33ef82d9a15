//! `DELETE …/sessions/{sessionId}`: ends a session that waits.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use verify_core::engine::Engine;
use verify_core::response::ApiError;
use verify_core::session::SessionId;

use super::{App, InPath, Refusal};
use crate::store::Store;

pub(crate) async fn cancel<S: Store>(
    State(app): State<Arc<App<S>>>,
    InPath((sub_account, id)): InPath<(String, String)>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    let sub_account = app.admit(&sub_account, request.headers())?;
    let id = SessionId::parse(&id)?;
    // Nobody will ask for the session again: the store may forget it at once.
    let engine = Engine { remember: Duration::ZERO, ..app.engine };
    let plan = app.drive(engine.cancel(sub_account, id)).await?;
    plan.answer().as_ref().map_err(|error| *error)?;
    // A session that is over stays as it is.
    if plan.changes_nothing() {
        return Err(ApiError::NotFound.into());
    }
    if let Some(session) = plan.session() {
        app.metrics.cancelled(session);
    }
    tracing::debug!(session = %id, "cancelled");
    Ok(StatusCode::NO_CONTENT)
}
