//! The program that runs under valgrind. `tests/memcheck.rs` starts it once for each group of cases
//! and judges the report.
//!
//! It hides the characters of a code by marking them as undefined memory. Memcheck follows them and
//! everything computed from them, and reports each branch and each address that depends on them. A
//! line for each case says how many reports there were.

mod cases;
mod compare;
mod secret;

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let group = env::args().nth(1).unwrap_or_default();
    let Some((_, compare)) = compare::GROUPS.iter().find(|(name, _)| *name == group) else {
        let names = compare::GROUPS.map(|(name, _)| name);
        eprintln!("expected one of {names:?}, found {group:?}");
        return ExitCode::from(2);
    };
    if !secret::is_followed() {
        eprintln!("expected to run under valgrind: `cargo test --release` starts it so");
        return ExitCode::from(2);
    }
    for case in cases::Case::all() {
        let before = secret::reported();
        compare(&case);
        println!("{}\t{:?}\t{case}", secret::reported() - before, case.kind);
    }
    ExitCode::SUCCESS
}
