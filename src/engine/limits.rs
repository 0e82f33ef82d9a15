//! [`Limits`]: how often sessions may be started, by client, destination, range and country.

use core::fmt;
use core::net::IpAddr;
use core::time::Duration;

use super::key::Name;
use crate::limit::{ClientKeys, ConversionLimit, Quota, Raise};
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// How often messages may be sent. `None` means no limit.
///
/// [`default`](Self::default) protects; [`NONE`](Self::NONE) does not.
///
/// ```
/// use core::time::Duration;
/// use verify_core::engine::Limits;
/// use verify_core::limit::Quota;
///
/// const HOUR: Duration = Duration::from_secs(3600);
/// // A service that knows how many customers it has in each country.
/// let limits = Limits { country: Some(Quota::new(1000, HOUR, 100)?), ..Limits::default() };
/// assert!(limits.client_ip.is_some() && Limits::NONE.client_ip.is_none());
/// # Ok::<(), verify_core::limit::QuotaError>(())
/// ```
#[doc(alias = "rate limit")]
#[doc(alias = "throttle")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// By the client's address. The default is 30 an hour and 10 at once: a household or a small
    /// office behind one address.
    ///
    /// An IPv6 client can choose among very many addresses, so networks are limited, in tiers: the
    /// first 64 bits have this quota, the first 56 bits four times, the first 48 bits sixteen times
    /// as much. Requests without an address are exempt.
    pub client_ip: Option<Quota>,
    /// By the destination. The default is 10 a day and 5 at once: a person who mistypes the code
    /// and asks again, but whose phone nobody can flood.
    pub destination: Option<Quota>,
    /// By the destination without its last four digits: traffic pumping walks through ranges of
    /// numbers. The default is 60 an hour and 30 at once for each ten thousand numbers.
    pub range: Option<Quota>,
    /// By the calling code of the destination. Unlimited by default, since services differ most
    /// in this: set what your busiest hour takes in each country.
    pub country: Option<Quota>,
    /// By how many of the sessions that were started in a range and in a country (by calling code)
    /// were verified. Once 50 were started within a day, in UTC, the default makes every further
    /// start there wait while less than a tenth of them are verified, one that sends again too.
    ///
    /// The wait is until the day ends, so almost a day at most, or until enough are verified. So
    /// whoever starts 50 sessions and leaves them alone makes a whole country wait: give each
    /// request its `client_ip`, or set this to `None`.
    pub conversion: Option<ConversionLimit>,
}

impl Limits {
    /// No limits at all: for a service whose limits are elsewhere.
    pub const NONE: Self =
        Self { client_ip: None, destination: None, range: None, country: None, conversion: None };

    /// Whether there is no quota.
    pub(crate) const fn has_no_quota(&self) -> bool {
        matches!(self, Self { client_ip: None, destination: None, range: None, country: None, .. })
    }

    /// Returns, for each kind, whether its quota is another one in `other`.
    pub(crate) fn changed(&self, other: &Self) -> [bool; LIMITS] {
        let client_ip = self.client_ip != other.client_ip;
        let destination = self.destination != other.destination;
        let range = self.range != other.range;
        let country = self.country != other.country;
        [client_ip, client_ip, client_ip, destination, range, country]
    }

    /// Returns the value of each kind of counter in memory whose whole burst is in use at `now`.
    pub(crate) fn full(&self, now: Timestamp) -> [u64; LIMITS] {
        let mut full = [0; LIMITS];
        for (full, quota) in full.iter_mut().zip(self.quotas()) {
            *full = quota.map_or(0, |quota| quota.raise_in_memory(now).cap());
        }
        full
    }

    /// Iterates over the quota of each kind.
    fn quotas(&self) -> impl Iterator<Item = Option<Quota>> {
        let tiers = self.client_ip.map(ClientKeys::quotas);
        let mut tiers = tiers.into_iter().flatten();
        let clients = [(); ClientKeys::MOST].map(|()| tiers.next());
        clients.into_iter().chain([self.destination, self.range, self.country])
    }

