//! A task as the earlier build does it and as it is done now, timed in turns.
//!
//! Both builds run in short rounds, one after the other, and the ratio is the median of the rounds'
//! ratios. So whatever else the machine does meanwhile slows both builds down alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many rounds a task has, and how long one takes the earlier build.
const ROUNDS: usize = 1_001;
const ROUND: Duration = Duration::from_millis(1);

/// Prints the head of the table that [`row`] goes on with.
pub fn head() {
    println!("{:32} {:>10} {:>10} {:>8}", "task", "before, ns", "now, ns", "times");
}

/// Times one task in both builds, and prints a row: the median times, and how many times as fast
/// the task is now.
///
/// The arguments of the program are a filter: without the name of the task among them, and if there
/// are any, the task is left out. `cargo test` runs each task once.
pub fn row<A, B>(task: &str, mut before: impl FnMut() -> A, mut now: impl FnMut() -> B) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut filters = arguments.iter().filter(|argument| !argument.starts_with("--")).peekable();
    if filters.peek().is_some() && !filters.any(|filter| task.contains(filter.as_str())) {
        return;
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        black_box((before(), now()));
        return;
    }
    let mut calls = 1;
    while time(calls, &mut before) < ROUND.as_secs_f64() {
        calls *= 2;
    }
    let each = 1e9 / f64::from(calls);
    let mut rounds: Vec<[f64; 3]> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let [before, now] = [time(calls, &mut before), time(calls, &mut now)];
        rounds.push([before * each, now * each, before / now]);
    }
    let [before, now, times] = [0, 1, 2].map(|column| median(rounds.iter().map(|it| it[column])));
    println!("{task:32} {before:10.1} {now:10.1} {times:8.2}");
}

/// Returns how long so many calls take, in seconds.
fn time<T>(calls: u32, task: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        // Only referred to: a move of the result is not part of the task.
        _ = black_box(&task());
    }
    start.elapsed().as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
