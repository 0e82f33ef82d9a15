//! [`Link`]: the connection to Redis, which heals by itself.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionInfo, ErrorKind, RedisError, RedisResult,
    ServerErrorKind, Value,
};
use thread_local::ThreadLocal;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, watch};
use tokio::time::{Instant, timeout, timeout_at};

use super::script::{Given, Script};
use super::url::RedisUrl;
use crate::store::NotCommitted;

/// How long a call may take. Later, whether it was made is unknown.
const LIMIT: Duration = Duration::from_secs(5);

/// How long to wait before another attempt to connect.
const PAUSE: Duration = Duration::from_millis(200);

/// How often a script that was not run is sent again, with waits from 25 ms on that double.
const TRIES: u32 = 6;

/// The connection to Redis, which heals by itself.
///
/// The law: **what may have run is not sent again.** A script that Redis has refused is.
///
/// A thread with a runtime of its own has a connection of its own to a server, so that its calls
/// wake no other thread. Whether Redis is there, all of them know from one.
pub(super) struct Link {
    nodes: Vec<ConnectionInfo>,
    state: watch::Sender<State>,
    of_threads: ThreadLocal<Mutex<Option<Connection>>>,
}

#[derive(Clone)]
enum State {
    /// Nobody knows yet whether Redis is there.
    Starting,
    Up(Connection),
    Down,
}

#[derive(Clone)]
struct Connection {
    to: To,
    /// Tells it, and those of threads that follow it, apart from the one before it.
    number: u64,
}

#[derive(Clone)]
enum To {
    /// A server, and which of the nodes it is.
    Server(MultiplexedConnection, usize),
    Cluster(ClusterConnection),
}

impl Link {
    pub(super) fn new(RedisUrl(nodes): RedisUrl) -> Self {
        let state = watch::channel(State::Starting).0;
        Self { nodes, state, of_threads: ThreadLocal::new() }
    }

