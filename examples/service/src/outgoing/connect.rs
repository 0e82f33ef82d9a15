//! [`Connector`]: from a URL to a connection.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::Uri;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tower_service::Service;

use super::stream::Stream;
use super::{Failure, Reach, url};

/// How many addresses of a host are tried.
const MOST_ADDRESSES: usize = 3;

/// How long one of them may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(3);

/// Connects to the host of a URL.
#[derive(Clone)]
pub(super) struct Connector {
    pub(super) reach: Arc<Reach>,
    pub(super) tls: TlsConnector,
}

impl Connector {
    async fn connect(self, uri: Uri) -> Result<Stream, Failure> {
        let is_https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        let host = url::host(&uri);
        let addresses = lookup_host((host, port)).await.map_err(|_| Failure::Unresolved)?;
        let stream = first_of(allowed(&self.reach, addresses)?).await?;
        // Requests are small and whole: nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        if !is_https {
            return Ok(Stream::Plain(TokioIo::new(stream)));
        }
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Failure::Tls)?;
        let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
        Ok(Stream::Tls(TokioIo::new(Box::new(stream))))
    }
}

/// Returns the addresses that may be connected to.
fn allowed(
    reach: &Reach,
    addresses: impl Iterator<Item = SocketAddr>,
) -> Result<Vec<SocketAddr>, Failure> {
    let mut addresses = addresses.peekable();
    if addresses.peek().is_none() {
        return Err(Failure::Unresolved);
    }
    let allowed: Vec<_> = addresses.filter(|address| reach.allows(address.ip())).collect();
    if allowed.is_empty() { Err(Failure::Forbidden) } else { Ok(allowed) }
}

/// Connects to the first address that accepts.
async fn first_of(addresses: Vec<SocketAddr>) -> Result<TcpStream, Failure> {
    for address in addresses.into_iter().take(MOST_ADDRESSES) {
        if let Ok(Ok(stream)) = timeout(PATIENCE, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(Failure::Unreachable)
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, Failure>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().connect(uri))
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

    use super::{Failure, Reach, allowed};
    use crate::networks::Networks;

    #[test]
    fn of_several_addresses_only_those_that_are_allowed_are_used() {
        let of = |reach: &Reach, addresses: &[IpAddr]| {
            let addresses = addresses.iter().map(|address| SocketAddr::new(*address, 443));
            let allowed = allowed(reach, addresses)?;
            Ok(allowed.iter().map(SocketAddr::ip).collect::<Vec<_>>())
        };
        let loopback: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        let public: [IpAddr; 2] = [[9, 9, 9, 9].into(), [0x2620, 0xFE, 0, 0, 0, 0, 0, 0xFE].into()];
        let mixed = [loopback[0], public[0], loopback[1], public[1]];
        let reach = Reach::PublicAnd(Networks::default());
        assert_eq!(of(&reach, &mixed), Ok(public.to_vec()));
        assert_eq!(of(&reach, &loopback), Err(Failure::Forbidden));
        assert_eq!(of(&reach, &[]), Err(Failure::Unresolved));
        assert_eq!(of(&Reach::Everything, &loopback), Ok(loopback.to_vec()));
    }
}
