//! Which codes a phone would show with their halves swapped: those with a dash behind Arabic
//! letters.
//!
//! The digits after an Arabic letter are Arabic numbers (Unicode Standard Annex 9, W2), which a
//! dash does not join (W4), and separate numbers run from right to left (L2): `483-106` shows as
//! `106-483`. A left-to-right mark in front of the code prevents it. The nearest strong character
//! decides, within the isolating run sequence (BD13) and the paragraph.

mod class;
mod levels;
#[expect(clippy::unreadable_literal, reason = "code points and classes, as they are generated")]
mod table;

use super::piece::Piece;
use class::{Class, class};
use levels::Levels;

/// The left-to-right mark.
pub(super) const MARK: &str = "\u{200E}";

/// Whether a text may hold an Arabic letter: the first byte of each is one of these.
pub(super) fn may_be_arabic(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0xD8)
}

/// Inserts a [`MARK`] before each code that needs one.
#[derive(Clone)]
pub(super) struct Marked<'a, I> {
    pieces: I,
    /// The code behind a mark that was inserted.
    next: Option<Piece<'a>>,
    /// Levels under a paragraph from left to right, and from right to left: the phone chooses.
    levels: [Levels; 2],
}

impl<'a, I: Iterator<Item = Piece<'a>> + Clone> Marked<'a, I> {
    pub(super) fn new(pieces: I) -> Self {
        Self { pieces, next: None, levels: [Levels::left_to_right(), Levels::right_to_left()] }
    }

    fn follow(&mut self, text: &str) {
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            let class = match class(character) {
                Class::FirstStrongIsolate if self.opens_right_to_left(&characters) => {
                    Class::RightToLeftIsolate
                }
                Class::FirstStrongIsolate => Class::LeftToRightIsolate,
                class => class,
            };
            self.levels.iter_mut().for_each(|levels| levels.follow(class));
        }
    }

    /// Whether the first strong character of an isolate is one from right to left (P2, P3, X5c).
    fn opens_right_to_left(&self, rest: &core::str::Chars<'_>) -> bool {
        // Isolates that are too deep have no level of their own.
        if self.levels.iter().all(Levels::is_full) {
            return false;
        }
        let later = self.pieces.clone().flat_map(|piece| piece.as_str().chars());
        let mut depth = 0_usize;
        for character in rest.clone().chain(later) {
            match class(character) {
                Class::ParagraphSeparator => return false,
                Class::Left if depth == 0 => return false,
                Class::Right | Class::ArabicLetter if depth == 0 => return true,
                Class::LeftToRightIsolate
                | Class::RightToLeftIsolate
                | Class::FirstStrongIsolate => depth = depth.saturating_add(1),
                Class::PopIsolate => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => return false,
                },
                _ => {}
            }
        }
        false
    }
}

impl<'a, I: Iterator<Item = Piece<'a>> + Clone> Iterator for Marked<'a, I> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let piece = self.next.take().or_else(|| self.pieces.next())?;
        if matches!(piece, Piece::Code(_)) && self.levels.iter().any(Levels::follows_arabic) {
            self.levels.iter_mut().for_each(|levels| levels.follow(Class::Left));
            self.next = Some(piece);
            return Some(Piece::Literal(MARK));
        }
        self.follow(piece.as_str());
        Some(piece)
    }
}
