//! Message templates: a text with places for the code and the brand, put together in one pass.
//!
//! The law: **what is inserted is never scanned again**. A brand named `{code}` stays that text, so no brand can
//! pull the code into a place where the template does not have it.
//!
//! The placeholders are `{code}` and `{brand}`, or `<code>` and `<brand>`, exact and in lower case. Everything else
//! stays as it is written: `{name}`, `{code>`, `{ code }`, lone brackets.
//!
//! ```
//! use verify_core::template::Template;
//!
//! const TEMPLATE: Template<'static> = Template::new("<brand>: {code} is your code. {brand} never asks for it.");
//!
//! let mut text = heapless::String::<160>::new();
//! TEMPLATE.render("4831", "ABC").write_to(&mut text)?;
//! assert_eq!(text, "ABC: 4831 is your code. ABC never asks for it.");
//! # Ok::<(), verify_core::template::TooLong>(())
//! ```
//!
//! A template is searched once, in [`Template::new`]; rendering is copying only.

use core::{fmt, iter};

use heapless::{LenType, string::StringView};

/// A message text in which `{code}`, `{brand}`, `<code>` and `<brand>` stand for what is not known yet.
///
/// Every text is a template. Borrowed, `Copy`, and usable in a `const`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template<'t> {
    text: &'t str,
    /// The first sections, found once: enough for `{brand} … {code} … {brand} … {code}`.
    sections: [Section<'t>; 4],
    /// What follows them, which is searched anew with every rendering.
    rest: &'t str,
    tally: Tally,
}

impl<'t> Template<'t> {
    /// The message that is sent when a brand is given and no template.
    pub const DEFAULT_WITH_BRAND: Template<'static> =
        Template::new("{brand}: Your verification code is {code}");

    /// The message that is sent when neither a brand nor a template is given.
    pub const DEFAULT: Template<'static> = Template::new("Your verification code is {code}");

    /// The message that is sent when no template is given. An empty brand counts as none.
    #[must_use]
    pub fn default_for<'b>(brand: impl Into<Option<&'b str>>) -> Template<'static> {
        match brand.into() {
            None | Some("") => Template::DEFAULT,
            Some(_) => Template::DEFAULT_WITH_BRAND,
        }
    }

    /// Takes a text as a template: none is wrong, what is no placeholder stays as it is written.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        let (first, rest) = Section::cut(text);
        let (second, rest) = Section::cut(rest);
        let (third, rest) = Section::cut(rest);
        let (fourth, rest) = Section::cut(rest);
        let mut tally = Tally::EMPTY
            .with(first)
            .with(second)
            .with(third)
            .with(fourth);
        let mut unread = rest;
        while !unread.is_empty() {
            let (section, after) = Section::cut(unread);
            tally = tally.with(section);
            unread = after;
        }
        Self {
            text,
            sections: [first, second, third, fourth],
            rest,
            tally,
        }
    }

    /// The text as it is written, with its placeholders.
    #[must_use]
    pub const fn as_str(&self) -> &'t str {
        self.text
    }

    /// Whether the code has a place: without one, the message does not carry it.
    #[must_use]
    pub const fn has_code(&self) -> bool {
        self.tally.codes > 0
    }

    /// Whether the brand has a place.
    #[must_use]
    pub const fn has_brand(&self) -> bool {
        self.tally.brands > 0
    }

    /// Puts a code and a brand in their places. An absent brand is empty.
    ///
    /// ```
    /// use verify_core::template::Template;
    ///
    /// let template = Template::new("{code} for {brand}");
    /// assert_eq!(template.render("123", "ABC").to_string(), "123 for ABC");
    /// assert_eq!(template.render("123", None).to_string(), "123 for ");
    /// ```
    pub fn render(self, code: &'t str, brand: impl Into<Option<&'t str>>) -> Rendered<'t> {
        Rendered {
            template: self,
            code,
            brand: brand.into().unwrap_or_default(),
        }
    }
}

impl fmt::Debug for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.text).finish()
    }
}

/// A template with a code and a brand in their places: the message, not stored but iterated.
///
/// `Display` shows the message. `Debug` shows it without the code.
#[derive(Clone, Copy)]
#[must_use = "a rendered template is text that is not written yet"]
pub struct Rendered<'a> {
    template: Template<'a>,
    code: &'a str,
    brand: &'a str,
}

