//! What was measured, as rows of a table.

use std::fmt::{self, Display};

/// One thing to do, the time of this crate, and of the others.
pub(crate) struct Task {
    pub(crate) what: &'static str,
    pub(crate) ours: Nanoseconds,
    pub(crate) sides: Vec<Side>,
    pub(crate) command: &'static str,
}

/// Another way to do it, or what cannot be done without.
pub(crate) struct Side {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) time: Nanoseconds,
    pub(crate) goal: Option<Goal>,
}

/// Whose time it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// This crate's.
    Ours,
    /// The machine's: a part of the task that no way to do it can do without.
    Limit,
    /// A peer's.
    Peer,
}

/// What the ratio of the two times should be.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// At most so many times the time of the other side.
    AtMost(f64),
    /// At most so many times the time of the other side, and so many nanoseconds.
    AtMostAnd(f64, f64),
    /// At least so many times faster than the other side.
    Faster(f64),
}

/// The time of one call.
#[derive(Clone, Copy)]
pub(crate) struct Nanoseconds(pub(crate) f64);

impl Kind {
    /// The head of a table of this kind.
    pub(crate) fn head(self) -> &'static str {
        if self == Kind::Limit {
            "\
| what | this crate | limit | ratio | to reach | | other limits | command |
|---|--:|--:|--:|--:|---|---|---|"
        } else {
            "\
| what | this crate | peer | ratio | to reach | | other peers | command |
|---|--:|--:|--:|--:|---|---|---|"
        }
    }
}

impl Task {
    /// The rows of a table of this kind: for each goal one, beside the fastest of those that have
    /// it, or one beside the fastest. The others follow.
    pub(crate) fn rows(&self, kind: Kind) -> Vec<String> {
        let sides = self.sides.iter().filter(|side| side.kind == kind);
        let mut goals: Vec<Option<Goal>> = sides.clone().map(|side| side.goal).collect();
        goals.dedup();
        if goals.iter().any(Option::is_some) {
            goals.retain(Option::is_some);
        }
        let with = |goal| sides.clone().filter(move |side| side.goal == goal);
        let fastest = |goal| with(goal).min_by(|a, b| a.time.0.total_cmp(&b.time.0));
        let row = |told: &Side| {
            let others = sides.clone().filter(|side| !std::ptr::eq(*side, told));
            let others: Vec<String> = others.map(ToString::to_string).collect();
            let Self { what, ours, command, .. } = self;
            let (verdict, others) = (self.verdict(told), others.join("; "));
            format!("| {what} | {ours} | {told} | {verdict} | {others} | `{command}` |")
        };
        goals.into_iter().filter_map(fastest).map(row).collect()
    }

    /// Three cells: the ratio, the goal, and whether it is reached.
    fn verdict(&self, side: &Side) -> String {
        let (ours, theirs) = (self.ours.0, side.time.0);
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

impl Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.time)
    }
}

impl Display for Nanoseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, unit) = match self.0 {
            ns if ns < 999.5 => (ns, "ns"),
            ns if ns < 999.5e3 => (ns / 1e3, "µs"),
            ns => (ns / 1e6, "ms"),
        };
        write!(f, "{} {unit}", digits(value))
    }
}

/// Three digits, as many as a median on a shared machine is worth.
fn digits(value: f64) -> String {
    let decimals = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
    format!("{value:.decimals$}")
}
