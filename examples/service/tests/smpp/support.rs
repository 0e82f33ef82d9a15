//! Gateways and messages.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;
use verify_core::phone::PhoneNumber;
use verify_core::session::SessionId;
use verify_core::sms::{self, Encoding, SenderId};
use verify_core::time::Timestamp;
use verify_service::gateway::smpp::{Password, Receipts, Settings, Smpp, State, Wanted};
use verify_service::gateway::{Content, Gateway, Message, SendError};
use zeroize::Zeroizing;

use crate::smsc::{PATIENCE, Peer, Smsc};

/// Settings that lose no time.
pub(crate) fn settings(smsc: &Smsc) -> Settings {
    settings_of(&smsc.address)
}

pub(crate) fn settings_of(address: &str) -> Settings {
    Settings {
        address: address.to_owned(),
        system_id: "verify".to_owned(),
        password: Password::parse("s3cret").unwrap(),
        system_type: "OTP".to_owned(),
        window: 10,
        receipts: Wanted::All,
        has_validity: true,
        enquire_every: Duration::from_secs(30),
        timeout: PATIENCE,
        pauses: (Duration::from_millis(20), Duration::from_secs(60)),
    }
}

/// A gateway that is shared by those who send at the same time.
pub(crate) struct Sender {
    smpp: Option<Arc<Smpp>>,
    task: JoinHandle<()>,
    pub(crate) seen: Arc<Seen>,
}

/// The receipts that have come.
#[derive(Default)]
pub(crate) struct Seen(pub(crate) Mutex<Vec<(State, Option<SessionId>)>>);

impl Receipts for Seen {
    fn received(&self, state: State, session: Option<SessionId>) {
        self.0.lock().unwrap().push((state, session));
    }
}

impl Sender {
    pub(crate) fn start(settings: Settings) -> Self {
        let seen = Arc::new(Seen::default());
        let (smpp, task) = Smpp::start(settings, seen.clone());
        Self { smpp: Some(Arc::new(smpp)), task, seen }
    }

    /// Starts a gateway that is bound.
    pub(crate) async fn bound(smsc: &Smsc, settings: Settings) -> (Self, Peer) {
        let sender = Self::start(settings);
        let peer = smsc.bound().await;
        sender.is_bound(true).await;
        (sender, peer)
    }

    /// Waits until it is bound, or is not.
    pub(crate) async fn is_bound(&self, expected: bool) {
        let wait = async {
            while self.smpp().is_bound() != expected {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, wait).await.expect("it binds, or is lost");
    }

    pub(crate) fn smpp(&self) -> &Arc<Smpp> {
        self.smpp.as_ref().unwrap()
    }

    /// Begins to send a message.
    pub(crate) fn send(&self, message: Message) -> Sending {
        let smpp = Arc::clone(self.smpp());
        Sending(tokio::spawn(async move { smpp.send(&message).await }))
    }

    /// Closes the gateway; returns the task that unbinds.
    pub(crate) fn close(mut self) -> JoinHandle<()> {
        self.smpp = None;
        self.task
    }
}

/// A message on its way.
pub(crate) struct Sending(JoinHandle<Result<(), SendError>>);

impl Sending {
    pub(crate) async fn end(self) -> Result<(), SendError> {
        timeout(PATIENCE, self.0).await.expect("it ends").unwrap()
    }
}

/// When all messages are asked for.
pub(crate) const NOW: u64 = 1_795_867_200_000;

/// Returns a text message to a phone, for a session that is valid for five minutes.
pub(crate) fn text(text: &str) -> Message {
    text_from("ACME Bank", text, Encoding::Auto)
}

pub(crate) fn text_from(source: &str, text: &str, encoding: Encoding) -> Message {
    let message = sms::Message::new(text, encoding).unwrap();
    message_of(Content::Sms {
        source: SenderId::parse(source).unwrap(),
        text: Zeroizing::new(text.to_owned()),
        charset: message.charset(),
        segments: message.segments().len(),
    })
}

pub(crate) fn message_of(content: Content) -> Message {
    Message {
        session: SessionId::from_bytes([7; 16]),
        to: PhoneNumber::parse(NUMBER, None).unwrap(),
        sent_at: Timestamp::from_unix_millis(NOW).unwrap(),
        deadline: Timestamp::from_unix_millis(NOW + 300_000).unwrap(),
        reference: 0x5A,
        content,
    }
}

/// The number that messages go to.
pub(crate) const NUMBER: &str = "+6587654321";
