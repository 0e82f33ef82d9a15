//! Every property on texts of 1 MB; the naive references would take too long on ten times as much.

use super::{FILLERS, HUGE, filled};

const LARGE: usize = HUGE / 10;

/// Two threads, so that both cores are used.
fn each_filled(bytes: usize, before: &[&str], check: fn(&[u8])) {
    std::thread::scope(|scope| {
        for fillers in FILLERS.chunks(FILLERS.len() / 2) {
            scope.spawn(move || {
                for filler in fillers {
                    for before in before {
                        check(format!("{before}{}", filled(filler, bytes)).as_bytes());
                    }
                }
            });
        }
    });
}

#[test]
fn codes_and_what_is_typed_for_them() {
    // Each byte is also entropy for codes of every kind.
    each_filled(LARGE / 100, &[""], crate::code::check);
    each_filled(LARGE, &["1234\n", "1234\n12"], crate::entry::check);
}

#[test]
fn phone_numbers() {
    each_filled(LARGE, &["", "SG\n", "SG\n+65", "US\ntel:+1"], crate::phone::check);
}

#[test]
fn templates() {
    each_filled(LARGE, &["1234\nABC\n", "1234\n{code}\n{brand}<code"], crate::template::check);
}

#[test]
fn septets() {
    each_filled(LARGE, &[""], crate::gsm7::check);
}

#[test]
fn messages() {
    each_filled(LARGE, &[""], crate::segments::check);
}

#[test]
fn bodies() {
    each_filled(LARGE, &["", r#"{"brand":""#, r#"{"destination":""#], crate::request::check);
}

#[test]
fn stored_sessions_and_words() {
    each_filled(LARGE, &[""], crate::stored::check);
    each_filled(LARGE, &[""], crate::session::check);
}
