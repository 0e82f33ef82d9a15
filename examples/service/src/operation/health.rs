//! `verify-service --health`: asks a running service, where no other client is at hand, such as in
//! a container without a shell.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long the service may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks `/health` at the address of `METRICS_LISTEN`.
///
/// # Errors
/// Says what came instead of an answer 200.
pub fn ask(metrics_listen: Option<&str>) -> Result<(), String> {
    let listen = metrics_listen.filter(|text| !text.is_empty());
    let listen = listen.ok_or("METRICS_LISTEN is not set: nobody answers /health")?;
    let address = listen.parse().map_err(|_| "METRICS_LISTEN: expected an address and a port")?;
    match status(reachable(address)) {
        Ok(status) if status == "200" => Ok(()),
        Ok(status) => Err(format!("{address}: expected status 200, found {status:?}")),
        Err(error) => Err(format!("{address}: {error}")),
    }
}

/// Returns where a service that listens on this address can be reached from the same machine.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            SocketAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        });
    }
    address
}

/// Returns the status of the answer.
fn status(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut start = [0; "HTTP/1.1 200".len()];
    stream.read_exact(&mut start)?;
    let status = start.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    Ok(String::from_utf8_lossy(status).into_owned())
}
