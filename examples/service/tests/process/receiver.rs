//! [`Receiver`]: who receives callbacks.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{LazyLock, Mutex};
use std::thread;

use serde_json::Value;

/// Receives callbacks.
pub(crate) struct Receiver {
    url: String,
    /// The ids of sessions that were verified.
    verified: Mutex<HashSet<String>>,
}

impl Receiver {
    /// The variable that allows callbacks to this machine.
    pub(crate) const ALLOWED: (&str, &str) = ("CALLBACK_NETWORKS", "127.0.0.0/8");

    pub(crate) fn of_all_tests() -> &'static Self {
        static RECEIVER: LazyLock<Receiver> = LazyLock::new(|| {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let url = format!("http://{}/", listener.local_addr().unwrap());
            thread::spawn(move || {
                for stream in listener.incoming().map_while(Result::ok) {
                    thread::spawn(move || Receiver::of_all_tests().receive(stream));
                }
            });
            Receiver { url, verified: Mutex::default() }
        });
        &RECEIVER
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    /// Whether it has received that a session is verified.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.verified.lock().unwrap().contains(id)
    }

    /// Answers until the other side ends.
    fn receive(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        loop {
            let (mut line, mut length) = (String::new(), 0);
            while line.trim_end() != "" || line.is_empty() {
                line.clear();
                if stream.read_line(&mut line).ok()? == 0 {
                    return None;
                }
                let lower = line.to_ascii_lowercase();
                if let Some(value) = lower.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).ok()?;
            let body: Value = serde_json::from_slice(&body).unwrap();
            if body["status"] == "VERIFIED" {
                let id = body["sessionId"].as_str().unwrap().to_owned();
                self.verified.lock().unwrap().insert(id);
            }
            stream.get_mut().write_all(b"HTTP/1.1 204 No Content\r\n\r\n").ok()?;
        }
    }
}
