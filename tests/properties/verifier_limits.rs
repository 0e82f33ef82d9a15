//! The limits of the verifier, whose hashes nobody knows: what each of their answers may be.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single limit is compared with a model of
//! its own elsewhere.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use verify_core::engine::{LimitedBy, Limits};
use verify_core::limit::{Quota, RateLimit, RetryAfter};
use verify_core::time::Timestamp;

pub(crate) const KINDS: [LimitedBy; 4] =
    [LimitedBy::ClientIp, LimitedBy::Destination, LimitedBy::Range, LimitedBy::Country];

/// Addresses of five clients, each but the last in two notations.
pub(crate) const ADDRESSES: [&str; 9] = [
    "192.0.2.1",
    "::ffff:192.0.2.1",
    "192.0.2.2",
    "::ffff:c000:202",
    "2001:db8::1",
    "2001:db8::ffff:0:0:1",
    "2001:db8:0:1::",
    "2001:db8:0:1:ffff:ffff:ffff:ffff",
    "::1",
];

/// Returns no quota, or one that few requests exhaust.
pub(crate) fn quota(index: usize) -> Option<Quota> {
    let (count, seconds, burst) = match index % 5 {
        0 => return None,
        1 => (1, 60, 1),
        2 => (3, 100, 2),
        3 => (7, 3600, 3),
        _ => (65_535, 4_294_967, 255),
    };
    Quota::new(count, Duration::from_secs(seconds), burst).ok()
}

pub(crate) fn limits(indices: [usize; 4]) -> Limits {
    let [client_ip, destination, range, country] = indices.map(quota);
    Limits { client_ip, destination, range, country }
}

/// What a verifier may answer of one of the four limits, whatever places its hashes give: never
/// more than a limit for each key alone would allow, and never less than if all keys shared one.
pub(crate) struct Limit {
    quota: Option<Quota>,
    alone: HashMap<String, RateLimit>,
    shared: Option<RateLimit>,
}

impl Limit {
    pub(crate) fn new(quota: Option<Quota>) -> Self {
        Self { quota, alone: HashMap::new(), shared: quota.map(RateLimit::new) }
    }

    /// Sets the quota. Another quota starts anew.
    pub(crate) fn set_quota(&mut self, quota: Option<Quota>) {
        if self.quota != quota {
            *self = Self::new(quota);
        }
    }

    /// Checks the answer to a request with this key. Refusals heal what a clock has left ahead.
    pub(crate) fn answered(&mut self, now: Timestamp, key: &str, refused: Option<RetryAfter>) {
        let (Some(quota), Some(shared)) = (self.quota, &mut self.shared) else {
            return assert_eq!(refused, None, "there is no such limit");
        };
        let alone = self.alone.entry(key.to_owned()).or_insert(RateLimit::new(quota));
        let (least, most) = (try_on(alone, now), try_on(shared, now));
        match refused {
            None => assert_eq!(least, None, "looser than the quota"),
            Some(wait) => {
                assert!(least.is_none_or(|least| least <= wait), "{wait} instead of {least:?}");
                assert!(most.is_some_and(|most| wait <= most), "{wait} instead of {most:?}");
            }
        }
    }

    /// Counts a request with this key that has passed.
    pub(crate) fn count(&mut self, now: Timestamp, key: &str) {
        if let Some(alone) = self.alone.get_mut(key) {
            alone.try_acquire(now).expect("it has passed");
        }
        if let Some(shared) = &mut self.shared {
            let _ = shared.try_acquire(now);
        }
    }
}

/// Returns the wait if the limit would refuse, and counts nothing.
fn try_on(limit: &mut RateLimit, now: Timestamp) -> Option<RetryAfter> {
    let mut trial = limit.clone();
    let refused = trial.try_acquire(now).err();
    if refused.is_some() {
        *limit = trial;
    }
    refused
}

/// Returns the client of an address: the whole address in IPv4, the first four groups in IPv6.
pub(crate) fn client(address: &str) -> String {
    match address.parse::<IpAddr>().unwrap().to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}
