//! HTTP in front of the engine.
//!
//! A request is refused in this order: path, method, token and sub-account, media type, length,
//! JSON, members. Every refusal has the body that the API gives errors.

mod answer;
mod body;
mod cancel;
mod check;
mod coverage;
mod openapi;
mod path;
mod sma;
mod start;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use verify_core::engine::{Action, Call, Engine};
use verify_core::request::SubAccountId;
use verify_core::response::ApiError;
use verify_core::url::BaseUrl;

use crate::auth::Tokens;
use crate::metrics::Metrics;
use crate::outbox::Outgoing;
use crate::sma::SmaProvider;
use crate::store::{Committed, NotCommitted, Store};

pub(crate) use answer::{Refusal, session_body};
use path::InPath;

/// What every request needs.
pub struct App<S> {
    /// How the service decides.
    pub engine: Engine,
    /// Where it keeps records.
    pub store: Arc<S>,
    /// What `verifyUri` begins with.
    pub base_url: BaseUrl<'static>,
    /// Who may use it.
    pub tokens: Tokens,
    /// Whether there is anybody to send messages.
    pub sends: bool,
    /// Who knows the numbers of phones without a code.
    pub sma: Box<dyn SmaProvider>,
    /// How long a client may take for a body.
    pub timeout: Duration,
    /// What has happened.
    pub metrics: Arc<Metrics>,
}

impl<S> App<S> {
    /// Returns the sub-account of a path if the client may use it.
    fn admit<'a>(
        &self,
        sub_account: &'a str,
        headers: &HeaderMap,
    ) -> Result<SubAccountId<'a>, ApiError> {
        let authorization = headers.get(header::AUTHORIZATION);
        self.tokens.admit(sub_account, authorization.map(header::HeaderValue::as_bytes))
    }
}

impl<S: Store> App<S> {
    /// Drives a call that sends nothing.
    async fn drive<'a, A>(&self, call: Call<'a, A>) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        self.store.drive(call, |_| Outgoing::default()).await
    }
}

/// Returns the routes of the API.
pub fn routes<S: Store>(app: Arc<App<S>>) -> Router {
    const ROOT: &str = "/api/v2/subaccounts/{sub_account}";
    Router::new()
        .route(
            &format!("{ROOT}/sessions"),
            post(start::start::<S>).fallback(|| async { refuse_method("POST") }),
        )
        .route(
            &format!("{ROOT}/sessions/{{session}}"),
            get(check::check::<S>)
                .delete(cancel::cancel::<S>)
                .fallback(|| async { refuse_method("GET, HEAD, DELETE") }),
        )
        .route(
            &format!("{ROOT}/sma/coverage"),
            post(coverage::coverage::<S>).fallback(|| async { refuse_method("POST") }),
        )
        .route(
            "/sma/{session}",
            // A request that only looks verifies nothing.
            get(sma::visit::<S>)
                .head(|| async { refuse_method("GET") })
                .fallback(|| async { refuse_method("GET") }),
        )
        .route(
            "/openapi.json",
            get(openapi::openapi).fallback(|| async { refuse_method("GET, HEAD") }),
        )
        .fallback(|| async { Refusal::from(ApiError::NoSuchPath) })
        .with_state(app)
}

/// Answers a request whose path takes other methods.
pub(crate) fn refuse_method(allowed: &'static str) -> Refusal {
    ApiError::MethodNotAllowed { allowed }.into()
}

/// Returns the answer to a request that the service has failed at.
pub(crate) fn failed() -> Response {
    Refusal::from(ApiError::Internal).into_response()
}
