//! The limits of `verifier` once more: which keys meet in one place is for its hash to tell, so
//! that all ways are followed in which they may. What the verifier answers rules some of them out;
//! one at least must be left.
//!
//! For tests and fuzz targets: `#[path]` includes it. A single limit is compared with a model of
//! its own elsewhere.

use std::net::IpAddr;
use std::time::Duration;

use verify_core::limit::{Quota, RateLimit, RetryAfter};
use verify_core::time::Timestamp;
use verify_core::verifier::{LimitedBy, Limits};

pub(crate) const KINDS: [LimitedBy; 4] =
    [LimitedBy::ClientIp, LimitedBy::Destination, LimitedBy::Range, LimitedBy::Country];

/// Addresses of five clients, each but the last in two ways.
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

/// No limit, and some that few requests reach.
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
    places: usize,
    /// Every key there has been.
    keys: Vec<String>,
    ways: Vec<Way>,
}

/// One way in which keys meet.
#[derive(Clone)]
struct Way {
    /// Of each key.
    place: Vec<usize>,
    limits: Vec<RateLimit>,
}

impl Limit {
    pub(crate) fn new(places: usize, quota: Option<Quota>) -> Self {
        let nothing = Way { place: Vec::new(), limits: Vec::new() };
        Self { quota, places, keys: Vec::new(), ways: vec![nothing] }
    }

    /// Another quota begins anew; keys stay where they are.
    pub(crate) fn set_quota(&mut self, quota: Option<Quota>) {
        if self.quota == quota {
            return;
        }
        self.quota = quota;
        for limit in self.ways.iter_mut().flat_map(|way| &mut way.limits) {
            *limit = quota.map_or_else(|| limit.clone(), RateLimit::new);
        }
    }

    /// A request with this key was refused, or has passed this limit.
    pub(crate) fn answered(&mut self, now: Timestamp, key: &str, refused: Option<RetryAfter>) {
        let Some(quota) = self.quota else {
            return assert_eq!(refused, None, "there is no such limit");
        };
        if self.places == 0 {
            return assert_eq!(refused, None, "there is nothing to count on");
        }
        let key = self.find_or_place(key, quota);
        let expected = refused.map_or(Ok(()), Err);
        self.ways.retain(|way| way.limits[way.place[key]].clone().try_acquire(now) == expected);
        assert!(
            !self.ways.is_empty(),
            "no way to meet in {} places explains {refused:?}",
            self.places
        );
    }

    /// A request with this key, which has passed, counts.
    pub(crate) fn count(&mut self, now: Timestamp, key: &str) {
        let Some(key) = self.keys.iter().position(|known| known == key) else { return };
        for way in self.ways.iter_mut().filter(|_| self.quota.is_some()) {
            way.limits[way.place[key]].try_acquire(now).expect("it has passed");
        }
    }

    /// A new key stands where others do, or alone.
    fn find_or_place(&mut self, key: &str, quota: Quota) -> usize {
        if let Some(known) = self.keys.iter().position(|known| known == key) {
            return known;
        }
        self.keys.push(key.to_owned());
        let mut ways = Vec::new();
        for way in &self.ways {
            for place in 0..(way.limits.len() + 1).min(self.places) {
                let mut way = way.clone();
                way.place.push(place);
                if place == way.limits.len() {
                    way.limits.push(RateLimit::new(quota));
                }
                ways.push(way);
            }
        }
        self.ways = ways;
        self.keys.len() - 1
    }
}

/// The client of an address: written out if it is of version 4, else the first four groups.
pub(crate) fn client(address: &str) -> String {
    match address.parse::<IpAddr>().unwrap().to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}
