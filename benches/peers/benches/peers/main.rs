//! This crate beside limits and peers, in one run: first whether all give the right answer, then
//! what each task costs. The tables that it prints stand in `benches/RESULTS.md`.

mod table;

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use rlibphonenumber::{PHONE_NUMBER_UTIL, enums::Region};
use std::hint::black_box;
use std::{str::FromStr, thread};
use table::{Goal, Sides, Table};
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{Brand, Error, Request, SmsOptions};
use verify_core::session::{Session, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core_agreement::chains::{self, INPUT, Prepared};
use verify_core_agreement::templates::{CODE, Values, leon, replace};
use verify_core_agreement::texts::{self, rusmpp_extra, sms_splitter};
use verify_core_agreement::{codes, numbers};

const BRAND: &str = INPUT.brand;
const TEMPLATE: &str = INPUT.template;

fn main() {
    for comparison in verify_core_agreement::comparisons() {
        println!("{}", comparison.ours);
        comparison.peers.iter().for_each(|peer| println!("{peer}"));
    }
    let mut table = Table::new();
    one_code(&mut table);
    many_codes(&mut table);
    one_number(&mut table);
    numbers_as_typed(&mut table);
    kinds(&mut table);
    encodings(&mut table);
    templates(&mut table);
    verification(&mut table);
    whole_path(&mut table);
    table.print();
}

fn generator() -> ChaCha12Rng {
    ChaCha12Rng::from_seed([7; 32])
}

/// Format and length stand in the call, as callers write them: the compiler knows them.
fn one_code(table: &mut Table) {
    let mut rng = generator();
    let (digits, symbols) =
        (codes::alphabet(Format::Numeric), codes::alphabet(Format::Alphanumeric));
    let six = Length::new(6).expect("a length that codes can have");
    table.task("a six-digit code", |sides| {
        sides.ours(|| Code::generate(Format::Numeric, six, &mut rng));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(2.0), || rng.next_u64());
        sides.peer("`rand` 0.10: a range, padded", None, || codes::rand_range(6, &mut rng));
        choose_and_nanoid(sides, &digits, 6);
    });
    table.task("a code of ten letters and digits", |sides| {
        sides.ours(|| Code::generate(Format::Alphanumeric, Length::MAX, &mut rng));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(2.5), || rng.next_u64());
        sides.peer("`rand` 0.10: `Alphanumeric`", None, || codes::rand_alphanumeric(10, &mut rng));
        choose_and_nanoid(sides, &symbols, 10);
    });
}

fn choose_and_nanoid(sides: &mut Sides, symbols: &[char], length: u8) {
    let mut rng = generator();
    sides.peer("`rand` 0.10: `Choose`", None, || {
        codes::rand_choose(black_box(symbols), length, &mut rng)
    });
    sides.peer("`nanoid` 0.5, same generator", None, || {
        codes::nanoid_on(black_box(symbols), length, &mut rng)
    });
    sides
        .peer("`nanoid` 0.5 as it is", None, || nanoid::nanoid!(length.into(), black_box(symbols)));
}

/// Three codes of six digits are cut from one word, so a third of the words is drawn.
fn many_codes(table: &mut Table) {
    const CODES: usize = 100_000;
    let six = Length::new(6).expect("a length that codes can have");
    let (mut rng, mut bytes) = (generator(), vec![0; CODES * size_of::<u64>()]);
    let mut codes: Vec<Code> = (0..CODES).map(|_| Code::EMPTY).collect();
    let mut theirs = vec![String::new(); CODES];
    table.task("100,000 six-digit codes filled in", |sides| {
        sides.ours(|| Code::fill(black_box(Format::Numeric), six, &mut rng, &mut codes));
        sides.limit("`fill_bytes` of as many words, 800,000 bytes", Goal::AtMost(1.5), || {
            rng.fill_bytes(black_box(&mut bytes));
        });
        let (drawn, _) = bytes.split_at_mut(CODES.div_ceil(3) * size_of::<u64>());
        sides.limit("`fill_bytes` of the words that are drawn, 266,672 bytes", None, || {
            rng.fill_bytes(black_box(&mut *drawn));
        });
        sides.peer("`rand` 0.10: a range, padded", None, || {
            theirs.fill_with(|| codes::rand_range(6, &mut rng));
        });
    });
}

