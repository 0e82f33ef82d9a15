//! Tasks, each timed in one run beside limits of the machine and beside peers, and printed as rows
//! of tables.

use std::fmt::{self, Display};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A median is of this many samples, each of as many calls as take this long.
const SAMPLES: usize = 100;
const SAMPLE: Duration = Duration::from_millis(8);
/// Values that are made before a sample stay in the cache.
const MOST_MADE: u32 = 1_000;

/// The rows of both tables. Without measuring, every call is made once.
pub(crate) struct Table {
    rows: [Vec<String>; 2],
    is_measured: bool,
}

/// One task: the time of this crate, and of the others.
pub(crate) struct Sides {
    what: &'static str,
    ours: f64,
    others: Vec<Side>,
    is_measured: bool,
}

/// Another way to do a task, or what cannot be done without.
struct Side {
    name: &'static str,
    kind: Kind,
    time: f64,
    goal: Option<Goal>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Limit,
    Peer,
}

/// What the ratio of the two times should be.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// At most this multiple of the other side's time.
    AtMost(f64),
    /// At most this multiple of the other side's time, and this many nanoseconds more.
    AtMostAnd(f64, f64),
    /// At least this many times faster than the other side.
    Faster(f64),
}

impl Table {
    /// Starts with no task. cargo passes `--bench` when it measures.
    pub(crate) fn new() -> Self {
        let is_measured = std::env::args().any(|argument| argument == "--bench");
        Self { rows: [Vec::new(), Vec::new()], is_measured }
    }

    /// Times `what` on each of the sides that `sides` names.
    pub(crate) fn task(&mut self, what: &'static str, sides: impl FnOnce(&mut Sides)) {
        let is_measured = self.is_measured;
        let mut task = Sides { what, ours: f64::NAN, others: Vec::new(), is_measured };
        sides(&mut task);
        println!("{what}");
        for (rows, kind) in self.rows.iter_mut().zip([Kind::Limit, Kind::Peer]) {
            rows.extend(task.rows(kind));
        }
    }

    /// Prints the tables.
    pub(crate) fn print(&self) {
        for (rows, kind) in self.rows.iter().zip(["limit", "peer"]).filter(|_| self.is_measured) {
            println!("\n| what | this crate | {kind} | ratio | to reach | | other {kind}s |");
            println!("|---|--:|--:|--:|--:|---|---|\n{}", rows.join("\n"));
        }
    }
}

impl Sides {
    /// Times this crate: one call of `f`.
    pub(crate) fn ours<A>(&mut self, f: impl FnMut() -> A) {
        self.ours = self.call(f);
    }

    /// Times this crate, each call on a value of its own that is made untimed.
    pub(crate) fn ours_on<I, A>(&mut self, made: impl Fn() -> I, f: impl Fn(&mut I) -> A) {
        self.ours = self.median(|calls| {
            let calls = calls.min(MOST_MADE);
            let mut values: Vec<I> = (0..calls).map(|_| made()).collect();
            let start = Instant::now();
            for value in &mut values {
                used(|| f(value));
            }
            (start.elapsed(), calls)
        });
    }

    /// Times what no way to do the task can do without: one call of `f`.
    pub(crate) fn limit<A>(
        &mut self,
        name: &'static str,
        goal: impl Into<Option<Goal>>,
        f: impl FnMut() -> A,
    ) {
        let time = self.call(f);
        self.others.push(Side { name, kind: Kind::Limit, time, goal: goal.into() });
    }

    /// Times what a user would pick instead: one call of `f`.
    pub(crate) fn peer<A>(
        &mut self,
        name: &'static str,
        goal: impl Into<Option<Goal>>,
        f: impl FnMut() -> A,
    ) {
        let time = self.call(f);
        self.others.push(Side { name, kind: Kind::Peer, time, goal: goal.into() });
    }

    fn call<A>(&self, mut f: impl FnMut() -> A) -> f64 {
        self.median(|calls| {
            let start = Instant::now();
            (0..calls).for_each(|_| used(&mut f));
            (start.elapsed(), calls)
        })
    }

    /// Returns the nanoseconds of one call, from a function that makes that many calls, or fewer.
    fn median(&self, mut run: impl FnMut(u32) -> (Duration, u32)) -> f64 {
        if !self.is_measured {
            run(1);
            return f64::NAN;
        }
        let mut wanted = 1_u32;
        while wanted < u32::MAX / 2 && run(wanted).0 < SAMPLE && run(wanted).1 == wanted {
            wanted *= 2;
        }
        let mut one = || {
            let (time, calls) = run(wanted);
            time.as_secs_f64() * 1e9 / f64::from(calls)
        };
        let mut times: Vec<f64> = (0..SAMPLES).map(|_| one()).collect();
        times.sort_by(f64::total_cmp);
        times[SAMPLES / 2]
    }

    /// Returns the rows of a table of this kind: for each goal one, beside the fastest of those
    /// that have it, or one beside the fastest. The others follow.
    fn rows(&self, kind: Kind) -> Vec<String> {
        let sides = self.others.iter().filter(|side| side.kind == kind);
        let mut goals: Vec<Option<Goal>> = sides.clone().map(|side| side.goal).collect();
        goals.dedup();
        if goals.iter().any(Option::is_some) {
            goals.retain(Option::is_some);
        }
        let with = |goal| sides.clone().filter(move |side| side.goal == goal);
        let fastest = |goal| with(goal).min_by(|a, b| a.time.total_cmp(&b.time));
        let row = |shown: &Side| {
            let others = sides.clone().filter(|side| !std::ptr::eq(*side, shown));
            let others = others.map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let (ours, verdict) = (Time(self.ours), self.verdict(shown));
            format!("| {} | {ours} | {shown} | {verdict} | {others} |", self.what)
        };
        goals.into_iter().filter_map(fastest).map(row).collect()
    }

    /// Returns three cells: the ratio, the goal, and whether it is reached.
    fn verdict(&self, side: &Side) -> String {
        let (ours, theirs) = (self.ours, side.time);
        let as_long = format!("{} × its time", digits(ours / theirs));
        let faster = format!("{} × faster", digits(theirs / ours));
        let (ratio, goal, is_reached) = match side.goal {
            None if side.kind == Kind::Peer && theirs > ours => return format!("{faster} | – | "),
            None => return format!("{as_long} | – | "),
            Some(Goal::AtMost(most)) => (as_long, format!("≤ {most} ×"), ours <= most * theirs),
            Some(Goal::AtMostAnd(most, more)) => {
                (as_long, format!("≤ {most} × + {more} ns"), ours <= most * theirs + more)
            }
            Some(Goal::Faster(least)) => (faster, format!("≥ {least} ×"), theirs >= least * ours),
        };
        format!("{ratio} | {goal} | {}", if is_reached { "reached" } else { "not reached" })
    }
}

/// Calls `f`, and has its result used where it was written. To move it is not part of the work: the
/// copy waits for stores that are narrower than its loads.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a call of this function would move the result")]
fn used<A>(mut f: impl FnMut() -> A) {
    let result = f();
    black_box(&result);
}

impl Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, Time(self.time))
    }
}

/// A time in nanoseconds, with its unit.
struct Time(f64);

impl Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, unit) = match self.0 {
            ns if ns < 999.5 => (ns, "ns"),
            ns if ns < 999.5e3 => (ns / 1e3, "µs"),
            ns => (ns / 1e6, "ms"),
        };
        write!(f, "{} {unit}", digits(value))
    }
}

/// Writes three digits, as many as a median on a shared machine is worth.
fn digits(value: f64) -> String {
    let decimals = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
    format!("{value:.decimals$}")
}
