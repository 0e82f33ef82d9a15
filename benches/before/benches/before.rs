//! This crate beside the earlier build: a request from JSON, phone numbers as people type them, and
//! short messages. What is dialled abroad stands beside the same numbers with `+`.
#![allow(clippy::expect_used, reason = "a bench that panics has not measured")]

#[allow(dead_code, reason = "this takes some of it")]
#[path = "../../peers/benches/peers/table.rs"]
mod table;
#[path = "../../../tests/peers/src/ten.rs"]
mod ten;

use now::phone::PhoneNumber;
use std::hint::black_box;
use table::{Goal, Table};
use ten::TYPED;

/// Times a closure of this crate and the same of the earlier build, in turns: `$build` names
/// either.
macro_rules! both {
    ($table:ident, $what:expr, $goal:expr, $build:ident => $call:expr) => {
        $table.task($what, |sides| {
            let ours = {
                use ::now as $build;
                $call
            };
            let theirs = {
                use ::before as $build;
                $call
            };
            sides.in_turns("the earlier build", Goal::Faster($goal), ours, theirs);
        });
    };
}

/// Every member, with the value of the reference page where it has one.
const FULL: &str = include_str!("../../inputs/request.json");

/// What is dialled in a country, and the same number with `+`.
const ABROAD: [(&str, &str, &str); 5] = [
    ("AU", "0011 65 8123 4567", "+65 8123 4567"),
    ("SG", "001 65 8765 4321", "+65 8765 4321"),
    ("RU", "810 44 7400 123456", "+44 7400 123456"),
    ("JP", "010 65 8123 4567", "+65 8123 4567"),
    ("US", "011 44 7400 123456", "+44 7400 123456"),
];

const SAMPLE: &str = "ABC: Your verification code is 0429. Do not share it. ";

fn main() {
    let mut table = Table::new();
    json(&mut table);
    phone(&mut table);
    sms(&mut table);
    table.print();
}

fn json(table: &mut Table) {
    both!(table, "a full request from JSON, by `serde_json`", 2.5, build => || {
        serde_json::from_str::<build::request::Request<&str>>(black_box(FULL)).expect("a request")
    });
    both!(table, "a full request from JSON, by `serde-json-core`", 2.0, build => || {
        let read = serde_json_core::from_str::<build::request::Request<&str>>(black_box(FULL));
        read.expect("a request")
    });
}

fn phone(table: &mut Table) {
    for (what, typed, goal) in [
        ("ten numbers of ten countries", &TYPED[..], 1.5),
        ("one number of Great Britain", &TYPED[3..4], 0.95),
    ] {
        both!(table, what, goal, build => {
            let country = |code: &str| code.parse().expect("a country");
            let typed: Vec<_> =
                typed.iter().map(|(code, text, _)| (country(code), *text)).collect();
            move || {
                for &(country, text) in &typed {
                    let number = build::phone::PhoneNumber::parse(black_box(text), Some(country));
                    black_box(number).expect("a number");
                }
            }
        });
    }
    for (country, dialled, plus) in ABROAD {
        let country = country.parse().expect("a country");
        table.task("a number dialled abroad", |sides| {
            sides.ours(|| PhoneNumber::parse(black_box(dialled), Some(country)).expect("a number"));
            sides.peer("the same with `+`", Goal::Faster(0.5), || {
                PhoneNumber::parse(black_box(plus), Some(country)).expect("a number")
            });
        });
    }
}

fn sms(table: &mut Table) {
    let text = |characters| SAMPLE.chars().cycle().take(characters).collect::<String>();
    let (short, long) = (text(160), text(1_530));
    both!(table, "160 septets, packed", 1.8, build => {
        let (mut septets, mut octets) = ([0; 160], [0; 140]);
        build::sms::gsm7::encode(&short, &mut septets).expect("GSM 7-bit");
        move || build::sms::gsm7::pack(black_box(&septets), &mut octets).expect("room").len()
    });
    table.task("160 characters to octets", |sides| {
        let (mut septets, mut octets) = ([0; 160], [0; 140]);
        sides.ours(|| {
            let septets = now::sms::gsm7::encode(black_box(&short), &mut septets).expect("GSM");
            now::sms::gsm7::pack(septets, &mut octets).expect("room").len()
        });
        sides.peer("`gsm7` 0.4", Goal::Faster(50.0), || {
            let mut writer = gsm7::Gsm7Writer::new(Vec::with_capacity(140));
            writer.write_str(black_box(&short)).expect("GSM 7-bit");
            writer.into_writer().expect("room").len()
        });
    });
    for (packed, goal, unpacked, text) in [
        ("a short message of 160 characters, packed", 1.5, "160 characters, unpacked", &short),
        ("ten short messages, packed", 1.2, "ten short messages, unpacked", &long),
    ] {
        both!(table, packed, goal, build => {
            let message = build::sms::Message::new(text, build::sms::Encoding::Auto);
            let shorts = message.expect("ten segments").short_messages(7_u8);
            let (shorts, mut octets) = (shorts.expect("as many").collect::<Vec<_>>(), [0; 140]);
            move || {
                for short in black_box(&shorts) {
                    black_box(short.encode_into(&mut octets).expect("room").len());
                }
            }
        });
        let message = now::sms::Message::new(text, now::sms::Encoding::Auto);
        let shorts = message.expect("ten segments").short_messages(7_u8);
        let (shorts, mut octets) = (shorts.expect("as many").collect::<Vec<_>>(), [0; 160]);
        table.task(unpacked, |sides| {
            sides.ours(|| {
                for short in black_box(&shorts) {
                    black_box(short.encode_unpacked_into(&mut octets).expect("room").len());
                }
            });
            sides.peer("packed", Goal::Faster(1.0), || {
                for short in black_box(&shorts) {
                    black_box(short.encode_into(&mut octets).expect("room").len());
                }
            });
        });
    }
    // As many instructions as before; five percent is how far two builds of them lie apart in time.
    for (what, sample, characters) in [
        ("of 160 characters", SAMPLE, 160),
        ("of 1,530 characters", SAMPLE, 1_530),
        ("of 160 with accents", "Votre code à usage unique : 0429. ", 160),
        ("of 1,000 with accents", "Votre code à usage unique : 0429. ", 1_000),
        ("of 160 with an extension", "[ABC] {0429} | 5 € ~ ", 160),
        ("of 160 in Greek capitals", "ΔΙΑ ΤΗΝ ΑΣΦΑΛΕΙΑ: 0429. ", 160),
        ("of 160 in Cyrillic", "Ваш код подтверждения 0429. ", 160),
    ] {
        let text: String = sample.chars().cycle().take(characters).collect();
        let what = format!("the encoding and segments {what}").leak();
        both!(table, what, 0.95, build => || {
            let message = build::sms::Message::new(black_box(&text), build::sms::Encoding::Auto);
            message.expect("ten segments").segments().for_each(|segment| _ = black_box(segment));
        });
    }
}