/// A number that has to lose its trunk prefix.
fn one_number(table: &mut Table) {
    let text = "07400 123456";
    table.task("`07400 123456` in GB to E.164", |sides| {
        sides.ours(|| PhoneNumber::parse(black_box(text), Some(black_box(Country::GB))));
        read(sides, &[("GB", text)], |peer| if peer == numbers::PHONELIB { 40.0 } else { 50.0 });
        sides.peer(numbers::UNJUDGED, None, || {
            PHONE_NUMBER_UTIL.parse(black_box(text), Some(black_box(Region::GB))).is_ok()
        });
    });
}

/// Numbers of ten countries, and those of them that `phonelib` reads as well.
fn numbers_as_typed(table: &mut Table) {
    for (what, peer) in [
        ("ten numbers of ten countries", numbers::RLIBPHONENUMBER),
        ("the eight of them that `phonelib` reads right", numbers::PHONELIB),
    ] {
        let typed = numbers::read_right(peer);
        let ours: Vec<(Option<Country>, &str)> = with_country(&typed);
        table.task(what, |sides| {
            sides.ours(|| {
                for &(country, text) in black_box(&ours[..]) {
                    black_box(PhoneNumber::parse(text, country).is_ok());
                }
            });
            read(sides, &typed, |_| 50.0);
        });
    }
}

/// The kinds of ten thousand numbers: the example numbers of every country with the last four
/// digits counted up. Each side has parsed them before.
fn kinds(table: &mut Table) {
    let texts: Vec<String> = numbers::examples()
        .flat_map(|(.., number)| {
            let kept = number.get(..number.len() - 4).unwrap_or_default().to_owned();
            (0..10_000).step_by(241).map(move |last| format!("{kept}{last:04}"))
        })
        .take(10_000)
        .collect();
    let ours: Vec<PhoneNumber> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let theirs: Vec<_> =
        texts.iter().filter_map(|text| PHONE_NUMBER_UTIL.parse(text, None).ok()).collect();
    table.task("the kinds of ten thousand numbers", |sides| {
        sides.ours(|| {
            for number in black_box(&ours[..]) {
                black_box(number.kind());
            }
        });
        sides.peer(numbers::UNJUDGED, Goal::Faster(50.0), || {
            for number in black_box(&theirs[..]) {
                black_box(number.get_type());
            }
        });
    });
}

/// Times the peers that read all of the numbers right.
fn read(sides: &mut Sides, typed: &[(&str, &str)], goal: fn(&str) -> f64) {
    let right = |peer| {
        let right = numbers::read_right(peer);
        typed.iter().all(|number| right.contains(number)).then(|| Goal::Faster(goal(peer)))
    };
    if let Some(goal) = right(numbers::PHONELIB) {
        sides.peer(numbers::PHONELIB, goal, || {
            for (country, text) in black_box(typed) {
                black_box(phonelib::PhoneNumber::parse_with_country(text, country));
            }
        });
    }
    if let Some(goal) = right(numbers::RLIBPHONENUMBER) {
        let typed = with_country(typed);
        sides.peer(numbers::RLIBPHONENUMBER, goal, || {
            for &(region, text) in black_box(&typed[..]) {
                black_box(region.and_then(|region| numbers::rlibphonenumber(text, region)));
            }
        });
    }
    if let Some(goal) = right(numbers::PHONENUMBER) {
        let typed = with_country(typed);
        sides.peer(numbers::PHONENUMBER, goal, || {
            for &(country, text) in black_box(&typed[..]) {
                black_box(country.and_then(|country| numbers::phonenumber(text, country)));
            }
        });
    }
}

