//! What the tools of an operator ask, on an address of its own: `/metrics`, `/health` and `/ready`;
//! and `/unblock`, which only this machine may ask for.
//!
//! Laws:
//!
//! 1. **`/health` says that the process answers, and nothing else**: whoever restarts what is not
//!    healthy must not restart it because the store is down.
//! 2. **`/ready` says that a call would be answered**: the store answers, and the service does not
//!    end.
//! 3. **Both answer soon**, whatever the store does.

pub mod client;
pub mod systemd;
mod unblock;

use std::future::Future;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use crate::api::App;
use crate::config::Networks;
use crate::metrics::{self, Metrics};
use crate::outbox::Kind;
use crate::server::{Server, Shared};
use crate::store::Store;

/// How long the store may take. It is less than the second that a probe of Kubernetes waits.
const PATIENCE: Duration = Duration::from_millis(800);

/// How many connections there may be: tools are few.
const CONNECTIONS: usize = 32;

/// What every answer needs.
struct Operation<S> {
    /// Gone once the last client is answered. Tools must not hold up the end.
    app: Weak<App<S>>,
    metrics: Arc<Metrics>,
    /// Changes when the service is to end.
    stop: watch::Receiver<()>,
}

/// Answers the tools of an operator until the process ends, and longer than any client.
pub fn serve<S: Store>(
    listener: TcpListener,
    app: &Arc<App<S>>,
    stop: watch::Receiver<()>,
) -> impl Future<Output = Instant> + use<S> {
    let shared = Shared {
        tls: None,
        plain: None,
        trusted_proxies: Networks::default(),
        timeout: app.timeout,
        metrics: None,
    };
    let server = Server { listener, connections: CONNECTIONS, threads: None, shared };
    server.serve(routes(app, stop), std::future::pending())
}

/// Returns the routes of an operator's tools.
pub fn routes<S: Store>(app: &Arc<App<S>>, stop: watch::Receiver<()>) -> Router {
    let (app, metrics) = (Arc::downgrade(app), Arc::clone(&app.metrics));
    Router::new()
        .route("/health", get(|| async { "alive\n" }))
        .route("/ready", get(ready::<S>))
        .route("/metrics", get(scrape::<S>))
        .route("/unblock", post(unblock::unblock::<S>))
        .with_state(Arc::new(Operation { app, metrics, stop }))
}

async fn ready<S: Store>(State(operation): State<Arc<Operation<S>>>) -> impl IntoResponse {
    // Nobody sends any more: it has changed and is gone.
    if operation.stop.has_changed().unwrap_or(true) {
        return (StatusCode::SERVICE_UNAVAILABLE, "the service ends\n");
    }
    match operation.waiting().await {
        Some(_) => (StatusCode::OK, "ready\n"),
        None => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n"),
    }
}

async fn scrape<S: Store>(State(operation): State<Arc<Operation<S>>>) -> impl IntoResponse {
    let text = operation.metrics.text(operation.waiting().await);
    ([(header::CONTENT_TYPE, metrics::MEDIA_TYPE)], text)
}

impl<S: Store> Operation<S> {
    /// Returns how many tasks of each kind the store holds; `None` if it does not answer in time.
    async fn waiting(&self) -> Option<[usize; Kind::ALL.len()]> {
        let app = self.app.upgrade()?;
        let store = &app.store;
        let [first, second] = Kind::ALL.map(|kind| store.waiting(kind));
        let both = futures_util::future::try_join(first, second);
        let (first, second) = timeout(PATIENCE, both).await.ok()?.ok()?;
        Some([first, second])
    }
}
