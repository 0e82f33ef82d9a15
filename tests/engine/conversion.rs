//! The share of verified sessions: a store and a verifier count alike.

use std::time::Duration;

use verify_core::code::Generator;
use verify_core::engine::{Engine, LimitedBy, Limits, Refused};
use verify_core::limit::ConversionLimit;
use verify_core::request::Request;
use verify_core::session::{SessionId, Verdict};
use verify_core::stored::FromBytesError;
use verify_core::verifier::{Slot, Verifier};

use crate::store::Store;
use crate::{start, sub_account};

fn is_low(refused: Option<Refused>) -> bool {
    matches!(refused, Some(Refused::Limited { by: LimitedBy::Conversion, .. }))
}

#[test]
fn where_nothing_is_verified_new_sessions_wait() {
    let conversion = ConversionLimit::new(25, 8, Duration::from_secs(86_400)).ok();
    let limits = Limits { conversion, ..Limits::NONE };
    let engine = Engine { limits, ..Engine::default() };
    let (mut store, mut rng) = (Store::default(), Generator::from_seed([7; 32]));
    let slots: Vec<Slot> = (0..64).map(|_| Slot::EMPTY).collect();
    let mut verifier = Verifier::new(slots, [8; 32], limits);
    let mut begin = |store: &mut Store, verifier: &mut Verifier<Vec<Slot>>, index: u64| {
        let number = format!("+1987654{index:04}");
        let request = Request { destination: Some(number.as_str()), ..Request::default() };
        let verification = request.validate().unwrap();
        let call = engine.start(sub_account(), &verification, None);
        let plan = store.call(call, start(), &mut rng).unwrap();
        let by_memory = verifier.start(start(), &request);
        assert_eq!(plan.answer().err(), by_memory.err());
        let ids: Option<(SessionId, SessionId)> =
            plan.session().map(|it| (it.id(), by_memory.unwrap().session().id()));
        (plan.answer().err(), ids)
    };
    let mut ids = Vec::new();
    for index in 0..8 {
        let (refused, both) = begin(&mut store, &mut verifier, index);
        assert_eq!(refused, None);
        ids.extend(both);
    }
    assert!(is_low(begin(&mut store, &mut verifier, 8).0));
    // A quarter of eight are two.
    for (place, is_enough) in [(0, false), (1, true)] {
        let (by_store, by_memory) = ids[place];
        let mut rng = Generator::from_seed([9; 32]);
        let confirm = engine.confirm(sub_account(), by_store);
        let plan = store.call(confirm, start(), &mut rng).unwrap();
        assert_eq!(*plan.answer(), Ok(Verdict::Verified));
        assert_eq!(verifier.confirm(start(), by_memory), Ok(Verdict::Verified));
        assert_eq!(is_low(begin(&mut store, &mut verifier, 9).0), !is_enough);
    }
}

/// A store may keep its counters as bytes: eight, little-endian.
#[test]
fn a_counter_is_given_as_a_number_or_as_its_bytes() {
    let limit = ConversionLimit::new(25, 8, Duration::from_secs(86_400)).unwrap();
    let limits = Limits { conversion: Some(limit), ..Limits::NONE };
    let engine = Engine { limits, ..Engine::default() };
    let request = Request { destination: Some("+19876543210"), ..Request::default() };
    let verification = request.validate().unwrap();
    for (started, verified, is_refused) in [(7, 0, false), (8, 1, true), (8, 2, false)] {
        for as_bytes in [true, false] {
            let mut call = engine.start(sub_account(), &verification, None);
            let mut counts = [started, verified, started, verified].into_iter();
            while let Some(key) = call.wants() {
                if !key.is_counter() {
                    call.give(None).unwrap();
                    continue;
                }
                let counter = limit.raise(start()).floor() + counts.next().unwrap();
                if !as_bytes {
                    call.give_counter(counter);
                    continue;
                }
                for found in [0, 7, 9] {
                    let error = FromBytesError::Length { expected: 8, found };
                    assert_eq!(call.give(Some(&[0; 9][..found])), Err(error));
                }
                call.give(Some(&counter.to_le_bytes())).unwrap();
            }
            assert_eq!(counts.next(), None);
            let plan = call.decide(start(), &mut Generator::from_seed([7; 32]));
            assert_eq!(is_low(plan.answer().err()), is_refused, "{verified} of {started}");
        }
    }
}
