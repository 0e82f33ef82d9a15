//! Templates and short messages, beside a copy of the text and a look at each byte.

use super::super::{Goal, Sides, Table};
use std::hint::black_box;
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;

/// A code of six digits.
pub(crate) const CODE: &str = "483106";
/// A brand.
pub(crate) const BRAND: &str = "ABC Trading";
/// The template that is used when there is none.
pub(crate) const TEMPLATE: &str = Template::DEFAULT_WITH_BRAND.as_str();

/// The default template of a verification, found and put together.
pub(crate) fn parsed_and_rendered(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    // Used where it was written, as a caller does: a move of the whole buffer is not part of the
    // work.
    let render = |text: &str, used: fn(&str)| {
        let mut out = heapless::String::<160>::new();
        let rendered = Template::new(text).render(black_box(CODE), black_box(BRAND));
        rendered.write_to(&mut out).map(|()| used(&out))
    };
    // The brand last, so that a placeholder in it would not be taken for one.
    let replace =
        |text: &str| text.replace("{code}", black_box(CODE)).replace("{brand}", black_box(BRAND));
    let same = |text: &str| assert_eq!(text, "ABC Trading: Your verification code is 483106");
    assert_eq!(render(TEMPLATE, same), Ok(()), "both render the same text");
    same(&replace(TEMPLATE));
    table.task("the default template, parsed and rendered", |sides| {
        sides.ours(|| render(black_box(TEMPLATE), |out| _ = black_box(out)));
        sides.peer("`str::replace` twice", Goal::Faster(3.0), || replace(black_box(TEMPLATE)));
        peers(sides);
    });
}

/// The default template, parsed before.
pub(crate) fn rendered(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    rendering(table, "the default template, parsed before, rendered", TEMPLATE, peers);
}

/// The longest message of GSM 7-bit.
pub(crate) fn rendered_long(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    rendering(table, "a template of ten segments, parsed before, rendered", &long(), peers);
}

/// A template whose text fills ten segments.
pub(crate) fn long() -> String {
    let filler = "Never share it with anyone, we will not ask. ".chars().cycle();
    let length = 1_530 - BRAND.len() - CODE.len();
    format!("{{brand}}{}{{code}}", filler.take(length).collect::<String>())
}

fn rendering(
    table: &mut Table,
    what: &'static str,
    text: &str,
    peers: impl FnOnce(&mut Sides<'_>),
) {
    let template = Template::new(text);
    let message = template.render(CODE, BRAND).to_string();
    let mut out = heapless::String::<1_530>::new();
    template.render(CODE, BRAND).write_to(&mut out).expect("room for it");
    assert_eq!(out.as_str(), message, "both are the same text");
    table.task(what, |sides| {
        sides.ours(|| {
            out.clear();
            let rendered = black_box(&template).render(black_box(CODE), black_box(BRAND));
            rendered.write_to(black_box(&mut out))
        });
        sides.limit("a copy of its text", Goal::AtMostAnd(2.0, 10.0), || {
            out.clear();
            black_box(&mut out).push_str(black_box(&message))
        });
        peers(sides);
    });
}

/// A text of GSM 7-bit that fills one segment.
pub(crate) fn one_segment() -> String {
    let sample = "ABC: Your verification code is 0429. Do not share it. ";
    sample.chars().cycle().take(160).collect()
}

/// The charset of a text, and its segments.
pub(crate) fn segments(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    let text = one_segment();
    table.task("the encoding and the segments of 160 GSM 7-bit characters", |sides| {
        sides.ours(|| {
            let message = Message::new(black_box(&text), Encoding::Auto).expect("a short text");
            for segment in message.segments() {
                black_box(&segment);
            }
            (message.charset(), message.units())
        });
        sides.limit("`str::is_ascii`", Goal::AtMost(4.0), || black_box(text.as_str()).is_ascii());
        peers(sides);
    });
}
