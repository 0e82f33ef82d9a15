//! Counts the instructions of each path, and holds them against its budget.
//!
//! `cargo bench -p verify-core-counts` does both, and `BLESS=1` before it writes the budgets anew.
//! With arguments of gungraun's (`-- --help` lists them), this is gungraun and nothing else: it
//! shows more, and judges nothing.

mod paths;

fn main() {
    // For each path gungraun starts this program again, and `cargo test --benches` starts it
    // without an argument.
    if std::env::args().skip(1).ne(["--bench".to_owned()]) {
        paths::run();
    } else if let Err(why) = verify_core_counts::hold() {
        eprintln!("\n{why}");
        std::process::exit(1);
    }
}
