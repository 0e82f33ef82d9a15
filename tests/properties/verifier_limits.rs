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
    Limits { client_ip, destination, range, country, ..Limits::NONE }
}

/// What a verifier may answer of one of the four limits, whatever places its hashes give: never
/// more than a limit for each key alone would allow, and never less than if all keys shared one.
pub(crate) struct Limit {
    quota: Option<Quota>,
    alone: HashMap<String, RateLimit>,
    shared: Shared,
    /// Whether a clock has stepped back and a key was drawn anew: then only the longest wait is
    /// certain.
    pub(crate) is_vague: bool,
}

/// A limit that all keys share, and that goes on counting where it would refuse: when its whole
/// burst is free again, in milliseconds since 1970 × count.
#[derive(Default)]
struct Shared(u128);

impl Shared {
    /// Returns its value at `now`, and the greatest one that there may be then.
    fn at(&self, now: Timestamp, quota: Quota) -> (u128, u128) {
        let floor = u128::from(now.as_unix_millis()) * u128::from(quota.count());
        let cap = floor + quota.period().as_millis() * u128::from(quota.burst());
        (self.0.clamp(floor, cap), cap)
    }

    fn wait(&self, now: Timestamp, quota: Quota) -> Duration {
        let (value, cap) = self.at(now, quota);
        let excess = (value + quota.period().as_millis()).saturating_sub(cap);
        Duration::from_millis(excess.div_ceil(quota.count().into()).try_into().unwrap())
    }

    fn count(&mut self, now: Timestamp, quota: Quota) {
        let (value, cap) = self.at(now, quota);
        // A clock that has stepped back does not lower it: its places are healed one by one.
        self.0 = self.0.max((value + quota.period().as_millis()).min(cap));
    }
}

impl Limit {
    pub(crate) fn new(quota: Option<Quota>) -> Self {
        Self { quota, alone: HashMap::new(), shared: Shared::default(), is_vague: false }
    }

    /// Sets the quota. Another quota starts anew.
    pub(crate) fn set_quota(&mut self, quota: Option<Quota>) {
        if self.quota != quota {
            *self = Self::new(quota);
        }
    }

    /// Checks the answer to a request with this key.
    pub(crate) fn answered(&mut self, now: Timestamp, key: &str, refused: Option<RetryAfter>) {
        let Some(quota) = self.quota else {
            return assert_eq!(refused, None, "there is no such limit");
        };
        if self.is_vague {
            let longest = quota.period() * u32::from(quota.burst()) / u32::from(quota.count());
            let longest = longest + Duration::from_millis(1);
            return assert!(refused.is_none_or(|wait| wait.duration() <= longest), "{refused:?}");
        }
        self.heal(now);
        let alone = self.alone.entry(key.to_owned()).or_insert(RateLimit::new(quota));
        let least = alone.clone().try_acquire(now).err();
        let most = self.shared.wait(now, quota);
        match refused {
            None => assert_eq!(least, None, "looser than the quota"),
            Some(wait) => {
                assert!(least.is_none_or(|least| least <= wait), "{wait} instead of {least:?}");
                assert!(wait.duration() <= most, "{wait} instead of {most:?}");
            }
        }
    }

    /// Sets right what a clock has left ahead, as happens wherever a key is asked, and with it to
    /// others that share its place.
    pub(crate) fn heal(&mut self, now: Timestamp) {
        for limit in self.alone.values_mut() {
            let mut healed = limit.clone();
            if healed.try_acquire(now).is_err() {
                *limit = healed;
            }
        }
    }

    /// Counts a request with this key that has passed.
    pub(crate) fn count(&mut self, now: Timestamp, key: &str) {
        if let Some(alone) = self.alone.get_mut(key).filter(|_| !self.is_vague) {
            alone.try_acquire(now).expect("it has passed");
        }
        if let Some(quota) = self.quota {
            self.shared.count(now, quota);
        }
    }
}

/// Returns the client of an address: the whole address in IPv4, the first four groups in IPv6.
pub(crate) fn client(address: &str) -> String {
    match address.parse::<IpAddr>().unwrap().to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}
