//! Tasks, each timed in one run beside limits of the machine and beside peers, and printed as rows
//! of tables.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A median is of this many samples, each of as many calls as take this long: so short that even on
/// a busy machine most samples are not interrupted.
const SAMPLES: usize = 801;
const SAMPLE: Duration = Duration::from_millis(1);
/// A median is of this many samples where one call takes longer.
const FEW_SAMPLES: usize = 101;
/// Values that are made before a sample stay in the cache.
const MOST_MADE: u32 = 1_000;

/// The rows of both tables. Without measuring, every call is made once.
pub(crate) struct Table {
    rows: [Vec<String>; 2],
    is_measured: bool,
    /// Parts of the names of the tasks that are wanted; none for all tasks.
    wanted: Vec<String>,
}

/// One task: the time of this crate, and of the others.
pub(crate) struct Sides {
    what: &'static str,
    ours: f64,
    limits: Vec<Side>,
    peers: Vec<Side>,
    is_measured: bool,
}

/// Another way to do a task, or what cannot be done without.
struct Side {
    name: &'static str,
    time: f64,
    goal: Goal,
}

/// What the ratio of the two times should be.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// Shown, and not judged.
    Open,
    /// At most this multiple of the other side's time.
    AtMost(f64),
    /// At most this multiple of the other side's time, and this many nanoseconds more.
    AtMostAnd(f64, f64),
    /// At least this many times faster than the other side.
    Faster(f64),
}

impl Table {
    /// Starts with no task. cargo passes `--bench` when it measures, and behind `--` parts of the
    /// names of the tasks that are wanted.
    pub(crate) fn new() -> Self {
        let arguments = std::env::args().skip(1);
        let (options, wanted): (Vec<_>, _) = arguments.partition(|it| it.starts_with("--"));
        let is_measured = options.iter().any(|option| option == "--bench");
        Self { rows: [Vec::new(), Vec::new()], is_measured, wanted }
    }

