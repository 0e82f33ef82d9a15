//! One task for this crate and for the earlier build.

#[allow(dead_code, reason = "each bench takes some of it")]
#[path = "../../../peers/benches/peers/table.rs"]
mod table;

pub(crate) use table::{Goal, Table};

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
