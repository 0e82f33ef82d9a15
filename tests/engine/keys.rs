//! Keys, which a store keeps for longer than any release lasts, and what is never shown.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use verify_core::code::Generator;
use verify_core::engine::{Engine, Key, KeyBytes, Limits};
use verify_core::limit::Quota;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, SubAccountId};
use verify_core::session::{Session, SessionId, Status, Verdict};

use crate::store::Store;
use crate::{start, sub_account};

const ID: &str = "18b526add06348c0bb934e71f042f047";

fn id() -> SessionId {
    SessionId::parse(ID).unwrap()
}

fn number() -> PhoneNumber {
    "+6587654321".parse().unwrap()
}

/// Returns the keys of the counters that a start raises.
fn counters(sub_account: SubAccountId<'_>, number: &str, address: &str) -> Vec<KeyBytes> {
    of_counters(sub_account, number, address, |key| key.to_bytes())
}

/// Looks at the keys of the counters that a start raises.
fn of_counters<T>(
    sub_account: SubAccountId<'_>,
    number: &str,
    address: &str,
    look: impl Fn(Key<'_>) -> T,
) -> Vec<T> {
    let quota = Quota::new(1, Duration::from_secs(60), 1).ok();
    let limits = Limits {
        client_ip: quota,
        destination: quota,
        range: quota,
        country: quota,
        ..Limits::NONE
    };
    let engine = Engine { limits, ..Engine::default() };
    let request =
        Request { destination: Some(number), client_ip: Some(address), ..Request::default() };
    let verification = request.validate().unwrap();
    let mut call = engine.start(sub_account, &verification, None);
    Store::default().read(&mut call);
    let plan = call.decide(start(), &mut Generator::from_seed([7; 32]));
    plan.raises().map(|raise| look(raise.key)).collect()
}

/// A change of these would lose every session and every wrong code of a store.
#[test]
fn keys_are_the_same_in_every_release() {
    let of = sub_account();
    assert_eq!(
        &*Key::session(of, id()).to_bytes(),
        b"v1{demo-account-123}s\x18\xB5\x26\xAD\xD0\x63\x48\xC0\xBB\x93\x4E\x71\xF0\x42\xF0\x47"
    );
    // 6587654321 in hexadecimal digits: 1 88A7 A0B1.
    assert_eq!(
        &*Key::waiting(of, number()).to_bytes(),
        b"v1{demo-account-123}w\xB1\xA0\xA7\x88\x01\0\0\0"
    );
    assert_eq!(
        &*Key::failures(of, number()).to_bytes(),
        b"v1{demo-account-123}f\xB1\xA0\xA7\x88\x01\0\0\0"
    );
    let of_ipv4: [&[u8]; 4] = [
        b"v1{demo-account-123}l\0\x07\x71\0\xCB\0\0\0\0",
        b"v1{demo-account-123}l\x03\xB1\xA0\xA7\x88\x01\0\0\0",
        // 658765: all but the last four digits.
        b"v1{demo-account-123}l\x04\x4D\x0D\x0A\0\0\0\0\0",
        // 65.
        b"v1{demo-account-123}l\x05\x41\0\0\0\0\0\0\0",
    ];
    let keys = counters(of, "+6587654321", "203.0.113.7");
    assert_eq!(keys.iter().map(|key| &**key).collect::<Vec<_>>(), of_ipv4);
}

/// A network of each tier has a counter of its own.
#[test]
fn addresses_of_ipv6_count_in_three_tiers() {
    let keys = |address| -> Vec<KeyBytes> {
        counters(sub_account(), "+6587654321", address).into_iter().take(3).collect()
    };
    let [own, tier56, tier48] = &keys("2001:db8:1:2301::7")[..] else { panic!("three tiers") };
    let prefix =
        |key: &KeyBytes, kind| key.starts_with(&[b"v1{demo-account-123}l", &[kind][..]].concat());
    assert!(prefix(own, 0) && prefix(tier56, 1) && prefix(tier48, 2));
    let same = |address| {
        let [of_64, of_56, of_48] = &keys(address)[..] else { panic!("three tiers") };
        (of_64 == own, of_56 == tier56, of_48 == tier48)
    };
    assert_eq!(same("2001:db8:1:2301:ffff::1"), (true, true, true));
    assert_eq!(same("2001:db8:1:2302::7"), (false, true, true));
    assert_eq!(same("2001:db8:1:2401::7"), (false, false, true));
    assert_eq!(same("2001:db8:2:2301::7"), (false, false, false));
}

#[test]
fn everything_of_a_sub_account_has_one_tag() {
    for name in ["abc", "a.b_c&d-e", &"x".repeat(50)] {
        let of = SubAccountId::parse(name).unwrap();
        let mut keys = counters(of, "+6587654321", "2001:db8::1");
        keys.push(Key::session(of, id()).to_bytes());
        keys.push(Key::waiting(of, number()).to_bytes());
        keys.push(Key::failures(of, number()).to_bytes());
        let tag = format!("v1{{{name}}}");
        assert!(keys.iter().all(|key| key.starts_with(tag.as_bytes())));
        // Redis takes what stands between the first `{` and the first `}` behind it.
        let braces = keys.iter().map(|key| key[2] == b'{' && key[3..].contains(&b'}'));
        assert_eq!((braces.filter(|is| *is).count(), keys.len()), (9, 9));
    }
}

#[test]
fn a_key_is_a_sub_account_and_what_is_within() {
    let of = sub_account();
    let is_both = |key: Key<'_>| {
        let parts = [b"v1{demo-account-123}", &*key.within()].concat();
        key.sub_account() == of && *key.to_bytes() == parts
    };
    let records = [Key::session(of, id()), Key::waiting(of, number()), Key::failures(of, number())];
    assert!(records.into_iter().all(is_both));
    let counters = of_counters(of, "+6587654321", "2001:db8::1", is_both);
    assert_eq!(counters, [true; 6]);
}

