//! A running service, and clients for it.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::Value;
use ureq::http::{HeaderMap, Request};
use verify_service::config::VARIABLES;

/// The token of the sub-account `demo`.
pub(crate) const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// How long a test waits for what should come at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns the command, without any variable of the caller.
pub(crate) fn command(variables: &[(&str, &str)]) -> Command {
    started_by(Command::new(env!("CARGO_BIN_EXE_verify-service")), variables)
}

/// Returns a command that starts the service, without any variable of the caller.
pub(crate) fn started_by(mut command: Command, variables: &[(&str, &str)]) -> Command {
    for variable in VARIABLES {
        command.env_remove(variable.name);
    }
    let usual = [
        ("LISTEN", "127.0.0.1:0"),
        ("STORE", "memory"),
        ("GATEWAY", "terminal"),
        ("LIMIT_RANGE", "none"),
        ("CONVERSION", "none"),
    ];
    command.envs(usual).env("TOKENS", format!("demo:{TOKEN}"));
    command.envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running service. It is killed on drop.
pub(crate) struct Service {
    child: Child,
    /// Such as `http://127.0.0.1:34567`.
    pub(crate) url: String,
    pub(crate) address: SocketAddr,
    lines: Mutex<Receiver<String>>,
    log: Option<JoinHandle<String>>,
}

impl Service {
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        Self::read_from(command(variables))
    }

    /// Starts a service by such a command, and reads its output.
    pub(crate) fn read_from(command: Command) -> Self {
        let (mut service, out) = Self::of(command);
        let (sender, lines) = channel();
        service.lines = Mutex::new(lines);
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        service
    }

    /// Starts a service whose output nobody reads.
    pub(crate) fn start_unread(variables: &[(&str, &str)]) -> (Self, BufReader<ChildStdout>) {
        Self::of(command(variables))
    }

    /// Starts a service by such a command; nobody reads its output.
    pub(crate) fn of(mut command: Command) -> (Self, BufReader<ChildStdout>) {
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut errors = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let Some(url) = first.trim_end().strip_prefix("listening on ") else {
            let _ = child.wait();
            panic!("it does not listen: {first:?} {}", log.join().unwrap());
        };
        let (_, address) = url.split_once("://").unwrap();
        let (address, url) = (address.parse().unwrap(), url.to_owned());
        (Self { child, url, address, lines: Mutex::new(channel().1), log: Some(log) }, out)
    }

    /// Returns the next line of the output that holds such a text.
    pub(crate) fn line_with(&self, text: &str) -> String {
        loop {
            let line =
                self.lines.lock().unwrap().recv_timeout(PATIENCE).expect("a line of the output");
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Returns the code of the next text message.
    pub(crate) fn code(&self) -> String {
        let line = self.line_with("verification code is ");
        let code = line.rsplit("code is ").next().unwrap();
        code.trim_end_matches(['│', ' ']).to_owned()
    }

    /// Returns the id of the process.
    pub(crate) fn pid(&self) -> String {
        self.child.id().to_string()
    }

    /// Sends SIGTERM.
    pub(crate) fn terminate(&self) {
        assert!(Command::new("kill").args(["-TERM", &self.pid()]).status().unwrap().success());
    }

    /// Waits until the process ends by itself; returns whether it succeeded, and its log.
    pub(crate) fn wait(mut self) -> (bool, String) {
        let status = self.child.wait().unwrap();
        (status.success(), self.log.take().unwrap().join().unwrap())
    }

    /// Posts a body of JSON.
    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        post(&format!("{}{path}", self.url), body)
    }

    pub(crate) fn start_session(&self, body: &str) -> Answer {
        self.post("/api/v2/subaccounts/demo/sessions", body)
    }

    /// Sends a request without a body.
    pub(crate) fn send(&self, method: &str, path: &str) -> Answer {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        let request = request.header("Authorization", format!("Bearer {TOKEN}"));
        answer(request.body(()).unwrap())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes, and reads until the service closes the connection.
    pub(crate) fn raw(&self, bytes: impl AsRef<[u8]>) -> String {
        String::from_utf8(self.raw_bytes(bytes)).unwrap()
    }

    /// As `raw`, for an answer that need not be text.
    pub(crate) fn raw_bytes(&self, bytes: impl AsRef<[u8]>) -> Vec<u8> {
        let mut stream = self.connect();
        stream.write_all(bytes.as_ref()).unwrap();
        bytes_to_end(stream)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads until the service closes the connection.
pub(crate) fn read_to_end(stream: impl Read) -> String {
    String::from_utf8(bytes_to_end(stream)).unwrap()
}

fn bytes_to_end(mut stream: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
        Err(error) => panic!("it is not closed: {error}, {}", String::from_utf8_lossy(&bytes)),
    }
    bytes
}

/// The head of a start whose body has a length.
pub(crate) fn head(length: usize) -> String {
    format!(
        "POST /api/v2/subaccounts/demo/sessions HTTP/1.1\r\nHost: test\r\n\
         Authorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Returns a member of the body.
    pub(crate) fn member(&self, name: &str) -> String {
        match &self.json()[name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that it is an error as the API defines it: status, code and message.
    #[track_caller]
    pub(crate) fn refuses(&self, status: u16, code: u16, message: &str) {
        let found = (self.status, self.member("code"), self.member("message"));
        assert_eq!(found, (status, code.to_string(), message.to_owned()), "{self:?}");
        let body = self.json();
        assert_eq!(body.as_object().unwrap().len(), 4, "{self:?}");
        let id = self.member("errorId");
        assert!(id.len() == 36 && id.as_bytes()[14] == b'4', "no UUID of version 4: {id}");
        assert!(self.member("timestamp").ends_with('Z'), "{self:?}");
        assert_eq!(self.header("content-type"), "application/json");
    }
}

/// Posts a body of JSON with the token of the sub-account `demo`.
pub(crate) fn post(url: &str, body: &str) -> Answer {
    let request = Request::post(url)
        .header("Authorization", format!("Bearer {TOKEN}"))
        .header("Content-Type", "application/json");
    answer(request.body(body.to_owned()).unwrap())
}

/// Gets a URL with such headers.
pub(crate) fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::get(url), |request, (name, value)| request.header(*name, *value));
    answer(request.body(()).unwrap())
}

/// Sends a request by an ordinary client.
pub(crate) fn answer(request: Request<impl ureq::AsSendBody>) -> Answer {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true)
        .timeout_global(Some(PATIENCE));
    let mut response = ureq::Agent::from(config.build()).run(request).unwrap();
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.body_mut().read_to_string().unwrap(),
    }
}

/// Checks that a whole answer, head and body, is an error as the API defines it.
#[track_caller]
pub(crate) fn refuses(whole: &str, status: u16, code: u16, message: &str) {
    let (head, text) = whole.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{whole:?}"));
    assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{whole}");
    let headers = [("content-type", "application/json")];
    let headers = headers.into_iter().map(|(name, value)| {
        assert!(head.contains(&format!("{name}: {value}")), "{whole}");
        (name.parse().unwrap(), value.parse().unwrap())
    });
    Answer { status, headers: headers.collect(), text: text.to_owned() }
        .refuses(status, code, message);
}
