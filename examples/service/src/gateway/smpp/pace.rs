//! How long to wait: [`Pause`] before the next try, [`Pace`] where the SMSC takes no more.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusmpp_core::CommandStatus;
use tokio::time::Instant;

use super::settings::Settings;

/// A pause that doubles with each try.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pause {
    pub(super) fn of(settings: &Settings) -> Self {
        let (first, longest) = settings.pauses;
        Self { first, longest, next: first }
    }

    /// Returns the pause before the next try.
    pub(super) fn advance(&mut self) -> Duration {
        let pause = self.next;
        self.next = pause.saturating_mul(2).min(self.longest);
        pause
    }

    /// Returns the longest pause, for what only a person can mend.
    pub(super) fn skip(&mut self) -> Duration {
        self.next = self.longest;
        self.longest
    }

    /// Begins with the first pause again.
    pub(super) fn reset(&mut self) {
        self.next = self.first;
    }
}

/// Holds messages back while the SMSC takes no more.
pub(super) struct Pace(Mutex<State>);

struct State {
    pause: Pause,
    until: Option<Instant>,
}

impl Pace {
    pub(super) fn of(settings: &Settings) -> Self {
        Self(Mutex::new(State { pause: Pause::of(settings), until: None }))
    }

    /// Returns how long to hold back, if at all.
    pub(super) fn pause(&self) -> Option<Duration> {
        let until = self.lock().until?;
        until.checked_duration_since(Instant::now()).filter(|pause| !pause.is_zero())
    }

    /// Learns from an answer. What else comes back during a pause was sent before it.
    pub(super) fn note(&self, status: CommandStatus) {
        let is_paused = self.pause().is_some();
        let mut state = self.lock();
        match status {
            CommandStatus::EsmeRthrottled | CommandStatus::EsmeRmsgqful if !is_paused => {
                let pause = state.pause.advance();
                state.until = Some(Instant::now() + pause);
            }
            CommandStatus::EsmeRok if !is_paused => state.pause.reset(),
            _ => {}
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
