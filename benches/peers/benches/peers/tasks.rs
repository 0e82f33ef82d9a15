//! Every task with its peers.

use crate::ratio::limits::{self, codes::generator, texts};
use crate::ratio::{Goal, Sides, Table};
use rlibphonenumber::PHONE_NUMBER_UTIL;
use rlibphonenumber::enums::Region;
use std::hint::black_box;
use std::str::FromStr;
use std::thread;
use verify_core::code::{Format, Generator};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;
use verify_core_peers::chains::{self, INPUT, Prepared};
use verify_core_peers::templates::{Values, leon, replace};
use verify_core_peers::texts::{ours, rusmpp_extra, sms_splitter};
use verify_core_peers::{codes, numbers};

/// Adds every task to the table.
pub(crate) fn rows(table: &mut Table) {
    limits::codes::six_digits(table, |sides| {
        let (mut rng, digits) = (generator(), codes::alphabet(Format::Numeric));
        sides.peer("`rand` 0.10: a range, padded", None, || codes::rand_range(6, &mut rng));
        choose_and_nanoid(sides, &digits, 6);
    });
    limits::codes::ten_alphanumerics(table, |sides| {
        let (mut rng, symbols) = (generator(), codes::alphabet(Format::Alphanumeric));
        sides.peer("`rand` 0.10: `Alphanumeric`", None, || codes::rand_alphanumeric(10, &mut rng));
        choose_and_nanoid(sides, &symbols, 10);
    });
    limits::codes::fill(table, |sides| {
        let mut rng = generator();
        let mut codes = vec![String::new(); limits::codes::CODES];
        sides.peer("`rand` 0.10: a range, padded", None, || {
            codes.fill_with(|| codes::rand_range(6, &mut rng));
        });
    });
    one_number(table);
    numbers_as_typed(table);
    charset(table);
    limits::texts::segments(table, |sides| {
        let text = texts::one_segment();
        assert_eq!([rusmpp_extra, sms_splitter].map(|peer| peer(&text)), [ours(&text); 2]);
        sides.peer("`rusmpp-extra` 0.4", Goal::Faster(20.0), || rusmpp_extra(black_box(&text)));
        sides.peer("`sms_splitter` 0.1", Goal::Faster(20.0), || sms_splitter(black_box(&text)));
    });
    limits::texts::parsed_and_rendered(table, |sides| {
        sides.peer("`leon` 3.0", None, || {
            leon(black_box(texts::TEMPLATE), black_box(texts::BRAND), black_box(texts::CODE))
        });
    });
    limits::texts::rendered(table, |sides| rendered(sides, texts::TEMPLATE));
    limits::texts::rendered_long(table, |sides| rendered(sides, &texts::long()));
    limits::protocol::rows(table);
    whole_path(table);
    threads(table);
}

fn choose_and_nanoid(sides: &mut Sides<'_>, symbols: &[char], length: u8) {
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

/// A number that has to lose its trunk prefix.
fn one_number(table: &mut Table) {
    let text = "07400 123456";
    table.task("`07400 123456` in GB to E.164", |sides| {
        sides.ours(|| PhoneNumber::parse(black_box(text), Some(black_box(Country::GB))));
        read(sides, &[("GB", text)], |peer| {
            Some(Goal::Faster(if peer == numbers::PHONELIB { 40.0 } else { 50.0 }))
        });
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
            read(sides, &typed, |_| Some(Goal::Faster(50.0)));
        });
    }
}

/// The peers that read all of the numbers right.
fn read(sides: &mut Sides<'_>, typed: &[(&str, &str)], goal: fn(&str) -> Option<Goal>) {
    let right = |peer| {
        let right = numbers::read_right(peer);
        typed.iter().all(|number| right.contains(number))
    };
    if right(numbers::PHONELIB) {
        sides.peer(numbers::PHONELIB, goal(numbers::PHONELIB), || {
            for (country, text) in black_box(typed) {
                black_box(phonelib::PhoneNumber::parse_with_country(text, country));
            }
        });
    }
    if right(numbers::RLIBPHONENUMBER) {
        let typed = with_country(typed);
        sides.peer(numbers::RLIBPHONENUMBER, goal(numbers::RLIBPHONENUMBER), || {
            for &(region, text) in black_box(&typed[..]) {
                black_box(region.and_then(|region| numbers::rlibphonenumber(text, region)));
            }
        });
    }
    if right(numbers::PHONENUMBER) {
        let typed = with_country(typed);
        sides.peer(numbers::PHONENUMBER, goal(numbers::PHONENUMBER), || {
            for &(country, text) in black_box(&typed[..]) {
                black_box(country.and_then(|country| numbers::phonenumber(text, country)));
            }
        });
    }
}

