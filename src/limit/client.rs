//! [`ClientKeys`]: under which keys the calls of an address are counted.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::quota::Quota;

/// One key under which the calls of an address are counted, and how many times the quota it has.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::{ClientKeys, Quota};
///
/// let quota = Quota::new(60, Duration::from_secs(3600), 10)?;
/// let site = ClientKeys::of("2001:db8::1".parse()?).last().expect("a key");
/// assert_eq!((site.key(), site.multiple()), (0x2001_0db8_0000, 16));
/// assert_eq!(site.quota(quota).burst(), 160);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientKey {
    key: u64,
    multiple: u16,
}

impl ClientKey {
    /// Returns the key. Keys of different tiers, and of IPv4 and IPv6, never coincide.
    #[must_use]
    pub const fn key(self) -> u64 {
        self.key
    }

    /// Returns how many times the quota of one client the key has: 1, 4 or 16.
    #[must_use]
    pub const fn multiple(self) -> u16 {
        self.multiple
    }

    /// Returns the quota of the key, given that of one client. A burst stops at 65,535; so does a
    /// count, where a shorter period does not give the rate exactly.
    #[must_use]
    pub const fn quota(self, of_one_client: Quota) -> Quota {
        of_one_client.times(self.multiple)
    }
}

/// The keys under which the calls of an address are counted: a call must be allowed under each.
///
/// | address | key | quota |
/// |---|---|---|
/// | IPv4 | the address | 1 |
/// | IPv6 | its first 64 bits: a network | 1 |
/// | | its first 56 bits: often a home | 4 |
/// | | its first 48 bits: often a company, or a rented server | 16 |
///
/// Who has a /48 has 65,536 networks of 64 bits: without the wider tiers each of them would have a
/// quota of its own. An IPv4 address embedded in IPv6 counts as itself: mapped (`::ffff:0:0/96`)
/// and NAT64 (`64:ff9b::/96`, RFC 6052). All other addresses of `::/8`, which is reserved (RFC
/// 4291, 2.4), share one key.
///
/// ```
/// use verify_core::limit::ClientKeys;
///
/// let keys = |address: &str| ClientKeys::of(address.parse().expect("an address"));
/// assert_eq!(keys("2001:db8::1").len(), 3);
/// assert!(keys("192.0.2.1").eq(keys("64:ff9b::192.0.2.1")));
/// ```
#[doc(alias = "IP address")]
#[doc(alias = "prefix")]
#[doc(alias = "subnet")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientKeys {
    /// The first 64 bits of an IPv6 address, or the one key.
    bits: u64,
    tiers: &'static [Tier],
}

/// How many of the 64 bits are left out, and the multiple.
type Tier = (u32, u16);

/// The number that the leading bits make is the key. It is longer for more bits, since the first
/// byte is not zero: 57 to 64 bits, 49 to 56, 41 to 48, and for IPv4 at most 32.
const IPV6: &[Tier] = &[(0, 1), (8, 4), (16, 16)];
const ALONE: &[Tier] = &[(0, 1)];

/// The key of the addresses of `::/8`, for which no shorter number is left.
const RESERVED: u64 = 1 << 32;

impl ClientKeys {
    /// How many keys an address has at most.
    pub(crate) const MOST: usize = IPV6.len();

    /// Returns the quotas of all tiers, the narrowest first.
    pub(crate) fn quotas(of_one_client: Quota) -> impl Iterator<Item = Quota> {
        IPV6.iter().map(move |(_, multiple)| of_one_client.times(*multiple))
    }

    /// Returns the keys of an address, the narrowest first: one or three.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        let address = match address {
            IpAddr::V4(address) => Ok(address),
            IpAddr::V6(address) => embedded(address).ok_or(address),
        };
        match address {
            Ok(address) => Self { bits: address.to_bits().into(), tiers: ALONE },
            Err(address) => {
                let [a, b, c, d, ..] = address.segments().map(u64::from);
                match a << 48 | b << 32 | c << 16 | d {
                    bits if bits >> 56 == 0 => Self { bits: RESERVED, tiers: ALONE },
                    bits => Self { bits, tiers: IPV6 },
                }
            }
        }
    }
}

impl Iterator for ClientKeys {
    type Item = ClientKey;

    fn next(&mut self) -> Option<ClientKey> {
        let (&(left_out, multiple), rest) = self.tiers.split_first()?;
        self.tiers = rest;
        Some(ClientKey { key: self.bits >> left_out, multiple })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.tiers.len(), Some(self.tiers.len()))
    }
}

impl ExactSizeIterator for ClientKeys {}

/// Returns the IPv4 address that an IPv6 one stands for, if it does.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [prefix @ .., a, b] = address.segments();
    let is_nat64 = prefix == [0x64, 0xFF9B, 0, 0, 0, 0];
    let is_mapped = prefix == [0, 0, 0, 0, 0, 0xFFFF];
    (is_nat64 || is_mapped).then(|| Ipv4Addr::from_bits(u32::from(a) << 16 | u32::from(b)))
}
