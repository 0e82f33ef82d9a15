//! `POST …/sessions`: starts a session, or sends it again.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use verify_core::request::{self, Request, SubAccountId};
use verify_core::response::ApiError;

use super::{App, Refusal, answer};
use crate::store::Store;

pub(crate) async fn start<S: Store>(
    State(app): State<Arc<App<S>>>,
    Path(sub_account): Path<String>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let sub_account = SubAccountId::parse(&sub_account)?;
    let request = read(&body)?;
    let request = request.as_deref();
    let verification = request.validate()?;
    let plan = app.store.drive(app.engine.start(sub_account, &verification, None)).await?;
    plan.answer().as_ref().map_err(|refused| *refused)?;
    let session = plan.session().ok_or(ApiError::Internal)?;
    Ok(answer::session(session, sub_account, app.base_url()))
}

/// Reads a body, and says of one that is no request where and why.
fn read(body: &[u8]) -> Result<Request<Cow<'_, str>>, ApiError> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(body).map_err(|error| match request::locate(body) {
        Some(located) => ApiError::Request(located),
        None if error.is_data() => ApiError::Body,
        None => ApiError::NotJson { line: error.line(), column: error.column() },
    })
}
