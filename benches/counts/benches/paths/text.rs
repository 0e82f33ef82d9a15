//! The text side: codes, numbers, templates, messages.

use super::inputs::{self, BRAND, CODE, FORMS, SCRIPTS, TYPED, length};
use gungraun::{library_benchmark, library_benchmark_group};
use rand_core::Rng;
use std::hint::black_box;
use verify_core::buffer::BufferTooSmall;
use verify_core::code::{Code, Format, Generator};
use verify_core::phone::{Country, ParseError, PhoneNumber};
use verify_core::sms::{Encoding, Message, MessageError, ShortMessage, Submit, gsm7};
use verify_core::template::Template;

/// A value that is never dropped, so that no path pays for it.
pub(crate) fn kept<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}

/// A generator in the middle of a block of words.
pub(crate) fn rng() -> &'static mut Generator {
    let rng = kept(Generator::from_seed([7; 32]));
    rng.next_u64();
    rng
}

/// Checks that a path was taken to its end, after the counting: a path that fails is another path.
pub(crate) fn passes<T, E: core::fmt::Debug>(result: Result<T, E>) {
    result.map(|_| ()).expect("a path that is taken to its end");
}

/// Checks the same of a path that answers yes or no.
pub(crate) fn yes(answer: bool) {
    assert!(answer, "a path that is taken to its end");
}

#[library_benchmark(setup = rng)]
#[bench::of_the_generator()]
fn one_word(rng: &mut Generator) -> u64 {
    rng.next_u64()
}

fn draw(format: Format, characters: u8) -> (Format, u8, &'static mut Generator) {
    (format, characters, rng())
}

#[library_benchmark(setup = draw)]
#[bench::six_digits(Format::Numeric, 6)]
#[bench::four_and_a_dash(Format::NumericWithDash, 5)]
#[bench::ten_alphanumerics(Format::Alphanumeric, 10)]
#[bench::eight_easy(Format::AlphanumericEasy, 8)]
fn generate((format, characters, rng): (Format, u8, &mut Generator)) -> Code {
    Code::generate(black_box(format), length(black_box(characters)), rng)
}

type Bulk = (Format, u8, &'static mut Generator, &'static mut [Code]);

fn thousand(format: Format, characters: u8) -> Bulk {
    (format, characters, rng(), kept([Code::EMPTY; 1_000]))
}

#[library_benchmark(setup = thousand)]
#[bench::six_digits(Format::Numeric, 6)]
#[bench::ten_alphanumerics(Format::Alphanumeric, 10)]
fn fill_1000((format, characters, rng, codes): Bulk) {
    Code::fill(black_box(format), length(black_box(characters)), rng, codes);
}

fn entered(text: &'static str) -> (&'static Code, &'static str) {
    (kept(Code::parse(Format::Numeric, CODE).expect("six digits")), text)
}

#[library_benchmark(setup = entered)]
#[bench::right(args = ("483106"), teardown = yes)]
#[bench::spaced(args = (" 483 106 "), teardown = yes)]
#[bench::wrong("583106")]
fn matches((code, entered): (&Code, &str)) -> bool {
    code.matches(black_box(entered))
}

library_benchmark_group!(name = code, benchmarks = [one_word, generate, fill_1000, matches]);

fn typed(country: Country, form: &str) -> (&'static str, Country) {
    let mut rows = TYPED.into_iter();
    let (_, texts) = rows.find(|row| row.0 == country).expect("one of the ten countries");
    let text = FORMS.into_iter().zip(texts).find(|text| text.0 == form);
    (text.expect("one of the three forms").1, country)
}

#[library_benchmark]
#[bench::national(args = (Country::GB, "national"), setup = typed, teardown = passes)]
#[bench::international(args = (Country::GB, "international"), setup = typed, teardown = passes)]
#[bench::messy(args = (Country::GB, "messy"), setup = typed, teardown = passes)]
#[bench::full_width_digits(args = (Country::JP, "messy"), setup = typed, teardown = passes)]
#[bench::mobile_prefix(args = (Country::AR, "national"), setup = typed, teardown = passes)]
#[bench::refused(("07400 12345a", Country::GB))]
fn parse((text, country): (&str, Country)) -> Result<PhoneNumber, ParseError> {
    PhoneNumber::parse(black_box(text), black_box(Some(country)))
}

fn ten() -> &'static [(Country, &'static str)] {
    let known = |code: &str| code.parse().expect("a country");
    kept(super::ten::TYPED.map(|(code, text, _)| (known(code), text)))
}

#[library_benchmark(setup = ten)]
#[bench::of_ten_countries()]
fn parse_each(numbers: &[(Country, &str)]) -> bool {
    numbers.iter().all(|(country, text)| {
        black_box(PhoneNumber::parse(black_box(text), black_box(Some(*country)))).is_ok()
    })
}

library_benchmark_group!(name = phone, benchmarks = [parse, parse_each]);

type Sheet = heapless::String<2048>;

