//! A client's networks, over a store and in memory: no network starts more than its share, and over
//! a store each starts exactly that.

use std::collections::HashMap;

use verify_core::code::Generator;
use verify_core::engine::{Engine, LimitedBy, Limits, Refused};
use verify_core::request::{Request, WhatsAppOptions};
use verify_core::verifier::{Slot, Verifier};

use crate::sequences::quota;
use crate::store::Store;
use crate::{start, sub_account};

/// How many calls of a /64 are allowed at once. Of a /56 it is four times, of a /48 sixteen times
/// as many.
const BURST: u32 = 2;

/// What was started from each network, named by its first bits.
#[derive(Default)]
struct Naive(HashMap<(u32, u64), u32>);

impl Naive {
    fn networks(network: u64) -> [((u32, u64), u32); 3] {
        [(64, 1), (56, 4), (48, 16)].map(|(bits, times)| {
            let key = (bits, network >> (64 - bits));
            (key, times * BURST)
        })
    }

    fn allows(&self, network: u64) -> bool {
        let count = |key| self.0.get(&key).copied().unwrap_or_default();
        Self::networks(network).into_iter().all(|(key, most)| count(key) < most)
    }

    fn count(&mut self, network: u64) {
        for (key, _) in Self::networks(network) {
            *self.0.entry(key).or_default() += 1;
        }
    }
}

fn address(network: u64, host: u64) -> String {
    std::net::Ipv6Addr::from(u128::from(network) << 64 | u128::from(host)).to_string()
}

/// Networks one after the other, and another host and channel for each call.
#[test]
fn no_network_starts_more_than_its_share() {
    let limits = Limits { client_ip: quota(1, 3600, 2), ..Limits::NONE };
    let engine = Engine { limits, ..Engine::default() };
    let (mut store, mut rng) = (Store::default(), Generator::from_seed([7; 32]));
    let slots: Vec<Slot> = (0..4096).map(|_| Slot::EMPTY).collect();
    let mut verifier = Verifier::new(slots, [8; 32], limits);
    let (mut by_store, mut by_memory) = (Naive::default(), Naive::default());
    let (mut started, mut refused) = (0, 0);
    // Two of /48, in each ten of /56, in each six of /64, each of which calls three times.
    for index in 0..360_u64 {
        let (of_48, of_56, of_64) = (index / 180, index / 18 % 10, index / 3 % 6);
        let network = 0x2001_0DB8_0002_0000 | of_48 << 16 | of_56 << 8 | of_64;
        let (client_ip, number) = (address(network, index), format!("+1987654{index:04}"));
        let channel = ["sms", "call", "viber", "whatsapp", "sma"][(index % 5) as usize];
        let request = Request {
            destination: Some(number.as_str()),
            channel: Some(channel),
            client_ip: Some(&client_ip),
            whatsapp: WhatsAppOptions { template_name: Some("otp") },
            ..Request::default()
        };
        let verification = request.validate().unwrap();
        let call = engine.start(sub_account(), &verification, None);
        let answer = match store.call(call, start(), &mut rng) {
            Ok(plan) => plan.answer().map(|_| ()),
            Err(refused) => Err(refused),
        };
        assert_eq!(answer.is_ok(), by_store.allows(network), "{client_ip}: {answer:?}");
        let by = LimitedBy::ClientIp;
        assert!(
            answer.is_ok() || matches!(answer, Err(Refused::Limited { by: it, .. }) if it == by)
        );
        if answer.is_ok() {
            by_store.count(network);
            started += 1;
        } else {
            refused += 1;
        }
        // In memory, networks may share a place with others: a limit may be tighter, never looser.
        if verifier.start(start(), &request).is_ok() {
            assert!(by_memory.allows(network), "{client_ip}");
            by_memory.count(network);
        }
    }
    // Sixteen times two of each /48.
    assert_eq!((started, refused), (64, 296));
    let total = by_memory.0.iter().filter(|((bits, _), _)| *bits == 48).map(|(_, count)| count);
    assert!(total.sum::<u32>() > 56);
}