#[test]
fn the_longest_key_fills_the_room() {
    let longest =
        SubAccountId::parse("an-account-whose-name-has-exactly-fifty-characters").unwrap();
    let key = Key::session(longest, id()).to_bytes();
    assert_eq!((key.len(), KeyBytes::MAX), (71, 71));
    assert!(key.ends_with(&id().to_bytes()));
    let keys = counters(longest, "+436641234567890", "2001:db8::1");
    assert!(keys.iter().all(|key| key.len() < KeyBytes::MAX));
    assert!(Key::failures(longest, number()).to_bytes().len() < KeyBytes::MAX);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The bytes alone show which sub-account a key belongs to, and what it names.
    #[test]
    fn keys_of_different_things_differ(
        accounts in prop::collection::btree_set("[A-Za-z0-9._&-]{3,6}", 2),
        ids: [[u8; 16]; 2],
        last in prop::collection::btree_set(1000..9999_u32, 2),
    ) {
        let mut keys = BTreeSet::new();
        let mut count = 0;
        for account in &accounts {
            let of = SubAccountId::parse(account).unwrap();
            let ids: BTreeSet<_> = ids.iter().collect();
            for id in ids {
                keys.insert(Key::session(of, SessionId::from_bytes(*id)).to_bytes());
                count += 1;
            }
            for (last, net) in last.iter().zip(1..) {
                let number = format!("+658765{last}");
                let parsed = number.parse().unwrap();
                keys.insert(Key::waiting(of, parsed).to_bytes());
                keys.insert(Key::failures(of, parsed).to_bytes());
                let counters = counters(of, &number, &format!("203.0.113.{net}"));
                // Not those of range and country, which the two numbers share.
                keys.extend(counters.into_iter().take(2));
                count += 4;
            }
        }
        prop_assert_eq!(keys.len(), count);
    }
}

/// A driver that reads several records at once learns in this way which ones.
#[test]
fn a_call_that_starts_over_wants_its_records_again() {
    let engine = Engine::default();
    let request = Request { destination: Some("+6587654321"), ..Request::default() };
    let verification = request.validate().unwrap();
    let demo = SubAccountId::parse("demo-account-123").unwrap();
    let mut call = engine.start(demo, &verification, None);
    let mut wanted = || {
        let mut keys = Vec::new();
        while let Some(key) = call.wants() {
            keys.push(key.to_bytes());
            call.give(None).unwrap();
        }
        call.restart();
        keys
    };
    let keys = wanted();
    // What waits, the failures, and what range and country have started and verified.
    assert_eq!(keys.len(), 6);
    assert_eq!(wanted(), keys);
    let _ = call.decide(start(), &mut Generator::from_seed([7; 32]));
    let mut wanted = Vec::new();
    while let Some(key) = call.wants() {
        wanted.push(key.to_bytes());
        call.give(None).unwrap();
    }
    assert_eq!(wanted, keys, "after a decision");
}

