//! The rows that need no peer: beside one draw of the generator, and beside what `str` itself can do.

use super::{Goal, Table};
use std::hint::black_box;
use verify_core::template::Template;

/// Adds the rows to a table.
pub(crate) fn rows(table: &mut Table) {
    let (text, code, brand) = (Template::DEFAULT_WITH_BRAND.as_str(), "483106", "ABC Trading");
    let replace =
        |text: &str| text.replace("{brand}", black_box(brand)).replace("{code}", black_box(code));
    let render = |text: &str| {
        let mut out = heapless::String::<160>::new();
        let written =
            Template::new(text).render(black_box(code), black_box(brand)).write_to(&mut out);
        written.map(|()| out)
    };
    assert_eq!(render(text).as_deref(), Ok(&*replace(text)), "both render the same text");
    table.row(
        "the default template, parsed and rendered",
        Goal::Faster(3.0),
        || render(black_box(text)),
        "`str::replace` twice",
        || replace(black_box(text)),
    );
}
