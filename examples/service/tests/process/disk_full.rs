//! A file that cannot grow: calls are refused until it can.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::kills::{compare, load};
use crate::service::{Folder, Service};

#[test]
fn a_full_disk_refuses_calls_and_loses_nothing() {
    let folder = Folder::new();
    // Without room for more, writing fails as on a full disk.
    let mut command = Command::new("bash");
    command.args(["-c", "trap '' XFSZ; ulimit -S -f 2048; exec \"$0\""]);
    command.arg(env!("CARGO_BIN_EXE_verify-service"));
    let mut service = Service::of(command, "redb", &folder, &[("LOG", "error")]);
    // The clients end when they are refused: the service goes on.
    let mut all = load(&mut service, 0, |_| {});
    assert!(!all.is_empty());

    let pid = service.pid();
    let room = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
    assert!(room.unwrap().success());
    let mut client = service.client();
    let answers = (0..50).map(|_| {
        thread::sleep(Duration::from_millis(100));
        client.start("+447499999991", "203.0.113.7").unwrap()
    });
    // It may have started though it was refused.
    let answered = answers.into_iter().find(|answer| answer.http != 503).unwrap();
    assert!(matches!(answered.http, 200 | 403), "{answered:?}");
    compare(&mut all, &service);
    service.kill();
    compare(&mut all, &Service::start("redb", &folder, &[]));
}
