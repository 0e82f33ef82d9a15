//! Phone numbers as people type them: this crate beside the earlier build, and the forms that are
//! dialled abroad beside the same numbers with `+`.
#![allow(clippy::expect_used, reason = "a bench that panics has not measured")]

#[macro_use]
mod both;

use both::{Goal, Table};
use now::phone::PhoneNumber;
use std::hint::black_box;

/// The numbers of ten countries that `benches/peers` compares with other libraries.
const TYPED: [(&str, &str); 10] = [
    ("AR", "011 15-2345-6789"),
    ("BR", "(11) 96123-4567"),
    ("CI", "01 23 45 6789"),
    ("GB", "07400 123456"),
    ("HU", "06 20 123 4567"),
    ("IN", "+91 81234 56789"),
    ("JP", "０９０-１２３４-５６７８"),
    ("RU", "8 (912) 345-67-89"),
    ("SG", "6581234567"),
    ("US", "(201) 555-0123"),
];

/// What is dialled in a country, and the same number with `+`.
const ABROAD: [(&str, &str, &str); 5] = [
    ("AU", "0011 65 8123 4567", "+65 8123 4567"),
    ("SG", "001 65 8765 4321", "+65 8765 4321"),
    ("RU", "810 44 7400 123456", "+44 7400 123456"),
    ("JP", "010 65 8123 4567", "+65 8123 4567"),
    ("US", "011 44 7400 123456", "+44 7400 123456"),
];

fn main() {
    let mut table = Table::new();
    for (what, typed, goal) in [
        ("ten numbers of ten countries", &TYPED[..], 1.5),
        ("one number of Great Britain", &TYPED[3..4], 0.95),
    ] {
        both!(table, what, goal, build => {
            let country = |code: &str| code.parse().expect("a country");
            let typed: Vec<_> = typed.iter().map(|(code, text)| (country(code), *text)).collect();
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
    table.print();
}