impl<'a> Rendered<'a> {
    /// The message in pieces, in order: written one after the other, they are the message.
    ///
    /// Each placeholder is a piece, even if what stands there is empty; literals are never empty.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'a>> + Clone + use<'a> {
        let Self {
            template,
            code,
            brand,
        } = *self;
        let mut rest = template.rest;
        let later = iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (section, after) = Section::cut(rest);
            rest = after;
            Some(section)
        });
        template
            .sections
            .into_iter()
            .chain(later)
            .flat_map(move |Section { literal, slot }| {
                let literal = (!literal.is_empty()).then_some(Piece::Literal(literal));
                let slot = slot.map(|slot| match slot {
                    Slot::Code => Piece::Code(code),
                    Slot::Brand => Piece::Brand(brand),
                });
                literal.into_iter().chain(slot)
            })
    }

    /// The length of the message in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        let Tally {
            literal,
            codes,
            brands,
        } = self.template.tally;
        let codes = codes.saturating_mul(self.code.len());
        let brands = brands.saturating_mul(self.brand.len());
        literal.saturating_add(codes).saturating_add(brands)
    }

    /// Whether the message is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends the message to `out`: a `heapless::String` of any size, or a view of one.
    ///
    /// The buffer then holds the code: wipe it when the message is sent.
    ///
    /// # Errors
    ///
    /// [`TooLong`] if the free bytes of `out` are not enough; `out` is then as it was.
    pub fn write_to<LenT: LenType>(&self, out: &mut StringView<LenT>) -> Result<(), TooLong> {
        let too_long = TooLong {
            needed: self.len(),
            free: out.capacity().saturating_sub(out.len()),
        };
        if too_long.needed > too_long.free {
            return Err(too_long);
        }
        self.pieces()
            .try_for_each(|piece| out.push_str(piece.as_str()))
            .map_err(|_| too_long)
    }
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces()
            .try_for_each(|piece| f.write_str(piece.as_str()))
    }
}

impl fmt::Debug for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rendered")?;
        f.debug_list().entries(self.pieces()).finish()
    }
}

/// A piece of a message, which knows where it comes from: so that a log can leave the code out.
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

/// The message does not fit the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooLong {
    /// The length of the message in bytes.
    pub needed: usize,
    /// The bytes that were free in the buffer.
    pub free: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the message needs {} bytes, but the buffer has {} free",
            self.needed, self.free
        )
    }
}

impl core::error::Error for TooLong {}

/// A stretch of literal text and the placeholder that ends it: none at the end of the template.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Section<'t> {
    literal: &'t str,
    slot: Option<Slot>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    Code,
    Brand,
}

impl<'t> Section<'t> {
    /// Cuts the first section off; with it comes the text behind it.
    const fn cut(text: &'t str) -> (Self, &'t str) {
        let mut bytes = seek_bracket(text.as_bytes());
        loop {
            let (slot, after) = match bytes {
                [b'{', b'c', b'o', b'd', b'e', b'}', after @ ..]
                | [b'<', b'c', b'o', b'd', b'e', b'>', after @ ..] => (Slot::Code, after),
                [b'{', b'b', b'r', b'a', b'n', b'd', b'}', after @ ..]
                | [b'<', b'b', b'r', b'a', b'n', b'd', b'>', after @ ..] => (Slot::Brand, after),
                [_, later @ ..] => {
                    bytes = seek_bracket(later);
                    continue;
                }
                [] => break,
            };
            let start = text.len().saturating_sub(bytes.len());
            let end = text.len().saturating_sub(after.len());
            let (Some((literal, _)), Some((_, rest))) =
                (text.split_at_checked(start), text.split_at_checked(end))
            else {
                break;
            };
            return (
                Self {
                    literal,
                    slot: Some(slot),
                },
                rest,
            );
        }
        (
            Self {
                literal: text,
                slot: None,
            },
            "",
        )
    }
}

/// The bytes from the first `{` or `<` on; eight at a time while there is none.
const fn seek_bracket(mut bytes: &[u8]) -> &[u8] {
    while let Some((word, later)) = bytes.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        if has_byte(word, b'{') || has_byte(word, b'<') {
            break;
        }
        bytes = later;
    }
    while let [byte, later @ ..] = bytes {
        if matches!(byte, b'{' | b'<') {
            break;
        }
        bytes = later;
    }
    bytes
}

/// Whether one of the eight bytes is `byte`, exactly (Warren, Hacker's Delight, 6-1).
const fn has_byte(word: u64, byte: u8) -> bool {
    let zero = word ^ u64::from_le_bytes([byte; 8]);
    let low = u64::from_le_bytes([0x01; 8]);
    let high = u64::from_le_bytes([0x80; 8]);
    zero.wrapping_sub(low) & !zero & high != 0
}

/// How much of a template is literal text, in bytes, and how often it has each placeholder.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Tally {
    literal: usize,
    codes: usize,
    brands: usize,
}

impl Tally {
    const EMPTY: Self = Self {
        literal: 0,
        codes: 0,
        brands: 0,
    };

    const fn with(mut self, section: Section<'_>) -> Self {
        self.literal = self.literal.saturating_add(section.literal.len());
        match section.slot {
            Some(Slot::Code) => self.codes = self.codes.saturating_add(1),
            Some(Slot::Brand) => self.brands = self.brands.saturating_add(1),
            None => {}
        }
        self
    }
}
