//! What the logs hold, and what not.

use std::io;
use std::sync::{Arc, Mutex};

use tracing::Level;
use verify_core::session::Status;
use verify_service::gateway::Gateway;
use verify_service::outbox::Poster;

use crate::gateway::{message, sms, webhook};
use crate::receiver::{Receiver, Reply, status};
use crate::signatures::{OTHER, SECRET};
use crate::support::{Hands, LONG, SHORT, callback, callbacks, callbacks_by, client, wait};

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns what is logged meanwhile.
fn logged(during: impl FnOnce()) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::DEBUG)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, during);
    let bytes = log.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn logs_say_what_happens_and_hold_no_secret() {
    let replies = [
        status(200),
        status(410),
        status(503),
        status(404),
        Reply::Close("HTTP/1.1 200 secret-of-the-answer\u{1}".into()),
        Reply::Close("secret-of-the-answer".into()),
        Reply::Hang(String::new()),
    ];
    let hands = Hands::new();
    let secrets = format!("demo:{SECRET},demo:{OTHER}");
    let id = callback("http://a/", Status::Verified).session.id().to_string();
    let log = logged(|| {
        for reply in replies {
            let limit = if matches!(reply, Reply::Hang(_)) { SHORT } else { LONG };
            let receiver = Receiver::always(reply);
            let url = receiver.url("/secret-path?token=secret-query");
            let poster = callbacks_by(client("127.0.0.1", limit), Some(&secrets), &hands);
            wait(poster.post("demo", &callback(&url, Status::Verified), 0));
            wait(poster.post("shop", &callback(&url, Status::Verified), 0));
            let _ = wait(webhook(&url, limit).send(&message(sms())));
        }
        let poster = callbacks(Some(&secrets), &hands);
        for url in ["https://secret-host.invalid/secret-path", "http://10.11.12.13/", "secret"] {
            wait(poster.post("demo", &callback(url, Status::Verified), 0));
        }
        hands.forward(verify_service::outbox::Callback::MAX_AGE);
        let url = "https://secret-host.invalid/secret-path";
        wait(poster.post("demo", &callback(url, Status::Verified), 99));
    });
    let ours = format!("session={id}");
    for part in [
        "posted session=",
        "the receiver wants no callback any more session=",
        "http=503",
        "http=404",
        "failure=no answer of HTTP",
        "failure=no answer in time",
        "failure=the host has no address",
        "failure=the host has no address that may be reached",
        "CALLBACK_SECRETS has no secret of the sub-account session=",
        "not posted: no URL, or no session",
        "the callback is given up session=",
        "not sent: the gateway refuses the message session=",
        "not sent: the gateway does not take messages at present session=",
        "status=VERIFIED",
    ] {
        let line = log.lines().find(|line| line.contains(part));
        assert!(line.is_some_and(|line| line.contains(&ours)), "{part:?} in {log}");
    }
    let mut secrets = vec![
        "secret-path".to_owned(),
        "secret-query".into(),
        "secret-host".into(),
        "secret-of".into(),
        "10.11.12.13".into(),
        "046331".into(),
        "6587654321".into(),
        "a-token-of".into(),
        "v1,".into(),
        "verifyUri".into(),
    ];
    secrets.extend([SECRET, OTHER].map(|secret| secret.trim_start_matches("whsec_").to_owned()));
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret:?} in {log}");
    }
}
