//! [`Sent`]: which session a message of the SMSC belongs to.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use verify_core::session::SessionId;

/// The sessions of the last messages that the SMSC has taken, so that a receipt finds its session.
#[derive(Default)]
pub(super) struct Sent {
    sessions: HashMap<Arc<str>, SessionId>,
    /// The oldest one first.
    order: VecDeque<Arc<str>>,
}

impl Sent {
    /// How many are kept.
    const LEN: usize = 16_384;

    /// Keeps the session of a message.
    pub(super) fn insert(&mut self, message_id: &str, session: SessionId) {
        let id: Arc<str> = canonical(message_id).into();
        if self.sessions.insert(Arc::clone(&id), session).is_some() {
            return;
        }
        self.order.push_back(id);
        if self.order.len() > Self::LEN
            && let Some(oldest) = self.order.pop_front()
        {
            self.sessions.remove(&oldest);
        }
    }

    /// Finds the session of a message.
    ///
    /// Some SMSCs answer with a hexadecimal number and put the decimal one into receipts, or the
    /// other way round, each with or without zeros in front.
    pub(super) fn find(&self, message_id: &str) -> Option<SessionId> {
        let id = canonical(message_id);
        let found = self.sessions.get(id.as_str());
        let as_hex = || self.sessions.get(format!("{:x}", id.parse::<u64>().ok()?).as_str());
        let as_decimal =
            || self.sessions.get(u64::from_str_radix(&id, 16).ok()?.to_string().as_str());
        found.or_else(as_hex).or_else(as_decimal).copied()
    }
}

/// Returns an id in lower case without zeros in front.
fn canonical(id: &str) -> String {
    let id = id.trim().to_ascii_lowercase();
    match id.trim_start_matches('0') {
        "" => id,
        rest => rest.to_owned(),
    }
}
