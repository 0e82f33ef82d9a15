//! How many instructions the paths of verify-core take, and how many they may: `budgets.tsv`.
//!
//! The law: a path that takes more than 5 % over its budget fails, and so does one without a
//! budget. A budget moves by hand only, with `BLESS=1`, so that the change stands in a commit.

mod budgets;
mod measure;

pub use budgets::{Budgets, Report};
pub use measure::{runner_version, tools};

use std::collections::BTreeMap;

/// What each path took, in instructions, by its name: `code/generate/six_digits`.
pub type Counts = BTreeMap<String, u64>;

/// The command that a person types, for what is said to them.
pub const COMMAND: &str = "cargo bench -p verify-core-counts";

/// The budgets that are checked in, as the repository names the file.
pub const BUDGETS: &str = "benches/counts/budgets.tsv";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/budgets.tsv");

/// Counts every path, shows the counts beside their budgets, and with `BLESS=1` makes them the
/// budgets.
///
/// It has to be called from the program that holds the paths, which is started again to count them.
///
/// # Errors
/// What could not be run, or which paths took too much, and what to do.
pub fn hold() -> Result<(), String> {
    measure::prepare()?;
    let counts = measure::count()?;
    let tools = tools();
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        let text = Budgets { tools, counts }.to_string();
        std::fs::write(FILE, text).map_err(|error| format!("{BUDGETS}: {error}"))?;
        println!("{BUDGETS} is written anew: look at what changed, and commit it with the reason");
        return Ok(());
    }
    let text = std::fs::read_to_string(FILE).map_err(|error| format!("{BUDGETS}: {error}"))?;
    let budgets: Budgets = text.parse()?;
    let report = Report::new(&budgets, &counts);
    print!("{report}");
    if budgets.tools != tools {
        println!(
            "\nThe budgets were made with: {}\nThese are counts of:        {tools}",
            budgets.tools
        );
        println!(
            "Other tools may count otherwise: what is over may be theirs. The limit stays the same."
        );
    }
    report.verdict()
}
