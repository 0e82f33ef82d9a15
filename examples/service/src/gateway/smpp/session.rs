//! [`Session`]: a connection that is bound, until it is lost.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use rusmpp_core::pdus::owned::{DataSmResp, DeliverSmResp, Pdu, SubmitSm};
use rusmpp_core::{CommandId, CommandStatus};
use tokio::io::AsyncWriteExt;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until, timeout};
use verify_core::session::SessionId;

use super::bind::{Bound, FIRST};
use super::delivery::Delivery;
use super::frame::{Bytes, Frame};
use super::lost::Lost;
use super::receipt::{Receipt, Receipts};
use super::sent::Sent;
use super::settings::{Settings, Wanted};

/// The highest sequence number (SMPP 3.4, 5.1.4).
const LAST: u32 = 0x7FFF_FFFF;
/// How long the SMSC may take to answer `unbind`.
const FAREWELL: Duration = Duration::from_secs(2);

/// A PDU to be written.
pub(super) struct Request {
    pub(super) session: SessionId,
    pub(super) submit: SubmitSm,
    /// Dropped without an answer if the PDU was written and the connection is lost.
    pub(super) answer: oneshot::Sender<Answer>,
}

/// What has become of a PDU.
pub(super) enum Answer {
    /// The SMSC has answered.
    Status(CommandStatus),
    /// It was not written.
    NotWritten,
}

/// A connection that is bound.
pub(super) struct Session<'l> {
    bound: Bound,
    settings: &'l Settings,
    receipts: &'l Arc<dyn Receipts>,
    sent: &'l mut Sent,
    sequence: u32,
    /// What waits for an answer, by sequence number.
    waiting: HashMap<u32, (SessionId, oneshot::Sender<Answer>)>,
    /// When anything came last.
    heard: Instant,
    /// When it was asked whether it is there, if that is not answered.
    asked: Option<Instant>,
}

impl<'l> Session<'l> {
    pub(super) fn new(
        bound: Bound,
        settings: &'l Settings,
        receipts: &'l Arc<dyn Receipts>,
        sent: &'l mut Sent,
    ) -> Self {
        let (waiting, heard) = (HashMap::new(), Instant::now());
        Self { bound, settings, receipts, sent, sequence: FIRST, waiting, heard, asked: None }
    }

    /// Works until the connection is lost, or `closed` is over: then it unbinds.
    pub(super) async fn run(
        mut self,
        queue: &mut mpsc::Receiver<Request>,
        closed: impl Future<Output = ()>,
    ) -> Result<(), Lost> {
        tokio::pin!(closed);
        loop {
            let check = self.next_check();
            tokio::select! {
                frame = self.bound.reader.next() => self.take(frame?).await?,
                Some(request) = queue.recv() => self.submit(request).await?,
                () = sleep_until(check) => self.check().await?,
                () = &mut closed => return self.unbind().await,
            }
        }
    }

    /// Writes a message, and keeps who waits for its answer.
    async fn submit(&mut self, request: Request) -> Result<(), Lost> {
        let Request { session, submit, answer } = request;
        // Whoever has waited too long takes it for sent.
        if answer.is_closed() {
            return Ok(());
        }
        let sequence = self.next_sequence();
        self.waiting.insert(sequence, (session, answer));
        self.write(CommandStatus::EsmeRok, sequence, Pdu::SubmitSm(submit)).await
    }

    /// Takes what has come.
    async fn take(&mut self, frame: Frame) -> Result<(), Lost> {
        (self.heard, self.asked) = (Instant::now(), None);
        let (id, status, sequence) = (frame.id, frame.status, frame.sequence);
        match id {
            CommandId::SubmitSmResp | CommandId::GenericNack => self.answered(frame),
            CommandId::EnquireLink => self.respond(sequence, Pdu::EnquireLinkResp).await?,
            CommandId::DeliverSm => {
                self.delivered(Delivery::of_deliver_sm(frame.body_bytes()));
                self.respond(sequence, Pdu::DeliverSmResp(DeliverSmResp::default())).await?;
            }
            CommandId::DataSm => {
                self.delivered(Delivery::of_data_sm(frame.body_bytes()));
                self.respond(sequence, Pdu::DataSmResp(DataSmResp::default())).await?;
            }
            CommandId::Unbind => {
                self.respond(sequence, Pdu::UnbindResp).await?;
                return Err(Lost::Unbound);
            }
            // They have no response.
            CommandId::AlertNotification | CommandId::Outbind => {}
            _ if frame.is_request() => {
                tracing::debug!(?id, "the SMSC asks for what is not known");
                self.write(CommandStatus::EsmeRinvcmdid, sequence, Pdu::GenericNack).await?;
            }
            _ => tracing::debug!(?id, ?status, "the SMSC has answered what was not asked"),
        }
        Ok(())
    }

