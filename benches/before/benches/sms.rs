//! Short messages: this crate beside the earlier build.
#![allow(clippy::expect_used, reason = "a bench that panics has not measured")]

#[macro_use]
mod both;

use both::{Goal, Table};
use std::hint::black_box;

const SAMPLE: &str = "ABC: Your verification code is 0429. Do not share it. ";
const ACCENTS: &str = "Votre code de vérification à usage unique : 0429. ";
const EXTENSION: &str = "[ABC] {0429} = ok | 5 € ~ ^ \\ ";
const GREEK: &str = "ΔΙΑ ΤΗΝ ΑΣΦΑΛΕΙΑ: 0429. ";
const CYRILLIC: &str = "Ваш код подтверждения 0429. ";

fn main() {
    let text = |characters| SAMPLE.chars().cycle().take(characters).collect::<String>();
    let (short, long) = (text(160), text(1_530));
    let mut table = Table::new();
    both!(table, "160 septets, packed", 1.8, build => {
        let (mut septets, mut octets) = ([0; 160], [0; 140]);
        build::sms::gsm7::encode(&short, &mut septets).expect("GSM 7-bit");
        move || build::sms::gsm7::pack(black_box(&septets), &mut octets).expect("room").len()
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
    let mixed = |sample: &str, characters| sample.chars().cycle().take(characters).collect();
    let texts: [(_, String); 7] = [
        ("the encoding and segments of 160 characters", short),
        ("the encoding and segments of 1,530 characters", long),
        ("the encoding and segments of 160 with accents", mixed(ACCENTS, 160)),
        ("the encoding and segments of 1,000 with accents", mixed(ACCENTS, 1_000)),
        ("the encoding and segments of 160 with an extension", mixed(EXTENSION, 160)),
        ("the encoding and segments of 160 in Greek capitals", mixed(GREEK, 160)),
        ("the encoding and segments of 160 in Cyrillic", mixed(CYRILLIC, 160)),
    ];
    for (what, text) in &texts {
        both!(table, *what, 1.0, build => || {
            let message = build::sms::Message::new(black_box(text), build::sms::Encoding::Auto);
            message.expect("ten segments").segments().for_each(|segment| _ = black_box(segment));
        });
    }
    table.print();
}
