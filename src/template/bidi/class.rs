//! The bidirectional class of a character, as far as it decides whether a code is swapped.

use super::table::RUNS;

/// A bidirectional class (Unicode Standard Annex 9, table 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Left,
    Right,
    ArabicLetter,
    /// Numbers, marks, spaces, punctuation and symbols.
    Other,
    /// Boundary neutral, which the algorithm removes (X9).
    Removed,
    ParagraphSeparator,
    LeftToRightEmbedding,
    RightToLeftEmbedding,
    LeftToRightOverride,
    RightToLeftOverride,
    PopFormat,
    LeftToRightIsolate,
    RightToLeftIsolate,
    FirstStrongIsolate,
    PopIsolate,
}

/// In the order of the numbers that [`RUNS`] holds.
const CLASSES: [Class; 15] = [
    Class::Left,
    Class::Right,
    Class::ArabicLetter,
    Class::Other,
    Class::Removed,
    Class::ParagraphSeparator,
    Class::LeftToRightEmbedding,
    Class::RightToLeftEmbedding,
    Class::LeftToRightOverride,
    Class::RightToLeftOverride,
    Class::PopFormat,
    Class::LeftToRightIsolate,
    Class::RightToLeftIsolate,
    Class::FirstStrongIsolate,
    Class::PopIsolate,
];

/// Looks up the class of a character.
pub(super) fn class(character: char) -> Class {
    if character.is_ascii_alphabetic() {
        return Class::Left;
    }
    let point = u32::from(character);
    let after = RUNS.partition_point(|run| run >> 4 <= point);
    let run = after.checked_sub(1).and_then(|last| RUNS.get(last)).copied().unwrap_or_default();
    let [low, ..] = run.to_le_bytes();
    CLASSES.get(usize::from(low & 0xF)).copied().unwrap_or(Class::Left)
}

#[cfg(test)]
mod tests;
