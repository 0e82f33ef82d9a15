//! This crate beside its peers, in one run: first whether both give the right answer, then what they cost.

#[path = "../../ratio/mod.rs"]
mod ratio;

use ratio::{Goal, Table};
use std::hint::black_box;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::sms::{Charset, Encoding, Message};

/// Forty characters, as many as the default message with a short brand has.
const TEXT: &str = "ABC: Your verification code is 483106. :";

fn main() {
    let (ours, peers) = verify_core_peers::agreements();
    for agreement in ours.iter().chain(&peers) {
        println!("{agreement}");
    }
    let mut table = Table::new("cargo bench -p verify-core-peers");
    phone(&mut table);
    sms(&mut table);
    ratio::limits::rows(&mut table);
    table.finish();
}

fn phone(table: &mut Table) {
    let (text, gb) = ("07400 123456", "GB".parse::<Country>().expect("a country"));
    let ours = PhoneNumber::parse(text, Some(gb)).map(|number| number.to_string());
    let phonelib = phonelib::PhoneNumber::parse_with_country(text, "GB");
    assert_eq!(ours.as_deref(), Ok("+447400123456"));
    assert_eq!(phonelib.as_ref().map(phonelib::PhoneNumber::e164), Some("+447400123456"));
    table.row(
        "`07400 123456` in GB to E.164",
        Goal::Faster(40.0),
        || PhoneNumber::parse(black_box(text), Some(black_box(gb))),
        "`phonelib` 2.1",
        || phonelib::PhoneNumber::parse_with_country(black_box(text), black_box("GB")),
    );
}

fn sms(table: &mut Table) {
    assert_eq!(TEXT.chars().count(), 40);
    assert_eq!(
        Message::new(TEXT, Encoding::Auto).map(|message| message.charset()),
        Ok(Charset::Gsm7)
    );
    assert!(gsm7_alt::is_gsm7_compatible(TEXT));
    table.row(
        "the encoding of a 40-character text",
        Goal::Faster(15.0),
        || Message::new(black_box(TEXT), Encoding::Auto),
        "`gsm7_alt` 0.1",
        || gsm7_alt::is_gsm7_compatible(black_box(TEXT)),
    );
}
