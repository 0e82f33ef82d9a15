//! The keys of an address, compared with the tiers as they are written down.

use core::net::IpAddr;
use std::collections::HashMap;

use super::{at, quota};
use proptest::prelude::*;
use verify_core::limit::ClientKey;

fn keys(address: &str) -> Vec<(u64, u16)> {
    of(address.parse().unwrap())
}

fn of(address: IpAddr) -> Vec<(u64, u16)> {
    ClientKey::all(address).map(|key| (key.key(), key.multiple().get())).collect()
}

#[test]
fn an_ipv4_address_is_one_key_and_an_ipv6_address_three() {
    assert_eq!(keys("192.0.2.1"), [(0xC000_0201, 1)]);
    assert_eq!(
        keys("2001:db8:1:2345:6:7:8:9"),
        [(0x2001_0DB8_0001_2345, 1), (0x0020_010D_B800_0123, 4), (0x2001_0DB8_0001, 16)]
    );
}

#[test]
fn an_embedded_ipv4_address_counts_as_itself() {
    for same in ["::ffff:192.0.2.1", "::ffff:c000:201", "64:ff9b::192.0.2.1", "64:ff9b::c000:201"] {
        assert_eq!(keys(same), keys("192.0.2.1"), "{same}");
    }
    // Others only look like it.
    for other in ["64:ff9b:1::192.0.2.1", "64:ff9b::1:192.0.2.1", "fe80::ffff:192.0.2.1", "::1"] {
        assert_eq!(keys(other).len(), 3, "{other}");
    }
}

/// One /48 passed 10,000 calls against a quota of 10.
#[test]
fn a_site_has_sixteen_times_the_quota_however_many_networks_it_has() {
    let quota = quota(10, 3_600_000, 10);
    let (base, now) = (at(1_764_547_200_000), at(1_766_037_594_090));
    let mut store = HashMap::<u64, u64>::new();
    let mut allowed = 0;
    for network in 0..10_000_u32 {
        let address = format!("2001:db8:1:{network:x}::1").parse().unwrap();
        let raised: Option<Vec<_>> = ClientKey::all(address)
            .map(|key| {
                let raise = quota.raise_multiple(key.multiple(), now, base);
                let old = store.get(&key.key()).copied().unwrap_or_default();
                Some((key.key(), raise.apply(old).ok()?))
            })
            .collect();
        if let Some(raised) = raised {
            allowed += 1;
            store.extend(raised);
        }
    }
    assert_eq!(allowed, 160);
}

/// An address with the first bits of another one, or not.
fn addresses() -> impl Strategy<Value = (IpAddr, IpAddr)> {
    let v6 = (any::<u128>(), any::<u128>(), prop_oneof![Just(64), Just(56), Just(48), 0..=128_u32]);
    let embedded = (any::<u32>(), any::<bool>()).prop_map(|(v4, nat64)| {
        let prefix = if nat64 { 0x64_FF9B << 96 } else { 0xFFFF_u128 << 32 };
        (prefix | u128::from(v4)).to_be_bytes().into()
    });
    let v6 = v6.prop_map(|(one, other, same)| {
        let other_bits = u128::MAX.checked_shr(same).unwrap_or(0);
        let another = one & !other_bits | other & other_bits;
        (one.to_be_bytes().into(), another.to_be_bytes().into())
    });
    let v4 = any::<[u8; 4]>().prop_map(IpAddr::from);
    let any_v6 = any::<[u8; 16]>().prop_map(IpAddr::from);
    prop_oneof![3 => v6, 1 => (v4.clone(), embedded), 1 => (v4, any_v6)]
}

/// What an address is counted by, in words.
fn names(address: IpAddr) -> Vec<String> {
    let IpAddr::V6(v6) = address else { return vec![address.to_string()] };
    let bits = v6.to_bits();
    if bits >> 32 == 0xFFFF || bits >> 32 == 0x64_FF9B << 64 {
        let [.., a, b, c, d] = v6.octets();
        return vec![format!("{a}.{b}.{c}.{d}")];
    }
    [64, 56, 48].map(|length| format!("{:x}/{length}", bits >> (128 - length))).to_vec()
}

proptest! {
    /// Two addresses share a key exactly if they share what it stands for.
    #[test]
    fn keys_coincide_exactly_where_the_prefixes_do(
        (one, other) in addresses().prop_filter("of ::/8", |(one, other)| {
            let is_told_apart = |address: &IpAddr| match address {
                IpAddr::V4(_) => true,
                IpAddr::V6(v6) => v6.octets()[0] != 0 || names(*address).len() == 1,
            };
            is_told_apart(one) && is_told_apart(other)
        }),
    ) {
        let named = |address| -> Vec<_> { names(address).into_iter().zip(of(address)).collect() };
        for (name, key) in named(one).into_iter().chain(named(other)) {
            for (other_name, other_key) in named(one).into_iter().chain(named(other)) {
                prop_assert_eq!(name == other_name, key.0 == other_key.0);
                prop_assert!(name != other_name || key == other_key);
            }
        }
    }
}
