//! [`Template`]: a text in which the placeholders are found.

use core::fmt;

use super::placeholder::{Placeholder, Section};

/// A message text in which `{code}`, `{brand}`, `<code>` and `<brand>` are placeholders.
///
/// Every text is a template: all else stays as it is written. A template borrows its text and can
/// be a `const`.
///
/// ```
/// use verify_core::template::Template;
///
/// const TEMPLATE: Template<'static> = Template::new("{code} is your code for {brand}");
/// const { assert!(TEMPLATE.has_code() && TEMPLATE.has_brand()) };
/// assert!(!Template::from("{Code} is your code").has_code());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "placeholder")]
pub struct Template<'t> {
    pub(super) text: &'t str,
    /// The first sections of the text, enough for `{brand} … {code} … {brand} … {code}`. Later ones
    /// are searched for by every rendering.
    pub(super) sections: [Section; 4],
    pub(super) tally: Tally,
}

impl<'t> Template<'t> {
    /// The message that is sent when there is a brand and no template.
    pub const DEFAULT_WITH_BRAND: Template<'static> =
        Template::new("{brand}: Your verification code is {code}");

    /// The message that is sent when there is neither a brand nor a template.
    pub const DEFAULT: Template<'static> = Template::new("Your verification code is {code}");

    /// Returns the message that is sent when there is no template. An empty brand is treated like
    /// no brand.
    #[must_use]
    pub fn default_for<'b>(brand: impl Into<Option<&'b str>>) -> Template<'static> {
        match brand.into() {
            None | Some("") => Template::DEFAULT,
            Some(_) => Template::DEFAULT_WITH_BRAND,
        }
    }

    /// Finds the placeholders of a text. Every text is a template.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        let mut template = Self { text, sections: [Section::END; 4], tally: Tally::EMPTY };
        // Counted outside the template, in registers.
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

    /// Returns the text as it is written, with its placeholders.
    #[must_use]
    pub const fn as_str(&self) -> &'t str {
        self.text
    }

    /// Whether the template has a place for the code. Without one, the message does not carry it.
    #[must_use]
    pub const fn has_code(&self) -> bool {
        self.tally.codes > 0
    }

    /// Whether the template has a place for the brand.
    #[must_use]
    pub const fn has_brand(&self) -> bool {
        self.tally.brands > 0
    }
}

impl<'t> From<&'t str> for Template<'t> {
    fn from(text: &'t str) -> Self {
        Self::new(text)
    }
}

impl AsRef<str> for Template<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl fmt::Debug for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.text).finish()
    }
}

/// How many bytes of a template are literal text, and how often it has each placeholder: enough to
/// compute the length of every message.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Tally {
    pub(super) literal: usize,
    pub(super) codes: usize,
    pub(super) brands: usize,
}

impl Tally {
    const EMPTY: Self = Self { literal: 0, codes: 0, brands: 0 };

    const fn with(mut self, section: Section) -> Self {
        // None is larger than the length of the text.
        self.literal = self.literal.wrapping_add(section.literal);
        match section.placeholder {
            Some(Placeholder::Code) => self.codes = self.codes.wrapping_add(1),
            Some(Placeholder::Brand) => self.brands = self.brands.wrapping_add(1),
            None => {}
        }
        self
    }
}