    /// Hands an answer to whoever waits for it.
    fn answered(&mut self, frame: Frame) {
        let (status, sequence) = (frame.status, frame.sequence);
        let Some((session, answer)) = self.waiting.remove(&sequence) else {
            tracing::debug!(?status, "the SMSC has answered what nobody waits for");
            return;
        };
        let is_taken = frame.id == CommandId::SubmitSmResp && status == CommandStatus::EsmeRok;
        if is_taken
            && self.settings.receipts != Wanted::Nothing
            && let Some(Pdu::SubmitSmResp(response)) = frame.body()
        {
            self.sent.insert(response.message_id().as_str(), session);
        }
        // A nack that says nothing is one all the same.
        let status = match status {
            CommandStatus::EsmeRok if !is_taken => CommandStatus::EsmeRunknownerr,
            status => status,
        };
        if answer.send(Answer::Status(status)).is_err() {
            tracing::info!(%session, ?status, "the SMSC has answered too late");
        }
    }

    /// Takes a receipt. Whatever else comes is taken from the SMSC, which would send it again.
    fn delivered(&self, delivery: Option<Delivery<'_>>) {
        let Some(delivery) = delivery else {
            tracing::warn!("the SMSC delivers what cannot be read");
            return;
        };
        let Some(Receipt { message_id, state, error }) = Receipt::of(&delivery) else {
            tracing::debug!("a message from a phone is dropped");
            return;
        };
        let session = message_id.and_then(|id| self.sent.find(&id));
        self.receipts.received(state, session);
        let (state, error) = (state.as_str(), error.unwrap_or_default());
        if let Some(session) = session {
            tracing::debug!(%session, state, error, "receipt");
        } else {
            tracing::debug!(state, error, "receipt of an unknown message");
        }
    }

    fn next_check(&self) -> Instant {
        match self.asked {
            Some(asked) => asked + self.settings.timeout,
            None => self.heard + self.settings.enquire_every,
        }
    }

    /// Asks whether the SMSC is there, or finds that it is not.
    async fn check(&mut self) -> Result<(), Lost> {
        if self.asked.is_some() {
            return Err(Lost::Silent);
        }
        // Nobody waits for these any more. An answer that still comes is nobody's.
        self.waiting.retain(|_, (_, answer)| !answer.is_closed());
        self.asked = Some(Instant::now());
        let sequence = self.next_sequence();
        self.write(CommandStatus::EsmeRok, sequence, Pdu::EnquireLink).await
    }

    /// Says farewell. What waits for an answer may still get it.
    async fn unbind(mut self) -> Result<(), Lost> {
        let sequence = self.next_sequence();
        self.write(CommandStatus::EsmeRok, sequence, Pdu::Unbind).await?;
        let farewell = async {
            loop {
                match self.bound.reader.next().await? {
                    frame if frame.id == CommandId::UnbindResp => return Ok(()),
                    frame if frame.id == CommandId::SubmitSmResp => self.answered(frame),
                    _ => {}
                }
            }
        };
        timeout(FAREWELL, farewell).await.unwrap_or(Err(Lost::Silent))
    }

    async fn respond(&mut self, sequence: u32, pdu: Pdu) -> Result<(), Lost> {
        self.write(CommandStatus::EsmeRok, sequence, pdu).await
    }

    async fn write(&mut self, status: CommandStatus, sequence: u32, pdu: Pdu) -> Result<(), Lost> {
        let bytes = Bytes::of(status, sequence, pdu);
        let written = self.bound.writer.write_all(bytes.as_ref());
        // It takes nothing any more.
        let written = timeout(self.settings.timeout, written).await.map_err(|_| Lost::Silent)?;
        written.map_err(|error| Lost::Broken(error.kind()))
    }

    fn next_sequence(&mut self) -> u32 {
        self.sequence = if self.sequence == LAST { FIRST } else { self.sequence + 1 };
        self.sequence
    }
}
