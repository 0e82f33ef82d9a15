//! [`Server`]: a Redis server of its own.

#![allow(dead_code, reason = "each program that includes this uses a part of it")]

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use redis::Connection;

/// A Redis server in a folder of its own; killed in the end.
pub(crate) struct Server {
    child: Child,
    port: u16,
    folder: PathBuf,
    options: Vec<String>,
}

impl Server {
    /// Starts a server that writes nothing to disk, unless the options say otherwise.
    pub(crate) fn start(options: &[&str]) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("redis-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let options = options.iter().copied().map(str::to_owned).collect::<Vec<_>>();
        let port = free_port();
        let child = run(port, &folder, &options);
        let server = Self { child, port, folder, options };
        server.wait();
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Connects to the server.
    pub(crate) fn connection(&self) -> Connection {
        redis::Client::open(self.url()).unwrap().get_connection().unwrap()
    }

    /// Kills the server at once, as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts the server again, with the same port and folder.
    pub(crate) fn restart(&mut self) {
        self.child = run(self.port, &self.folder, &self.options);
        self.wait();
    }

    /// Sends the server a signal.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    /// Waits until the server answers.
    fn wait(&self) {
        let began = Instant::now();
        let answers = || {
            let client = redis::Client::open(self.url())?;
            redis::cmd("PING").exec(&mut client.get_connection()?)
        };
        while let Err(error) = answers() {
            assert!(began.elapsed() < Duration::from_secs(30), "Redis does not start: {error}");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn run(port: u16, folder: &PathBuf, options: &[String]) -> Child {
    let mut command = Command::new("redis-server");
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""]);
    command.arg("--dir").arg(folder).args(options).stdout(Stdio::null());
    command.spawn().expect("redis-server is there (Debian: apt-get install redis-server)")
}

/// Returns a port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
