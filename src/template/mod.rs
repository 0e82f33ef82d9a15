//! Message templates: a text with places for the code and the brand, put together in one pass.
//!
//! The law: **what is inserted is never scanned again**. A brand named `{code}` stays that text, so
//! no brand can pull the code into a place where the template does not have it.
//!
//! The placeholders are `{code}` and `{brand}`, or `<code>` and `<brand>`, exact and in lower case.
//! Everything else stays as it is written: `{name}`, `{code>`, `{ code }`, lone brackets.
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
//! # Speed
//!
//! A template is searched once, in [`Template::new`], and keeps where its first four placeholders
//! are; rendering then copies. To search with every rendering instead was 1.2 times faster for one
//! message of the default template (14 ns for 17 ns), but 9 times slower for a known template of
//! 1,530 bytes (144 ns for 16 ns). Places kept as a length were 1.1 to 1.3 times faster than places
//! kept as `&str`; in four bytes each they were no faster. `write_to` is put together where it is
//! called: a template that is a constant takes half the time.

mod render;
mod section;

use core::fmt;

use self::section::{Section, Slot};

pub use self::render::{Piece, Rendered, TooLong};

/// A message text in which `{code}`, `{brand}`, `<code>` and `<brand>` stand for what is not known
/// yet.
///
/// Every text is a template: what is no placeholder stays as it is written. Borrowed, and usable in
/// a `const`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template<'t> {
    text: &'t str,
    /// The first sections of the text, enough for `{brand} … {code} … {brand} … {code}`. Later ones
    /// are searched anew with every rendering.
    sections: [Section; 4],
    tally: Tally,
}

impl<'t> Template<'t> {
    /// The message that is sent when there is a brand and no template.
    pub const DEFAULT_WITH_BRAND: Template<'static> =
        Template::new("{brand}: Your verification code is {code}");

    /// The message that is sent when there is neither a brand nor a template.
    pub const DEFAULT: Template<'static> = Template::new("Your verification code is {code}");

    /// The message that is sent when there is no template. An empty brand counts as none.
    #[must_use]
    pub fn default_for<'b>(brand: impl Into<Option<&'b str>>) -> Template<'static> {
        match brand.into() {
            None | Some("") => Template::DEFAULT,
            Some(_) => Template::DEFAULT_WITH_BRAND,
        }
    }

    /// Takes a text as a template. No text is wrong.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        let mut template = Self { text, sections: [Section::END; 4], tally: Tally::EMPTY };
        // Counted beside the template, in registers.
        let mut tally = Tally::EMPTY;
        let mut free: &mut [Section] = &mut template.sections;
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let (section, later) = Section::cut(rest);
            tally = tally.with(section);
            if let [first, others @ ..] = free {
                *first = section;
                free = others;
            }
            rest = later;
        }
        template.tally = tally;
        template
    }

    /// The text as it is written, with its placeholders.
    #[must_use]
    pub const fn as_str(&self) -> &'t str {
        self.text
    }

    /// Whether the code has a place. Without one, the message does not carry it.
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
    #[inline]
    pub fn render(self, code: &'t str, brand: impl Into<Option<&'t str>>) -> Rendered<'t> {
        Rendered { template: self, code, brand: brand.into().unwrap_or_default() }
    }
}

impl fmt::Debug for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.text).finish()
    }
}

/// How many bytes of a template are literal text, and how often it has each placeholder: the length
/// of every message is told by these.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Tally {
    literal: usize,
    codes: usize,
    brands: usize,
}

impl Tally {
    const EMPTY: Self = Self { literal: 0, codes: 0, brands: 0 };

    const fn with(mut self, section: Section) -> Self {
        self.literal = self.literal.saturating_add(section.literal);
        match section.slot {
            Some(Slot::Code) => self.codes = self.codes.saturating_add(1),
            Some(Slot::Brand) => self.brands = self.brands.saturating_add(1),
            None => {}
        }
        self
    }
}
