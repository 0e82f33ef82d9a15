//! What the service tells systemd.

use std::os::unix::net::UnixDatagram;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::watched::Watched;

#[test]
fn systemd_is_told_when_it_listens_lives_and_ends() {
    let path = format!("{}/{}-notify", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    let socket = UnixDatagram::bind(&path).unwrap();
    let (sender, received) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 64];
        while let Ok(length) = socket.recv(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..length]).trim_end().to_owned();
            if sender.send(text).is_err() {
                return;
            }
        }
    });
    let told = || received.recv_timeout(Duration::from_secs(60)).unwrap();
    let service = Watched::start(&[("NOTIFY_SOCKET", &path), ("WATCHDOG_USEC", "100000")]);
    assert_eq!(told(), "READY=1");
    for _ in 0..3 {
        assert_eq!(told(), "WATCHDOG=1");
    }
    let (is_success, log) = service.end();
    assert!(is_success, "{log}");
    loop {
        match told().as_str() {
            "WATCHDOG=1" => {}
            last => {
                assert_eq!(last, "STOPPING=1");
                break;
            }
        }
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn without_systemd_nothing_is_told() {
    let service = Watched::start(&[("WATCHDOG_USEC", "100000")]);
    assert_eq!(service.ask("/ready").status, 200);
    let (is_success, log) = service.end();
    assert!(is_success && !log.contains("systemd"), "{log}");
}
