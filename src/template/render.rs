//! The message that a template gives.

use core::{fmt, num::NonZeroUsize};

use heapless::{LenType, string::StringView};

use super::bidi::{self, Marked};
use super::parse::{Tally, Template};
use super::piece::Piece;
use super::placeholder::{Placeholder, Section};
use crate::buffer::BufferTooSmall;

impl<'t> Template<'t> {
    /// Puts a code and a brand in their places. An absent brand is empty.
    ///
    /// ```
    /// use verify_core::template::Template;
    ///
    /// let template = Template::new("{code} for {brand}");
    /// assert_eq!(template.render("123", "ABC").to_string(), "123 for ABC");
    /// assert_eq!(template.render("123", None).to_string(), "123 for ");
    /// ```
    #[inline]
    pub fn render(self, code: &'t str, brand: impl Into<Option<&'t str>>) -> Rendered<'t> {
        let brand = brand.into().unwrap_or_default();
        Rendered { template: self, code, brand, wants_marks: true }
    }
}

/// The message: a template with a code and a brand in their places, iterated rather than stored.
///
/// `Display` shows the message. `Debug` shows it without the code.
///
/// A code with a dash in its middle, behind Arabic letters, has a left-to-right mark (U+200E) in
/// front: without it, a phone shows `106-483` for `483-106`. The mark is part of the message and of
/// its length.
///
/// ```
/// use verify_core::template::Template;
///
/// let rendered = Template::DEFAULT_WITH_BRAND.render("0429", "ABC");
/// assert_eq!(rendered.len(), 35);
/// assert_eq!(rendered.to_string(), "ABC: Your verification code is 0429");
/// assert!(!format!("{rendered:?}").contains("0429"));
/// ```
#[derive(Clone, Copy)]
#[must_use = "a rendered template is text that is not written yet"]
pub struct Rendered<'a> {
    template: Template<'a>,
    code: &'a str,
    brand: &'a str,
    wants_marks: bool,
}

impl<'a> Rendered<'a> {
    /// Leaves out the marks that keep a code with a dash together behind Arabic letters: for GSM
    /// 7-bit [with replacement](crate::sms::Message::with_replacement), where these letters become
    /// question marks, and for codes that never have a dash.
    ///
    /// ```
    /// use verify_core::template::Template;
    ///
    /// let rendered = Template::new("رمزك {code}").render("483-106", None);
    /// assert_eq!(rendered.to_string(), "رمزك \u{200E}483-106");
    /// assert_eq!(rendered.without_marks().to_string(), "رمزك 483-106");
    /// ```
    #[inline]
    pub const fn without_marks(self) -> Self {
        Self { wants_marks: false, ..self }
    }

    /// Iterates over the pieces of the message; concatenated, they are the message.
    ///
    /// Each placeholder is a piece, even where the inserted text is empty. Literals are never
    /// empty.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'a>> + Clone + use<'a> {
        let is_marked = self.may_need_marks() && self.may_be_arabic();
        let marked = is_marked.then(|| Marked::new(self.unmarked()));
        let unmarked = marked.is_none().then(|| self.unmarked());
        marked.into_iter().flatten().chain(unmarked.into_iter().flatten())
    }

    fn unmarked(&self) -> impl Iterator<Item = Piece<'a>> + Clone + use<'a> {
        let Self { code, brand, .. } = *self;
        let Template { text, sections, .. } = self.template;
        Sections { text, at: 0, known: sections.into_iter() }.flat_map(
            move |(literal, placeholder)| {
                let literal = (!literal.is_empty()).then_some(Piece::Literal(literal));
                let inserted = placeholder.map(|placeholder| match placeholder {
                    Placeholder::Code => Piece::Code(code),
                    Placeholder::Brand => Piece::Brand(brand),
                });
                literal.into_iter().chain(inserted)
            },
        )
    }

    /// Returns the length of the message in bytes, without building it.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        if self.may_need_marks() { self.marked_len() } else { self.unmarked_len() }
    }

    #[cold]
    fn marked_len(&self) -> usize {
        self.pieces().map(|piece| piece.as_str().len()).fold(0, usize::saturating_add)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "with `write_to`")]
    const fn unmarked_len(&self) -> usize {
        let Tally { literal, codes, brands } = self.template.tally;
        let codes = codes.saturating_mul(self.code.len());
        let brands = brands.saturating_mul(self.brand.len());
        literal.saturating_add(codes).saturating_add(brands)
    }

    /// Whether the message is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        // No mark stands in an empty message.
        self.unmarked_len() == 0
    }

    /// Appends the message to a [`heapless::String`] of any size.
    ///
    /// The string then holds the code: wipe it once the message is sent.
    ///
    /// # Errors
    /// `out` has fewer free bytes than the message needs; it stays as it was.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "so that the compiler sees through a constant template"
    )]
    pub fn write_to<LenT: LenType>(
        &self,
        out: &mut StringView<LenT>,
    ) -> Result<(), BufferTooSmall> {
        if self.may_need_marks() {
            return self.write_marked(out);
        }
        let Some(needed) = NonZeroUsize::new(self.unmarked_len()) else { return Ok(()) };
        let too_small = BufferTooSmall::new(needed, out.capacity().saturating_sub(out.len()));
        if needed.get() > too_small.free() {
            return Err(too_small);
        }
        let Template { text, sections, .. } = &self.template;
        let mut at = 0;
        for &section in sections {
            at = self.write_section(text, at, section, out).ok_or(too_small)?;
            if at >= text.len() {
                return Ok(());
            }
        }
        self.write_rest(at, out).ok_or(too_small)
    }

    #[cold]
    fn write_marked<LenT: LenType>(
        &self,
        out: &mut StringView<LenT>,
    ) -> Result<(), BufferTooSmall> {
        let Some(needed) = NonZeroUsize::new(self.marked_len()) else { return Ok(()) };
        let too_small = BufferTooSmall::new(needed, out.capacity().saturating_sub(out.len()));
        if needed.get() > too_small.free() {
            return Err(too_small);
        }
        self.pieces().try_for_each(|piece| out.push_str(piece.as_str())).map_err(|_| too_small)
    }

    /// Whether marks are wanted, and the code has a dash where [`Format`](crate::code::Format) puts
    /// it: in the middle.
    #[inline]
    fn may_need_marks(&self) -> bool {
        let code = self.code.as_bytes();
        self.wants_marks && code.get(code.len().wrapping_sub(1) / 2) == Some(&b'-')
    }

    #[cold]
    fn may_be_arabic(&self) -> bool {
        bidi::may_be_arabic(self.template.text) || bidi::may_be_arabic(self.brand)
    }

    /// Appends everything after the sections that the template keeps.
    #[cold]
    fn write_rest<LenT: LenType>(&self, mut at: usize, out: &mut StringView<LenT>) -> Option<()> {
        let text = self.template.text;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            at = self.write_section(text, at, Section::search(rest), out)?;
        }
        Some(())
    }

    /// Appends the section that starts at byte `at` of the text; returns the byte at which the next
    /// one starts.
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
        match section.placeholder {
            Some(Placeholder::Code) => out.push_str(self.code).ok()?,
            Some(Placeholder::Brand) => out.push_str(self.brand).ok()?,
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

/// Iterates over the literal texts of a template, each with the placeholder after it.
#[derive(Clone)]
struct Sections<'a, Known> {
    text: &'a str,
    /// The byte at which the next section starts.
    at: usize,
    known: Known,
}

impl<'a, Known: Iterator<Item = Section>> Iterator for Sections<'a, Known> {
    type Item = (&'a str, Option<Placeholder>);

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
        Some((literal, section.placeholder))
    }
}
