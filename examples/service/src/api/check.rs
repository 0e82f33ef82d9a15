//! `GET …/sessions/{sessionId}`: the status or, with a code, a check.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use verify_core::request::CodeQuery;
use verify_core::response::ApiError;
use verify_core::session::SessionId;

use super::{App, InPath, Refusal, answer};
use crate::store::Store;

pub(crate) async fn check<S: Store>(
    State(app): State<Arc<App<S>>>,
    InPath((sub_account, id)): InPath<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let sub_account = app.admit(&sub_account, request.headers())?;
    let id = SessionId::parse(&id)?;
    let (engine, base) = (&app.engine, app.base_url);
    let query = request.uri().query().unwrap_or_default();
    if let Some(code) = CodeQuery::parse(query)? {
        let plan = app.drive(engine.check(sub_account, id, code.as_str())).await?;
        let answer = plan.answer().as_ref();
        answer.inspect_err(|error| app.metrics.check_refused(error)).map_err(|error| *error)?;
        let session = plan.session().ok_or(ApiError::Internal)?;
        tracing::debug!(session = %id, status = %session.latest_status(), "checked");
        answer::session(session, sub_account, base)
    } else {
        let plan = app.drive(engine.status(sub_account, id)).await?;
        plan.answer().as_ref().map_err(|error| *error)?;
        let session = plan.session().ok_or(ApiError::Internal)?;
        answer::session(session, sub_account, base)
    }
}
