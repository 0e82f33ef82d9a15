//! [`Batches`]: commands of many calls that go to a server together.

use std::io;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::{Cmd, Pipeline, RedisError, RedisResult, Value};
use tokio::sync::{mpsc, oneshot};

/// How many commands go together at most.
const MOST: usize = 256;

/// Commands of many calls that go to a server together: fewer packets, and fewer writes to its
/// disk.
#[derive(Clone)]
pub(super) struct Batches {
    requests: mpsc::UnboundedSender<Request>,
}

struct Request {
    command: Cmd,
    reply: oneshot::Sender<RedisResult<Value>>,
}

impl Batches {
    /// Starts to send commands over a connection, which is closed once nobody has this any more.
    pub(super) fn start(server: MultiplexedConnection) -> Self {
        let (requests, receiver) = mpsc::unbounded_channel();
        tokio::spawn(send_all(server, receiver));
        Self { requests }
    }

    pub(super) async fn send(&self, command: Cmd) -> RedisResult<Value> {
        let (reply, received) = oneshot::channel();
        let lost = || RedisError::from(io::Error::from(io::ErrorKind::BrokenPipe));
        self.requests.send(Request { command, reply }).map_err(|_| lost())?;
        received.await.unwrap_or_else(|_| Err(lost()))
    }
}

async fn send_all(server: MultiplexedConnection, mut receiver: mpsc::UnboundedReceiver<Request>) {
    let mut requests = Vec::new();
    while receiver.recv_many(&mut requests, MOST).await > 0 {
        // Others that are ready by now go along.
        tokio::task::yield_now().await;
        while requests.len() < MOST
            && let Ok(request) = receiver.try_recv()
        {
            requests.push(request);
        }
        tokio::spawn(send(server.clone(), std::mem::take(&mut requests)));
    }
}

/// Sends a batch, and hands the replies out.
async fn send(mut server: MultiplexedConnection, requests: Vec<Request>) {
    let mut pipeline = Pipeline::with_capacity(requests.len());
    let mut replies = Vec::with_capacity(requests.len());
    // Whoever has gone away meanwhile need not be served.
    for Request { command, reply } in requests.into_iter().filter(|it| !it.reply.is_closed()) {
        pipeline.add_command(command);
        replies.push(reply);
    }
    if replies.is_empty() {
        return;
    }
    match server.req_packed_commands(&pipeline, 0, replies.len()).await {
        Ok(values) => {
            for (reply, value) in replies.into_iter().zip(values) {
                let _ = reply.send(value.extract_error());
            }
        }
        Err(error) => {
            for reply in replies {
                let _ = reply.send(Err(error.clone()));
            }
        }
    }
}