    /// Runs a script.
    pub(super) async fn run(&self, script: &Script, given: &Given) -> Result<Value, NotCommitted> {
        let deadline = Instant::now() + LIMIT;
        let mut command = script.by_hash(given);
        let mut wait = Duration::from_millis(25);
        for _ in 0..TRIES {
            let connection = self.connection(deadline).await?;
            let Connection { mut to, number } = self.of_thread(connection, deadline).await?;
            let Ok(reply) = timeout_at(deadline, to.send(&command)).await else {
                tracing::error!("Redis does not answer");
                self.lose(&to, number);
                return Err(NotCommitted::Down);
            };
            let error = match reply {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            match Failure::of(&error) {
                Failure::Unknown => command = script.by_text(given),
                Failure::Refused => {
                    tokio::time::sleep_until((Instant::now() + wait).min(deadline)).await;
                    wait *= 2;
                }
                Failure::Final => {
                    tracing::error!(code = error.code(), kind = ?error.kind(), "Redis fails");
                    if error.is_unrecoverable_error() || error.code() == Some("LOADING") {
                        self.lose(&to, number);
                    }
                    return Err(NotCommitted::Down);
                }
            }
        }
        Err(NotCommitted::Down)
    }

    /// Returns the connection, for which nobody waits once Redis is known to be down.
    async fn connection(&self, deadline: Instant) -> Result<Connection, NotCommitted> {
        if let State::Up(connection) = &*self.state.borrow() {
            return Ok(connection.clone());
        }
        let mut state = self.state.subscribe();
        let known = state.wait_for(|state| !matches!(state, State::Starting));
        match timeout_at(deadline, known).await {
            Ok(Ok(state)) => match &*state {
                State::Up(connection) => Ok(connection.clone()),
                _ => Err(NotCommitted::Down),
            },
            _ => Err(NotCommitted::Down),
        }
    }

    /// Returns the connection of this thread that follows another one, or that one itself.
    async fn of_thread(
        &self,
        connection: Connection,
        deadline: Instant,
    ) -> Result<Connection, NotCommitted> {
        let Connection { to: To::Server(_, node), number } = connection else {
            return Ok(connection);
        };
        if Handle::current().runtime_flavor() != RuntimeFlavor::CurrentThread {
            return Ok(connection);
        }
        let mut own = self.of_threads.get_or_default().lock().await;
        if let Some(own) = own.as_ref().filter(|own| own.number == number) {
            return Ok(own.clone());
        }
        let node_info = self.nodes.get(node).ok_or(NotCommitted::Down)?;
        if let Ok(Ok((server, _))) = timeout_at(deadline, server(node_info)).await {
            return Ok(own.insert(Connection { to: To::Server(server, node), number }).clone());
        }
        self.lose(&connection.to, number);
        Err(NotCommitted::Down)
    }

    /// Gives a connection up, and those that follow it. One to a cluster mends itself, node by
    /// node.
    fn lose(&self, to: &To, number: u64) {
        if matches!(to, To::Cluster(_)) {
            return;
        }
        self.state.send_if_modified(|state| {
            let is_it = matches!(state, State::Up(connection) if connection.number == number);
            if is_it {
                *state = State::Down;
            }
            is_it
        });
    }

    /// Connects, and again whenever the connection is lost, until nobody else has the link.
    pub(super) async fn keep(this: Arc<Self>) {
        let mut state = this.state.subscribe();
        let (this, mut number) = (Arc::downgrade(&this), 0);
        while let Some(link) = this.upgrade() {
            match link.connect().await {
                Ok(to) => {
                    number += 1;
                    link.state.send_replace(State::Up(Connection { to, number }));
                    drop(link);
                    // An error says that nobody has the link any more.
                    let _ = state.wait_for(|state| matches!(state, State::Down)).await;
                }
                Err(error) => {
                    if !matches!(*link.state.borrow(), State::Down) {
                        tracing::error!(kind = ?error.kind(), "Redis cannot be reached: {error}");
                    }
                    link.state.send_replace(State::Down);
                    drop(link);
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Connects to the first node that answers, or to its cluster.
    async fn connect(&self) -> RedisResult<To> {
        let mut failed = RedisError::from((ErrorKind::InvalidClientConfig, "no URL"));
        for (index, node) in self.nodes.iter().enumerate() {
            match timeout(LIMIT, server(node)).await {
                Ok(Ok((_, true))) => return self.cluster().await.map(To::Cluster),
                Ok(Ok((server, false))) => return Ok(To::Server(server, index)),
                Ok(Err(error)) => failed = error,
                Err(_) => failed = RedisError::from((ErrorKind::Client, "no answer")),
            }
        }
        Err(failed)
    }

    async fn cluster(&self) -> RedisResult<ClusterConnection> {
        let client = ClusterClient::builder(self.nodes.iter().cloned())
            // It would send what may have run.
            .retries(0)
            .connection_timeout(LIMIT)
            .response_timeout(LIMIT)
            .build()?;
        client.get_async_connection().await
    }
}

/// Connects to a server. Returns, too, whether it belongs to a cluster.
async fn server(node: &ConnectionInfo) -> RedisResult<(MultiplexedConnection, bool)> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(LIMIT))
        // Each call has its own.
        .set_response_timeout(None);
    let client = Client::open(node.clone())?;
    let mut server = client.get_multiplexed_async_connection_with_config(&config).await?;
    // Fails while the server still loads its file.
    redis::cmd("PING").exec_async(&mut server).await?;
    let info: String = redis::cmd("INFO").query_async(&mut server).await?;
    if !info.contains("arch_bits:64") {
        // Its scripts would write counters wrong.
        return Err(RedisError::from((ErrorKind::Client, "the server is not built for 64 bits")));
    }
    Ok((server, info.contains("cluster_enabled:1")))
}

impl To {
    async fn send(&mut self, command: &Cmd) -> RedisResult<Value> {
        let reply = match self {
            Self::Server(server, _) => server.req_packed_command(command).await,
            Self::Cluster(cluster) => cluster.req_packed_command(command).await,
        };
        reply?.extract_error()
    }
}

/// What a failure says about a script.
enum Failure {
    /// The server does not know it: it has restarted, say.
    Unknown,
    /// It was not run, and may be after a while.
    Refused,
    /// It was not run and will not be for now, or whether it was run is unknown.
    Final,
}

impl Failure {
    fn of(error: &RedisError) -> Self {
        use ServerErrorKind::{Ask, ClusterDown, MasterDown, Moved, NoScript, ReadOnly, TryAgain};

        match error.kind() {
            ErrorKind::Server(NoScript) => Self::Unknown,
            ErrorKind::Server(Ask | ClusterDown | MasterDown | Moved | ReadOnly | TryAgain)
            | ErrorKind::ClusterConnectionNotFound => Self::Refused,
            _ => Self::Final,
        }
    }
}
