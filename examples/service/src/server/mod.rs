//! Connections: how many, for how long, with which TLS, and how they end.

mod connection;
mod link;
mod progress;
mod threads;
pub mod tls;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, timeout_at};
use verify_core::tls::Version;

use crate::config::Networks;
use crate::metrics::Metrics;
use connection::Connection;

pub use link::Link;
pub use threads::Threads;

/// How long what is under way may take once the service is to end.
pub const GRACE: Duration = Duration::from_secs(10);

/// How long accepting pauses after it failed: there are no file descriptors left.
const PAUSE: Duration = Duration::from_millis(100);

/// What accepts connections.
pub struct Server {
    /// Where it listens.
    pub listener: TcpListener,
    /// How many connections are served at once.
    pub connections: usize,
    /// Where they are served; `None` for this runtime.
    pub threads: Option<Threads>,
    /// What is the same for all of them.
    pub shared: Shared,
}

/// What is the same for all connections.
pub struct Shared {
    /// How they speak TLS, if they do.
    pub tls: Option<tls::Acceptor>,
    /// What connections without TLS count as: see [`Link::plain`].
    pub plain: Option<Version>,
    /// The proxies whose headers count.
    pub trusted_proxies: Networks,
    /// How long a client may take for a handshake, and how long nothing may go on.
    pub timeout: Duration,
    /// Who counts the answers, if they are counted.
    pub metrics: Option<Arc<Metrics>>,
}

impl Server {
    /// Serves until `stop` is over. Then idle connections are closed, and requests under way are
    /// answered, for which they have [`GRACE`]. Returns when that ends.
    pub async fn serve(self, routes: Router, stop: impl Future<Output = ()>) -> Instant {
        let Self { listener, connections, mut threads, shared } = self;
        let slots = Arc::new(Semaphore::new(connections));
        let (stopping, stopped) = watch::channel(());
        let shared = Arc::new(shared);
        let accepting = async {
            loop {
                // Never closed. Beyond the bound, clients wait in the queue of the listener.
                let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
                let (stream, peer) = match listener.accept().await {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        tracing::warn!(%error, "cannot accept a connection");
                        tokio::time::sleep(PAUSE).await;
                        continue;
                    }
                };
                let connection = Connection {
                    shared: Arc::clone(&shared),
                    routes: routes.clone(),
                    stopped: stopped.clone(),
                    slot: Arc::new(slot),
                };
                match &mut threads {
                    None => drop(tokio::spawn(connection.serve(stream, peer))),
                    // Its events go to the runtime that it is registered with.
                    Some(threads) => {
                        let Ok(stream) = stream.into_std() else { continue };
                        threads.next().spawn(async move {
                            if let Ok(stream) = TcpStream::from_std(stream) {
                                connection.serve(stream, peer).await;
                            }
                        });
                    }
                }
            }
        };
        tokio::select! {
            () = accepting => {}
            () = stop => {}
        }
        drop((listener, routes));
        let _ = stopping.send(());
        let deadline = Instant::now() + GRACE;
        let all = u32::try_from(connections).unwrap_or(u32::MAX);
        if timeout_at(deadline, slots.acquire_many(all)).await.is_err() {
            tracing::warn!("some requests were cut off");
        }
        deadline
    }
}
