//! This crate beside its peers, in one run: first whether both give the right answer, then what they cost.

#[path = "../../ratio/mod.rs"]
mod ratio;

fn main() {
    let mut table = ratio::Table::new("cargo bench -p verify-core-peers");
    ratio::limits::rows(&mut table);
    table.finish();
}
