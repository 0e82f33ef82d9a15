//! Words for the properties of the engine, in which the interesting cases are frequent.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::strategies::one_of;

pub(crate) fn engine() -> impl Strategy<Value = Vec<u8>> {
    let seconds = |shortest: u32| one_of![6 => shortest..60, 1 => shortest..=7200];
    let names = &["send", "send", "send", "reset", "sma", "resetsma"][..];
    let send = (select(names), 0..4_u8, seconds(30), seconds(10));
    let of_session = |names: &'static [&'static str]| {
        // The latest sessions are the more interesting ones.
        let session = one_of![4 => 0..2_u8, 1 => 0..20_u8];
        (select(names), session).prop_map(|(name, session)| format!("{name}:{session}"))
    };
    let tick = one_of![
        6 => (0..4_000_u32).prop_map(|millis| format!("+{millis}")),
        4 => (5_000..40_000_u32).prop_map(|millis| format!("+{millis}")),
        1 => (0..30_000_u32).prop_map(|millis| format!("-{millis}")),
        1 => (60_000..7_300_000_u32).prop_map(|millis| format!("+{millis}")),
        3 => select(&["retry", "expiry", "expiry -1", "+86400000", "+2592000000",
            "-7200000", "-630720000000", "+630720000000", "at:0", "at:253402300799999"][..])
            .prop_map(str::to_owned),
    ];
    let trouble = one_of![
        select(&["lost", "unheard", "full"][..]).prop_map(str::to_owned),
        (0..7_u8).prop_map(|other| format!("race:{other}")),
    ];
    let word = one_of![
        4 => send.prop_map(|(name, to, validity, interval)| {
            format!("{name}:{to},{validity},{interval}")
        }),
        2 => Just("send:0".to_owned()),
        8 => of_session(&["wrong"]),
        3 => of_session(&["right", "confirm", "status", "cancel", "expire", "find", "clear"]),
        6 => tick,
        2 => trouble,
        1 => select(&["sweep", "failed:0,4", "failed:0,12", "failed:1,99"][..])
            .prop_map(str::to_owned),
    ];
    let limits = (0..5_u8, 0..5_u8, 0..5_u8).prop_map(|(a, b, c)| format!("limits:{a},{b},{c}"));
    (one_of![Just(String::new()), limits], vec(word, 1..120))
        .prop_map(|(limits, words)| format!("{limits} {}", words.join(" ")).into_bytes())
}

pub(crate) fn guesses() -> impl Strategy<Value = Vec<u8>> {
    let service = one_of![
        3 => (1..=8_u8).prop_map(|room| format!("room:{room}")),
        1 => Just("store".to_owned()),
        1 => (1..=8_u8).prop_map(|room| format!("limits room:{room}")),
        1 => Just("limits store".to_owned()),
    ];
    let call = select(
        &["send", "reset", "sma", "resetsma", "wrong", "right", "confirm", "cancel", "forget"][..],
    );
    let others = (select(&["flood", "own"][..]), 5..30_u8, 1..12_u8);
    let word = one_of![
        // The victim, whose codes nobody but the attacker enters.
        8 => (1..20_u8).prop_map(|guesses| format!("guess:0,{guesses}")),
        3 => (0..5_u8, 1..40_u8).prop_map(|(to, guesses)| format!("guess:{to},{guesses}")),
        4 => others.prop_map(|(name, to, count)| format!("{name}:{to},{count}")),
        4 => (call, 0..5_u8).prop_map(|(name, to)| format!("{name}:{to}")),
        2 => select(&["restart", "seed", "sweep", "clear:1", "clear:0"][..])
            .prop_map(str::to_owned),
        2 => (0..100_000_u32).prop_map(|millis| format!("+{millis}")),
        2 => one_of![1..30_u32, 700..800_u32].prop_map(|hours| format!("hours:{hours}")),
    ];
    let ahead = (0..=20_u8, 0..8_000_000_u32, vec(word.clone(), 1..6), vec(word.clone(), 0..6));
    let ahead = ahead.prop_map(|(years, millis, there, back)| {
        format!("ahead:{years},{millis} {} back {}", there.join(" "), back.join(" "))
    });
    let ahead = one_of![1 => Just(String::new()), 1 => ahead];
    (service, vec(word, 1..40), ahead).prop_map(|(service, words, ahead)| {
        format!("{service} {} {ahead}", words.join(" ")).into_bytes()
    })
}
