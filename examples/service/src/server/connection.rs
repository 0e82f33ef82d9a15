//! One connection.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
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
            let answer = routes.clone().call(request);
            let answer = finish(answer, Arc::clone(&slot), progress.clone());
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

/// Answers a request to its end even if the client goes away, so that the message of a committed
/// start is sent. An answer that is ready at once needs no task of its own.
async fn finish<F>(
    mut answer: F,
    slot: Arc<OwnedSemaphorePermit>,
    progress: Progress,
) -> Result<Response, Infallible>
where
    F: Future<Output = Result<Response, Infallible>> + Send + Unpin + 'static,
{
    let first = poll_fn(|context| Poll::Ready(Pin::new(&mut answer).poll(context))).await;
    let response = match first {
        Poll::Ready(response) => response,
        Poll::Pending => {
            let task = tokio::spawn(async move {
                let _slot = slot;
                answer.await
            });
            task.await.unwrap_or_else(|_| Ok(crate::api::failed()))
        }
    };
    progress.end();
    response
}
