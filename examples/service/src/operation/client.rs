//! `verify-service --health` and `--unblock`: ask a running service at `METRICS_LISTEN`, where no
//! other client is at hand, such as in a container without a shell.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long the service may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long it may take if its store has to answer.
const PATIENCE_WITH_STORE: Duration = Duration::from_secs(10);

/// Asks whether the service lives.
///
/// # Errors
/// Says what came instead of an answer 200.
pub fn health(metrics_listen: Option<&str>) -> Result<(), String> {
    let request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    match ask(metrics_listen, request, PATIENCE)? {
        (status, _) if status == "200" => Ok(()),
        (status, _) => Err(format!("expected status 200, found {status:?}")),
    }
}

/// Asks to forget the wrong codes of a number of a sub-account.
///
/// # Errors
/// Says what came instead of an answer 200.
pub fn unblock(
    metrics_listen: Option<&str>,
    sub_account: &str,
    destination: &str,
) -> Result<(), String> {
    let body = serde_json::json!({ "subAccountId": sub_account, "destination": destination });
    let body = body.to_string();
    let length = body.len();
    let request = format!(
        "POST /unblock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    match ask(metrics_listen, &request, PATIENCE_WITH_STORE)? {
        (status, _) if status == "200" => Ok(()),
        (_, problem) => Err(problem.trim_end().to_owned()),
    }
}

/// Returns the status and the body of the answer.
fn ask(
    metrics_listen: Option<&str>,
    request: &str,
    patience: Duration,
) -> Result<(String, String), String> {
    let listen = metrics_listen.filter(|text| !text.is_empty());
    let listen = listen.ok_or("METRICS_LISTEN is not set: nobody answers")?;
    let address = listen.parse().map_err(|_| "METRICS_LISTEN: expected an address and a port")?;
    let address = reachable(address);
    let answer =
        answer(address, request, patience).map_err(|error| format!("{address}: {error}"))?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).unwrap_or_default();
    Ok((status.to_owned(), body.to_owned()))
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

/// Returns the answer, or the first part of a long one.
fn answer(address: SocketAddr, request: &str, patience: Duration) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(patience))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
