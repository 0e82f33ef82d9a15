//! [`Reach`]: which addresses a client may connect to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::networks::Networks;

/// Which addresses a client may connect to.
#[derive(Clone, Debug)]
pub enum Reach {
    /// Every address: for a URL that the operator has chosen.
    Everything,
    /// Public addresses and these networks: for URLs that others choose.
    PublicAnd(Networks),
}

impl Reach {
    /// Whether a connection to an address is allowed.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        match self {
            Self::Everything => true,
            Self::PublicAnd(networks) => {
                let target = target(address);
                is_public(target) || networks.contains(target) || networks.contains(address)
            }
        }
    }
}

/// IPv4 networks that are not reachable from everywhere: the blocks of IANA's IPv4 Special-Purpose
/// Address Registry that are not "Globally Reachable", with what is registered inside them, and
/// multicast.
const V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::UNSPECIFIED, 8),           // this network (RFC 791)
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private use (RFC 1918)
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared between carrier and customers (RFC 6598)
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback (RFC 1122)
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local (RFC 3927)
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private use (RFC 1918)
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments (RFC 6890)
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation (RFC 5737)
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // relays of 6to4 (RFC 7526)
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private use (RFC 1918)
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks (RFC 2544)
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation (RFC 5737)
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation (RFC 5737)
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast (RFC 5771)
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, limited broadcast (RFC 1112, RFC 8190)
];

/// IPv6 networks that are not reachable from everywhere: all but `2000::/3`, which is what IANA
/// assigns to the public; and within it the blocks of the IPv6 Special-Purpose Address Registry,
/// as for IPv4.
const V6: [(Ipv6Addr, u32); 7] = [
    // Unspecified, loopback, IPv4-compatible, local use of NAT64, discard-only.
    (Ipv6Addr::UNSPECIFIED, 3),
    // Segment routing, and unassigned.
    (Ipv6Addr::new(0x4000, 0, 0, 0, 0, 0, 0, 0), 2),
    // Unique-local, link-local, site-local, multicast, and unassigned.
    (Ipv6Addr::new(0x8000, 0, 0, 0, 0, 0, 0, 0), 1),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments, Teredo (RFC 2928)
    (Ipv6Addr::new(0x2001, 0xDB8, 0, 0, 0, 0, 0, 0), 32), // documentation (RFC 3849)
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4 (RFC 3056)
    (Ipv6Addr::new(0x3FFF, 0, 0, 0, 0, 0, 0, 0), 20), // documentation (RFC 9637)
];

/// Returns the address at which packets arrive: the IPv4 address within an IPv4-mapped one
/// (`::ffff:0:0/96`) and within one that a NAT64 translates (`64:ff9b::/96`, RFC 6052).
fn target(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address.to_canonical() else { return address.to_canonical() };
    match v6.segments() {
        [0x64, 0xFF9B, 0, 0, 0, 0, _, _] => {
            let [.., a, b, c, d] = v6.octets();
            Ipv4Addr::new(a, b, c, d).into()
        }
        _ => address,
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !V4
            .iter()
            .any(|&(network, bits)| (network.to_bits() ^ v4.to_bits()).leading_zeros() >= bits),
        IpAddr::V6(v6) => !V6
            .iter()
            .any(|&(network, bits)| (network.to_bits() ^ v6.to_bits()).leading_zeros() >= bits),
    }
}
