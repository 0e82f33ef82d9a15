//! The tasks, each beside what no way to do it can do without: a draw of the generator, a look at
//! each byte, a copy.
//!
//! Every function takes what names more sides for its task: peers, or nothing.

pub(crate) mod codes;
pub(crate) mod protocol;
pub(crate) mod texts;

use super::{Sides, Table};

/// Adds the tasks to a table, without peers.
pub(crate) fn rows(table: &mut Table) {
    let none = |_: &mut Sides<'_>| {};
    codes::six_digits(table, none);
    codes::ten_alphanumerics(table, none);
    codes::fill(table, none);
    texts::segments(table, none);
    texts::parsed_and_rendered(table, none);
    texts::rendered(table, none);
    texts::rendered_long(table, none);
    protocol::rows(table);
}
