//! This crate beside limits and peers, in one run: first whether all give the right answer, then
//! what each task costs. The tables that it prints stand in `benches/RESULTS.md`.

#[path = "../../../inputs/mod.rs"]
mod inputs;
mod table;

use inputs::{full, length, rng as generator};
use rand_core::Rng;
use rlibphonenumber::{PHONE_NUMBER_UTIL, enums::Region};
use std::hint::black_box;
use std::{str::FromStr, thread};
use table::Goal::{AtMost, AtMostAnd, Faster, Open};
use table::{Sides, Table};
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{Brand, CallOptions, Error, Request, WhatsAppOptions};
use verify_core::session::{Session, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core_agreement::agreement::Agreement;
use verify_core_agreement::chains::{self, INPUT, Prepared};
use verify_core_agreement::codes::{self, nanoid_on, rand_alphanumeric, rand_choose, rand_range};
use verify_core_agreement::numbers;
use verify_core_agreement::templates::{CODE, Values, leon, replace};
use verify_core_agreement::texts::{self, rusmpp_extra, sms_splitter};

const BRAND: &str = INPUT.brand;
const TEMPLATE: &str = INPUT.template;

fn main() {
    let comparisons = verify_core_agreement::comparisons();
    for comparison in &comparisons {
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
    println!("\n| what | peer | right | a wrong one |\n|---|---|--:|---|");
    let peers = comparisons.iter().flat_map(|comparison| &comparison.peers);
    peers.filter_map(Agreement::row).for_each(|row| println!("{row}"));
}

/// Format and length stand in the call, as callers write them: the compiler knows them.
fn one_code(table: &mut Table) {
    let mut rng = generator();
    let six = length(6);
    table.task("a six-digit code", |sides| {
        sides.ours(|| Code::generate(Format::Numeric, six, &mut rng));
        sides.limit("`ChaCha12Rng::next_u64`", AtMost(2.0), || rng.next_u64());
        sides.peer("`rand` 0.10: a range, padded", Open, || rand_range(6, &mut rng));
        choose_and_nanoid(sides, Format::Numeric, 6);
    });
    table.task("a code of ten letters and digits", |sides| {
        sides.ours(|| Code::generate(Format::Alphanumeric, Length::MAX, &mut rng));
        sides.limit("`ChaCha12Rng::next_u64`", AtMost(2.5), || rng.next_u64());
        sides.peer("`rand` 0.10: `Alphanumeric`", Open, || rand_alphanumeric(10, &mut rng));
        choose_and_nanoid(sides, Format::Alphanumeric, 10);
    });
}

fn choose_and_nanoid(sides: &mut Sides, format: Format, length: u8) {
    let (symbols, mut rng) = (&*codes::alphabet(format), generator());
    sides.peer("`rand` 0.10: `Choose`", Open, || rand_choose(black_box(symbols), length, &mut rng));
    sides.peer("`nanoid` 0.5, same generator", Open, || {
        nanoid_on(black_box(symbols), length, &mut rng)
    });
    sides
        .peer("`nanoid` 0.5 as it is", Open, || nanoid::nanoid!(length.into(), black_box(symbols)));
}

/// Three codes of six digits are cut from one word, so a third of the words is drawn.
fn many_codes(table: &mut Table) {
    const CODES: usize = 100_000;
    let six = length(6);
    let (mut rng, mut bytes) = (generator(), vec![0; CODES * size_of::<u64>()]);
    let mut codes: Vec<Code> = (0..CODES).map(|_| Code::EMPTY).collect();
    let mut theirs = vec![String::new(); CODES];
    table.task("100,000 six-digit codes filled in", |sides| {
        sides.ours(|| Code::fill(black_box(Format::Numeric), six, &mut rng, &mut codes));
        sides.limit("`fill_bytes` of as many words, 800,000 bytes", AtMost(1.5), || {
            rng.fill_bytes(black_box(&mut bytes));
        });
        let (drawn, _) = bytes.split_at_mut(CODES.div_ceil(3) * size_of::<u64>());
        sides.limit("`fill_bytes` of the words that are drawn, 266,672 bytes", Open, || {
            rng.fill_bytes(black_box(&mut *drawn));
        });
        sides.peer("`rand` 0.10: a range, padded", Open, || {
            theirs.fill_with(|| rand_range(6, &mut rng));
        });
    });
}

/// A number that has to lose its trunk prefix.
fn one_number(table: &mut Table) {
    let text = "07400 123456";
    table.task("`07400 123456` in GB to E.164", |sides| {
        sides.ours(|| PhoneNumber::parse(black_box(text), Some(black_box(Country::GB))));
        read(sides, &[("GB", text)], |peer| if peer == numbers::PHONELIB { 40.0 } else { 50.0 });
        sides.peer(numbers::UNJUDGED, Open, || {
            PHONE_NUMBER_UTIL.parse(black_box(text), Some(black_box(Region::GB))).is_ok()
        });
    });
}

/// Numbers of ten countries, and those of them that `phonelib` reads as well.
fn numbers_as_typed(table: &mut Table) {
    for (what, peer, goal) in [
        ("ten numbers of ten countries", numbers::RLIBPHONENUMBER, 35.0),
        ("the eight of them that `phonelib` reads right", numbers::PHONELIB, 50.0),
    ] {
        let typed = numbers::read_right(peer);
        let ours: Vec<_> = typed.iter().map(|(code, text)| (known(code), *text)).collect();
        table.task(what, |sides| {
            sides.ours(|| {
                for &(country, text) in black_box(&ours[..]) {
                    black_box(PhoneNumber::parse(text, Some(country)).is_ok());
                }
            });
            read(sides, &typed, |_| goal);
        });
    }
}

/// The kinds of ten thousand numbers, which each side has parsed before: the example numbers of
/// every country, each with many last digits. Country by country, the peer has its expressions in
/// the cache.
fn kinds(table: &mut Table) {
    let examples: Vec<String> = numbers::examples().map(|(.., number)| number).collect();
    let texts = examples.iter().cycle().zip((0..).map(|draw| draw * 7_919 % 10_000));
    let read = texts.filter_map(|(number, last)| {
        let text = format!("{}{last:04}", &number[..number.len() - 4]);
        Some((text.parse::<PhoneNumber>().ok()?, PHONE_NUMBER_UTIL.parse(&text, None).ok()?))
    });
    let mut read: Vec<_> = read.take(10_000).collect();
    for (what, goal) in [
        ("the kinds of a hundred of ten thousand numbers, of every country in turn", Faster(50.0)),
        ("the kinds of a hundred of ten thousand numbers, country by country", Open),
    ] {
        let (ours, theirs): (Vec<_>, Vec<_>) = read.iter().cloned().unzip();
        let (mut ours, mut theirs) = (ours.chunks(100).cycle(), theirs.chunks(100).cycle());
        table.task(what, |sides| {
            let ours = || {
                for number in black_box(ours.next()).into_iter().flatten() {
                    black_box(number.kind());
                }
            };
            sides.in_turns("`rlibphonenumber` 2.2: `number_type`", goal, ours, || {
                for number in black_box(theirs.next()).into_iter().flatten() {
                    black_box(number.get_type());
                }
            });
        });
        read.sort_by_key(|(number, _)| number.to_u64());
    }
}

/// Times the peers that read all of the numbers right.
fn read(sides: &mut Sides, typed: &[(&str, &str)], goal: impl Fn(&str) -> f64 + Copy) {
    let phonelib = phonelib::PhoneNumber::parse_with_country;
    read_by(sides, typed, numbers::PHONELIB, goal, |code| code, phonelib);
    read_by(sides, typed, numbers::RLIBPHONENUMBER, goal, known, numbers::rlibphonenumber);
    read_by(sides, typed, numbers::PHONENUMBER, goal, known, numbers::phonenumber);
}

/// Times a peer if it reads all of the numbers right.
fn read_by<'t, C: Copy, A>(
    sides: &mut Sides,
    typed: &[(&'t str, &'t str)],
    peer: &'static str,
    goal: impl Fn(&str) -> f64 + Copy,
    country: impl Fn(&'t str) -> C,
    parse: impl Fn(&str, C) -> A,
) {
    let right = numbers::read_right(peer);
    if typed.iter().all(|number| right.contains(number)) {
        let typed: Vec<_> = typed.iter().map(|(code, text)| (country(code), *text)).collect();
        sides.peer(peer, Faster(goal(peer)), || {
            for &(country, text) in black_box(&typed[..]) {
                black_box(parse(text, country));
            }
        });
    }
}

/// Parses a country as a library names it.
fn known<C: FromStr>(code: &str) -> C {
    code.parse().ok().expect("a country that each library knows")
}

fn encodings(table: &mut Table) {
    // As many characters as the default message with a short brand has.
    let text = "ABC: Your verification code is 483106. :";
    assert_eq!(text.chars().count(), 40);
    table.task("the encoding of a 40-character text", |sides| {
        sides.ours(|| Message::new(black_box(text), Encoding::Auto));
        sides.limit("`str::is_ascii`", Open, || black_box(text).is_ascii());
        sides
            .peer("`gsm7_alt` 0.1", Faster(15.0), || gsm7_alt::is_gsm7_compatible(black_box(text)));
    });
    let text = texts::text(texts::SCRIPTS[0].1, 160);
    assert_eq!([rusmpp_extra, sms_splitter].map(|peer| peer(&text)), [texts::ours(&text); 2]);
    table.task("the encoding and the segments of 160 GSM 7-bit characters", |sides| {
        sides.ours(|| {
            let message = Message::new(black_box(&text), Encoding::Auto).expect("a short text");
            message.segments().for_each(|segment| _ = black_box(segment));
            (message.charset(), message.units())
        });
        sides.limit("`str::is_ascii`", AtMost(4.0), || black_box(text.as_str()).is_ascii());
        sides.peer("`rusmpp-extra` 0.4", Faster(20.0), || rusmpp_extra(black_box(&text)));
        sides.peer("`sms_splitter` 0.1", Faster(20.0), || sms_splitter(black_box(&text)));
    });
}

fn templates(table: &mut Table) {
    table.task("the default template, parsed and rendered", |sides| {
        // Used where it was written, as callers do: moving the buffer is not part of the work.
        sides.ours(|| {
            let mut out = heapless::String::<160>::new();
            let rendered =
                Template::new(black_box(TEMPLATE)).render(black_box(CODE), black_box(BRAND));
            rendered.write_to(&mut out).map(|()| _ = black_box(&out))
        });
        sides.peer("`str::replace` twice", Faster(3.0), || {
            replace(black_box(TEMPLATE), black_box(BRAND), black_box(CODE))
        });
        sides.peer("`leon` 3.0", Open, || {
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
        sides.limit("a copy of its text", AtMostAnd(2.0, 10.0), || {
            out.clear();
            black_box(&mut out).push_str(black_box(&message))
        });
        sides.peer("`leon` 3.0, parsed before", Open, || {
            black_box(&theirs).render(&Values { brand: black_box(BRAND), code: black_box(CODE) })
        });
        sides.peer("`str::replace` twice", Open, || {
            replace(black_box(text), black_box(BRAND), black_box(CODE))
        });
    });
}

/// A request with every member that counts for a text message; and the check of a code.
fn verification(table: &mut Table) {
    let (call, whatsapp) = (CallOptions::default(), WhatsAppOptions::default());
    let request = Request { template: Some(TEMPLATE), call, whatsapp, ..full("sms") };
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
        sides.limit("`ChaCha12Rng::next_u64`", AtMost(60.0), || theirs.next_u64());
    });

    let (stored, right) = (session.to_bytes(), session.code().expose());
    let waiting = || Session::from_bytes(&stored).expect("what was stored");
    assert_eq!(waiting().check(now, right), Verdict::Verified);
    table.task("a code checked", |sides| {
        sides.ours_on(waiting, |session| session.check(black_box(now), black_box(right)));
        sides.limit("`ChaCha12Rng::next_u64`", AtMost(15.0), || theirs.next_u64());
    });
}

/// A message from beginning to end, each stage by a peer; and the same on two cores.
fn whole_path(table: &mut Table) {
    const MESSAGES: usize = 1_000_000;
    let (mut rng, prepared, mut out) = (generator(), Prepared::default(), heapless::String::new());
    let goal = Faster(22.0);
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
        sides.limit("one thread", Faster(1.9), || send(3, MESSAGES));
    });
}
