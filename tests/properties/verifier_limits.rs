//! The limits of the verifier, modelled without its hash: since only the hash knows which keys
//! share a bucket, every way in which they might is followed. Each answer of the verifier rules
//! some ways out, and at least one must remain.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single limit is compared with a model of
//! its own elsewhere.

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

/// One of the four limits.
pub(crate) struct Limit {
    quota: Option<Quota>,
    buckets: usize,
    /// Every key that has occurred.
    keys: Vec<String>,
    ways: Vec<Way>,
}

/// One way in which keys may share buckets.
#[derive(Clone)]
struct Way {
    /// The bucket of each key.
    bucket: Vec<usize>,
    limits: Vec<RateLimit>,
}

impl Limit {
    pub(crate) fn new(buckets: usize, quota: Option<Quota>) -> Self {
        let nothing = Way { bucket: Vec::new(), limits: Vec::new() };
        Self { quota, buckets, keys: Vec::new(), ways: vec![nothing] }
    }

    /// Sets the quota. Another quota starts anew; keys keep their buckets.
    pub(crate) fn set_quota(&mut self, quota: Option<Quota>) {
        if self.quota == quota {
            return;
        }
        self.quota = quota;
        for limit in self.ways.iter_mut().flat_map(|way| &mut way.limits) {
            *limit = quota.map_or_else(|| limit.clone(), RateLimit::new);
        }
    }

    /// Rules out the ways in which a request with this key would have been answered otherwise.
    pub(crate) fn answered(&mut self, now: Timestamp, key: &str, refused: Option<RetryAfter>) {
        let Some(quota) = self.quota else {
            return assert_eq!(refused, None, "there is no such limit");
        };
        if self.buckets == 0 {
            return assert_eq!(refused, None, "there is nothing to count on");
        }
        let key = self.find_or_place(key, quota);
        let expected = refused.map_or(Ok(()), Err);
        self.ways.retain(|way| way.limits[way.bucket[key]].clone().try_acquire(now) == expected);
        assert!(
            !self.ways.is_empty(),
            "no way to share {} buckets explains {refused:?}",
            self.buckets
        );
    }

    /// Counts a request with this key that has passed.
    pub(crate) fn count(&mut self, now: Timestamp, key: &str) {
        let Some(key) = self.keys.iter().position(|known| known == key) else { return };
        for way in self.ways.iter_mut().filter(|_| self.quota.is_some()) {
            way.limits[way.bucket[key]].try_acquire(now).expect("it has passed");
        }
    }

    /// Finds a key; a new one may share the bucket of others, or have its own.
    fn find_or_place(&mut self, key: &str, quota: Quota) -> usize {
        if let Some(known) = self.keys.iter().position(|known| known == key) {
            return known;
        }
        self.keys.push(key.to_owned());
        let mut ways = Vec::new();
        for way in &self.ways {
            for bucket in 0..(way.limits.len() + 1).min(self.buckets) {
                let mut way = way.clone();
                way.bucket.push(bucket);
                if bucket == way.limits.len() {
                    way.limits.push(RateLimit::new(quota));
                }
                ways.push(way);
            }
        }
        self.ways = ways;
        self.keys.len() - 1
    }
}

/// Returns the client of an address: the whole address in IPv4, the first four groups in IPv6.
pub(crate) fn client(address: &str) -> String {
    match address.parse::<IpAddr>().unwrap().to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}
