//! A connection to the service.

#![allow(dead_code, reason = "each program that includes this uses a part of it")]

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::service::TOKEN;

/// A connection, which is kept.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    sub_account: &'static str,
}

/// What the service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) http: u16,
    /// After how many seconds to ask again.
    pub(crate) retry_after: Option<u64>,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn id(&self) -> &str {
        self.text("sessionId")
    }

    pub(crate) fn status(&self) -> &str {
        self.text("status")
    }

    pub(crate) fn attempt(&self) -> u64 {
        self.body["attempt"].as_u64().unwrap()
    }

    fn text(&self, member: &str) -> &str {
        self.body[member].as_str().unwrap_or_else(|| panic!("{self:?}"))
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self::of(address, "demo")
    }

    /// Connects for a sub-account, whose token is the one of the tests.
    pub(crate) fn of(address: SocketAddr, sub_account: &'static str) -> Self {
        Self::connect(address, sub_account).unwrap()
    }

    /// Connects if the service is there.
    pub(crate) fn connect(address: SocketAddr, sub_account: &'static str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), sub_account })
    }

    /// Starts a session whose changes are posted.
    pub(crate) fn start_with_callback(&mut self, number: &str, url: &str) -> io::Result<Answer> {
        self.post(&format!("{{\"destination\":\"{number}\",\"callbackUrl\":\"{url}\"}}"))
    }

    /// Starts a session. An error says that no answer came.
    pub(crate) fn start(&mut self, number: &str, client_ip: &str) -> io::Result<Answer> {
        let body = format!("{{\"destination\":\"{number}\",\"clientIp\":\"{client_ip}\"}}");
        self.post(&body)
    }

    /// Starts a session that is valid for some seconds.
    pub(crate) fn start_for(&mut self, number: &str, seconds: u32) -> io::Result<Answer> {
        self.post(&format!("{{\"destination\":\"{number}\",\"codeValidity\":{seconds}}}"))
    }

    fn post(&mut self, body: &str) -> io::Result<Answer> {
        let root = self.root();
        self.ask(&format!(
            "POST {root} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {TOKEN}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    /// Asks for the status of a session, or checks a code.
    pub(crate) fn get(&mut self, id: &str, code: Option<&str>) -> io::Result<Answer> {
        let query = code.map_or(String::new(), |code| format!("?code={code}"));
        let root = self.root();
        self.ask(&format!(
            "GET {root}/{id}{query} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {TOKEN}\r\n\r\n"
        ))
    }

    fn root(&self) -> String {
        format!("/api/v2/subaccounts/{}/sessions", self.sub_account)
    }

    fn ask(&mut self, request: &str) -> io::Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?;
        let http = status.split(' ').nth(1).and_then(|http| http.parse().ok());
        let (mut length, mut retry_after) = (0, None);
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            match line.to_ascii_lowercase().split_once(": ") {
                Some(("content-length", value)) => length = value.parse().unwrap(),
                Some(("retry-after", value)) => retry_after = value.parse().ok(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        let body = serde_json::from_slice(&body).unwrap();
        Ok(Answer { http: http.unwrap(), retry_after, body })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
