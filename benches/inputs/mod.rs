//! What the benches are given: texts of several sizes and scripts, numbers as they are typed in ten
//! countries, requests.
#![allow(dead_code, reason = "each bench takes some of it")]
#![allow(clippy::expect_used, reason = "a bench that panics measures nothing")]

use core::time::Duration;

use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use verify_core::code::Length;
use verify_core::phone::Country;
use verify_core::request::{CallOptions, Request, SmsOptions, WhatsAppOptions};
use verify_core::time::Timestamp;

/// Characters of a short text, of one that fills a segment, and of one that fills ten.
pub(crate) const SIZES: [usize; 3] = [20, 160, 1_530];

/// A name, and a text that is repeated to the size wanted. All but the last two are GSM 7-bit.
pub(crate) const SCRIPTS: [(&str, &str); 5] = [
    ("gsm7", "ABC: Your verification code is 0429. Do not share it. "),
    ("gsm7_accents", "Votre code de vérification à usage : 0429. "),
    ("gsm7_extension", "[ABC] {0429} = ok | 5 € ~ "),
    ("ucs2", "【ABC】您的验证码是 0429，五分钟内有效。"),
    ("emoji", "👋 ABC 🔐 0429 🎉 ok 👍🏽 "),
];

/// Repeats a sample to this many characters.
pub(crate) fn text(sample: &str, characters: usize) -> String {
    sample.chars().cycle().take(characters).collect()
}

pub(crate) const CODE: &str = "483106";
pub(crate) const BRAND: &str = "ABC Trading";

/// Numbers of ten countries, each in its three [`FORMS`].
pub(crate) const TYPED: [(Country, [&str; 3]); 10] = [
    (Country::AR, ["011 15-2345-6789", "+54 9 11 2345 6789", "tel:+54 (9) 11-2345.6789"]),
    (Country::BR, ["(11) 96123-4567", "+55 11 96123 4567", "0055 / 11 / 96123.4567"]),
    (Country::CI, ["07 07 07 07 07", "+225 07 07 07 07 07", "00225.0707.070707"]),
    (
        Country::GB,
        ["07400 123456", "+44 7400 123456", "\u{202a}+44 (0) 7400\u{a0}–\u{a0}123456\u{202c}"],
    ),
    (Country::HU, ["06 20 123 4567", "+36 20 123 4567", "0036 (20) 123/4567"]),
    (Country::IN, ["081234 56789", "+91 81234 56789", "+९१ ८१२३४ ५६७८९"]),
    (Country::JP, ["090-1234-5678", "+81 90 1234 5678", "０９０－１２３４－５６７８"]),
    (Country::RU, ["8 (912) 345-67-89", "+7 912 345 67 89", "7.912.345.67.89"]),
    (Country::SG, ["8765 4321", "+65 8765 4321", "6587654321"]),
    (Country::US, ["(987) 654-3210", "+1 987 654 3210", "011 1 (987) 654‐3210"]),
];

/// As it is typed in its country, in full, and carelessly.
pub(crate) const FORMS: [&str; 3] = ["national", "international", "messy"];

pub(crate) fn length(characters: u8) -> Length {
    Length::new(characters).expect("a length that codes can have")
}

/// Returns a moment in 2025, this many milliseconds later.
pub(crate) fn at(millis: u64) -> Timestamp {
    let now = Timestamp::from_unix_millis(1_766_037_294_090).expect("a moment that there is");
    now.saturating_add(Duration::from_millis(millis))
}

/// Seeds a generator of words.
pub(crate) fn rng() -> ChaCha12Rng {
    ChaCha12Rng::from_seed([7; 32])
}

/// What the form of an app sends: a number, a brand, a length.
pub(crate) fn usual() -> Request<&'static str> {
    Request {
        destination: Some("07400 123456"),
        country: Some("GB"),
        brand: Some(BRAND),
        code_length: Some(6),
        ..Request::default()
    }
}

/// Every member, with a value that is not the default.
pub(crate) fn full(channel: &'static str) -> Request<&'static str> {
    Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some(channel),
        brand: Some(BRAND),
        code_length: Some(6),
        code_validity: Some(600),
        code_type: Some("ALPHANUMERIC_EASY"),
        template: (channel != "whatsapp")
            .then_some("{brand}: {code} is your code. Never share it."),
        language: Some("pt-BR"),
        reset_session: Some(true),
        resending_interval: Some(60),
        callback_url: Some("https://example.com/verify/callback?from=8x8"),
        sms: SmsOptions { source: Some("ABC Trading"), encoding: Some("GSM7") },
        call: CallOptions {
            source: Some("+6598765432"),
            speed: Some(1.2),
            repetition: Some(3),
            voice_profile: Some("pt-BR-HeloisaRUS"),
        },
        whatsapp: WhatsAppOptions { template_name: Some("otp_copy_code") },
        client_ip: Some("192.0.2.146"),
        ..Request::default()
    }
}
