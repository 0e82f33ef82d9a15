//! HTTP in front of the engine.

mod answer;
mod check;
mod openapi;
mod start;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use verify_core::engine::Engine;
use verify_core::url::BaseUrl;

use crate::store::Store;

pub(crate) use answer::Refusal;

/// What every request needs.
pub struct App<S> {
    /// How the service decides.
    pub engine: Engine,
    /// Where it keeps records.
    pub store: S,
    /// What `verifyUri` begins with.
    pub base_url: String,
}

impl<S> App<S> {
    pub(crate) fn base_url(&self) -> BaseUrl<'_> {
        // Configuration has parsed it.
        BaseUrl::parse(&self.base_url).unwrap_or(BaseUrl::EMPTY)
    }
}

/// Returns the routes of the API.
pub fn routes<S: Store>(app: Arc<App<S>>) -> Router {
    Router::new()
        .route("/api/v2/subaccounts/{sub_account}/sessions", post(start::start::<S>))
        .route("/api/v2/subaccounts/{sub_account}/sessions/{session}", get(check::check::<S>))
        .route("/openapi.json", get(openapi::openapi))
        .with_state(app)
}