/// Parses the countries as a peer names them.
fn with_country<'t, C: FromStr>(typed: &[(&str, &'t str)]) -> Vec<(Option<C>, &'t str)> {
    typed.iter().map(|(country, text)| (country.parse().ok(), *text)).collect()
}

fn encodings(table: &mut Table) {
    // As many characters as the default message with a short brand has.
    let text = "ABC: Your verification code is 483106. :";
    assert_eq!(text.chars().count(), 40);
    table.task("the encoding of a 40-character text", |sides| {
        sides.ours(|| Message::new(black_box(text), Encoding::Auto));
        sides.limit("`str::is_ascii`", None, || black_box(text).is_ascii());
        sides.peer("`gsm7_alt` 0.1", Goal::Faster(15.0), || {
            gsm7_alt::is_gsm7_compatible(black_box(text))
        });
    });
    let text = texts::text(texts::SCRIPTS[0].1, 160);
    assert_eq!([rusmpp_extra, sms_splitter].map(|peer| peer(&text)), [texts::ours(&text); 2]);
    table.task("the encoding and the segments of 160 GSM 7-bit characters", |sides| {
        sides.ours(|| {
            let message = Message::new(black_box(&text), Encoding::Auto).expect("a short text");
            message.segments().for_each(|segment| _ = black_box(segment));
            (message.charset(), message.units())
        });
        sides.limit("`str::is_ascii`", Goal::AtMost(4.0), || black_box(text.as_str()).is_ascii());
        sides.peer("`rusmpp-extra` 0.4", Goal::Faster(20.0), || rusmpp_extra(black_box(&text)));
        sides.peer("`sms_splitter` 0.1", Goal::Faster(20.0), || sms_splitter(black_box(&text)));
    });
}

fn templates(table: &mut Table) {
    let same = |text: &str| assert_eq!(text, "ABC Trading: Your verification code is 483106");
    // Used where it was written, as a caller does: a move of the buffer is not part of the work.
    let render = |text: &str, used: fn(&str)| {
        let mut out = heapless::String::<160>::new();
        let rendered = Template::new(text).render(black_box(CODE), black_box(BRAND));
        rendered.write_to(&mut out).map(|()| used(&out))
    };
    assert_eq!(render(TEMPLATE, same), Ok(()), "all render the same text");
    same(&replace(TEMPLATE, BRAND, CODE));
    table.task("the default template, parsed and rendered", |sides| {
        sides.ours(|| render(black_box(TEMPLATE), |out| _ = black_box(out)));
        sides.peer("`str::replace` twice", Goal::Faster(3.0), || {
            replace(black_box(TEMPLATE), black_box(BRAND), black_box(CODE))
        });
        sides.peer("`leon` 3.0", None, || {
            leon(black_box(TEMPLATE), black_box(BRAND), black_box(CODE))
        });
    });
    let filler = texts::text("Never share it. ", 1_530 - BRAND.len() - CODE.len());
    let long = format!("{{brand}}{filler}{{code}}");
    rendered(table, "the default template, parsed before, rendered", TEMPLATE);
    rendered(table, "a template of ten segments, parsed before, rendered", &long);
}

/// `leon` parses before as well; `str::replace` cannot.
fn rendered(table: &mut Table, what: &'static str, text: &str) {
    let (template, mut out) = (Template::new(text), heapless::String::<1_530>::new());
    let message = template.render(CODE, BRAND).to_string();
    assert_eq!(leon(text, BRAND, CODE).as_ref(), Some(&message));
    assert_eq!(replace(text, BRAND, CODE), message);
    let theirs = ::leon::Template::parse(text).expect("a template of leon's");
    table.task(what, |sides| {
        sides.ours(|| {
            out.clear();
            let rendered = black_box(&template).render(black_box(CODE), black_box(BRAND));
            rendered.write_to(black_box(&mut out))
        });
        assert_eq!(out.as_str(), message, "all render the same text");
        sides.limit("a copy of its text", Goal::AtMostAnd(2.0, 10.0), || {
            out.clear();
            black_box(&mut out).push_str(black_box(&message))
        });
        sides.peer("`leon` 3.0, parsed before", None, || {
            black_box(&theirs).render(&Values { brand: black_box(BRAND), code: black_box(CODE) })
        });
        sides.peer("`str::replace` twice", None, || {
            replace(black_box(text), black_box(BRAND), black_box(CODE))
        });
    });
}

