//! Connections: how many, for how long, and how they end.

mod connection;
pub mod tls;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use connection::Connection;

/// How long what is under way may take once the service is to end.
pub const GRACE: Duration = Duration::from_secs(10);

/// How long accepting pauses after it failed: there are no file descriptors left.
const PAUSE: Duration = Duration::from_millis(100);

/// What accepts connections.
pub struct Server {
    /// Where it listens.
    pub listener: TcpListener,
    /// How it speaks TLS, if it does.
    pub tls: Option<tls::Acceptor>,
    /// How long a client may take for a handshake, for a request, and between two of them.
    pub timeout: Duration,
    /// How many connections are served at once.
    pub connections: usize,
}

impl Server {
    /// Serves until `stop` is over. Then idle connections are closed, and requests under way are
    /// answered, for which they have [`GRACE`].
    pub async fn serve(self, routes: Router, stop: impl Future<Output = ()>) {
        let slots = Arc::new(Semaphore::new(self.connections));
        let (stopping, stopped) = watch::channel(());
        let accepting = async {
            loop {
                // Never closed. Beyond the bound, clients wait in the queue of the listener.
                let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
                let (stream, peer) = match self.listener.accept().await {
                    Ok(accepted) => accepted,
                    Err(error) => {
                        tracing::warn!(%error, "cannot accept a connection");
                        tokio::time::sleep(PAUSE).await;
                        continue;
                    }
                };
                let connection = Connection {
                    peer,
                    routes: routes.clone(),
                    timeout: self.timeout,
                    stopped: stopped.clone(),
                    slot: Arc::new(slot),
                };
                tokio::spawn(connection.serve(stream, self.tls.clone()));
            }
        };
        tokio::select! {
            () = accepting => {}
            () = stop => {}
        }
        drop(self.listener);
        drop(routes);
        let _ = stopping.send(());
        let all = u32::try_from(self.connections).unwrap_or(u32::MAX);
        if tokio::time::timeout(GRACE, slots.acquire_many(all)).await.is_err() {
            tracing::warn!("some requests were cut off");
        }
    }
}
