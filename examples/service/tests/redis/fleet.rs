//! [`Fleet`]: four processes of the service that share one Redis.

use std::process::Command;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Answer, Client};
use crate::service::{Folder, Service, TOKEN};

pub(crate) const CLIENTS: usize = 200;
pub(crate) const CLIENT_IP: &str = "203.0.113.7";

/// Four processes of the service that share one Redis.
pub(crate) struct Fleet {
    pub(crate) services: Vec<Service>,
    folder: Folder,
    variables: Vec<(String, String)>,
}

impl Fleet {
    /// Starts the processes with some variables.
    pub(crate) fn start(url: &str, variables: &[(&str, &str)]) -> Self {
        Self::of(url, variables, (0..4).map(|_| service()).collect())
    }

    /// Starts the processes by commands.
    pub(crate) fn of(url: &str, variables: &[(&str, &str)], commands: Vec<Command>) -> Self {
        let tokens = format!("demo:{TOKEN},other:{TOKEN}");
        let variables = [&[("REDIS_URL", url), ("TOKENS", &tokens)], variables].concat();
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let variables = variables.into_iter().map(owned).collect();
        let mut fleet = Self { services: Vec::new(), folder: Folder::new(), variables };
        fleet.services = commands.into_iter().map(|command| fleet.service(command)).collect();
        fleet
    }

    fn service(&self, command: Command) -> Service {
        let variables = self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Service::of(command, "redis", &self.folder, &variables.collect::<Vec<_>>())
    }

    /// Starts a process in the place of one that was killed.
    pub(crate) fn restart(&mut self, number: usize) {
        self.services[number] = self.service(service());
    }

    /// Connects to one process after the other.
    pub(crate) fn client(&self, number: usize) -> Client {
        self.client_of(number, "demo")
    }

    pub(crate) fn client_of(&self, number: usize, sub_account: &'static str) -> Client {
        Client::of(self.services[number % self.services.len()].address, sub_account)
    }

    /// Returns the codes that a number got, from whichever process.
    pub(crate) fn codes(&self, number: &str) -> Vec<String> {
        self.services.iter().flat_map(|service| service.messages().to(number)).collect()
    }

    /// Returns the code that a number got, once it has come.
    pub(crate) fn code(&self, number: &str) -> String {
        let began = Instant::now();
        loop {
            if let Some(code) = self.codes(number).pop() {
                return code;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "no message has come");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Returns how many messages were sent, once that many have come.
    pub(crate) fn count(&self, expected: usize) -> usize {
        let began = Instant::now();
        loop {
            let count = self.services.iter().map(|service| service.messages().count()).sum();
            if count >= expected || began.elapsed() > Duration::from_secs(30) {
                return count;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Has all clients ask at the same time.
    pub(crate) fn at_once(
        &self,
        sub_account: &'static str,
        ask: impl Fn(&mut Client, usize) -> Answer + Sync,
    ) -> Vec<Answer> {
        let barrier = Barrier::new(CLIENTS);
        let ask = |caller| {
            let mut client = self.client_of(caller, sub_account);
            barrier.wait();
            ask(&mut client, caller)
        };
        thread::scope(|scope| {
            let ask = &ask;
            let clients: Vec<_> =
                (0..CLIENTS).map(|caller| scope.spawn(move || ask(caller))).collect();
            clients.into_iter().map(|client| client.join().unwrap()).collect()
        })
    }

    /// Starts a session, and returns its id and code.
    pub(crate) fn started(&self, sub_account: &'static str, number: &str) -> (String, String) {
        let answer = self.client_of(0, sub_account).start(number, CLIENT_IP).unwrap();
        assert_eq!(answer.http, 200, "{answer:?}");
        (answer.id().to_owned(), self.code(number))
    }
}

fn service() -> Command {
    Command::new(env!("CARGO_BIN_EXE_verify-service"))
}

pub(crate) fn count(answers: &[Answer], is_so: impl Fn(&Answer) -> bool) -> usize {
    answers.iter().filter(|answer| is_so(answer)).count()
}
