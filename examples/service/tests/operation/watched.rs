//! A service with its address for tools, and what it tells them.

use std::ops::Deref;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::exposition::Exposition;
use crate::service::{Answer, Service, get, started_by};

/// A running service that tools can ask.
pub(crate) struct Watched {
    service: Service,
    /// Such as `http://127.0.0.1:34567`.
    tools: String,
}

impl Watched {
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_verify-service")), variables)
    }

    /// Starts the service by a command.
    pub(crate) fn of(program: Command, variables: &[(&str, &str)]) -> Self {
        let usual = [("METRICS_LISTEN", "127.0.0.1:0")];
        let variables: Vec<_> = usual.iter().chain(variables).copied().collect();
        let service = Service::read_from(started_by(program, &variables));
        let line = service.line_with("metrics on ");
        let tools = line.strip_prefix("metrics on ").unwrap().strip_suffix("/metrics").unwrap();
        Self { tools: tools.to_owned(), service }
    }

    /// Asks as a tool.
    pub(crate) fn ask(&self, path: &str) -> Answer {
        get(&format!("{}{path}", self.tools), &[])
    }

    /// Returns the address of the tools.
    pub(crate) fn tools(&self) -> &str {
        self.tools.strip_prefix("http://").unwrap()
    }

    pub(crate) fn metrics(&self) -> Exposition {
        Exposition::parse(&self.ask("/metrics").text)
    }

    /// Waits until the metrics are as they should become, and returns them.
    pub(crate) fn metrics_once(&self, are_so: impl Fn(&Exposition) -> bool) -> Exposition {
        let since = Instant::now();
        loop {
            let metrics = self.metrics();
            if are_so(&metrics) {
                return metrics;
            }
            assert!(since.elapsed() < Duration::from_secs(60), "{metrics:#?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until `/ready` has this status, and returns its text.
    pub(crate) fn becomes(&self, status: u16) -> String {
        let since = Instant::now();
        loop {
            let answer = self.ask("/ready");
            if answer.status == status {
                return answer.text;
            }
            assert!(since.elapsed() < Duration::from_secs(60), "{answer:?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends the service; returns whether it succeeded, and its log.
    pub(crate) fn end(self) -> (bool, String) {
        self.service.terminate();
        self.service.wait()
    }

    /// Waits until the service ends by itself.
    pub(crate) fn wait(self) -> (bool, String) {
        self.service.wait()
    }
}

impl Deref for Watched {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}
