//! Tasks, each timed by criterion in one run beside a limit of the machine and beside peers, and
//! printed as tables of ratios.
//!
//! A ratio is that of criterion's own medians.
#![allow(
    dead_code,
    reason = "two benches share this, and one of them has neither peers nor pictures"
)]

pub(crate) mod limits;
mod row;

pub(crate) use row::{Goal, Kind, Nanoseconds, Side, Task};

use criterion::measurement::WallTime;
use criterion::{BatchSize, Bencher, BenchmarkGroup, Criterion, SamplingMode};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Times tasks and prints them.
pub(crate) struct Table {
    criterion: Criterion,
    command: &'static str,
    folder: PathBuf,
    started: SystemTime,
    tasks: Vec<Task>,
    is_whole: bool,
}

/// The sides of one task, timed as they are named.
pub(crate) struct Sides<'t> {
    group: BenchmarkGroup<'t, WallTime>,
    named: Vec<(&'static str, Kind, Option<Goal>)>,
}

impl Table {
    /// An empty table; `command` is the one that runs it.
    pub(crate) fn new(command: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ratios");
        let criterion = Criterion::default()
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_millis(1_500))
            .output_directory(&folder)
            .configure_from_args();
        let (started, tasks) = (SystemTime::now(), Vec::new());
        Self { criterion, command, folder, started, tasks, is_whole: true }
    }

    /// Times `what` on each of the sides that `sides` names, this crate's own first.
    pub(crate) fn task(&mut self, what: &'static str, sides: impl FnOnce(&mut Sides<'_>)) {
        let id = id(what);
        let named = {
            let group = self.criterion.benchmark_group(id.as_str());
            let mut timed = Sides { group, named: Vec::new() };
            sides(&mut timed);
            timed.group.finish();
            timed.named
        };
        let mut times = named.iter().map(|(name, ..)| self.median(&id, name));
        // None is there when a filter left it out, or when criterion only tests that it runs.
        let Some(ours) = times.next().flatten() else {
            self.is_whole = false;
            return;
        };
        let others = named.iter().skip(1).zip(times);
        let sides: Option<Vec<Side>> = others
            .map(|(&(name, kind, goal), time)| Some(Side { name, kind, time: time?, goal }))
            .collect();
        match sides {
            Some(sides) => self.tasks.push(Task { what, ours, sides, command: self.command }),
            None => self.is_whole = false,
        }
    }

    /// Times one point of a curve, more briefly than a task.
    pub(crate) fn point(
        &mut self,
        curve: &str,
        point: &str,
        f: impl FnMut(&mut Bencher<'_>),
    ) -> Option<Nanoseconds> {
        let id = id(curve);
        let mut group = self.criterion.benchmark_group(id.as_str());
        group.warm_up_time(Duration::from_millis(20)).measurement_time(Duration::from_millis(150));
        group.sample_size(20).nresamples(1_001).bench_function(point, f);
        group.finish();
        let time = self.median(&id, point);
        self.is_whole &= time.is_some();
        time
    }

    /// Prints the tables. What was measured, if nothing was left out.
    pub(crate) fn finish(self) -> Option<Vec<Task>> {
        for kind in [Kind::Limit, Kind::Peer] {
            let rows: Vec<String> = self.tasks.iter().flat_map(|task| task.rows(kind)).collect();
            if !rows.is_empty() {
                println!("\n{}\n{}", kind.head(), rows.join("\n"));
            }
        }
        self.is_whole.then_some(self.tasks)
    }

    /// Criterion's median of what this run measured under that name.
    fn median(&self, task: &str, side: &str) -> Option<Nanoseconds> {
        let file = self.folder.join(task).join(id(side)).join("new/estimates.json");
        if fs::metadata(&file).ok()?.modified().ok()? < self.started {
            return None;
        }
        let estimates: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        estimates.pointer("/median/point_estimate")?.as_f64().map(Nanoseconds)
    }
}

impl Sides<'_> {
    /// This crate: one call of `f`.
    pub(crate) fn ours<A>(&mut self, f: impl FnMut() -> A) {
        self.calls("this crate", Kind::Ours, None, f);
    }

    /// This crate, each call on a value of its own that is made untimed.
    pub(crate) fn ours_on<I, A>(
        &mut self,
        mut made: impl FnMut() -> I,
        mut f: impl FnMut(&mut I) -> A,
    ) {
        self.side("this crate", Kind::Ours, None, |b| {
            b.iter_batched_ref(&mut made, |value| used(|| f(value)), BatchSize::SmallInput);
        });
    }

    /// What no way to do the task can do without: one call of `f`.
    pub(crate) fn limit<A>(
        &mut self,
        name: &'static str,
        goal: impl Into<Option<Goal>>,
        f: impl FnMut() -> A,
    ) {
        self.calls(name, Kind::Limit, goal.into(), f);
    }

    /// What a user would pick instead: one call of `f`.
    pub(crate) fn peer<A>(
        &mut self,
        name: &'static str,
        goal: impl Into<Option<Goal>>,
        f: impl FnMut() -> A,
    ) {
        self.calls(name, Kind::Peer, goal.into(), f);
    }

    /// As many calls in every sample, for calls of a millisecond.
    pub(crate) fn long_calls(&mut self) {
        self.group.sampling_mode(SamplingMode::Flat);
    }

    fn calls<A>(
        &mut self,
        name: &'static str,
        kind: Kind,
        goal: Option<Goal>,
        mut f: impl FnMut() -> A,
    ) {
        self.side(name, kind, goal, |b| b.iter(|| used(&mut f)));
    }

    fn side(
        &mut self,
        name: &'static str,
        kind: Kind,
        goal: Option<Goal>,
        f: impl FnMut(&mut Bencher<'_>),
    ) {
        self.group.bench_function(id(name), f);
        self.named.push((name, kind, goal));
    }
}

/// Calls `f`, and has its result used where it was written. To move it is not part of the work, and
/// costs up to 1.7 ns: the copy waits for stores that are narrower than its loads.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a call of this function would move the result")]
fn used<A>(mut f: impl FnMut() -> A) {
    let result = f();
    black_box(&result);
}

/// The name of a folder, which criterion would cut at 64 characters.
fn id(name: &str) -> String {
    let id = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    id.take(60).collect::<String>().trim_matches('-').to_owned()
}
