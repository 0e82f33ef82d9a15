//! The rows that need no peer: beside one draw of the generator, and beside what `str` itself can do.

use super::{Goal, Table};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use std::hint::black_box;
use verify_core::code::{Code, Format, Length};
use verify_core::template::Template;

/// Adds the rows to a table.
pub(crate) fn rows(table: &mut Table) {
    let six = Length::new(6).expect("a length that codes can have");
    let (mut ours, mut theirs) = (ChaCha12Rng::from_seed([7; 32]), ChaCha12Rng::from_seed([7; 32]));
    table.row(
        "a six-digit code",
        Goal::AtMost(3.0),
        || Code::generate(black_box(Format::Numeric), black_box(six), &mut ours),
        "`ChaCha12Rng::next_u64`",
        || theirs.next_u64(),
    );

    let (text, code, brand) = (Template::DEFAULT_WITH_BRAND.as_str(), "483106", "ABC Trading");
    let replace =
        |text: &str| text.replace("{brand}", black_box(brand)).replace("{code}", black_box(code));
    // Used where it was written, as a caller does: a move of the whole buffer is not part of the work.
    let render = |text: &str, used: fn(&str)| {
        let mut out = heapless::String::<160>::new();
        let rendered = Template::new(text).render(black_box(code), black_box(brand));
        rendered.write_to(&mut out).map(|()| used(&out))
    };
    assert_eq!(replace(text), "ABC Trading: Your verification code is 483106");
    let same = |text: &str| assert_eq!(text, "ABC Trading: Your verification code is 483106");
    assert_eq!(render(text, same), Ok(()), "both render the same text");
    table.row(
        "the default template, parsed and rendered",
        Goal::Faster(3.0),
        || render(black_box(text), |out| _ = black_box(out)),
        "`str::replace` twice",
        || replace(black_box(text)),
    );
}