    /// Returns how long it takes until the longest burst is free again.
    pub(crate) fn longest_burst(&self) -> Duration {
        let quotas = [self.client_ip, self.destination, self.range, self.country];
        let bursts = quotas.into_iter().flatten().map(Quota::whole_burst);
        bursts.max().unwrap_or_default()
    }

    /// Iterates over what a start counts on, in the order in which it is refused.
    pub(crate) fn charges(
        self,
        destination: PhoneNumber,
        client_ip: Option<IpAddr>,
    ) -> impl Iterator<Item = Charge> {
        let clients = self.client_ip.and_then(|quota| Some((quota, client_ip?)));
        let clients = clients.into_iter().flat_map(|(quota, address)| {
            ClientKeys::of(address).zip(0..).map(move |(client, kind)| Charge {
                by: LimitedBy::ClientIp,
                kind,
                key: client.key(),
                quota: client.quota(quota),
            })
        });
        let charge = move |by, kind, quota: Option<Quota>, key| {
            quota.map(|quota| Charge { by, kind, key, quota })
        };
        let country = u64::from(destination.calling_code());
        clients.chain(
            [
                charge(LimitedBy::Destination, 3, self.destination, destination.to_u64()),
                charge(LimitedBy::Range, 4, self.range, range(destination)),
                charge(LimitedBy::Country, 5, self.country, country),
            ]
            .into_iter()
            .flatten(),
        )
    }
}

/// Limits that protect; each says in its documentation whom. That by
/// [`conversion`](Limits::conversion) may make a whole country wait, not only a range of numbers.
impl Default for Limits {
    fn default() -> Self {
        const HOUR: Duration = Duration::from_secs(3600);
        const DAY: Duration = Duration::from_secs(24 * 3600);
        Self {
            client_ip: Quota::new(30, HOUR, 10).ok(),
            destination: Quota::new(10, DAY, 5).ok(),
            range: Quota::new(60, HOUR, 30).ok(),
            country: None,
            conversion: Some(ConversionLimit::default()),
        }
    }
}

/// How many kinds of quotas there are: three for the tiers of a client's address, and one each for
/// destination, range and country.
pub(crate) const LIMITS: usize = ClientKeys::MOST + 3;

/// How many keys a conversion is counted by: range and country.
pub(crate) const CONVERSIONS: usize = 2;

/// Returns the keys that the conversion of a destination is counted by.
pub(crate) fn conversion_keys(destination: PhoneNumber) -> [u64; CONVERSIONS] {
    [range(destination), destination.calling_code().into()]
}

/// One key that a start counts on.
pub(crate) struct Charge {
    pub(crate) by: LimitedBy,
    /// Below [`LIMITS`].
    pub(crate) kind: usize,
    pub(crate) key: u64,
    quota: Quota,
}

impl Charge {
    pub(super) fn name(&self) -> Name {
        // There are few kinds.
        let kind = u8::try_from(self.kind).unwrap_or_default();
        Name::Counter { kind, key: self.key }
    }

    /// Returns how the counter of this key is raised in memory, where values may be greater.
    pub(crate) fn raise_in_memory(&self, now: Timestamp) -> Raise {
        self.quota.raise_in_memory(now)
    }

    /// Returns how the counter of this key is raised, counted from `base`.
    pub(crate) fn raise(&self, now: Timestamp, base: Timestamp) -> Raise {
        self.quota.raise(now, base)
    }
}

/// What a limit counts by.
///
/// ```
/// use verify_core::engine::LimitedBy;
///
/// assert_eq!(LimitedBy::Range.to_string(), "range of numbers");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitedBy {
    /// The client's address, or the network that it is in.
    ClientIp,
    /// The destination.
    Destination,
    /// The destination without its last four digits.
    Range,
    /// The calling code.
    Country,
    /// How few of the sessions that were started in a range or a country were verified.
    Conversion,
}

impl fmt::Display for LimitedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ClientIp => "client IP",
            Self::Destination => "destination",
            Self::Range => "range of numbers",
            Self::Country => "country",
            Self::Conversion => "share of verified sessions",
        })
    }
}

/// Returns all but the last four digits of a number.
fn range(destination: PhoneNumber) -> u64 {
    destination.to_u64() / 10_000
}