    /// Times `what` on each of the sides that `sides` names.
    pub(crate) fn task(&mut self, what: &'static str, sides: impl FnOnce(&mut Sides)) {
        if !self.wanted.is_empty() && !self.wanted.iter().any(|part| what.contains(part.as_str())) {
            return;
        }
        let is_measured = self.is_measured;
        let (limits, peers) = (Vec::new(), Vec::new());
        let mut task = Sides { what, ours: f64::NAN, limits, peers, is_measured };
        sides(&mut task);
        println!("{what}");
        for (rows, others) in self.rows.iter_mut().zip([&task.limits, &task.peers]) {
            rows.extend(task.rows(others));
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
    pub(crate) fn limit<A>(&mut self, name: &'static str, goal: Goal, f: impl FnMut() -> A) {
        let time = self.call(f);
        self.limits.push(Side { name, time, goal });
    }

    /// Times what a user would pick instead: one call of `f`.
    pub(crate) fn peer<A>(&mut self, name: &'static str, goal: Goal, f: impl FnMut() -> A) {
        let time = self.call(f);
        self.peers.push(Side { name, time, goal });
    }

    /// Times this crate and a peer in rounds, the one first in every other round: whatever else the
    /// machine does meanwhile slows both alike.
    pub(crate) fn in_turns<A, B>(
        &mut self,
        name: &'static str,
        goal: Goal,
        mut ours: impl FnMut() -> A,
        mut peer: impl FnMut() -> B,
    ) {
        let mut ours = |calls| calls_of(&mut ours, calls);
        let mut peer = |calls| calls_of(&mut peer, calls);
        let [mut our_time, mut time] = [f64::NAN; 2];
        if self.is_measured {
            let [our_calls, calls] = [calls_for(&mut ours), calls_for(&mut peer)];
            let [mut our_times, mut times] = [const { Vec::new() }; 2];
            for round in 0..samples(our_calls.min(calls)) {
                if round % 2 == 0 {
                    our_times.push(sample(&mut ours, our_calls));
                }
                times.push(sample(&mut peer, calls));
                if round % 2 == 1 {
                    our_times.push(sample(&mut ours, our_calls));
                }
            }
            [our_time, time] = [our_times, times].map(middle);
        } else {
            (ours(1), peer(1));
        }
        self.ours = our_time;
        self.peers.push(Side { name, time, goal });
    }

    fn call<A>(&self, mut f: impl FnMut() -> A) -> f64 {
        self.median(|calls| calls_of(&mut f, calls))
    }

    /// Returns the nanoseconds of one call, from a function that makes that many calls, or fewer.
    fn median(&self, mut run: impl FnMut(u32) -> (Duration, u32)) -> f64 {
        if !self.is_measured {
            run(1);
            return f64::NAN;
        }
        let calls = calls_for(&mut run);
        middle((0..samples(calls)).map(|_| sample(&mut run, calls)).collect())
    }

    /// Returns the rows of a table: for each goal one, beside the fastest of those that have it, or
    /// one beside the fastest. The others follow.
    fn rows(&self, sides: &[Side]) -> Vec<String> {
        let mut goals: Vec<Goal> = sides.iter().map(|side| side.goal).collect();
        goals.dedup();
        if goals.iter().any(|goal| *goal != Goal::Open) {
            goals.retain(|goal| *goal != Goal::Open);
        }
        let with = |goal| sides.iter().filter(move |side| side.goal == goal);
        let fastest = |goal| with(goal).min_by(|a, b| a.time.total_cmp(&b.time));
        let named = |side: &Side| format!("{}: {}", side.name, time(side.time));
        let row = |shown: &Side| {
            let others = sides.iter().filter(|side| !std::ptr::eq(*side, shown)).map(named);
            let others = others.collect::<Vec<_>>().join("; ");
            let cells = [time(self.ours), named(shown), self.verdict(shown), others].join(" | ");
            format!("| {} | {cells} |", self.what)
        };
        goals.into_iter().filter_map(fastest).map(row).collect()
    }

    /// Returns three cells: the ratio, the goal, and whether it is reached.
    fn verdict(&self, side: &Side) -> String {
        let (ours, theirs) = (self.ours, side.time);
        let as_long = format!("{} × its time", digits(ours / theirs));
        let faster = format!("{} × faster", digits(theirs / ours));
        let (ratio, goal, is_reached) = match side.goal {
            Goal::Open if theirs > ours => return format!("{faster} | – | "),
            Goal::Open => return format!("{as_long} | – | "),
            Goal::AtMost(most) => (as_long, format!("≤ {most} ×"), ours <= most * theirs),
            Goal::AtMostAnd(most, more) => {
                (as_long, format!("≤ {most} × + {more} ns"), ours <= most * theirs + more)
            }
            Goal::Faster(least) => (faster, format!("≥ {least} ×"), theirs >= least * ours),
        };
        format!("{ratio} | {goal} | {}", if is_reached { "reached" } else { "not reached" })
    }
}

/// Returns how long that many calls of `f` take.
fn calls_of<A>(f: &mut impl FnMut() -> A, calls: u32) -> (Duration, u32) {
    let start = Instant::now();
    (0..calls).for_each(|_| used(&mut *f));
    (start.elapsed(), calls)
}

/// Returns how many calls take as long as a sample should.
fn calls_for(run: &mut impl FnMut(u32) -> (Duration, u32)) -> u32 {
    let mut wanted = 1_u32;
    while wanted < u32::MAX / 2 && run(wanted).0 < SAMPLE && run(wanted).1 == wanted {
        wanted *= 2;
    }
    wanted
}

/// Returns how many samples there are of that many calls each.
fn samples(calls: u32) -> usize {
    if calls > 1 { SAMPLES } else { FEW_SAMPLES }
}

/// Returns the nanoseconds of one call in one sample.
fn sample(run: &mut impl FnMut(u32) -> (Duration, u32), calls: u32) -> f64 {
    let (time, calls) = run(calls);
    time.as_secs_f64() * 1e9 / f64::from(calls)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Calls `f`, and has its result used where it was written. To move it is not part of the work: the
/// copy waits for stores that are narrower than its loads.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a call of this function would move the result")]
fn used<A>(mut f: impl FnMut() -> A) {
    let result = f();
    black_box(&result);
}

/// Writes a time in nanoseconds with the unit that suits it.
fn time(ns: f64) -> String {
    match ns {
        ns if ns < 999.5 => format!("{} ns", digits(ns)),
        ns if ns < 999.5e3 => format!("{} µs", digits(ns / 1e3)),
        ns => format!("{} ms", digits(ns / 1e6)),
    }
}

/// Writes three digits, as many as a median on a shared machine is worth.
fn digits(value: f64) -> String {
    let decimals = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
    format!("{value:.decimals$}")
}
