//! `POST …/sessions`: starts a session, or sends it again.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use verify_core::response::ApiError;

use super::{App, InPath, Refusal, answer, body};
use crate::gateway::Message;
use crate::server::Link;
use crate::store::Store;

pub(crate) async fn start<S: Store>(
    State(app): State<Arc<App<S>>>,
    InPath(sub_account): InPath<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let sub_account = app.admit(&sub_account, &parts.headers)?;
    let link = parts.extensions.get::<Link>().ok_or(ApiError::Internal)?;
    let tls = link.version(&parts.headers);
    let body = body::json(&parts.headers, body, app.timeout).await?;
    let request = body::read(&body)?;
    let request = request.as_deref();
    let verification = request.validate()?;
    // Before anything is committed, the message has a place in the queue.
    let room = app.outbox.reserve().map_err(|_| ApiError::Unavailable)?;
    let plan = app.drive(app.engine.start(sub_account, &verification, tls)).await?;
    plan.answer().as_ref().map_err(|refused| {
        app.metrics.refused(refused);
        *refused
    })?;
    let started = plan.started(&verification).ok_or(ApiError::Internal)?;
    let started = started.with_base_url(app.base_url);
    let session = started.session();
    room.send(|| Message::of(&started).ok());
    tracing::debug!(session = %session.id(), channel = %session.channel(), "started");
    answer::session(session, sub_account, app.base_url)
}
