//! Finds the placeholders of a text.

/// A stretch of literal text and the placeholder after it, which the last section lacks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Section {
    /// The length of the literal text in bytes.
    pub(super) literal: usize,
    pub(super) placeholder: Option<Placeholder>,
}

/// What a placeholder stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Placeholder {
    Code,
    Brand,
}

impl Section {
    pub(super) const END: Self = Self { literal: 0, placeholder: None };

    /// Returns the first section of a text and the text after it.
    ///
    /// Each bracket is examined once, with at most seven bytes: the time is linear for every text.
    #[inline]
    pub(super) const fn cut(text: &[u8]) -> (Self, &[u8]) {
        let mut bytes = text;
        loop {
            let (placeholder, later) = match bytes {
                [open, b'c', b'o', b'd', b'e', close, later @ ..] if is_pair(*open, *close) => {
                    (Placeholder::Code, later)
                }
                [open, b'b', b'r', b'a', b'n', b'd', close, later @ ..]
                    if is_pair(*open, *close) =>
                {
                    (Placeholder::Brand, later)
                }
                [_, later @ ..] => {
                    bytes = seek_bracket(later);
                    continue;
                }
                [] => return (Self { literal: text.len(), placeholder: None }, bytes),
            };
            let literal = text.len().saturating_sub(bytes.len());
            return (Self { literal, placeholder: Some(placeholder) }, later);
        }
    }

    /// Returns the first section of a text; used beyond the sections that a template keeps.
    #[cold]
    pub(super) fn search(text: &str) -> Self {
        Self::cut(text.as_bytes()).0
    }

    /// Returns the literal text of this section, which starts at byte `at` of `text`, and the byte
    /// at which the next section starts.
    #[inline]
    pub(super) fn of(self, text: &str, at: usize) -> Option<(&str, usize)> {
        // Neither sum is beyond the text, in which the section was found.
        let end = at.wrapping_add(self.literal);
        // Slicing checks for a character boundary, which an empty literal can do without.
        let literal = if self.literal == 0 { "" } else { text.get(at..end)? };
        Some((literal, end.wrapping_add(self.written())))
    }

    /// Returns the length of the placeholder in the template, in bytes.
    const fn written(self) -> usize {
        match self.placeholder {
            Some(Placeholder::Code) => "{code}".len(),
            Some(Placeholder::Brand) => "{brand}".len(),
            None => 0,
        }
    }
}

const fn is_pair(open: u8, close: u8) -> bool {
    matches!((open, close), (b'{', b'}') | (b'<', b'>'))
}

/// Returns the text from its first `{` or `<` on, reading eight bytes at a time.
const fn seek_bracket(mut text: &[u8]) -> &[u8] {
    while let Some((word, later)) = text.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        let found = equal_bytes(word, b'{') | equal_bytes(word, b'<');
        if found != 0 {
            return match text.split_at_checked((found.trailing_zeros() / 8) as usize) {
                Some((_, bracket)) => bracket,
                None => &[],
            };
        }
        text = later;
    }
    while let [byte, later @ ..] = text {
        if matches!(byte, b'{' | b'<') {
            break;
        }
        text = later;
    }
    text
}

/// Sets the high bit of each byte that equals `byte`. Bytes above the lowest match may be marked
/// too, bytes below it never are (Warren, Hacker's Delight, 6-1).
const fn equal_bytes(word: u64, byte: u8) -> u64 {
    let gap = word ^ u64::from_le_bytes([byte; 8]);
    gap.wrapping_sub(u64::from_le_bytes([0x01; 8])) & !gap & u64::from_le_bytes([0x80; 8])
}
