//! One task for this crate and for the earlier build.

#[allow(dead_code, reason = "each bench takes some of it")]
#[path = "../../../peers/benches/peers/table.rs"]
mod table;

pub(crate) use table::{Goal, Table};

/// Times a closure of this crate, and the same of the earlier build: `$build` names either.
macro_rules! both {
    ($table:ident, $what:expr, $goal:expr, $build:ident => $call:expr) => {
        $table.task($what, |sides| {
            sides.ours({
                use ::now as $build;
                $call
            });
            sides.peer("the earlier build", Goal::Faster($goal), {
                use ::before as $build;
                $call
            });
        });
    };
}
