//! [`Wheel`]: items whose turn comes later.

use std::collections::VecDeque;
use std::time::Duration;

/// How long a turn takes.
pub(super) const STEP: Duration = Duration::from_millis(125);

/// Items whose turn comes later, in a ring of turns.
///
/// It turns by itself rather than with the clock, which may jump: what has its turn is compared
/// with the clock then, and is put in again if it came too early. So no turn is further away than
/// the ring is long.
pub(super) struct Wheel<T> {
    /// The present turn comes first.
    turns: VecDeque<Vec<T>>,
    /// The number of the present turn.
    present: u32,
}

impl<T> Wheel<T> {
    /// A little over a quarter of an hour.
    const TURNS: usize = 8192;

    pub(super) fn new() -> Self {
        Self { turns: (0..Self::TURNS).map(|_| Vec::new()).collect(), present: 0 }
    }

    /// Puts an item into a turn that comes after the wait, or into the last one. Returns the number
    /// of that turn.
    pub(super) fn put(&mut self, item: T, wait: Duration) -> u32 {
        let steps = wait.as_millis() / STEP.as_millis() + 1;
        let index = usize::try_from(steps).map_or(Self::TURNS, |steps| steps).min(Self::TURNS - 1);
        if let Some(turn) = self.turns.get_mut(index) {
            turn.push(item);
        }
        self.present.wrapping_add(u32::try_from(index).unwrap_or_default())
    }

    /// Takes out an item whose turn it is, and returns it with the number of the turn.
    pub(super) fn take(&mut self) -> Option<(T, u32)> {
        let item = self.turns.front_mut()?.pop()?;
        Some((item, self.present))
    }

    /// Goes on to the next turn once this one is empty.
    pub(super) fn advance(&mut self) {
        if self.turns.front().is_some_and(Vec::is_empty) {
            // With its room, which the last turn need not have.
            self.turns.pop_front();
            self.turns.push_back(Vec::new());
            self.present = self.present.wrapping_add(1);
        }
    }
}