fn rendered(template: &str) -> (&'static str, &'static mut Sheet) {
    (kept(template.to_owned()), kept(Sheet::new()))
}

/// A brand, 1,530 characters and a code.
fn long_template() -> String {
    format!("{{brand}}{}{{code}}", inputs::text(SCRIPTS[0].1, 1_530))
}

#[library_benchmark(setup = rendered, teardown = passes)]
#[bench::the_default(Template::DEFAULT_WITH_BRAND.as_str())]
#[bench::of_1530_characters(&long_template())]
fn parse_and_render((text, sheet): (&'static str, &mut Sheet)) -> Result<(), BufferTooSmall> {
    Template::new(black_box(text)).render(black_box(CODE), black_box(BRAND)).write_to(sheet)
}

// A code with a dash, which needs a mark.
#[library_benchmark(setup = rendered, teardown = passes)]
#[bench::behind_arabic("رمز التحقق من {brand} هو {code}")]
fn render_a_dash((text, sheet): (&'static str, &'static mut Sheet)) -> Result<(), BufferTooSmall> {
    Template::new(black_box(text)).render(black_box("483-106"), black_box("أي")).write_to(sheet)
}

library_benchmark_group!(name = template, benchmarks = [parse_and_render, render_a_dash]);

fn text(script: usize, characters: usize) -> &'static str {
    kept(inputs::text(SCRIPTS[script].1, characters))
}

#[library_benchmark(setup = text, teardown = passes)]
#[bench::gsm7_40(0, 40)]
#[bench::gsm7_160(0, 160)]
#[bench::gsm7_1530(0, 1_530)]
#[bench::accents_160(1, 160)]
#[bench::extension_160(2, 160)]
#[bench::ucs2_40(3, 40)]
#[bench::ucs2_160(3, 160)]
#[bench::emoji_160(4, 160)]
fn choose_encoding(text: &str) -> Result<Message<'_>, MessageError> {
    Message::new(black_box(text), Encoding::Auto)
}

fn message(script: usize, characters: usize) -> Message<'static> {
    Message::new(text(script, characters), Encoding::Auto).expect("at most ten segments")
}

#[library_benchmark(setup = message)]
#[bench::gsm7_160(0, 160)]
#[bench::gsm7_1530(0, 1_530)]
#[bench::extension_640(2, 640)]
#[bench::ucs2_640(3, 640)]
fn segments(message: Message<'_>) {
    for segment in message.segments() {
        black_box(segment);
    }
}

type Room = (Message<'static>, &'static mut [u8]);

fn room(script: usize, characters: usize) -> Room {
    (message(script, characters), kept([0; 2_048]))
}

#[library_benchmark(setup = room, teardown = passes)]
#[bench::gsm7_160(0, 160)]
#[bench::extension_160(2, 160)]
#[bench::ucs2_160(3, 160)]
fn encode_into((message, buffer): Room) -> Result<usize, BufferTooSmall> {
    message.encode_into(buffer).map(|written| written.len())
}

#[library_benchmark(setup = room)]
#[bench::gsm7_160(0, 160)]
#[bench::gsm7_1530(0, 1_530)]
#[bench::ucs2_160(3, 160)]
fn short_messages((message, buffer): Room) {
    let Ok(shorts) = message.short_messages(7_u8) else { return };
    for short in shorts {
        let _ = black_box(ShortMessage::encode_into(&short, buffer));
    }
}

#[library_benchmark(setup = room)]
#[bench::gsm7_160(0, 160)]
#[bench::gsm7_1530(0, 1_530)]
#[bench::ucs2_160(3, 160)]
fn unpacked((message, buffer): Room) {
    let Ok(shorts) = message.short_messages(7_u8) else { return };
    for short in shorts {
        let _ = black_box(ShortMessage::encode_unpacked_into(&short, buffer));
    }
}

#[library_benchmark(setup = room)]
#[bench::gsm7_160(0, 160)]
#[bench::ucs2_160(3, 160)]
fn submit((message, buffer): Room) {
    let Ok(to) = PhoneNumber::parse("+6587654321", None) else { return };
    let Ok(shorts) = message.short_messages(7_u8) else { return };
    for short in shorts {
        let _ = black_box(Submit::new(to, &short).encode_into(buffer));
    }
}

fn septets(characters: usize) -> (&'static [u8], &'static mut [u8]) {
    let septets = gsm7::encode(text(0, characters), kept([0; 2_048])).expect("GSM 7-bit");
    (septets, kept([0; 2_048]))
}

#[library_benchmark(setup = septets, teardown = passes)]
#[bench::septets_160(160)]
fn pack((septets, octets): (&[u8], &'static mut [u8])) -> Result<usize, BufferTooSmall> {
    gsm7::pack(black_box(septets), octets).map(|octets| octets.len())
}

library_benchmark_group!(
    name = sms,
    benchmarks = [choose_encoding, segments, encode_into, short_messages, unpacked, submit, pack]
);
