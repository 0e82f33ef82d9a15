//! [`Smsc`]: plays the other side, one step at a time.

use std::time::Duration;

use bytes::BytesMut;
use rusmpp_core::command::owned::Command;
use rusmpp_core::decode::owned::DecodeWithLength;
use rusmpp_core::encode::{Length, owned::Encode};
use rusmpp_core::pdus::owned::{BindTransceiver, BindTransceiverResp, Pdu, SubmitSm, SubmitSmResp};
use rusmpp_core::types::owned::COctetString;
use rusmpp_core::{CommandId, CommandStatus};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// How long a test waits for what should come at once.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// An SMSC that listens.
pub(crate) struct Smsc {
    listener: TcpListener,
    pub(crate) address: String,
}

/// A connection to it.
pub(crate) struct Peer(TcpStream);

impl Smsc {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        Self { listener, address }
    }

    /// Waits for a connection.
    pub(crate) async fn accept(&self) -> Peer {
        self.accept_within(PATIENCE).await.expect("a connection")
    }

    pub(crate) async fn accept_within(&self, time: Duration) -> Option<Peer> {
        Some(Peer(timeout(time, self.listener.accept()).await.ok()?.unwrap().0))
    }

    /// Waits for a connection, and takes its bind.
    pub(crate) async fn bound(&self) -> Peer {
        let mut peer = self.accept().await;
        peer.take_bind(CommandStatus::EsmeRok).await;
        peer
    }
}

impl Peer {
    /// Reads the next PDU, if the connection is not closed instead.
    pub(crate) async fn read(&mut self) -> Option<Command> {
        timeout(PATIENCE, self.read_now()).await.expect("a PDU")
    }

    /// Whether nothing comes for a while.
    pub(crate) async fn is_quiet(&mut self, time: Duration) -> bool {
        timeout(time, self.0.peek(&mut [0])).await.is_err()
    }

    async fn read_now(&mut self) -> Option<Command> {
        let length = usize::try_from(self.0.read_u32().await.ok()?).unwrap() - 4;
        let mut bytes = BytesMut::zeroed(length);
        self.0.read_exact(&mut bytes).await.unwrap();
        Some(Command::decode(&mut bytes, length).unwrap().0)
    }

    /// Reads the next PDU but questions whether the SMSC is there, which it answers.
    pub(crate) async fn next(&mut self) -> Command {
        loop {
            let command = self.read().await.expect("a PDU");
            if command.id() != CommandId::EnquireLink {
                return command;
            }
            let sequence = command.sequence_number();
            self.write(CommandStatus::EsmeRok, sequence, Pdu::EnquireLinkResp).await;
        }
    }

    /// Reads a message, with its sequence number.
    pub(crate) async fn submitted(&mut self) -> (u32, SubmitSm) {
        let command = self.next().await;
        let Some(Pdu::SubmitSm(submit)) = command.pdu() else { panic!("{:?}", command.id()) };
        (command.sequence_number(), submit.clone())
    }

    /// Reads a message, and answers it.
    pub(crate) async fn takes(&mut self, message_id: &str) -> SubmitSm {
        let (sequence, submit) = self.submitted().await;
        self.answer(sequence, CommandStatus::EsmeRok, message_id).await;
        submit
    }

    /// Reads a message, and refuses it.
    pub(crate) async fn refuses(&mut self, status: CommandStatus) -> SubmitSm {
        let (sequence, submit) = self.submitted().await;
        self.answer(sequence, status, "").await;
        submit
    }

    pub(crate) async fn answer(&mut self, sequence: u32, status: CommandStatus, id: &str) {
        let id = COctetString::from_string(id.to_owned()).unwrap();
        self.write(status, sequence, Pdu::SubmitSmResp(SubmitSmResp::new(id, Vec::new()))).await;
    }

    /// Reads the bind, and answers it.
    pub(crate) async fn take_bind(&mut self, status: CommandStatus) -> BindTransceiver {
        let command = self.read().await.expect("a bind");
        let Some(Pdu::BindTransceiver(bind)) = command.pdu() else { panic!("{:?}", command.id()) };
        let response = Pdu::BindTransceiverResp(BindTransceiverResp::default());
        self.write(status, command.sequence_number(), response).await;
        bind.clone()
    }

    pub(crate) async fn write(
        &mut self,
        status: CommandStatus,
        sequence: u32,
        pdu: impl Into<Pdu>,
    ) {
        self.raw(&bytes(status, sequence, pdu)).await;
    }

    pub(crate) async fn raw(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.unwrap();
    }
}

/// Returns the bytes of a PDU.
pub(crate) fn bytes(status: CommandStatus, sequence: u32, pdu: impl Into<Pdu>) -> BytesMut {
    let command = Command::new(status, sequence, pdu);
    let length = u32::try_from(4 + command.length()).unwrap();
    let mut bytes = BytesMut::from(&length.to_be_bytes()[..]);
    command.encode(&mut bytes);
    bytes
}
