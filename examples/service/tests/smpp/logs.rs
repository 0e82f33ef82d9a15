//! What is logged: each reason once, and no number, text or password at any level.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusmpp_core::pdus::owned::{DeliverSm, Pdu};
use rusmpp_core::types::owned::{COctetString, OctetString};
use rusmpp_core::{CommandId, CommandStatus};
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use verify_service::gateway::Content;
use zeroize::Zeroizing;

use crate::smsc::Smsc;
use crate::support::{NUMBER, Sender, message_of, settings, text};

/// What a test's thread has logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn start() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn count(&self, text: &str) -> usize {
        self.text().matches(text).count()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn each_reason_is_logged_once() {
    let (log, _guard) = Log::start();
    let smsc = Smsc::start().await;
    let mut quick = settings(&smsc);
    quick.pauses = (Duration::from_millis(10), Duration::from_millis(10));
    let sender = Sender::start(quick);
    for _ in 0..5 {
        smsc.accept().await.take_bind(CommandStatus::EsmeRinvpaswd).await;
    }
    let refused = "it refuses the bind with EsmeRinvpaswd (0x0000000E): look at SMPP_SYSTEM_ID, \
                   SMPP_PASSWORD and SMPP_SYSTEM_TYPE; trying again";
    assert_eq!(log.count(refused), 1, "{}", log.text());
    for _ in 0..5 {
        drop(smsc.accept().await);
    }
    assert_eq!(log.count("the connection is broken"), 1, "{}", log.text());
    let _peer = smsc.bound().await;
    sender.is_bound(true).await;
    assert_eq!(log.count("bound to the SMSC"), 1, "{}", log.text());
    assert_eq!(log.count("WARN"), 2, "{}", log.text());
}

#[tokio::test]
async fn nothing_secret_is_logged() {
    let (log, _guard) = Log::start();
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let code = "483106";
    let sending = sender.send(text(code));
    peer.takes("1a").await;
    sending.end().await.unwrap();
    for status in [CommandStatus::EsmeRinvdstadr, CommandStatus::EsmeRthrottled] {
        let sending = sender.send(text(code));
        peer.refuses(status).await;
        sending.end().await.unwrap_err();
    }
    let viber = Content::Viber { text: Zeroizing::new(code.to_owned()) };
    sender.send(message_of(viber)).end().await.unwrap_err();
    let text = format!("id:1a stat:UNDELIV err:001 text:{code}");
    for class in [4, 0] {
        let delivery = DeliverSm::builder()
            .esm_class(class.into())
            .source_addr(COctetString::from_string(NUMBER[1..].to_owned()).unwrap())
            .short_message(OctetString::from_vec(text.clone().into_bytes()).unwrap())
            .build();
        peer.write(CommandStatus::EsmeRok, 1, delivery).await;
        assert_eq!(peer.next().await.id(), CommandId::DeliverSmResp);
    }
    peer.write(CommandStatus::EsmeRok, 1, Pdu::Unbind).await;
    assert_eq!(peer.next().await.id(), CommandId::UnbindResp);
    smsc.bound().await;
    let found = log.text();
    for expected in
        ["it is for the channel viber", "EsmeRinvdstadr", "undeliverable", "it has unbound"]
    {
        assert!(found.contains(expected), "{expected} is not in {found}");
    }
    for secret in [code, &NUMBER[1..], "s3cret"] {
        assert!(!found.contains(secret), "{secret} is in {found}");
    }
    assert!(!format!("{:?}", settings(&smsc)).contains("s3cret"));
}
