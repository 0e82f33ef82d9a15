//! [`Sessions`]: how many sessions were started and how they ended, by channel and country.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, NoLabelSet};
use prometheus_client::metrics::MetricType;
use verify_core::channel::Channel;
use verify_core::phone::Country;
use verify_core::session::Session;

use super::day::{Counts, Day};

/// What happens to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Started,
    Verified,
    Failed,
    Expired,
    Cancelled,
}

impl Change {
    /// Every value, in the order of declaration, with the name of its metric and what it counts.
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Started, "verify_started", "Sessions that were started."),
        (Self::Verified, "verify_verified", "Sessions that were verified."),
        (Self::Failed, "verify_failed", "Sessions that failed: too many wrong codes."),
        (Self::Expired, "verify_expired", "Sessions that expired, the cancelled ones included."),
        (Self::Cancelled, "verify_cancelled", "Sessions that their client has cancelled."),
    ];
}

/// A counter for each [`Change`].
type Cell = [AtomicU64; Change::ALL.len()];

const LETTERS: usize = 26;

/// How many codes of two letters there are.
const CODES: usize = LETTERS * LETTERS;

/// Counters for each channel and country, each in a place that follows from both.
pub(super) struct Sessions {
    cells: Vec<Cell>,
    day: Mutex<Day>,
}

impl Sessions {
    pub(super) fn new() -> Self {
        let cells = std::iter::repeat_with(Cell::default).take(CODES * Channel::ALL.len());
        Self { cells: cells.collect(), day: Mutex::new(Day::new(Instant::now())) }
    }

    /// Counts what has happened to a session.
    pub(super) fn count(&self, change: Change, session: &Session) {
        let cell = self.cell(session.channel(), session.destination().country());
        if let Some(counter) = cell.and_then(|cell| cell.get(change as usize)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn cell(&self, channel: Channel, country: Country) -> Option<&Cell> {
        self.cells.get(channel as usize * CODES + code(country)?)
    }

    /// Iterates over the counters of which any has counted.
    fn used(&self) -> impl Iterator<Item = (Channel, Country, &Cell)> {
        let is_used = |cell: &Cell| cell.iter().any(|counter| counter.load(Ordering::Relaxed) > 0);
        let all = Channel::ALL
            .into_iter()
            .flat_map(|channel| Country::all().map(move |country| (channel, country)));
        let cells = all.filter_map(|(channel, country)| {
            Some((channel, country, self.cell(channel, country)?))
        });
        cells.filter(move |(_, _, cell)| is_used(cell))
    }

    /// Returns the share of verified sessions of the last day, by country.
    fn conversion(&self) -> impl Iterator<Item = (Country, f64)> {
        let mut counts = vec![Counts::default(); CODES];
        for (_, country, cell) in self.used() {
            let Some(counts) = code(country).and_then(|code| counts.get_mut(code)) else {
                continue;
            };
            counts.started += cell[Change::Started as usize].load(Ordering::Relaxed);
            counts.verified += cell[Change::Verified as usize].load(Ordering::Relaxed);
        }
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        let day = day.of(Instant::now(), counts);
        Country::all().filter_map(move |country| Some((country, day.get(code(country)?)?.ratio()?)))
    }
}

/// Returns the number of a country's code among all codes of two letters.
fn code(country: Country) -> Option<usize> {
    let [first, second] = country.alpha2().as_bytes() else { return None };
    let letter = |letter: &u8| letter.checked_sub(b'A').map(usize::from);
    Some(letter(first)? * LETTERS + letter(second)?)
}

impl Collector for Sessions {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        for (change, name, help) in Change::ALL {
            let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            for (channel, country, cell) in self.used() {
                let labels = [("channel", channel.as_str()), ("country", country.alpha2())];
                let count = cell[change as usize].load(Ordering::Relaxed);
                metric
                    .encode_family(&labels)?
                    .encode_counter::<NoLabelSet, _, u64>(&count, None)?;
            }
        }
        let help = "Share of the sessions of the last day that were verified.";
        let name = "verify_conversion_ratio";
        let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for (country, share) in self.conversion() {
            metric.encode_family(&[("country", country.alpha2())])?.encode_gauge(&share)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}
