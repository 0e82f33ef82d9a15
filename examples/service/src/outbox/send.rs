//! [`Sender`]: sends the messages of the outbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::worker::Work;
use super::{Claimed, Kind, Outcome, TIME, Task};
use crate::gateway::{Demo, Gateway, SendError};
use crate::store::Observer;

/// How long a message waits after the gateway did not take it for the first time; then twice as
/// long each time.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// How long it waits at most, unless the gateway itself asks for more.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Sends messages, and shows them in the demo if there is one.
pub(super) struct Sender<G> {
    gateway: G,
    demo: Option<Arc<Demo>>,
    observer: Arc<dyn Observer>,
    /// Whether the gateway did not take the last message.
    is_refused: AtomicBool,
}

impl<G: Gateway> Work for Sender<G> {
    const KIND: Kind = Kind::Send;

    fn window(&self) -> usize {
        self.gateway.window()
    }

    async fn work(&self, claimed: &Claimed) -> Outcome {
        let Task::Send(message) = &claimed.task else { return Outcome::Done };
        if let Some(demo) = self.demo.as_ref().filter(|_| claimed.tries == 0) {
            demo.show(Arc::new(message.clone()));
        }
        let began = Instant::now();
        let result = timeout(TIME, self.gateway.send(message)).await;
        let result = result.unwrap_or(Err(SendError::Unknown));
        self.observer.sent(message, result, began.elapsed());
        self.note(matches!(result, Err(SendError::Later(_))));
        match result {
            Ok(()) => Outcome::Done,
            Err(SendError::Later(wait)) => {
                Outcome::Again(backoff(claimed.tries).max(wait.unwrap_or_default()))
            }
            Err(error @ (SendError::Refused | SendError::Unknown)) => {
                let channel = message.channel();
                tracing::warn!(session = %message.session, %channel, "{error}");
                Outcome::Done
            }
        }
    }
}

impl<G> Sender<G> {
    pub(super) const fn new(
        gateway: G,
        demo: Option<Arc<Demo>>,
        observer: Arc<dyn Observer>,
    ) -> Self {
        Self { gateway, demo, observer, is_refused: AtomicBool::new(false) }
    }

    /// Logs when the gateway begins to take no messages, and when that is over.
    fn note(&self, is_refused: bool) {
        if self.is_refused.swap(is_refused, Ordering::Relaxed) != is_refused {
            if is_refused {
                tracing::warn!("{}", SendError::Later(None));
            } else {
                tracing::info!("the gateway takes messages again");
            }
        }
    }
}

/// Returns how long a message waits that was tried that often before.
fn backoff(tries: u32) -> Duration {
    2_u32
        .checked_pow(tries)
        .map_or(LONGEST_WAIT, |times| FIRST_WAIT.saturating_mul(times))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn waits_double_up_to_half_a_minute() {
        let waits = [0, 1, 2, 3, 4, 5, 6, 31, 32, u32::MAX].map(|tries| backoff(tries).as_secs());
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30, 30, 30]);
    }
}
