//! How many instructions the paths of verify-core take, and how many they may: `budgets.tsv`.
//!
//! The law: a path that takes more than 5 % over its budget fails, and so does one without a
//! budget. A budget moves by hand only, with `BLESS=1`, so that the change stands in a commit.
#![allow(clippy::missing_errors_doc, reason = "every error is a text that says what to do")]

mod measure;

pub use measure::{runner_version, tools};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::str::FromStr;

/// What each path took, in instructions, by its name: `code/generate/six_digits`.
pub type Counts = BTreeMap<String, u64>;

/// How far a count may be above its budget, or below it without a remark, in percent.
const TOLERANCE: u64 = 5;
/// The command that a person types, and the file, as the repository names it.
const COMMAND: &str = "cargo bench -p verify-core-counts";
const BUDGETS: &str = "benches/counts/budgets.tsv";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/budgets.tsv");
const HEAD: &str = "# Instructions that each path may take. What takes more than 5 % over fails.";
const TOOLS: &str = "# Made with: ";
const COLUMNS: &str = "path\tinstructions";

/// Paths that may take at most this percentage of the instructions of another path.
const RATIOS: [(&str, &str, u64); 2] = [
    ("json/request/serde_json", "json/plain/serde_json", 115),
    ("json/request/serde_json_core", "json/plain/serde_json_core", 125),
];

/// Counts every path, shows the counts beside their budgets, and with `BLESS=1` makes them the
/// budgets. It has to be called from the program that holds the paths, which is started again to
/// count them.
pub fn hold() -> Result<(), String> {
    measure::prepare()?;
    let (counts, tools) = (measure::count()?, tools());
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        let text = Budgets { tools, counts }.to_string();
        std::fs::write(FILE, text).map_err(|error| format!("{BUDGETS}: {error}"))?;
        println!("{BUDGETS} is rewritten: look at what changed, and commit it with the reason");
        return Ok(());
    }
    let text = std::fs::read_to_string(FILE).map_err(|error| format!("{BUDGETS}: {error}"))?;
    let budgets: Budgets = text.parse()?;
    let (table, verdict) = budgets.judge(&counts);
    print!("{table}");
    if budgets.tools != tools {
        println!("\nThe budgets were made with other tools, which may count otherwise:");
        println!("  {}\ninstead of\n  {tools}", budgets.tools);
    }
    verdict.and(judge_ratios(&counts))
}

/// Compares paths with the plain ones beside them.
pub fn judge_ratios(counts: &Counts) -> Result<(), String> {
    for (path, plain, most) in RATIOS {
        let (Some(count), Some(beside)) = (counts.get(path), counts.get(plain)) else {
            return Err(format!("{path} or {plain} was not counted"));
        };
        if count * 100 > beside * most {
            let found = format!("{path}: {count} instructions, more than {most} %");
            return Err(format!("{found} of the {beside} of {plain}"));
        }
    }
    Ok(())
}

/// What each path may take, and what it was counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// The compiler, its target, valgrind and the C library, as [`tools`] tells them.
    pub tools: String,
    /// What each path took then.
    pub counts: Counts,
}

impl Budgets {
    /// Compares counts with their budgets: a table for people, and which paths are wrong.
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    pub fn judge(&self, counts: &Counts) -> (String, Result<(), String>) {
        let paths: BTreeSet<&String> = self.counts.keys().chain(counts.keys()).collect();
        let width = paths.iter().map(|path| path.len()).max().unwrap_or_default();
        let mut table = format!("{:width$}  instructions   budget\n", "path");
        let mut wrong = String::new();
        for path in paths {
            let (count, budget) = (counts.get(path), self.counts.get(path));
            let change = count.zip(budget).map_or(String::new(), |(count, budget)| {
                format!("{:+.1} %", (*count as f64 / *budget as f64 - 1.0) * 100.0)
            });
            let finding = match (count, budget) {
                (None, _) => "NO PATH",
                (_, None) => "NO BUDGET",
                (Some(count), Some(budget)) if count * 100 > budget * (100 + TOLERANCE) => "OVER",
                (Some(count), Some(budget)) if count * 100 < budget * (100 - TOLERANCE) => "below",
                _ => "",
            };
            let [count, budget] = [count, budget].map(|it| it.map_or("-".into(), u64::to_string));
            let line = format!("{path:width$}  {count:>12}  {budget:>7}  {change:>8}  {finding}");
            let line = format!("{}\n", line.trim_end());
            table.push_str(&line);
            if !["", "below"].contains(&finding) {
                wrong.push_str(&line);
            }
        }
        let bless = format!("  BLESS=1 {COMMAND}\nand commit what changes in {BUDGETS}");
        if table.contains("  below\n") {
            table = format!("{table}\nTo keep what is {TOLERANCE} % below budget, run\n{bless}.\n");
        }
        let why = format!(
            "Over budget by more than {TOLERANCE} %, or without a budget or a path:\n{wrong}\
             Make it as fast as it was. If what it does now is worth it, run\n{bless}, with the \
             reason."
        );
        (table, if wrong.is_empty() { Ok(()) } else { Err(why) })
    }
}

/// As the file is written: comments, a head, a line for each path.
impl Display for Budgets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}\n# Written by: BLESS=1 {COMMAND}\n{TOOLS}{}\n{COLUMNS}", self.tools)?;
        self.counts.iter().try_for_each(|(path, count)| writeln!(f, "{path}\t{count}"))
    }
}

impl FromStr for Budgets {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut tools, mut counts) = (None, Counts::new());
        for (number, line) in (1..).zip(text.lines()) {
            if line.starts_with('#') || line == COLUMNS {
                tools = tools.or(line.strip_prefix(TOOLS));
                continue;
            }
            let row = line.split_once('\t').and_then(|row| Some((row.0, row.1.parse().ok()?)));
            let is_new =
                row.is_some_and(|(path, count)| counts.insert(path.into(), count).is_none());
            if !is_new {
                let expected = "expected a new path, a tab and a number of instructions";
                return Err(format!("{BUDGETS}, line {number}: {expected}: {line}"));
            }
        }
        let tools = tools.ok_or_else(|| format!("{BUDGETS}: expected a line `{TOOLS}...`"))?;
        Ok(Self { tools: tools.to_owned(), counts })
    }
}
