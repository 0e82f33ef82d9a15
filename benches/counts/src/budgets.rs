//! Budgets as a file, and counts beside them.

use crate::{BUDGETS, COMMAND, Counts};
use std::fmt;
use std::str::FromStr;

/// How far a count may be over its budget, and how far below it goes without a word, in percent.
const TOLERANCE: u64 = 5;

const HEAD: &str = "# Instructions that each path may take. What takes more than 5 % over fails.";
const TOOLS: &str = "# Made with: ";
const COLUMNS: &str = "path\tinstructions";

/// What each path may take, and what it was counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// The compiler, its target, valgrind and the C library, as [`tools`](crate::tools) tells them.
    pub tools: String,
    /// What each path took then.
    pub counts: Counts,
}

/// As the file is written: comments, a head, a line for each path.
impl fmt::Display for Budgets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}\n# Written by: BLESS=1 {COMMAND}\n{TOOLS}{}\n{COLUMNS}", self.tools)?;
        self.counts.iter().try_for_each(|(path, count)| writeln!(f, "{path}\t{count}"))
    }
}

impl FromStr for Budgets {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut tools = None;
        let mut counts = Counts::new();
        for (index, line) in text.lines().enumerate() {
            if line.starts_with('#') || line == COLUMNS {
                tools = tools.or(line.strip_prefix(TOOLS));
                continue;
            }
            let wrong = |what| format!("{BUDGETS}, line {}: {what}: {line}", index + 1);
            let (path, count) =
                line.split_once('\t').ok_or_else(|| wrong("expected two columns"))?;
            let count = count.parse().map_err(|_| wrong("expected a number of instructions"))?;
            if counts.insert(path.to_owned(), count).is_some() {
                return Err(wrong("this path has a budget already"));
            }
        }
        let tools = tools.ok_or_else(|| format!("{BUDGETS}: expected a line `{TOOLS}...`"))?;
        Ok(Self { tools: tools.to_owned(), counts })
    }
}

/// Counts beside their budgets. `Display` is the table.
#[derive(Clone, Debug)]
pub struct Report {
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    path: String,
    count: Option<u64>,
    budget: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Within,
    Over,
    Below,
    NoBudget,
    NoPath,
}

impl Report {
    /// Puts each path, whether it has a count, a budget or both, on a line.
    #[must_use]
    pub fn new(budgets: &Budgets, counts: &Counts) -> Self {
        let mut paths: Vec<_> = budgets.counts.keys().chain(counts.keys()).cloned().collect();
        paths.sort();
        paths.dedup();
        let lines = paths.into_iter().map(|path| {
            let (count, budget) = (counts.get(&path), budgets.counts.get(&path));
            Line { count: count.copied(), budget: budget.copied(), path }
        });
        Self { lines: lines.collect() }
    }

    /// Whether every path keeps to its budget.
    ///
    /// # Errors
    /// Which path does not, its count, its budget, and what to do.
    pub fn verdict(&self) -> Result<(), String> {
        let mut why = String::new();
        let mut tell = |finding, what: &str, then: &str| {
            let lines: Vec<_> = self.found(finding).map(|line| format!("  {line}\n")).collect();
            if !lines.is_empty() {
                why.extend([what, "\n", &lines.concat(), then, "\n"]);
            }
        };
        tell(
            Finding::Over,
            &format!("More than {TOLERANCE} % over budget:"),
            &format!(
                "Make it as fast as it was. If what it does now is worth it, run\n  BLESS=1 {COMMAND}\n\
                 and commit what changes in {BUDGETS}, with the reason."
            ),
        );
        let bless = format!("Run `BLESS=1 {COMMAND}` and commit {BUDGETS}.");
        tell(Finding::NoBudget, "A path without a budget:", &bless);
        tell(Finding::NoPath, "A budget without a path:", &bless);
        if why.is_empty() { Ok(()) } else { Err(why) }
    }

    fn found(&self, finding: Finding) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.finding() == finding)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.lines.iter().map(|line| line.path.len()).max().unwrap_or_default();
        writeln!(f, "{:width$}  instructions   budget", "path")?;
        let cell = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        for line in &self.lines {
            let (count, budget) = (cell(line.count), cell(line.budget));
            let finding = match line.finding() {
                Finding::Within => "",
                Finding::Over => "  OVER",
                Finding::Below => "  below",
                Finding::NoBudget => "  NO BUDGET",
                Finding::NoPath => "  NO PATH",
            };
            writeln!(
                f,
                "{:width$}  {count:>12}  {budget:>7}  {}{finding}",
                line.path,
                line.change()
            )?;
        }
        if self.found(Finding::Below).next().is_some() {
            writeln!(
                f,
                "\nMore than {TOLERANCE} % below budget, which is fine. To keep it so, run"
            )?;
            writeln!(f, "  BLESS=1 {COMMAND}\nand commit what changes in {BUDGETS}.")?;
        }
        Ok(())
    }
}

impl Line {
    fn finding(&self) -> Finding {
        match (self.count, self.budget) {
            (Some(count), Some(budget)) if count * 100 > budget * (100 + TOLERANCE) => {
                Finding::Over
            }
            (Some(count), Some(budget)) if count * 100 < budget * (100 - TOLERANCE) => {
                Finding::Below
            }
            (Some(_), Some(_)) => Finding::Within,
            (Some(_), None) => Finding::NoBudget,
            (None, _) => Finding::NoPath,
        }
    }

    /// How far the count is from the budget.
    fn change(&self) -> String {
        let (Some(count), Some(budget)) = (self.count, self.budget) else { return String::new() };
        #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
        let percent = (count as f64 / budget as f64 - 1.0) * 100.0;
        format!("{percent:+6.1} %")
    }
}

/// As it is told where it is wrong.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match (self.count, self.budget) {
            (Some(count), Some(budget)) => {
                write!(f, ": {count} instructions, budget {budget}, {}", self.change().trim())
            }
            (Some(count), None) => write!(f, ": {count} instructions"),
            (None, budget) => write!(f, ": budget {}", budget.unwrap_or_default()),
        }
    }
}