/// The countries as a peer names them.
fn with_country<'t, C: FromStr>(typed: &[(&str, &'t str)]) -> Vec<(Option<C>, &'t str)> {
    typed.iter().map(|(country, text)| (country.parse().ok(), *text)).collect()
}

/// Forty characters, as many as the default message with a short brand has.
fn charset(table: &mut Table) {
    let text = "ABC: Your verification code is 483106. :";
    assert_eq!(text.chars().count(), 40);
    table.task("the encoding of a 40-character text", |sides| {
        sides.ours(|| Message::new(black_box(text), Encoding::Auto));
        sides.limit("`str::is_ascii`", None, || black_box(text).is_ascii());
        sides.peer("`gsm7_alt` 0.1", Goal::Faster(15.0), || {
            gsm7_alt::is_gsm7_compatible(black_box(text))
        });
    });
}

/// `leon` parses before as well; `str::replace` cannot.
fn rendered(sides: &mut Sides<'_>, text: &str) {
    let same = Template::new(text).render(texts::CODE, texts::BRAND).to_string();
    assert_eq!(leon(text, texts::BRAND, texts::CODE).as_ref(), Some(&same));
    assert_eq!(replace(text, texts::BRAND, texts::CODE), same);
    let template = ::leon::Template::parse(text).expect("a template of leon's");
    sides.peer("`leon` 3.0, parsed before", None, || {
        let values = Values { brand: black_box(texts::BRAND), code: black_box(texts::CODE) };
        black_box(&template).render(&values)
    });
    sides.peer("`str::replace` twice", None, || {
        replace(black_box(text), black_box(texts::BRAND), black_box(texts::CODE))
    });
}

const MESSAGE: &str = "a number read, a code drawn, a template rendered, an encoding chosen";

/// A message from beginning to end, each stage by a peer.
fn whole_path(table: &mut Table) {
    let (mut rng, mut theirs, prepared) = (generator(), generator(), Prepared::default());
    let mut out = heapless::String::new();
    let goal = Goal::Faster(22.0);
    table.task(MESSAGE, |sides| {
        sides.ours(|| chains::ours(black_box(&INPUT), &mut rng, black_box(&mut out)));
        let rng = &mut theirs;
        sides.peer("`rlibphonenumber`, `rand`'s range, `leon`, `rusmpp-extra`", goal, || {
            chains::first(black_box(&INPUT), rng, &prepared)
        });
        sides.peer("`phonelib`, `rand`'s range, `leon`, `rusmpp-extra`", goal, || {
            chains::second(black_box(&INPUT), rng, &prepared)
        });
        sides.peer("`phonenumber`, `nanoid`, `str::replace`, `gsm7_alt`", goal, || {
            chains::third(black_box(&INPUT), rng, &prepared)
        });
    });
}

/// The same on two cores: nothing is shared.
fn threads(table: &mut Table) {
    const MESSAGES: usize = 1_000_000;
    let send = |seed: u8, messages: usize| {
        let mut rng = Generator::from_seed([seed; 32]);
        let mut out = heapless::String::new();
        for _ in 0..messages {
            black_box(chains::ours(black_box(&INPUT), &mut rng, &mut out));
        }
    };
    table.task("a million such messages by two threads", |sides| {
        sides.long_calls();
        sides.ours(|| {
            thread::scope(|scope| {
                scope.spawn(|| send(1, MESSAGES / 2));
                send(2, MESSAGES / 2);
            });
        });
        sides.limit("one thread", Goal::Faster(1.9), || send(3, MESSAGES));
    });
}
