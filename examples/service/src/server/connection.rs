//! One connection.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, interval_at, timeout};
use tower_service::Service;

use super::link::Link;
use super::progress::{Progress, Watched};
use super::{Shared, tls};

/// How many bytes the head of a request may have.
const HEAD_LEN: usize = 16 * 1024;

pub(super) struct Connection {
    pub(super) shared: Arc<Shared>,
    pub(super) routes: Router,
    pub(super) stopped: watch::Receiver<()>,
    /// Held until the last request is answered.
    pub(super) slot: Arc<OwnedSemaphorePermit>,
}

impl Connection {
    pub(super) async fn serve(self, stream: TcpStream, peer: SocketAddr) {
        // Answers are small and whole: nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        let peer = peer.ip().to_canonical();
        let is_trusted = self.shared.trusted_proxies.contains(peer);
        match &self.shared.tls {
            None => {
                let link = Link { peer, tls: self.shared.plain, is_trusted };
                self.requests(stream, link).await;
            }
            Some(acceptor) => {
                let handshake = timeout(self.shared.timeout, acceptor.accept(stream)).await;
                // Whoever speaks no TLS is not answered.
                let Ok(Ok(stream)) = handshake else { return };
                let tls = Some(tls::version(stream.get_ref().1));
                self.requests(stream, Link { peer, tls, is_trusted }).await;
            }
        }
    }

    /// Answers the requests of a connection until it is closed, or nothing goes on for too long.
    async fn requests(self, stream: impl AsyncRead + AsyncWrite + Unpin, link: Link) {
        let Self { shared, routes, mut stopped, slot } = self;
        let progress = Progress::default();
        let stream = TokioIo::new(Watched { stream, progress: progress.clone() });
        let service = service_fn(|mut request: Request<Incoming>| {
            progress.begin();
            request.extensions_mut().insert(link);
            let answer = ToItsEnd {
                answer: Some(routes.clone().call(request)),
                has_begun: false,
                slot: Arc::clone(&slot),
                progress: progress.clone(),
            };
            let metrics = shared.metrics.as_deref();
            async move {
                let answer = answer.await;
                if let (Ok(response), Some(metrics)) = (&answer, metrics) {
                    metrics.answered(response.status().as_u16());
                }
                answer
            }
        });
        let mut http = http1::Builder::new();
        let http = http.max_buf_size(HEAD_LEN).serve_connection(stream, service);
        let mut http = pin!(http);
        let mut ticks = interval_at(Instant::now() + shared.timeout, shared.timeout);
        let (mut before, mut is_stopping) = (progress.steps(), false);
        loop {
            tokio::select! {
                biased;
                _ = http.as_mut() => return,
                _ = stopped.changed(), if !is_stopping => {
                    is_stopping = true;
                    http.as_mut().graceful_shutdown();
                }
                _ = ticks.tick() => {
                    let now = progress.steps();
                    if now.is_some() && now == before {
                        return;
                    }
                    before = now;
                }
            }
        }
    }
}

/// The answer to a request. If the client goes away, what has begun becomes a task of its own, so
/// that the message of a committed start is sent.
struct ToItsEnd {
    /// `None` once it is over.
    answer: Option<RouteFuture<Infallible>>,
    has_begun: bool,
    slot: Arc<OwnedSemaphorePermit>,
    progress: Progress,
}

impl Future for ToItsEnd {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.has_begun = true;
        let Some(answer) = &mut self.answer else { return Poll::Pending };
        let answer = Pin::new(answer);
        let response = match catch_unwind(AssertUnwindSafe(|| answer.poll(context))) {
            Ok(Poll::Ready(response)) => response,
            Ok(Poll::Pending) => return Poll::Pending,
            Err(_) => Ok(crate::api::failed()),
        };
        self.answer = None;
        self.progress.end();
        Poll::Ready(response)
    }
}

impl Drop for ToItsEnd {
    fn drop(&mut self) {
        if let Some(answer) = self.answer.take().filter(|_| self.has_begun)
            && let Ok(runtime) = Handle::try_current()
        {
            let slot = Arc::clone(&self.slot);
            runtime.spawn(async move {
                let _slot = slot;
                answer.await
            });
        }
    }
}
