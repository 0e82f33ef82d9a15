//! Rows of a table: a task as the earlier build does it, and as it is done now.

use std::fmt;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::Criterion;

/// Times tasks with criterion, and prints the ratios of its medians.
pub struct Table {
    criterion: Criterion,
    folder: PathBuf,
    rows: Vec<String>,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Table {
    /// Makes an empty table. Criterion keeps its figures in a folder named after the bench.
    #[must_use]
    pub fn new(bench: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/criterion").join(bench);
        // Figures of an earlier run must not appear in this one.
        let _ = fs::remove_dir_all(&folder);
        let criterion = Criterion::default()
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .output_directory(&folder)
            .configure_from_args();
        Self { criterion, folder, rows: Vec::new() }
    }

    /// Times one task in both builds.
    pub fn row<A, B>(
        &mut self,
        task: &str,
        mut before: impl FnMut() -> A,
        mut now: impl FnMut() -> B,
    ) {
        let mut group = self.criterion.benchmark_group(task);
        group.bench_function("before", |b| b.iter(|| _ = black_box(&before())));
        group.bench_function("now", |b| b.iter(|| _ = black_box(&now())));
        group.finish();
        // A task that a filter left out has no median, and no row.
        if let (Some(before), Some(now)) = (self.median(task, "before"), self.median(task, "now")) {
            let ratio = before / now;
            self.rows.push(format!("{task:32} {before:10.1} {now:10.1} {ratio:8.2}"));
        }
    }

    /// Prints the table.
    pub fn print(&self) {
        println!("\n{:32} {:>10} {:>10} {:>8}", "task", "before, ns", "now, ns", "times");
        self.rows.iter().for_each(|row| println!("{row}"));
    }

    fn median(&self, task: &str, side: &str) -> Option<f64> {
        let file = self.folder.join(task.replace('/', "_")).join(side).join("new/estimates.json");
        let text = fs::read_to_string(file).ok()?;
        let estimates: serde_json::Value = serde_json::from_str(&text).ok()?;
        estimates.pointer("/median/point_estimate")?.as_f64()
    }
}
