//! [`Smpp`]: text messages to a message centre (SMSC) over SMPP 3.4.
//!
//! Laws:
//!
//! 1. **One connection, owned by one task**, which connects, binds, notices a dead link and begins
//!    again. Whoever sends hands a PDU over and waits for its answer.
//! 2. **What was written and not answered is never written again**: the SMSC may have taken it.
//! 3. **Nothing from the SMSC ends the task**: a PDU that cannot be read costs that PDU, and one
//!    whose length cannot be right costs the connection.
//!
//! Fields and octets are the crate's ([`verify_core::sms`]), the bytes of a PDU are those of
//! `rusmpp-core`. Its client, `rusmppc`, logs whole PDUs at the level of debug, with passwords and
//! texts, and gives up a connection for a PDU that it cannot read.

mod bind;
mod delivery;
mod frame;
mod link;
mod lost;
mod pace;
mod receipt;
mod sent;
mod session;
mod settings;
mod submit;
mod verdict;

use std::sync::Arc;
use std::time::Duration;

use rusmpp_core::CommandStatus;
use rusmpp_core::pdus::owned::SubmitSm;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use verify_core::session::SessionId;

use super::{Gateway, Message, SendError};
use crate::outbox::TIME;
use lost::Status;
use pace::Pace;
use session::{Answer, Request};

pub use receipt::{Receipts, State};
pub use settings::{Password, Settings, Wanted};

/// The longest that answers are waited for, those to all parts of a message together.
const LONGEST: Duration = Duration::from_secs(35);
/// The longest that a part waits for a place in the window.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
const _: () = assert!(LONGEST.as_secs() + LONGEST_WAIT.as_secs() < TIME.as_secs());

/// Sends text messages to an SMSC.
pub struct Smpp {
    settings: Arc<Settings>,
    window: Semaphore,
    pace: Pace,
    /// Where PDUs are handed over; `None` while there is no connection.
    queue: watch::Receiver<Option<mpsc::Sender<Request>>>,
}

impl Smpp {
    /// Starts the task that keeps the connection. Once the gateway is dropped, the task unbinds,
    /// and ends.
    #[must_use]
    pub fn start(settings: Settings, receipts: Arc<dyn Receipts>) -> (Self, JoinHandle<()>) {
        tracing::info!("SMPP sends the channel sms; messages of other channels are refused");
        let settings = Arc::new(settings);
        let (queues, queue) = watch::channel(None);
        let task = tokio::spawn(link::keep(Arc::clone(&settings), queues, receipts));
        let (window, pace) = (Semaphore::new(settings.window), Pace::of(&settings));
        (Self { settings, window, pace, queue }, task)
    }

    /// Whether the connection is there, and the SMSC has taken the bind.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.queue.borrow().is_some()
    }

    /// Sends one PDU, and waits for its answer.
    async fn submit(
        &self,
        session: SessionId,
        submit: SubmitSm,
        until: Instant,
    ) -> Result<(), SendError> {
        if let Some(pause) = self.pace.pause() {
            return Err(SendError::Later(Some(pause)));
        }
        let place = timeout(LONGEST_WAIT, self.window.acquire()).await;
        let Ok(Ok(_place)) = place else { return Err(SendError::Later(None)) };
        // There is room, since the queue is as long as the window.
        let queue = self.queue.borrow().clone();
        let (answer, answered) = oneshot::channel();
        let request = Request { session, submit, answer };
        if queue.is_none_or(|queue| queue.try_send(request).is_err()) {
            return Err(SendError::Later(None));
        }
        let until = until.min(Instant::now() + self.settings.timeout);
        match timeout_at(until, answered).await {
            Ok(Ok(Answer::Status(status))) => self.judge(session, status),
            Ok(Ok(Answer::NotWritten)) => Err(SendError::Later(None)),
            Ok(Err(_)) | Err(_) => Err(SendError::Unknown),
        }
    }

    /// Says what an answer means, and learns from it how fast to go on.
    fn judge(&self, session: SessionId, status: CommandStatus) -> Result<(), SendError> {
        self.pace.note(status);
        match verdict::of(status) {
            Err(SendError::Later(_)) => Err(SendError::Later(self.pace.pause())),
            Err(error) => {
                let status = Status(status);
                tracing::info!(%session, %status, "the SMSC refuses a message");
                Err(error)
            }
            taken => taken,
        }
    }

    /// Sends a part behind others that the SMSC has taken: what it does not take now is tried
    /// again here, since trying the whole message again would repeat those.
    async fn submit_later_part(
        &self,
        session: SessionId,
        submit: SubmitSm,
        until: Instant,
    ) -> Result<(), SendError> {
        loop {
            let sent = self.submit(session, submit.clone(), until).await;
            let Err(SendError::Later(pause)) = sent else { return sent };
            let pause = pause.unwrap_or(self.settings.pauses.0);
            if Instant::now() + pause >= until {
                return Err(SendError::Refused);
            }
            sleep(pause).await;
        }
    }
}

impl Gateway for Smpp {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let session = message.session;
        let parts = submit::parts(message, &self.settings).map_err(|error| {
            tracing::info!(%session, "SMPP cannot send a message: {error}");
            SendError::Refused
        })?;
        let until = Instant::now() + LONGEST;
        let total = parts.len();
        for (taken, part) in parts.into_iter().enumerate() {
            let sent = match taken {
                0 => self.submit(session, part, until).await,
                _ => self.submit_later_part(session, part, until).await,
            };
            if taken > 0 && sent.is_err() {
                tracing::warn!(%session, taken, total, "the SMSC has taken a part of a message");
            }
            sent?;
        }
        Ok(())
    }

    fn window(&self) -> usize {
        self.settings.window
    }
}
