//! This crate beside the floor of the same machine: one draw of the generator, `str::replace`.
#![allow(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a bench that panics has not measured"
)]

mod ratio;

fn main() {
    let mut table = ratio::Table::new("cargo bench --bench figures");
    ratio::limits::rows(&mut table);
    table.finish();
}
