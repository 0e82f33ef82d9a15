//! A process of the service, and the messages that it shows.

#![allow(dead_code, reason = "each program that includes this uses a part of it")]

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;

pub(crate) const TOKEN: &str = "a-token-of-the-tests";

/// A process of the service; killed in the end.
pub(crate) struct Service {
    child: Child,
    pub(crate) address: SocketAddr,
    messages: Messages,
}

/// The codes that were sent, by number, as often as they were.
#[derive(Clone, Default)]
pub(crate) struct Messages {
    codes: Arc<Mutex<HashMap<String, Vec<String>>>>,
    have_ended: Arc<AtomicBool>,
}

impl Messages {
    /// Returns the codes that a number got.
    pub(crate) fn to(&self, number: &str) -> Vec<String> {
        self.codes.lock().unwrap().get(number).cloned().unwrap_or_default()
    }

    /// Returns the code that a number got, once it has come; `None` if the service has ended before
    /// that.
    pub(crate) fn code(&self, number: &str) -> Option<String> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(30) {
            let have_ended = self.have_ended.load(Ordering::SeqCst);
            if let Some(code) = self.to(number).pop() {
                return Some(code);
            }
            if have_ended {
                return None;
            }
            thread::sleep(Duration::from_millis(1));
        }
        None
    }

    pub(crate) fn count(&self) -> usize {
        self.codes.lock().unwrap().values().map(Vec::len).sum()
    }

    /// Reads the output to its end.
    fn read(&self, output: BufReader<ChildStdout>) {
        let mut number = String::new();
        for line in output.lines().map_while(Result::ok) {
            if let Some((_, to)) = line.split_once(" → ") {
                to.trim().clone_into(&mut number);
            } else if let Some((_, code)) = line.split_once("verification code is ") {
                let code = code.chars().take_while(char::is_ascii_digit).collect();
                self.codes.lock().unwrap().entry(number.clone()).or_default().push(code);
            }
        }
        self.have_ended.store(true, Ordering::SeqCst);
    }
}

impl Service {
    /// Starts the service with some variables.
    pub(crate) fn start(store: &str, folder: &Folder, variables: &[(&str, &str)]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_verify-service")), store, folder, variables)
    }

    /// Starts the service by a command.
    pub(crate) fn of(
        mut command: Command,
        store: &str,
        folder: &Folder,
        variables: &[(&str, &str)],
    ) -> Self {
        command
            .env("LISTEN", "127.0.0.1:0")
            .env("STORE", store)
            .env("DATA_DIR", &folder.0)
            .env("TOKENS", format!("demo:{TOKEN}"))
            .env("GATEWAY", "terminal")
            .env("LOG", "error")
            .envs(["LIMIT_CLIENT_IP", "LIMIT_DESTINATION", "LIMIT_RANGE"].map(|it| (it, "none")))
            .env("CONVERSION", "none")
            .envs(variables.iter().copied());
        let child = command.stdout(Stdio::piped()).spawn().unwrap();
        let nowhere = SocketAddr::from(([0; 4], 0));
        // From here on, it is killed in the end.
        let mut service = Self { child, address: nowhere, messages: Messages::default() };
        let mut output = BufReader::new(service.child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        service.address = address.unwrap_or_else(|| panic!("{line:?}")).parse().unwrap();
        let reader = service.messages();
        thread::spawn(move || reader.read(output));
        service
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    pub(crate) fn messages(&self) -> Messages {
        self.messages.clone()
    }

    pub(crate) fn pid(&self) -> String {
        self.child.id().to_string()
    }

    /// Kills the process at once, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the process to end, and waits for it.
    pub(crate) fn terminate(&mut self) -> ExitStatus {
        let kill = Command::new("kill").args(["-TERM", &self.pid()]).status().unwrap();
        assert!(kill.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder that is removed in the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
