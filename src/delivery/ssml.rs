//! [`Ssml`]: text that an XML document may hold.

use core::fmt::{self, Write as _};

/// A text as SSML takes it, from [`Call::ssml`](super::Call::ssml): `&`, `<`, `>` and both quotes
/// are escaped. A character that XML 1.0 excludes is a space. So is a line break or a tab, which
/// means the same to a voice: tools that split SSML delete line breaks, and join the digits on both
/// sides. It is the content of an element, such as `<speak>`. `Debug` hides it, since it holds a
/// code.
///
/// ```
/// use verify_core::delivery::{Delivery, Text};
/// # use verify_core::{code::Generator, request::Request, session::Session};
/// # use verify_core::{time::Timestamp, url::BaseUrl};
///
/// # let request = Request {
/// #     destination: Some("+6587654321"),
/// #     channel: Some("call"),
/// #     template: Some("{brand}: {code}"),
/// #     brand: Some("B&B"),
/// #     ..Request::default()
/// # };
/// # let verification = request.validate()?;
/// # let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// # let (to, policy) = (verification.destination(), verification.policy());
/// # let session = Session::start(Timestamp::UNIX_EPOCH, to, policy, &mut rng);
/// # let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Call(call) = delivery else { panic!("{delivery:?}") };
/// assert!(call.text.starts_with("B&B: "));
/// assert!(call.ssml().to_string().starts_with("B&amp;B: ")); // then `1, 2, 3, 4`
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Ssml<'a>(&'a str);

impl<'a> Ssml<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text)
    }
}

impl fmt::Display for Ssml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&apos;"),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => f.write_char(' '),
            _ => f.write_char(character),
        })
    }
}

impl fmt::Debug for Ssml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ssml").finish_non_exhaustive()
    }
}
