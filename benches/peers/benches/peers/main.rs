//! This crate beside limits and peers, in one run: first whether all give the right answer, then
//! what they cost, and how the cost grows.
//!
//! `BLESS=1 cargo bench -p verify-core-peers` writes the tables into the README and draws
//! `benches/figures/*.svg` from the same numbers.

mod curves;
mod picture;
#[path = "../../../ratio/mod.rs"]
mod ratio;
mod readme;
mod tasks;

use ratio::Table;
use std::{env, thread};

/// With room for verifiers of 10,000 sessions, which are moved as values: 2 MB each.
fn main() {
    let thread = thread::Builder::new().stack_size(64 << 20);
    thread.spawn(measure).expect("a thread").join().expect("every task and curve");
}

fn measure() {
    let comparisons = verify_core_peers::comparisons();
    for comparison in &comparisons {
        println!("{comparison}");
    }
    let mut table = Table::new("cargo bench -p verify-core-peers");
    tasks::rows(&mut table);
    let panels = curves::panels(&mut table);
    let Some(tasks) = table.finish() else { return }; // a filter left some out, or it was only tried
    if env::var_os("BLESS").is_some() {
        let measured = readme::measured();
        readme::write(&tasks, &comparisons, &measured);
        readme::write_picture("bars.svg", &picture::bars(&tasks, &measured));
        readme::write_picture("curves.svg", &picture::curves(&panels, &measured));
    }
}
