//! The paths that are counted. Only what happens inside a function here is counted; its arguments
//! are made before.

mod bodies;
#[path = "../../../inputs/mod.rs"]
mod inputs;
mod protocol;
#[path = "../../../../tests/peers/src/ten.rs"]
mod ten;
mod text;

use bodies::json;
use gungraun::{Callgrind, LibraryBenchmarkConfig, main};
use protocol::{pipeline, request, session, verifier};
use text::{code, phone, sms, template};

/// Counts what the arguments ask for.
pub(crate) fn run() {
    main();
}

main!(
    // Instructions only: caches are this machine's.
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups =
        [code, phone, template, sms, request, session, verifier, pipeline, json]
);
