//! [`Metrics`]: what has happened, for Prometheus.
//!
//! Laws:
//!
//! 1. **Counting costs a call a few atomic additions.** Every series is made at the start, or has
//!    its place in an array.
//! 2. **The values of labels are words of this program**: channels, countries, limits, outcomes. No
//!    number, code, token or URL can be among them, and there are few, whatever clients send.

mod day;
mod each;
mod label;
mod sessions;

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::prometheus_text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use verify_core::engine::{CheckError, Refused};
use verify_core::session::{Session, SessionId, Status};

use crate::gateway::smpp::{Receipts, State};
use crate::gateway::{Message, SendError};
use crate::outbox::{Kind, Posted};
use crate::store::Observer;
use each::Each;
use sessions::{Change, Sessions};

pub use label::{Limit, Sent};

/// The media type of [`Metrics::text`].
pub const MEDIA_TYPE: &str = prometheus_text::CONTENT_TYPE;

/// The statuses of answers. Others are counted as the last word.
const STATUSES: [(u16, &str); 15] = [
    (200, "200"),
    (204, "204"),
    (400, "400"),
    (401, "401"),
    (403, "403"),
    (404, "404"),
    (405, "405"),
    (408, "408"),
    (413, "413"),
    (415, "415"),
    (426, "426"),
    (429, "429"),
    (500, "500"),
    (503, "503"),
    (0, "other"),
];

/// The bounds of durations, in seconds. A task is given up after a minute.
const SECONDS: [f64; 12] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// Counts what happens. It counts for this process alone; Prometheus adds up several.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    sessions: Arc<Sessions>,
    refused: Each<Counter>,
    answers: Each<Counter>,
    conflicts: Counter,
    gateway: Each<Histogram>,
    callback: Each<Histogram>,
    receipts: Each<Counter>,
}

impl Metrics {
    /// Begins to count.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::default();
        let registry_mut = &mut registry;
        let sessions = Arc::new(Sessions::new());
        registry_mut.register_collector(Box::new(Arc::clone(&sessions)));
        let refused = Each::new(
            registry_mut,
            ("verify_refused", "Starts and checks that a limit has refused"),
            "limit",
            Limit::ALL.map(Limit::as_str),
            Counter::default,
        );
        let answers = Each::new(
            registry_mut,
            ("verify_http_answers", "Answers by HTTP status"),
            "status",
            STATUSES.map(|(_, word)| word),
            Counter::default,
        );
        let conflicts = Counter::default();
        let help = "Calls that began again because another one was faster";
        registry_mut.register("verify_store_conflicts", help, conflicts.clone());
        let durations = || Histogram::new(SECONDS);
        let gateway = Each::new(
            registry_mut,
            ("verify_gateway_seconds", "How long the gateway took for a message"),
            "outcome",
            Sent::ALL.map(Sent::as_str),
            durations,
        );
        let callback = Each::new(
            registry_mut,
            ("verify_callback_seconds", "How long clients took for a callback"),
            "outcome",
            label::POSTED,
            durations,
        );
        let receipts = Each::new(
            registry_mut,
            ("verify_receipts", "Delivery receipts of messages"),
            "state",
            State::ALL.map(State::as_str),
            Counter::default,
        );
        Self { registry, sessions, refused, answers, conflicts, gateway, callback, receipts }
    }

    /// Counts a start that is refused. One that is not valid counts as an answer only.
    pub fn refused(&self, refused: &Refused) {
        if let Some(limit) = Limit::of(refused) {
            self.limited(limit);
        }
    }

    /// Counts a check that is refused. One of an unknown session counts as an answer only.
    pub fn check_refused(&self, refused: &CheckError) {
        if let CheckError::Blocked(_) = refused {
            self.limited(Limit::Failures);
        }
    }

    fn limited(&self, limit: Limit) {
        increase(self.refused.at(limit as usize));
    }

    /// Counts an answer to a client by its HTTP status.
    pub fn answered(&self, status: u16) {
        let index = STATUSES.iter().position(|(known, _)| *known == status);
        increase(self.answers.at(index.unwrap_or(STATUSES.len() - 1)));
    }

    /// Counts a session that its client has cancelled. The store has counted that it has expired.
    pub fn cancelled(&self, session: &Session) {
        self.sessions.count(Change::Cancelled, session);
    }

    /// Returns everything that was counted, in the text format of Prometheus, and how many tasks of
    /// each kind the outbox holds; `None` if the store does not tell.
    #[must_use]
    pub fn text(&self, outbox: Option<[usize; Kind::ALL.len()]>) -> String {
        let mut present = Registry::default();
        let up = Gauge::<i64>::default();
        up.set(i64::from(outbox.is_some()));
        present.register("verify_store_up", "Whether the store answers", up);
        if let Some(lengths) = outbox {
            let kinds = Kind::ALL.map(|kind| match kind {
                Kind::Send => "send",
                Kind::Callback => "callback",
            });
            let name = ("verify_outbox_length", "Messages and callbacks that are to be worked off");
            let gauges = Each::<Gauge>::new(&mut present, name, "kind", kinds, Gauge::default);
            for (index, length) in lengths.into_iter().enumerate() {
                if let Some(gauge) = gauges.at(index) {
                    gauge.set(i64::try_from(length).unwrap_or(i64::MAX));
                }
            }
        }
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = prometheus_text::encode(&mut text, &self.registry);
        let _ = prometheus_text::encode(&mut text, &present);
        text
    }
}

fn increase(counter: Option<&Counter>) {
    if let Some(counter) = counter {
        counter.inc();
    }
}

fn observe(histogram: Option<&Histogram>, took: Duration) {
    if let Some(histogram) = histogram {
        histogram.observe(took.as_secs_f64());
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for Metrics {
    fn changed(&self, _from: Option<Status>, session: &Session) {
        let change = match session.latest_status() {
            Status::Waiting => Change::Started,
            Status::Verified => Change::Verified,
            Status::Failed => Change::Failed,
            Status::Expired => Change::Expired,
        };
        self.sessions.count(change, session);
    }

    fn conflicted(&self) {
        self.conflicts.inc();
    }

    fn sent(&self, _message: &Message, result: Result<(), SendError>, took: Duration) {
        observe(self.gateway.at(Sent::of(result) as usize), took);
    }

    fn posted(&self, posted: Posted, took: Duration) {
        observe(label::word_of(posted).and_then(|word| self.callback.at(word)), took);
    }
}

impl Receipts for Metrics {
    fn received(&self, state: State, _session: Option<SessionId>) {
        increase(self.receipts.at(state as usize));
    }
}
