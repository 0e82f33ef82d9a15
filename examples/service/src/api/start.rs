//! `POST …/sessions`: starts a session, or sends it again.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use verify_core::engine::{Plan, Refused, Sending};
use verify_core::response::ApiError;

use super::{App, InPath, Refusal, answer, body};
use crate::gateway::Message;
use crate::outbox::Outgoing;
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
    let base_url = app.base_url;
    let outgoing = |plan: &Plan<'_, Result<Sending, Refused>>| Outgoing {
        message: plan
            .started(&verification)
            .filter(|_| app.sends)
            .and_then(|started| Message::of(&started.with_base_url(base_url)).ok()),
        callback_url: verification.callback_url().map(|url| url.as_str().to_owned()),
    };
    let call = app.engine.start(sub_account, &verification, tls);
    let refused = |refused: &Refused| app.metrics.refused(refused);
    let driven = app.store.drive(call, outgoing).await;
    let plan = driven.inspect_err(|error| error.refused().into_iter().for_each(refused))?;
    plan.answer().as_ref().inspect_err(|error| refused(error)).map_err(|error| *error)?;
    let session = plan.session().ok_or(ApiError::Internal)?;
    tracing::debug!(session = %session.id(), channel = %session.channel(), "started");
    answer::session(session, sub_account, base_url)
}
