//! A receiver on a free port of a loopback address, which answers as a test wants.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What a request said.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Such as `POST /path HTTP/1.1`.
    pub(crate) line: String,
    headers: HashMap<String, String>,
    pub(crate) body: String,
    /// The name that the other side has asked for, over TLS.
    pub(crate) server_name: Option<String>,
}

impl Received {
    /// Returns a header by its name in small letters; an empty text for one that is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn headers(&self) -> &HashMap<String, String> {
        &self.headers
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What a receiver does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// These bytes; the connection stays open.
    Open(String),
    /// These bytes, then the end of the connection.
    Close(String),
    /// These bytes, and then nothing until the other side gives up.
    Hang(String),
}

/// Returns a whole answer without a body.
pub(crate) fn status(status: u16) -> Reply {
    Reply::Open(format!("HTTP/1.1 {status} Any\r\nContent-Length: 0\r\n\r\n"))
}

/// Returns a whole answer with a header.
pub(crate) fn with_header(status: u16, header: &str) -> Reply {
    Reply::Open(format!("HTTP/1.1 {status} Any\r\n{header}\r\nContent-Length: 0\r\n\r\n"))
}

/// A receiver, whose threads end with its connections.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

struct State {
    connections: AtomicUsize,
    received: Mutex<Vec<Received>>,
    replies: Box<dyn Fn(usize) -> Reply + Send + Sync>,
    tls: Option<Arc<ServerConfig>>,
}

impl Receiver {
    /// Starts a receiver that answers each request by its number, from 0.
    pub(crate) fn start(replies: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::at("127.0.0.1:0", None, replies)
    }

    /// Starts a receiver that always answers the same.
    pub(crate) fn always(reply: Reply) -> Self {
        Self::start(move |_| reply.clone())
    }

    /// Starts a receiver at an address, which may speak TLS.
    pub(crate) fn at(
        address: &str,
        tls: Option<Arc<ServerConfig>>,
        replies: impl Fn(usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            connections: AtomicUsize::new(0),
            received: Mutex::default(),
            replies: Box::new(replies),
            tls,
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { address, state }
    }

    /// Returns a URL on it.
    pub(crate) fn url(&self, rest: &str) -> String {
        format!("http://{}{rest}", self.address)
    }

    /// How many connections it has accepted.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Returns what has come.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }
}

impl State {
    fn serve(&self, stream: TcpStream) {
        let socket = stream.try_clone().unwrap();
        match &self.tls {
            None => self.requests(BufReader::new(stream), &socket, None),
            Some(config) => {
                let mut stream = stream;
                let mut connection = ServerConnection::new(Arc::clone(config)).unwrap();
                while connection.is_handshaking() {
                    if connection.complete_io(&mut stream).is_err() {
                        return;
                    }
                }
                let name = connection.server_name().map(str::to_owned);
                let stream = BufReader::new(StreamOwned::new(connection, stream));
                self.requests(stream, &socket, name.as_deref());
            }
        }
    }

    fn requests(
        &self,
        mut stream: BufReader<impl Read + Write>,
        socket: &TcpStream,
        server_name: Option<&str>,
    ) {
        while let Some(received) = read(&mut stream) {
            let received = Received { server_name: server_name.map(str::to_owned), ..received };
            let number = {
                let mut all = self.received.lock().unwrap();
                all.push(received);
                all.len() - 1
            };
            let (bytes, is_over) = match (self.replies)(number) {
                Reply::Open(bytes) => (bytes, false),
                Reply::Close(bytes) => (bytes, true),
                Reply::Hang(bytes) => {
                    let _ = stream.get_mut().write_all(bytes.as_bytes());
                    let _ = stream.get_mut().flush();
                    // Until the other side gives up.
                    let _ = stream.read(&mut [0]);
                    return;
                }
            };
            if stream.get_mut().write_all(bytes.as_bytes()).is_err() || is_over {
                let _ = socket.shutdown(Shutdown::Both);
                return;
            }
            let _ = stream.get_mut().flush();
        }
    }
}

fn read(stream: &mut impl BufRead) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut lines = lines.into_iter();
    let line = lines.next()?;
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_ascii_lowercase(), value.to_owned())
    });
    let headers: HashMap<_, _> = headers.collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).unwrap();
    Some(Received { line, headers, body, server_name: None })
}

/// A certificate for such names, and a receiver that has it.
pub(crate) struct Secure {
    pub(crate) receiver: Receiver,
    /// The certificate as a PEM file has it.
    pub(crate) pem: String,
    pub(crate) certificate: CertificateDer<'static>,
}

impl Secure {
    pub(crate) fn new(names: &[&str]) -> Self {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let receiver = Receiver::at("127.0.0.1:0", Some(Arc::new(config)), |_| status(200));
        Self { receiver, pem: made.cert.pem(), certificate }
    }
}
