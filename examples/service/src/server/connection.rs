//! One connection.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tower_service::Service;

use super::tls;

pub(super) struct Connection {
    pub(super) peer: SocketAddr,
    pub(super) routes: Router,
    pub(super) timeout: Duration,
    pub(super) stopped: watch::Receiver<()>,
    pub(super) slot: Arc<OwnedSemaphorePermit>,
}

impl Connection {
    pub(super) async fn serve(self, stream: TcpStream, tls: Option<tls::Acceptor>) {
        let _ = (self.peer, tls);
        // Answers are small and whole: nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        self.requests(stream).await;
    }

    /// Answers the requests of a connection.
    async fn requests(mut self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        let (routes, slot) = (self.routes, self.slot);
        let service = service_fn(move |request| {
            let answer = routes.clone().call(request);
            finish(answer, Arc::clone(&slot))
        });
        let http = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let mut http = pin!(http);
        tokio::select! {
            biased;
            _ = http.as_mut() => {}
            _ = self.stopped.changed() => {
                http.as_mut().graceful_shutdown();
                let _ = http.await;
            }
        }
    }
}

/// Answers a request to its end, even if the client goes away: a message is sent once it is
/// committed. What does not wait for anything is answered without a task of its own.
async fn finish<F>(answer: F, slot: Arc<OwnedSemaphorePermit>) -> Result<Response, Infallible>
where
    F: Future<Output = Result<Response, Infallible>> + Send + Unpin + 'static,
{
    let mut answer = answer;
    let first = poll_fn(|context| Poll::Ready(Pin::new(&mut answer).poll(context))).await;
    if let Poll::Ready(response) = first {
        return response;
    }
    let task = tokio::spawn(async move {
        let _slot = slot;
        answer.await
    });
    task.await.unwrap_or_else(|_| Ok(crate::api::failed()))
}
