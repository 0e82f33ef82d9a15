//! Where the placeholders of a text are.

/// A stretch of literal text and the placeholder that ends it: none at the end of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Section {
    /// The length of the literal text in bytes.
    pub(super) literal: usize,
    pub(super) slot: Option<Slot>,
}

/// What a placeholder stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Code,
    Brand,
}

impl Section {
    pub(super) const END: Self = Self { literal: 0, slot: None };

    /// The first section of a text, and what follows it.
    ///
    /// Each bracket is looked at once, for at most seven bytes: the time is linear, whatever the
    /// text.
    #[inline]
    pub(super) const fn cut(text: &[u8]) -> (Self, &[u8]) {
        let mut bytes = text;
        loop {
            let (slot, later) = match bytes {
                [open, b'c', b'o', b'd', b'e', close, later @ ..] if is_pair(*open, *close) => {
                    (Slot::Code, later)
                }
                [open, b'b', b'r', b'a', b'n', b'd', close, later @ ..]
                    if is_pair(*open, *close) =>
                {
                    (Slot::Brand, later)
                }
                [_, later @ ..] => {
                    bytes = seek_bracket(later);
                    continue;
                }
                [] => return (Self { literal: text.len(), slot: None }, bytes),
            };
            return (
                Self { literal: text.len().saturating_sub(bytes.len()), slot: Some(slot) },
                later,
            );
        }
    }

    /// The first section of a text: for what is beyond the sections that a template keeps.
    #[cold]
    pub(super) fn search(text: &str) -> Self {
        Self::cut(text.as_bytes()).0
    }

    /// The literal text of this section, which starts at a byte of `text`, and the byte where the
    /// next one starts.
    #[inline]
    pub(super) fn of(self, text: &str, at: usize) -> Option<(&str, usize)> {
        let end = at.saturating_add(self.literal);
        // To cut a text is to ask whether a character starts there: not for nothing.
        let literal = if self.literal == 0 { "" } else { text.get(at..end)? };
        Some((literal, end.saturating_add(self.written())))
    }

    /// The length of the placeholder as it is written, in bytes.
    const fn written(self) -> usize {
        match self.slot {
            Some(Slot::Code) => "{code}".len(),
            Some(Slot::Brand) => "{brand}".len(),
            None => 0,
        }
    }
}

const fn is_pair(open: u8, close: u8) -> bool {
    matches!((open, close), (b'{', b'}') | (b'<', b'>'))
}

/// The text from its first `{` or `<` on; eight bytes at a time while there is none.
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

/// The high bit of each byte that is `byte`. Bytes above the first that is may be marked too, none
/// below it (Warren, Hacker's Delight, 6-1).
const fn equal_bytes(word: u64, byte: u8) -> u64 {
    let gap = word ^ u64::from_le_bytes([byte; 8]);
    gap.wrapping_sub(u64::from_le_bytes([0x01; 8])) & !gap & u64::from_le_bytes([0x80; 8])
}
