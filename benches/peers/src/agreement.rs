//! How often one way to do a thing gave the right answer, and where it did not.

use std::fmt::{self, Display};

/// One thing to do: this crate's way, which is never wrong, and the peers'.
#[derive(Debug)]
pub struct Comparison {
    /// This crate's answers.
    pub ours: Agreement,
    /// The peers' answers to the same questions, or to those of them that a peer has a function
    /// for.
    pub peers: Vec<Agreement>,
}

/// One way to do a thing, on every input of a list whose answers are known.
#[derive(Debug)]
pub struct Agreement {
    /// Who was asked what.
    pub who: String,
    /// How many inputs it was asked.
    pub asked: usize,
    /// The inputs on which it was wrong, each with what it said and what is right.
    pub wrong: Vec<String>,
}

impl Agreement {
    /// Nothing asked yet.
    pub(crate) fn new(peer: &str, what: &str) -> Self {
        Self { who: format!("{peer}: {what}"), asked: 0, wrong: Vec::new() }
    }

    /// One more input, with what was said and what is right; `None` is a refusal.
    pub(crate) fn add(&mut self, input: &dyn Display, said: Option<&str>, right: Option<&str>) {
        self.asked += 1;
        if said != right {
            let [said, right] = [said, right].map(|answer| answer.unwrap_or("nothing"));
            self.wrong.push(format!("{input}: {said}, not {right}"));
        }
    }
}

impl Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {} right", self.who, self.asked - self.wrong.len(), self.asked)?;
        self.wrong.iter().try_for_each(|wrong| write!(f, "\n  wrong: {wrong}"))
    }
}

impl Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.ours)?;
        self.peers.iter().try_for_each(|peer| write!(f, "\n{peer}"))
    }
}