/// A request with every member that counts for a text message; and the check of a code.
fn verification(table: &mut Table) {
    let request = Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some("sms"),
        brand: Some(BRAND),
        code_length: Some(6),
        code_validity: Some(300),
        code_type: Some("NUMERIC"),
        template: Some(TEMPLATE),
        language: Some("en-US"),
        reset_session: Some(false),
        resending_interval: Some(10),
        callback_url: Some("https://example.com/callback"),
        sms: SmsOptions { source: Some("ABC"), encoding: Some("AUTO") },
        client_ip: Some("192.0.2.1"),
        ..Request::default()
    };
    let (now, mut rng, mut theirs) =
        (Timestamp::UNIX_EPOCH, Generator::from_seed([7; 32]), generator());
    let mut start = |request: &Request<&str>| -> Result<(Session, Charset), Error> {
        let verification = request.validate()?;
        let (destination, policy) = (verification.destination(), verification.policy());
        let session = Session::start(now, destination, policy, &mut rng);
        let template = verification.template().expect("a text message has a template");
        let brand = verification.brand().map(Brand::as_str);
        let mut text = heapless::String::<160>::new();
        template.render(session.code().expose(), brand).write_to(&mut text).expect("room for it");
        let message = Message::new(&text, Encoding::Auto).expect("a short text");
        Ok((session, message.charset()))
    };
    let (session, charset) = start(&request).expect("a request without fault");
    assert_eq!(charset, Charset::Gsm7);
    let what = "a full request validated, session started, message rendered, encoding chosen";
    table.task(what, |sides| {
        sides.ours(|| start(black_box(&request)));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(60.0), || theirs.next_u64());
    });

    let (stored, right) = (session.to_bytes(), session.code().expose());
    let waiting = || Session::from_bytes(&stored).expect("what was stored");
    assert_eq!(waiting().check(now, right), Verdict::Verified);
    table.task("a code checked", |sides| {
        sides.ours_on(waiting, |session| session.check(black_box(now), black_box(right)));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(15.0), || theirs.next_u64());
    });
}

/// A message from beginning to end, each stage by a peer; and the same on two cores.
fn whole_path(table: &mut Table) {
    const MESSAGES: usize = 1_000_000;
    let (mut rng, prepared, mut out) = (generator(), Prepared::default(), heapless::String::new());
    let goal = Goal::Faster(22.0);
    let what = "a number read, a code drawn, a template rendered, an encoding chosen";
    table.task(what, |sides| {
        sides.ours(|| chains::ours(black_box(&INPUT), &mut rng, black_box(&mut out)));
        sides.peer("`rlibphonenumber`, `rand`'s range, `leon`, `rusmpp-extra`", goal, || {
            chains::first(black_box(&INPUT), &mut rng, &prepared)
        });
        sides.peer("`phonelib`, `rand`'s range, `leon`, `rusmpp-extra`", goal, || {
            chains::second(black_box(&INPUT), &mut rng, &prepared)
        });
        sides.peer("`phonenumber`, `nanoid`, `str::replace`, `gsm7_alt`", goal, || {
            chains::third(black_box(&INPUT), &mut rng, &prepared)
        });
    });
    let send = |seed: u8, messages: usize| {
        let mut rng = Generator::from_seed([seed; 32]);
        let mut out = heapless::String::new();
        for _ in 0..messages {
            black_box(chains::ours(black_box(&INPUT), &mut rng, &mut out));
        }
    };
    table.task("a million such messages by two threads", |sides| {
        sides.ours(|| {
            thread::scope(|scope| {
                scope.spawn(|| send(1, MESSAGES / 2));
                send(2, MESSAGES / 2);
            });
        });
        sides.limit("one thread", Goal::Faster(1.9), || send(3, MESSAGES));
    });
}
