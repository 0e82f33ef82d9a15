//! The message that a template gives.

use core::{fmt, num::NonZeroUsize};

use heapless::{LenType, string::StringView};

use super::{Section, Slot, Tally, Template};

/// A template with a code and a brand in their places: the message, not stored but iterated.
///
/// `Display` shows the message. `Debug` shows it without the code.
#[derive(Clone, Copy)]
#[must_use = "a rendered template is text that is not written yet"]
pub struct Rendered<'a> {
    pub(super) template: Template<'a>,
    pub(super) code: &'a str,
    pub(super) brand: &'a str,
}

impl<'a> Rendered<'a> {
    /// The message in pieces, in order: written one after the other, they are the message.
    ///
    /// Each placeholder is a piece, even where what is inserted is empty. Literals are never empty.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'a>> + Clone + use<'a> {
        let Self { code, brand, .. } = *self;
        let Template { text, sections, .. } = self.template;
        Sections { text, at: 0, known: sections.into_iter() }.flat_map(move |(literal, slot)| {
            let literal = (!literal.is_empty()).then_some(Piece::Literal(literal));
            let inserted = slot.map(|slot| match slot {
                Slot::Code => Piece::Code(code),
                Slot::Brand => Piece::Brand(brand),
            });
            literal.into_iter().chain(inserted)
        })
    }

    /// The length of the message in bytes, told without building it.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        let Tally { literal, codes, brands } = self.template.tally;
        let codes = codes.saturating_mul(self.code.len());
        let brands = brands.saturating_mul(self.brand.len());
        literal.saturating_add(codes).saturating_add(brands)
    }

    /// Whether the message is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends the message to a [`heapless::String`] of any size.
    ///
    /// The string then holds the code: wipe it when the message is sent.
    ///
    /// # Errors
    ///
    /// [`TooLong`] if the free bytes of `out` are not enough; `out` is then as it was.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a template that is a constant takes half the time")]
    pub fn write_to<LenT: LenType>(&self, out: &mut StringView<LenT>) -> Result<(), TooLong> {
        let Some(needed) = NonZeroUsize::new(self.len()) else { return Ok(()) };
        let too_long = TooLong { needed, free: out.capacity().saturating_sub(out.len()) };
        if needed.get() > too_long.free {
            return Err(too_long);
        }
        let Template { text, sections, .. } = &self.template;
        let mut at = 0;
        for &section in sections {
            at = self.write_section(text, at, section, out).ok_or(too_long)?;
            if at >= text.len() {
                return Ok(());
            }
        }
        self.write_rest(at, out).ok_or(too_long)
    }

    /// Appends what is behind the sections that the template keeps.
    #[cold]
    fn write_rest<LenT: LenType>(&self, mut at: usize, out: &mut StringView<LenT>) -> Option<()> {
        let text = self.template.text;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            at = self.write_section(text, at, Section::search(rest), out)?;
        }
        Some(())
    }

    /// Appends the section that starts at a byte of the text, and gives the byte where the next one
    /// starts.
    #[inline]
    fn write_section<LenT: LenType>(
        &self,
        text: &str,
        at: usize,
        section: Section,
        out: &mut StringView<LenT>,
    ) -> Option<usize> {
        let (literal, next) = section.of(text, at)?;
        if !literal.is_empty() {
            out.push_str(literal).ok()?;
        }
        match section.slot {
            Some(Slot::Code) => out.push_str(self.code).ok()?,
            Some(Slot::Brand) => out.push_str(self.brand).ok()?,
            None => {}
        }
        Some(next)
    }
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece.as_str()))
    }
}

impl fmt::Debug for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rendered")?;
        f.debug_list().entries(self.pieces()).finish()
    }
}

/// A piece of a message that knows where it comes from, so that a log can leave the code out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text of the template.
    Literal(&'a str),
    /// The code. `Debug` does not show it.
    Code(&'a str),
    /// The brand.
    Brand(&'a str),
}

impl<'a> Piece<'a> {
    /// The text of the piece, whatever it is.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Literal(text) | Self::Code(text) | Self::Brand(text) => text,
        }
    }
}

impl fmt::Debug for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.debug_tuple("Literal").field(text).finish(),
            Self::Code(_) => f.debug_tuple("Code").finish_non_exhaustive(),
            Self::Brand(text) => f.debug_tuple("Brand").field(text).finish(),
        }
    }
}

/// A message does not fit into a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Never zero, for which the `Result` is two words and comes back in registers: 3 ns of 15 when
    /// it was found.
    needed: NonZeroUsize,
    free: usize,
}

impl TooLong {
    /// The length of the message in bytes.
    #[must_use]
    pub const fn needed(self) -> usize {
        self.needed.get()
    }

    /// How many bytes were free in the buffer: its capacity, if it was empty.
    #[must_use]
    pub const fn free(self) -> usize {
        self.free
    }
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the message needs {} bytes, but the buffer has {} free", self.needed, self.free)
    }
}

impl core::error::Error for TooLong {}

/// Each literal text of a template with the placeholder that follows it.
#[derive(Clone)]
struct Sections<'a, Known> {
    text: &'a str,
    /// Where the next section starts, in bytes.
    at: usize,
    known: Known,
}

impl<'a, Known: Iterator<Item = Section>> Iterator for Sections<'a, Known> {
    type Item = (&'a str, Option<Slot>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let section = match self.known.next() {
            Some(section) => section,
            None => Section::search(self.text.get(start..)?),
        };
        let (literal, next) = section.of(self.text, start)?;
        self.at = next;
        Some((literal, section.slot))
    }
}
