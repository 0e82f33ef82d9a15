//! The demo as a person runs it: the built binary, with arguments, in a pipe and in a terminal.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod arguments;
mod batch;
#[cfg(unix)]
mod terminal;

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Returns a command that runs the demo, whatever the environment of the tests says of terminals.
fn verify(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verify"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("COLUMNS").env("TERM", "xterm");
    command
}

/// What the demo printed, and its exit code.
struct Run {
    output: String,
    errors: String,
    code: i32,
}

/// Runs the demo with `input` on its standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = verify(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the demo starts");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    stdin.write_all(input).expect("it reads its input");
    drop(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    Run {
        output: String::from_utf8(stdout).expect("it prints UTF-8"),
        errors: String::from_utf8(stderr).expect("it prints UTF-8"),
        code: status.code().expect("it exits by itself"),
    }
}

/// Runs the demo with an empty input.
fn run(arguments: &[&str]) -> Run {
    run_with(arguments, b"")
}
