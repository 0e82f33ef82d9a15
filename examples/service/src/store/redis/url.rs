//! [`RedisUrl`]: where Redis is.

use std::fmt;

use redis::{Client, ConnectionInfo, IntoConnectionInfo};

/// Where Redis is: the URL of a server, or those of some nodes of a cluster.
#[derive(Clone)]
pub struct RedisUrl(pub(super) Vec<ConnectionInfo>);

impl RedisUrl {
    /// Reads URLs with commas between them: `redis://`, or `unix://` for a socket. One node of a
    /// cluster is enough, if it is there when the service starts.
    ///
    /// # Errors
    /// Says which one is wrong, without any of its text: a password may be in it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let nodes = text.split(',').zip(1..).map(|(url, position)| {
            let node = url.trim().into_connection_info().and_then(Client::open);
            let node = node.map(|client| client.get_connection_info().clone());
            node.map_err(|_| format!("found another text in place {position}"))
        });
        nodes.collect::<Result<_, _>>().map(Self)
    }
}

/// Hides the URLs, which may hold a password.
impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisUrl").field("nodes", &self.0.len()).finish_non_exhaustive()
    }
}
