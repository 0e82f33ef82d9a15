//! The README's way from one process to three, as somebody new would try it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::fleet::CLIENT_IP;
use crate::server::free_port;
use crate::service::{Folder, TOKEN};

/// Returns the commands with other ports, and the program that was built already.
fn commands() -> (String, Vec<u16>) {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, rest) =
        readme.split_once("<!-- processes: a test runs these lines -->\n```sh\n").unwrap();
    let (commands, _) = rest.split_once("```").unwrap();
    assert_eq!(commands.trim().lines().filter(|line| !line.ends_with('\\')).count(), 5);
    let mut commands =
        commands.replace("cargo run --release", env!("CARGO_BIN_EXE_verify-service"));
    let ports = ["6390", "8081", "8082", "8083"].map(|written| {
        assert!(commands.contains(written));
        let port = free_port();
        commands = commands.replace(written, &port.to_string());
        port
    });
    (commands.replace("a-long-secret-of-yours", TOKEN), ports[1..].to_vec())
}

#[test]
fn from_one_process_to_three() {
    let (commands, ports) = commands();
    let folder = Folder::new();
    fs::create_dir_all(folder.path()).unwrap();
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{commands}\nwait")]).current_dir(folder.path());
    let mut shell = Shell(command.process_group(0).stdout(Stdio::piped()).spawn().unwrap());
    let output = shell.0.stdout.take().unwrap();
    let addresses: Vec<_> =
        ports.iter().map(|port| SocketAddr::from(([127, 0, 0, 1], *port))).collect();
    let began = Instant::now();
    for address in &addresses {
        while TcpStream::connect(address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(30), "a process does not start");
            thread::sleep(Duration::from_millis(20));
        }
    }
    let mut client = Client::of(addresses[0], "shop");
    let started = loop {
        // Redis may come later than the first process.
        let answer = client.start("+447400123456", CLIENT_IP).unwrap();
        assert!(began.elapsed() < Duration::from_secs(30), "{answer:?}");
        if answer.http == 200 {
            break answer;
        }
        thread::sleep(Duration::from_millis(100));
    };
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let code = lines.find_map(|line| Some(line.split_once("code is ")?.1[..4].to_owned())).unwrap();
    let checked = Client::of(addresses[2], "shop").get(started.id(), Some(&code)).unwrap();
    assert_eq!((checked.http, checked.status()), (200, "VERIFIED"));
}

/// A shell, killed in the end with all that it has started.
struct Shell(Child);

impl Drop for Shell {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}
