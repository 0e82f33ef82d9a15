//! Addresses that must not be reached: IANA's registries, row by row.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use verify_service::networks::Networks;
use verify_service::outgoing::Reach;

/// The blocks of IANA's IPv4 and IPv6 Special-Purpose Address Registries (2025), and
/// whether they are "Globally Reachable"; "N/A" counts as not. Multicast and the site-local block
/// have registries of their own.
const REGISTRIES: &str = include_str!("special.txt");

fn is_allowed(address: IpAddr) -> bool {
    Reach::PublicAnd(Networks::default()).allows(address)
}

/// A block, as the number of its first address and the number of bits that its addresses share.
#[derive(Clone, Copy)]
struct Block {
    first: u128,
    bits: u32,
    width: u32,
    is_reachable: bool,
}

impl Block {
    fn all() -> Vec<Self> {
        let rows = REGISTRIES.lines().filter(|line| !line.starts_with('#'));
        let blocks = rows.map(|row| {
            let (block, rest) = row.split_once(' ').unwrap();
            let (first, bits) = block.split_once('/').unwrap();
            let (first, width) = match first.parse().unwrap() {
                IpAddr::V4(v4) => (u128::from(v4.to_bits()), 32),
                IpAddr::V6(v6) => (v6.to_bits(), 128),
            };
            let bits = bits.parse().unwrap();
            Self { first, bits, width, is_reachable: rest.starts_with("yes") }
        });
        blocks.collect()
    }

    fn last(self) -> u128 {
        let most = u128::MAX >> (128 - self.width);
        self.first | most.checked_shr(self.bits).unwrap_or(0)
    }

    fn address(self, number: u128) -> IpAddr {
        match self.width {
            32 => Ipv4Addr::from_bits(u32::try_from(number).unwrap()).into(),
            _ => Ipv6Addr::from_bits(number).into(),
        }
    }

    fn contains(self, other: &Self) -> bool {
        self.width == other.width && self.first <= other.first && other.last() <= self.last()
    }
}

#[test]
fn blocks_that_are_not_reachable_from_everywhere_are_refused() {
    let blocks = Block::all();
    assert!(blocks.len() > 40, "{}", blocks.len());
    for block in blocks.iter().filter(|block| !block.is_reachable) {
        for number in [block.first, block.first + (block.last() - block.first) / 2, block.last()] {
            let address = block.address(number);
            assert!(!is_allowed(address), "{address}");
        }
    }
}

#[test]
fn blocks_that_are_reachable_are_allowed_unless_they_lie_in_others() {
    let blocks = Block::all();
    let mut seen = 0;
    // What NAT64 translates is judged by the IPv4 address within: see below.
    let is_nat64 = |block: &Block| block.bits == 96;
    for block in blocks.iter().filter(|block| block.is_reachable && !is_nat64(block)) {
        let is_within = blocks.iter().any(|other| !other.is_reachable && other.contains(block));
        let address = block.address(block.last());
        assert_eq!(is_allowed(address), !is_within, "{address}");
        seen += usize::from(!is_within);
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn the_neighbours_of_a_block_are_allowed_unless_they_are_in_another() {
    let blocks = Block::all();
    let mut seen = 0;
    for block in &blocks {
        let next = [block.first.checked_sub(1), block.last().checked_add(1)];
        let most = u128::MAX >> (128 - block.width);
        for number in next.into_iter().flatten().filter(|number| *number <= most) {
            let is_special = blocks.iter().any(|other| {
                let is_in = (other.first..=other.last()).contains(&number);
                other.width == block.width && is_in
            });
            // Of IPv6, IANA assigns 2000::/3 to the public.
            let is_assigned = block.width == 32 || number >> 125 == 1;
            let address = block.address(number);
            if !is_special {
                assert_eq!(is_allowed(address), is_assigned, "{address}");
                seen += usize::from(is_assigned);
            }
        }
    }
    assert!(seen > 25, "{seen}");
}

#[test]
fn an_ipv4_address_within_an_ipv6_one_is_judged_as_itself() {
    let inner = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "9.9.9.9", "192.0.2.1"];
    for text in inner {
        let inner: Ipv4Addr = text.parse().unwrap();
        let is_public = is_allowed(inner.into());
        assert_eq!(is_public, text == "9.9.9.9");
        let [a, b, c, d] = inner.octets();
        let [high, low] = [u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])];
        let mapped = Ipv6Addr::new(0, 0, 0, 0, 0, 0xFFFF, high, low);
        let nat64 = Ipv6Addr::new(0x64, 0xFF9B, 0, 0, 0, 0, high, low);
        for outer in [mapped, nat64] {
            assert_eq!(is_allowed(outer.into()), is_public, "{outer}");
        }
        // These are refused, whatever is within: nobody needs them.
        let compatible = Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low);
        let translated = Ipv6Addr::new(0, 0, 0, 0, 0xFFFF, 0, high, low);
        let local_nat64 = Ipv6Addr::new(0x64, 0xFF9B, 1, 0, 0, 0, high, low);
        let six_to_four = Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1);
        let teredo = Ipv6Addr::new(0x2001, 0, 0x4136, 0xE378, 0x8000, 0x63BF, !high, !low);
        for outer in [compatible, translated, local_nat64, six_to_four, teredo] {
            assert!(!is_allowed(outer.into()), "{outer}");
        }
    }
}

#[test]
fn the_operator_allows_more() {
    let networks = "10.0.0.0/8,fd00::/8,::1,2002::/16,64:ff9b:1::/48";
    let reach = Reach::PublicAnd(Networks::parse(networks).unwrap());
    let is_allowed = |text: &str| reach.allows(text.parse().unwrap());
    for address in ["10.9.9.9", "::ffff:10.9.9.9", "64:ff9b::10.9.9.9", "fd00::1", "::1"] {
        assert!(is_allowed(address), "{address}");
    }
    assert!(is_allowed("2002:a00:1::1") && is_allowed("64:ff9b:1::7f00:1"));
    for address in ["127.0.0.1", "172.16.0.1", "fc00::1", "::", "::2", "64:ff9b::127.0.0.1"] {
        assert!(!is_allowed(address), "{address}");
    }
    assert!(is_allowed("9.9.9.9") && is_allowed("2620:fe::fe"));
    assert!(Reach::Everything.allows(Ipv4Addr::LOCALHOST.into()));
}
