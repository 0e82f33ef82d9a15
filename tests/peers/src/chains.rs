//! From a number to the text that is sent: each stage by another peer. The first two chains have
//! the fastest peer at each stage, the third has some of the others.

use crate::agreement::{Agreement, Comparison};
use crate::codes::{alphabet, nanoid_on, rand_range};
use crate::templates::{CODE, Values, replace};
use crate::{numbers, texts::rusmpp_extra};
use rand_chacha::ChaCha12Rng;
use rand_core::{CryptoRng, SeedableRng};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, enums::Region};
use verify_core::code::{Code, Format, Length};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;

/// What every chain is given: a number as it is written in Great Britain, a brand, a template.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "said above")]
pub struct Input {
    pub number: &'static str,
    pub brand: &'static str,
    pub template: &'static str,
}

/// The template of every chain: as services have it, a constant.
const TEMPLATE: Template<'static> = Template::DEFAULT_WITH_BRAND;

/// The input of every chain.
pub static INPUT: Input =
    Input { number: "07400 123456", brand: "ABC Trading", template: TEMPLATE.as_str() };

/// What the peers need that is made once.
#[derive(Debug)]
pub struct Prepared {
    digits: Vec<char>,
    template: leon::Template<'static>,
}

impl Default for Prepared {
    fn default() -> Self {
        let template = leon::Template::parse(INPUT.template).expect("a template of leon's");
        Self { digits: alphabet(Format::Numeric), template }
    }
}

/// Takes this crate's way: the number, the text in `out`, its charset.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a service has these lines where it uses what they give")]
pub fn ours(
    input: &Input,
    rng: &mut impl CryptoRng,
    out: &mut heapless::String<160>,
) -> (PhoneNumber, Charset) {
    let number = PhoneNumber::parse(input.number, Some(Country::GB)).expect("a number");
    let code = Code::generate(Format::Numeric, Length::new(6).unwrap_or_default(), rng);
    out.clear();
    TEMPLATE.render(code.expose(), input.brand).write_to(out).expect("room for it");
    (number, Message::new(out, Encoding::Auto).expect("a short text").charset())
}

/// Takes `rlibphonenumber`, `rand`'s range, `leon` with a template parsed before, `rusmpp-extra`.
pub fn first(
    input: &Input,
    rng: &mut impl CryptoRng,
    prepared: &Prepared,
) -> (rlibphonenumber::PhoneNumber, String, bool) {
    let number = numbers::rlibphonenumber(input.number, Region::GB).expect("a number");
    let (text, is_gsm7) = fastest_text(input, rng, prepared);
    (number, text, is_gsm7)
}

/// Takes `phonelib`, then the same as the first chain.
pub fn second(
    input: &Input,
    rng: &mut impl CryptoRng,
    prepared: &Prepared,
) -> (phonelib::PhoneNumber, String, bool) {
    let number = phonelib::PhoneNumber::parse_with_country(input.number, "GB").expect("a number");
    let (text, is_gsm7) = fastest_text(input, rng, prepared);
    (number, text, is_gsm7)
}

fn fastest_text(input: &Input, rng: &mut impl CryptoRng, prepared: &Prepared) -> (String, bool) {
    let values = Values { brand: input.brand, code: &rand_range(6, rng) };
    let text = prepared.template.render(&values).expect("both values");
    let is_gsm7 = rusmpp_extra(&text).expect("a text without emoji").is_gsm7;
    (text, is_gsm7)
}

/// Takes `phonenumber`, `nanoid`, `str::replace`, `gsm7_alt`.
pub fn third(
    input: &Input,
    rng: &mut impl CryptoRng,
    prepared: &Prepared,
) -> (phonenumber::PhoneNumber, String, bool) {
    let number = numbers::phonenumber(input.number, phonenumber::country::GB).expect("a number");
    let text = replace(input.template, input.brand, &nanoid_on(&prepared.digits, 6, rng));
    let is_gsm7 = gsm7_alt::is_gsm7_compatible(&text);
    (number, text, is_gsm7)
}

/// Compares a hundred messages: number, charset, and text but for its code.
pub(crate) fn comparison() -> Comparison {
    let prepared = Prepared::default();
    let ours = agreement("verify-core", |rng| {
        let mut text = heapless::String::new();
        let (number, charset) = ours(&INPUT, rng, &mut text);
        (number.to_string(), text.as_str().to_owned(), charset == Charset::Gsm7)
    });
    let peers = vec![
        agreement("the first chain of peers", |rng| {
            let (number, text, is_gsm7) = first(&INPUT, rng, &prepared);
            let number = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164);
            (number.into_owned(), text, is_gsm7)
        }),
        agreement("the second chain of peers", |rng| {
            let (number, text, is_gsm7) = second(&INPUT, rng, &prepared);
            (number.e164().to_owned(), text, is_gsm7)
        }),
        agreement("the third chain of peers", |rng| {
            let (number, text, is_gsm7) = third(&INPUT, rng, &prepared);
            (number.format().mode(phonenumber::Mode::E164).to_string(), text, is_gsm7)
        }),
    ];
    Comparison { ours, peers }
}

fn agreement(
    who: &str,
    mut send: impl FnMut(&mut ChaCha12Rng) -> (String, String, bool),
) -> Agreement {
    let mut agreement = Agreement::new(who, "from a number to a message");
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    for _ in 0..100 {
        let (number, text, is_gsm7) = send(&mut rng);
        let code = text.rsplit(' ').next().unwrap_or_default();
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let text = if is_code { text.replace(code, CODE) } else { text };
        let said = format!("{number}, {text:?}, {}", if is_gsm7 { "GSM 7-bit" } else { "UCS-2" });
        let right = "+447400123456, \"ABC Trading: Your verification code is 483106\", GSM 7-bit";
        agreement.add(&INPUT.number, Some(&said), Some(right));
    }
    agreement
}
