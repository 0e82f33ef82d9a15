//! Every quick path gives what the plain one gives.
//!
//! A mark that shows nothing is skipped, but only on the plain path: a text must read the same with
//! one at its end. `.ci/run` compares five million texts: `PHONE_TEXTS` says how many.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use verify_core::phone::PhoneNumber;

#[path = "../properties/phone_texts.rs"]
mod phone_texts;

#[test]
fn quick_paths_give_what_the_plain_path_gives() {
    let count = std::env::var("PHONE_TEXTS").map_or(100_000, |count| count.parse().unwrap());
    let mut read = 0_u64;
    for seed in 0..count {
        let (country, text) = phone_texts::text_of(seed);
        let country = country.map(|alpha2| alpha2.parse().unwrap());
        let quick = PhoneNumber::parse(&text, country);
        if text.chars().count() == 64 {
            continue; // One more would be too many.
        }
        let plain = PhoneNumber::parse(&format!("{text}\u{200B}"), country);
        assert_eq!(quick, plain, "{text:?} in {country:?}, seed {seed}");
        read += u64::from(quick.is_ok());
    }
    assert!(read * 4 > count, "most texts are refused: {read} of {count} are read");
}
