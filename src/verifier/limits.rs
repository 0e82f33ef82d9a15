//! [`Limits`]: how often sessions may be started, by client, destination, range and country.

use core::fmt;
use core::net::IpAddr;

use super::hash::HashKey;
use crate::code::Generator;
use crate::limit::{Quota, RateLimit, RetryAfter};
use crate::request::Verification;
use crate::time::Timestamp;

/// How often messages may be sent. `None`, the default, means no limit.
///
/// Each limit has `N` buckets, and a keyed hash assigns every key to one of them. Keys in one
/// bucket share its limit: with `k` keys in use at a time, a given one shares its bucket with a
/// probability of about `k / N`. Therefore no flood of new keys makes a limit forget, no limit is
/// looser than its quota, and nobody can choose a bucket.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::Quota;
/// use verify_core::verifier::Limits;
///
/// const HOUR: Duration = Duration::from_secs(3600);
/// let limits = Limits {
///     client_ip: Some(Quota::new(60, HOUR, 10)?),
///     destination: Some(Quota::new(10, HOUR, 3)?),
///     range: Some(Quota::new(100, HOUR, 20)?),
///     ..Limits::default()
/// };
/// # assert!(limits.country.is_none());
/// # Ok::<(), verify_core::limit::QuotaError>(())
/// ```
#[doc(alias = "rate limit")]
#[doc(alias = "throttle")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// By the client's address; of an IPv6 address the first 64 bits, which belong to one customer.
    /// Requests without an address are exempt.
    pub client_ip: Option<Quota>,
    /// By the destination.
    pub destination: Option<Quota>,
    /// By the destination without its last four digits: traffic pumping walks through ranges of
    /// numbers.
    pub range: Option<Quota>,
    /// By the calling code of the destination.
    pub country: Option<Quota>,
}

/// What a limit counts by.
///
/// ```
/// use verify_core::verifier::LimitedBy;
///
/// assert_eq!(LimitedBy::Range.to_string(), "range of numbers");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitedBy {
    /// The client's address.
    ClientIp,
    /// The destination.
    Destination,
    /// The destination without its last four digits.
    Range,
    /// The calling code.
    Country,
}

impl fmt::Display for LimitedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ClientIp => "client IP",
            Self::Destination => "destination",
            Self::Range => "range of numbers",
            Self::Country => "country",
        })
    }
}

/// The state of [`Limits`].
pub(super) struct Gate<const N: usize> {
    client_ip: Buckets<N>,
    destination: Buckets<N>,
    range: Buckets<N>,
    country: Buckets<N>,
}

/// What [`Gate::check`] has allowed and [`Gate::count`] is to count.
pub(super) struct Passed([Option<(usize, RateLimit)>; 4]);

impl<const N: usize> Gate<N> {
    pub(super) const fn new() -> Self {
        Self {
            client_ip: Buckets::new(),
            destination: Buckets::new(),
            range: Buckets::new(),
            country: Buckets::new(),
        }
    }

    pub(super) fn draw_keys(&mut self, rng: &mut Generator) {
        let Self { client_ip, destination, range, country } = self;
        for buckets in [client_ip, destination, range, country] {
            buckets.key = HashKey::draw(rng);
        }
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            client_ip: self.client_ip.quota,
            destination: self.destination.quota,
            range: self.range.quota,
            country: self.country.quota,
        }
    }

    pub(super) fn set_limits(&mut self, limits: Limits) {
        self.client_ip.set_quota(limits.client_ip);
        self.destination.set_quota(limits.destination);
        self.range.set_quota(limits.range);
        self.country.set_quota(limits.country);
    }

    /// Tries all limits without counting on any.
    pub(super) fn check(
        &self,
        now: Timestamp,
        verification: &Verification<'_>,
    ) -> Result<Passed, (LimitedBy, RetryAfter)> {
        let destination = verification.destination();
        let number = destination.packed();
        let country = u64::from(destination.calling_code());
        let client = verification.client_ip().map(client_key);
        Ok(Passed([
            self.client_ip.check(now, client).map_err(|wait| (LimitedBy::ClientIp, wait))?,
            self.destination
                .check(now, Some(number))
                .map_err(|wait| (LimitedBy::Destination, wait))?,
            self.range
                .check(now, Some(without_last_four(number)))
                .map_err(|wait| (LimitedBy::Range, wait))?,
            self.country.check(now, Some(country)).map_err(|wait| (LimitedBy::Country, wait))?,
        ]))
    }

    /// Counts what [`check`](Self::check) has allowed.
    pub(super) fn count(&mut self, Passed(counted): Passed) {
        let Self { client_ip, destination, range, country } = self;
        for (buckets, counted) in [client_ip, destination, range, country].into_iter().zip(counted)
        {
            if let Some((place, limit)) = counted
                && let Some(place) = buckets.limits.get_mut(place)
            {
                *place = Some(limit);
            }
        }
    }
}

/// One limit in each bucket, shared by the keys that a keyed hash assigns to it.
struct Buckets<const N: usize> {
    quota: Option<Quota>,
    key: HashKey,
    limits: [Option<RateLimit>; N],
}

impl<const N: usize> Buckets<N> {
    const fn new() -> Self {
        Self { quota: None, key: HashKey::ZERO, limits: [const { None }; N] }
    }

    fn set_quota(&mut self, quota: Option<Quota>) {
        if self.quota != quota {
            self.quota = quota;
            self.limits.fill(None);
        }
    }

    /// Returns the bucket and its new state, if there is a limit and a key.
    fn check(
        &self,
        now: Timestamp,
        key: Option<u64>,
    ) -> Result<Option<(usize, RateLimit)>, RetryAfter> {
        let (Some(quota), Some(key)) = (self.quota, key) else {
            return Ok(None);
        };
        let place = self.key.place(key, N);
        let known = self.limits.get(place).and_then(Option::as_ref);
        let mut limit = known.map_or_else(|| RateLimit::new(quota), RateLimit::clone);
        limit.try_acquire(now)?;
        Ok(Some((place, limit)))
    }
}

/// Returns an IPv4 address, or the first half of an IPv6 one. The two never coincide: `::/32` is
/// reserved (RFC 4291).
fn client_key(address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            [a, b, c, d].into_iter().fold(0, |key, part| key << 16 | u64::from(part))
        }
    }
}

/// Returns all but the last four digits of a packed number. They differ from range to range, since
/// no number begins with 0.
fn without_last_four(packed: u64) -> u64 {
    let digits = packed & 0xF;
    // Of 16 places of four bits, `digits - 4` stay.
    let places = 20_u64.saturating_sub(digits);
    u32::try_from(places.saturating_mul(4)).map_or(0, |bits| packed.checked_shr(bits).unwrap_or(0))
}
