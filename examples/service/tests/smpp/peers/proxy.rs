//! [`Proxy`]: stands between both sides, and keeps what they write.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Which way bytes went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the gateway.
    Out,
    /// From the SMSC.
    Back,
}

/// What was written, in its order.
pub(crate) type Written = Arc<Mutex<Vec<(Way, Vec<u8>)>>>;

/// A proxy in front of an SMSC.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    pub(crate) written: Written,
}

impl Proxy {
    pub(crate) async fn start(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let written = Written::default();
        let kept = Arc::clone(&written);
        tokio::spawn(async move {
            while let Ok((gateway, _)) = listener.accept().await {
                let smsc = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                let ((from_gateway, to_gateway), (from_smsc, to_smsc)) =
                    (gateway.into_split(), smsc.into_split());
                tokio::spawn(copy(Way::Out, from_gateway, to_smsc, Arc::clone(&kept)));
                tokio::spawn(copy(Way::Back, from_smsc, to_gateway, Arc::clone(&kept)));
            }
        });
        Self { address, written }
    }
}

async fn copy(
    way: Way,
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    kept: Written,
) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        kept.lock().unwrap().push((way, buffer[..length].to_vec()));
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
