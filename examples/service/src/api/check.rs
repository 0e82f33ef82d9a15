//! `GET …/sessions/{sessionId}`: the status or, with a code, a check.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use verify_core::request::{CodeQuery, SubAccountId};
use verify_core::response::ApiError;
use verify_core::session::SessionId;

use super::{App, Refusal, answer};
use crate::store::Store;

pub(crate) async fn check<S: Store>(
    State(app): State<Arc<App<S>>>,
    Path((sub_account, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let sub_account = SubAccountId::parse(&sub_account)?;
    let id = SessionId::parse(&id)?;
    let (engine, base) = (&app.engine, app.base_url());
    let session = |session| answer::session(session, sub_account, base);
    if let Some(code) = CodeQuery::parse(&query.unwrap_or_default())? {
        let plan = app.store.drive(engine.check(sub_account, id, code.as_str())).await?;
        plan.answer().as_ref().map_err(|error| *error)?;
        plan.session().map(session).ok_or(Refusal(ApiError::Internal))
    } else {
        let plan = app.store.drive(engine.status(sub_account, id)).await?;
        plan.answer().as_ref().map_err(|error| *error)?;
        plan.session().map(session).ok_or(Refusal(ApiError::Internal))
    }
}
