//! How often one way to do a thing gave the right answer, and where it did not.

use std::fmt::{self, Display};

/// One thing to do: this crate's way, which is never wrong, and the peers'. A peer is asked the
/// same, or what it has a function for.
#[derive(Debug)]
pub struct Comparison {
    /// This crate's answers.
    pub ours: Agreement,
    /// The peers' answers.
    pub peers: Vec<Agreement>,
}

/// One way to do a thing, on every input of a list whose answers are known.
#[derive(Debug)]
pub struct Agreement {
    /// Who was asked what.
    pub who: String,
    /// How many inputs it was asked.
    pub asked: usize,
    /// The inputs on which it was wrong, each with its answer and the right one.
    pub wrong: Vec<String>,
}

impl Agreement {
    pub(crate) fn new(peer: &str, what: &str) -> Self {
        Self { who: format!("{peer}: {what}"), asked: 0, wrong: Vec::new() }
    }

    /// Adds an input, with the answer and the right one; `None` is a refusal.
    pub(crate) fn add(&mut self, input: &dyn Display, said: Option<&str>, right: Option<&str>) {
        self.asked += 1;
        if said != right {
            let [said, right] = [said, right].map(|answer| answer.unwrap_or("nothing"));
            self.wrong.push(format!("{input}: {said}, not {right}"));
        }
    }

    /// Returns a row of the table of wrong answers, with the first of them.
    #[must_use]
    pub fn row(&self) -> Option<String> {
        let (peer, what) = self.who.split_once(": ")?;
        let wrong = self.wrong.first()?;
        let right = self.asked - self.wrong.len();
        Some(format!("| {what} | {peer} | {right} of {} | `{wrong}` |", self.asked))
    }
}

impl Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {} right", self.who, self.asked - self.wrong.len(), self.asked)?;
        self.wrong.iter().try_for_each(|wrong| write!(f, "\n  wrong: {wrong}"))
    }
}