/// No digit of a number that is not shown elsewhere, and no code.
#[test]
fn debug_shows_nothing_private() {
    let quota = Quota::new(1, Duration::from_secs(60), 1).ok();
    let limits = Limits {
        client_ip: quota,
        destination: quota,
        range: quota,
        country: quota,
        ..Limits::NONE
    };
    let engine = Engine { limits, ..Engine::default() };
    let request = Request {
        destination: Some("+6587654321"),
        client_ip: Some("203.0.113.7"),
        code_length: Some(6),
        ..Request::default()
    };
    let verification = request.validate().unwrap();
    let (mut store, mut rng) = (Store::default(), Generator::from_seed([7; 32]));
    let mut call = engine.start(sub_account(), &verification, None);
    let mut shown = vec![format!("{call:?}"), format!("{:?}", call.wants())];
    store.read(&mut call);
    shown.push(format!("{call:?}"));
    let plan = call.decide(start(), &mut rng);
    let session = plan.session().unwrap();
    let (id, code) = (session.id(), session.code().expose().to_owned());
    shown.push(format!("{plan:?} {:?}", plan.started(&verification)));
    shown.extend(plan.expectations().map(|(key, _)| format!("{key:?} {:?}", key.to_bytes())));
    shown.extend(plan.writes().map(|write| format!("{write:?}")));
    shown.extend(plan.raises().map(|raise| format!("{:?} {:?}", raise.key, raise.key.to_bytes())));
    store.commit(&plan);
    let mut check = engine.check(sub_account(), id, &code);
    store.read(&mut check);
    shown.push(format!("{check:?}"));
    let plan = check.decide(start(), &mut rng);
    assert_eq!(*plan.answer(), Ok(Verdict::Verified));
    shown.push(format!("{plan:?}"));
    shown.extend(plan.writes().map(|write| format!("{write:?}")));
    let clear = engine.clear_failures(sub_account(), number());
    let find = engine.find(sub_account(), number());
    shown.push(format!("{clear:?} {find:?} {:?}", find.wants()));
    for text in shown {
        // Of a number, what `Debug` of a number shows as well: its country and how long it is.
        let public = [format!("{:?}", number()), format!("{id:?}"), "demo-account-123".to_owned()];
        let private = public.iter().fold(text.clone(), |text, part| text.replace(part, ""));
        for secret in [&*code, "7654321", "876543", "4321"] {
            assert!(!private.contains(secret), "{secret} in {text}");
        }
        assert!(!private.contains(&format!("{:?}", code.as_bytes())), "{text}");
    }
}

/// A session that an earlier release wrote, when the version was 1.
#[test]
fn sessions_of_an_earlier_release_are_read() {
    // Destination +6587654321, code 0482, sent at 2026-03-05T10:00:00Z, valid for 300 s.
    let old = version_1(*b"0482");
    let engine = Engine { limits: Limits::NONE, ..Engine::default() };
    let (mut store, mut rng) = (Store::default(), Generator::from_seed([7; 32]));
    let record = |value: Vec<u8>| crate::store::Record { value, keep_until: None };
    let id = SessionId::from_bytes(old[4..20].try_into().unwrap());
    store.records.insert(Key::session(sub_account(), id).to_bytes().to_vec(), record(old.clone()));
    let waiting = Key::waiting(sub_account(), number()).to_bytes().to_vec();
    store.records.insert(waiting, record(id.to_bytes().to_vec()));
    let status = store.call(engine.status(sub_account(), id), start(), &mut rng).unwrap();
    assert_eq!(*status.answer(), Ok(Status::Waiting));
    assert!(status.changes_nothing());
    let plan = store.call(engine.check(sub_account(), id, "0483"), start(), &mut rng).unwrap();
    assert_eq!(*plan.answer(), Ok(Verdict::Wrong { attempts_left: 4 }));
    // It is written as today, and read again.
    let key = Key::session(sub_account(), id).to_bytes();
    assert_eq!(store.records[&*key].value.len(), Session::BYTES);
    let plan = store.call(engine.check(sub_account(), id, "0482"), start(), &mut rng).unwrap();
    assert_eq!(*plan.answer(), Ok(Verdict::Verified));
}

/// Writes a session of version 1 by its table: 60 bytes and their checksum.
fn version_1(code: [u8; 4]) -> Vec<u8> {
    let mut bytes = vec![1, 0, 0, 0];
    bytes.extend(id().to_bytes());
    bytes.extend(6_587_654_321_u64.to_le_bytes());
    bytes.extend(b"SG");
    bytes.extend(code);
    bytes.extend([0; 6]);
    let sent = start().as_unix_millis().to_le_bytes();
    bytes.extend(sent.into_iter().chain(sent));
    bytes.extend(300_u16.to_le_bytes());
    bytes.extend(10_u16.to_le_bytes());
    let checksum = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0x82F6_3B78 * (crc & 1)))
    });
    bytes.extend((!checksum).to_le_bytes());
    bytes
}
