//! Rows of "this crate beside that": both timed by criterion in one run, then printed as one table of ratios.
//!
//! A ratio is that of criterion's own medians. `BLESS=1` writes the rows into the README as well.

pub(crate) mod limits;

use criterion::{BatchSize, Bencher, Criterion};
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The README holds the rows between these lines.
const MARKERS: (&str, &str) = ("<!-- figures -->", "<!-- /figures -->");

/// The head of the table; [`Row`]'s `Display` is one of its rows.
const HEAD: &str = "\
| what | this crate | beside it | ratio | to reach | | command |
|---|--:|--:|--:|--:|---|---|";

/// What a ratio should be.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// At most so many times the time of the other side.
    AtMost(f64),
    /// At least so many times faster than the other side.
    Faster(f64),
}

/// Times rows and prints them.
pub(crate) struct Table {
    criterion: Criterion,
    command: &'static str,
    folder: PathBuf,
    started: SystemTime,
    rows: Vec<Row>,
}

struct Row {
    what: &'static str,
    ours: Nanoseconds,
    peer: &'static str,
    theirs: Nanoseconds,
    goal: Goal,
    command: &'static str,
}

/// The time of one call.
#[derive(Clone, Copy)]
struct Nanoseconds(f64);

impl Table {
    /// An empty table; `command` is the one that runs it.
    pub(crate) fn new(command: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ratios");
        let criterion = Criterion::default()
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .output_directory(&folder)
            .configure_from_args();
        Self { criterion, command, folder, started: SystemTime::now(), rows: Vec::new() }
    }

    /// Times one call of `ours` and one of `theirs`, the side named `peer`.
    pub(crate) fn row<A, B>(
        &mut self,
        what: &'static str,
        goal: Goal,
        mut ours: impl FnMut() -> A,
        peer: &'static str,
        mut theirs: impl FnMut() -> B,
    ) {
        let ours = |b: &mut Bencher<'_>| b.iter(&mut ours);
        self.measured(what, goal, ours, peer, |b| b.iter(&mut theirs));
    }

    /// The same, each call of `ours` on a value of its own that is made untimed.
    pub(crate) fn row_on<I, A, B>(
        &mut self,
        what: &'static str,
        goal: Goal,
        mut made: impl FnMut() -> I,
        mut ours: impl FnMut(&mut I) -> A,
        peer: &'static str,
        mut theirs: impl FnMut() -> B,
    ) {
        let ours =
            |b: &mut Bencher<'_>| b.iter_batched_ref(&mut made, &mut ours, BatchSize::SmallInput);
        self.measured(what, goal, ours, peer, |b| b.iter(&mut theirs));
    }

    fn measured(
        &mut self,
        what: &'static str,
        goal: Goal,
        ours: impl FnMut(&mut Bencher<'_>),
        peer: &'static str,
        theirs: impl FnMut(&mut Bencher<'_>),
    ) {
        // The name of a folder, which criterion would cut at 64 characters.
        let id: String = what
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(60)
            .collect();
        let id = id.trim_matches('-');
        let mut group = self.criterion.benchmark_group(id);
        group.bench_function("ours", ours);
        group.bench_function("theirs", theirs);
        group.finish();
        // Neither is there when a filter left the row out, or when criterion only tests that it runs.
        if let (Some(ours), Some(theirs)) = (self.median(id, "ours"), self.median(id, "theirs")) {
            self.rows.push(Row { what, ours, peer, theirs, goal, command: self.command });
        }
    }

    /// Prints the table, and writes its rows into the README if `BLESS` is set.
    pub(crate) fn finish(self) {
        if self.rows.is_empty() {
            return;
        }
        println!("\n{HEAD}");
        for row in &self.rows {
            println!("{row}");
        }
        if std::env::var_os("BLESS").is_some() {
            bless(&self.rows);
        }
    }

    /// Criterion's median of what this run measured under that name.
    fn median(&self, id: &str, side: &str) -> Option<Nanoseconds> {
        let file = self.folder.join(id).join(side).join("new/estimates.json");
        if fs::metadata(&file).ok()?.modified().ok()? < self.started {
            return None;
        }
        let estimates: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        estimates.pointer("/median/point_estimate")?.as_f64().map(Nanoseconds)
    }
}

impl Row {
    /// How the two compare, as the goal counts it.
    fn ratio(&self) -> f64 {
        match self.goal {
            Goal::AtMost(_) => self.ours.0 / self.theirs.0,
            Goal::Faster(_) => self.theirs.0 / self.ours.0,
        }
    }
}

impl Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.ratio();
        let (words, goal, reached) = match self.goal {
            Goal::AtMost(most) => ("× its time", format!("≤ {most} ×"), ratio <= most),
            Goal::Faster(least) => ("× faster", format!("≥ {least} ×"), ratio >= least),
        };
        let reached = if reached { "reached" } else { "not reached" };
        let Self { what, ours, peer, theirs, command, .. } = self;
        write!(
            f,
            "| {what} | {ours} | {peer}: {theirs} | {} {words} | {goal} | {reached} | `{command}` |",
            digits(ratio)
        )
    }
}

impl Display for Nanoseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, unit) = match self.0 {
            ns if ns < 1e3 => (ns, "ns"),
            ns if ns < 1e6 => (ns / 1e3, "µs"),
            ns => (ns / 1e6, "ms"),
        };
        write!(f, "{} {unit}", digits(value))
    }
}

/// Three digits, as many as a median on a shared machine is worth.
fn digits(value: f64) -> String {
    let decimals = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.decimals$}")
}

/// Puts each row into the README's block: in the place of the row for the same thing, else at the end.
fn bless(rows: &[Row]) {
    let file = readme();
    let readme = fs::read_to_string(&file).expect("the README can be read");
    let (before, rest) = readme.split_once(MARKERS.0).expect("the README has a block of figures");
    let (block, after) = rest.split_once(MARKERS.1).expect("the block of figures ends");
    let mut lines: Vec<String> =
        block.lines().filter(|line| line.starts_with('|')).skip(2).map(str::to_owned).collect();
    for row in rows {
        let key = format!("| {} |", row.what);
        match lines.iter_mut().find(|line| line.starts_with(&key)) {
            Some(line) => *line = row.to_string(),
            None => lines.push(row.to_string()),
        }
    }
    let (start, end) = MARKERS;
    let text =
        format!("{before}{start}\n{HEAD}\n{}\n\n{}\n{end}{after}", lines.join("\n"), machine());
    fs::write(&file, text).expect("the README can be written");
    println!("\nwritten to {}", file.display());
}

/// The README of the workspace, which is the folder with the lock file.
fn readme() -> PathBuf {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders
        .find(|folder| folder.join("Cargo.lock").exists())
        .expect("a workspace has a lock file")
        .join("README.md")
}

/// When and on what the last row was measured.
fn machine() -> String {
    let run = |program: &str, argument: &str| {
        let output = std::process::Command::new(program).arg(argument).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|name| name.trim_start_matches([' ', '\t', ':']));
    let date = run("date", "+%F").unwrap_or_default();
    let rustc = run("rustc", "--version").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Last measured {date}: {}, {cores} cores, {rustc}.",
        cpu.unwrap_or("an unknown processor")
    )
}
