use crate::call;
use crate::inputs::{FORMS, TYPED};
use criterion::Criterion;
use std::fmt::Write as _;
use std::hint::black_box;
use verify_core::phone::{Country, PhoneNumber};

/// Measures ten countries, each as numbers are typed there, in full, and carelessly; and what is
/// refused early, late, or only once it was counted.
pub(crate) fn bench(c: &mut Criterion) {
    let parse = |text: &str, country| PhoneNumber::parse(black_box(text), black_box(Some(country)));
    for (country, texts) in TYPED {
        for (form, text) in FORMS.into_iter().zip(texts) {
            assert_eq!(parse(text, country), parse(texts[0], country), "{text}");
            call(c, &format!("phone/parse/{country}/{form}"), || parse(text, country).unwrap());
        }
    }
    for (name, text) in [
        ("letters", "call me"),
        ("a letter at the end", "07400 12345a"),
        ("too short", "07400 123"),
        ("6,000 plus signs", &"+".repeat(6_000)),
    ] {
        call(c, &format!("phone/refuse/{name}"), || parse(text, Country::GB).unwrap_err());
    }
    let number: PhoneNumber = "+44 7400 123456".parse().unwrap();
    let mut out = String::with_capacity(64);
    call(c, "phone/write/in full", || {
        out.clear();
        write!(out, "{}", black_box(number))
    });
    call(c, "phone/write/masked", || {
        out.clear();
        write!(out, "{}", black_box(number).masked())
    });
}
