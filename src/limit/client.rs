//! [`ClientKey`]: what a limit on clients counts by.

use core::net::IpAddr;
use core::num::NonZeroU16;

/// What a limit on clients counts by: an IPv4 address, or a network of IPv6.
///
/// A client with IPv6 can choose among the 2⁶⁴ addresses of its network, and often among many
/// networks. So each address has up to three keys: its first 64 bits have the quota, its first 56
/// bits four times, its first 48 bits sixteen times as much (RFC 6177: a site has at most a /48).
///
/// An IPv4 address that an IPv6 one embeds counts as itself: mapped (`::ffff:0:0/96`), or behind
/// NAT64 (`64:ff9b::/96`, RFC 6052).
///
/// ```
/// use verify_core::limit::ClientKey;
///
/// let keys = |address: &str| ClientKey::all(address.parse().unwrap());
/// let mut multiples = keys("2001:db8::1").map(|key| key.multiple().get());
/// assert!(multiples.by_ref().eq([1, 4, 16]));
/// assert!(keys("64:ff9b::192.0.2.1").eq(keys("192.0.2.1")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias("IPv6", "prefix", "subnet", "CIDR"))]
pub struct ClientKey {
    key: u64,
    multiple: NonZeroU16,
}

impl ClientKey {
    /// How many times the quota each tier of IPv6 networks has, the smallest network first.
    pub(crate) const MULTIPLES: [NonZeroU16; 3] =
        [NonZeroU16::MIN, NonZeroU16::MIN.saturating_add(3), NonZeroU16::MIN.saturating_add(15)];

    /// Returns the keys of an address, the smallest network first.
    pub fn all(address: IpAddr) -> impl Iterator<Item = Self> {
        let networks = match embedded(address) {
            IpAddr::V4(address) => [Some(u64::from(address.to_bits())), None, None],
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                let network =
                    [a, b, c, d].into_iter().fold(0, |key, part| key << 16 | u64::from(part));
                [network, network >> 8, network >> 16].map(Some)
            }
        };
        let tiers = networks.into_iter().zip(Self::MULTIPLES);
        tiers.filter_map(|(key, multiple)| Some(Self { key: key?, multiple }))
    }

    /// Returns the key. Within a tier, no two networks and no network and IPv4 address have the
    /// same one: `::/32` is reserved (RFC 4291).
    #[must_use]
    pub const fn key(self) -> u64 {
        self.key
    }

    /// Returns how many times the quota this key has: 1, 4 or 16.
    #[must_use]
    pub const fn multiple(self) -> NonZeroU16 {
        self.multiple
    }
}

/// Returns the IPv4 address that an IPv6 one embeds, or else the address itself.
fn embedded(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address.to_canonical() else { return address.to_canonical() };
    match v6.segments() {
        [0x64, 0xFF9B, 0, 0, 0, 0, ..] => {
            let [.., a, b, c, d] = v6.octets();
            IpAddr::from([a, b, c, d])
        }
        _ => address,
    }
}
