//! The explicit levels of a paragraph (Unicode Standard Annex 9, X1 to X8), with what is known of
//! the isolating run sequence at the current place.

use super::class::Class;

/// The deepest level (BD2).
const MAX_LEVEL: u8 = 125;

/// The state after the characters that were followed.
///
/// No level is on the directional status stack twice, and a later entry has a higher one. So a set
/// of levels is a stack: its top is the highest.
#[derive(Clone)]
pub(super) struct Levels {
    paragraph: u8,
    stack: Set,
    overrides: Set,
    isolates: Set,
    /// The isolates that interrupt a sequence whose last strong character is an Arabic letter.
    interrupted: Set,
    overflowing_isolates: usize,
    overflowing_embeddings: usize,
    /// The level of the last character of this sequence; `None` at its start.
    last: Option<u8>,
    /// Whether its last strong character is an Arabic letter.
    is_arabic: bool,
}

/// A set of levels.
#[derive(Clone, Copy)]
struct Set(u128);

impl Set {
    const fn of(level: u8) -> Self {
        Self(1_u128.unbounded_shl(level as u32))
    }

    const fn has(self, level: u8) -> bool {
        self.0 & Self::of(level).0 != 0
    }

    const fn with(self, level: u8, is_member: bool) -> Self {
        let others = self.0 & !Self::of(level).0;
        if is_member { Self(others | Self::of(level).0) } else { Self(others) }
    }

    /// Returns the highest level.
    fn top(self) -> u8 {
        let level = 127_u32.saturating_sub(self.0.leading_zeros());
        u8::try_from(level).unwrap_or_default()
    }
}

impl Levels {
    pub(super) const fn left_to_right() -> Self {
        Self::of_paragraph(0)
    }

    pub(super) const fn right_to_left() -> Self {
        Self::of_paragraph(1)
    }

    const fn of_paragraph(paragraph: u8) -> Self {
        Self {
            paragraph,
            stack: Set::of(paragraph),
            overrides: Set(0),
            isolates: Set(0),
            interrupted: Set(0),
            overflowing_isolates: 0,
            overflowing_embeddings: 0,
            last: None,
            is_arabic: false,
        }
    }

    /// Whether digits here would belong to an Arabic letter.
    pub(super) fn follows_arabic(&self) -> bool {
        let level = self.stack.top();
        self.is_arabic && self.last == Some(level) && !self.overrides.has(level)
    }

    /// Whether another isolate would be too deep.
    pub(super) fn is_full(&self) -> bool {
        self.overflows() || self.stack.top() >= MAX_LEVEL
    }

    const fn overflows(&self) -> bool {
        self.overflowing_isolates > 0 || self.overflowing_embeddings > 0
    }

    /// Moves past a character. An isolate that takes the direction of its text is given as one that
    /// names its direction.
    pub(super) fn follow(&mut self, class: Class) {
        match class {
            Class::Removed => {}
            Class::ParagraphSeparator => *self = Self::of_paragraph(self.paragraph),
            Class::LeftToRightEmbedding => self.embed(0, false),
            Class::RightToLeftEmbedding => self.embed(1, false),
            Class::LeftToRightOverride => self.embed(0, true),
            Class::RightToLeftOverride => self.embed(1, true),
            Class::PopFormat => self.pop_format(),
            Class::LeftToRightIsolate | Class::FirstStrongIsolate => self.isolate(0),
            Class::RightToLeftIsolate => self.isolate(1),
            Class::PopIsolate => self.pop_isolate(),
            Class::Left | Class::Right | Class::ArabicLetter | Class::Other => self.place(class),
        }
    }

    /// Adds a character to the sequence, or starts another where the level changes.
    fn place(&mut self, class: Class) {
        let level = self.stack.top();
        if self.last != Some(level) {
            self.is_arabic = false;
        }
        self.last = Some(level);
        match class {
            _ if self.overrides.has(level) => self.is_arabic = false,
            Class::ArabicLetter => self.is_arabic = true,
            Class::Left | Class::Right => self.is_arabic = false,
            _ => {}
        }
    }

    /// Enters the next even or odd level, if it is not too deep.
    fn push(&mut self, parity: u8, is_override: bool, is_isolate: bool) -> bool {
        let level = self.stack.top();
        let level = level.saturating_add(if level & 1 == parity { 2 } else { 1 });
        if self.overflows() || level > MAX_LEVEL {
            return false;
        }
        self.stack = self.stack.with(level, true);
        self.overrides = self.overrides.with(level, is_override);
        self.isolates = self.isolates.with(level, is_isolate);
        true
    }

    fn pop(&mut self) {
        self.stack = self.stack.with(self.stack.top(), false);
    }

    fn embed(&mut self, parity: u8, is_override: bool) {
        if !self.push(parity, is_override, false) && self.overflowing_isolates == 0 {
            self.overflowing_embeddings = self.overflowing_embeddings.saturating_add(1);
        }
    }

    fn pop_format(&mut self) {
        let level = self.stack.top();
        if self.overflowing_isolates > 0 {
            return;
        }
        if self.overflowing_embeddings > 0 {
            self.overflowing_embeddings = self.overflowing_embeddings.saturating_sub(1);
        } else if level != self.paragraph && !self.isolates.has(level) {
            self.pop();
        }
    }

    fn isolate(&mut self, parity: u8) {
        self.place(Class::Other);
        if self.push(parity, false, true) {
            self.interrupted = self.interrupted.with(self.stack.top(), self.is_arabic);
            self.last = None;
            self.is_arabic = false;
        } else {
            self.overflowing_isolates = self.overflowing_isolates.saturating_add(1);
        }
    }

    fn pop_isolate(&mut self) {
        if self.overflowing_isolates > 0 {
            self.overflowing_isolates = self.overflowing_isolates.saturating_sub(1);
        } else if self.isolates.0 & self.stack.0 != 0 {
            self.overflowing_embeddings = 0;
            while !self.isolates.has(self.stack.top()) {
                self.pop();
            }
            self.is_arabic = self.interrupted.has(self.stack.top());
            self.pop();
            self.last = Some(self.stack.top());
        }
        self.place(Class::Other);
    }
}
