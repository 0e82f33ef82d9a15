//! Short messages: this crate beside the earlier build.
#![allow(dead_code, clippy::expect_used, reason = "a bench that panics has not measured")]

#[path = "../../peers/benches/peers/table.rs"]
mod table;

use std::hint::black_box;
use table::{Goal, Table};

const SAMPLE: &str = "ABC: Your verification code is 0429. Do not share it. ";

fn main() {
    let text = |characters| SAMPLE.chars().cycle().take(characters).collect::<String>();
    let (short, long) = (text(160), text(1_530));
    let mut table = Table::new();
    pack(&mut table, &short);
    encode(&mut table, "a short message of 160 characters, packed", &short, 1.5);
    encode(&mut table, "ten short messages, packed", &long, 1.2);
    for (what, text) in [
        ("160 characters, unpacked beside packed", &short),
        ("ten short messages, unpacked beside packed", &long),
    ] {
        unpacked(&mut table, what, text);
    }
    for (what, text) in [
        ("the encoding and segments of 160 characters", &short),
        ("the encoding and segments of 1,530 characters", &long),
    ] {
        segments(&mut table, what, text);
    }
    table.print();
}

fn pack(table: &mut Table, text: &str) {
    let (mut septets, mut octets, mut earlier) = ([0; 160], [0; 140], [0; 140]);
    let septets = &*now::sms::gsm7::encode(text, &mut septets).expect("GSM 7-bit");
    table.task("160 septets, packed", |sides| {
        sides.ours(|| {
            let packed = now::sms::gsm7::pack(black_box(septets), &mut octets);
            packed.expect("room").len()
        });
        sides.peer("the earlier build", Goal::Faster(1.8), || {
            let packed = before::sms::gsm7::pack(black_box(septets), &mut earlier);
            packed.expect("room").len()
        });
    });
}

fn encode(table: &mut Table, what: &'static str, text: &str, goal: f64) {
    let now = now::sms::Message::new(text, now::sms::Encoding::Auto).expect("ten segments");
    let before = before::sms::Message::new(text, before::sms::Encoding::Auto).expect("the same");
    let now: Vec<_> = now.short_messages(7_u8).expect("ten segments").collect();
    let before: Vec<_> = before.short_messages(7_u8).expect("the same").collect();
    let (mut octets, mut earlier) = ([0; 140], [0; 140]);
    table.task(what, |sides| {
        sides.ours(|| {
            for short_message in black_box(&now) {
                black_box(short_message.encode_into(&mut octets).expect("room").len());
            }
        });
        sides.peer("the earlier build", Goal::Faster(goal), || {
            for short_message in black_box(&before) {
                black_box(short_message.encode_into(&mut earlier).expect("room").len());
            }
        });
    });
}

fn unpacked(table: &mut Table, what: &'static str, text: &str) {
    let message = now::sms::Message::new(text, now::sms::Encoding::Auto).expect("ten segments");
    let short_messages: Vec<_> = message.short_messages(7_u8).expect("ten segments").collect();
    let (mut unpacked, mut packed) = ([0; 160], [0; 140]);
    table.task(what, |sides| {
        sides.ours(|| {
            for short_message in black_box(&short_messages) {
                black_box(short_message.encode_unpacked_into(&mut unpacked).expect("room").len());
            }
        });
        sides.peer("packed", Goal::Faster(1.0), || {
            for short_message in black_box(&short_messages) {
                black_box(short_message.encode_into(&mut packed).expect("room").len());
            }
        });
    });
}

fn segments(table: &mut Table, what: &'static str, text: &str) {
    table.task(what, |sides| {
        sides.ours(|| {
            let message = now::sms::Message::new(black_box(text), now::sms::Encoding::Auto);
            message.expect("ten segments").segments().for_each(|segment| _ = black_box(segment));
        });
        sides.peer("the earlier build", Goal::Faster(1.0), || {
            let message = before::sms::Message::new(black_box(text), before::sms::Encoding::Auto);
            message.expect("the same").segments().for_each(|segment| _ = black_box(segment));
        });
    });
}
