//! [`Mistyped`]: members that arrived as another type than their fields take.

use core::fmt;

use super::member::Member;

/// What arrived instead of the expected type.
///
/// ```
/// use verify_core::request::{Cause, Found, Request};
///
/// let error = Request::<&str>::default().validate().unwrap_err();
/// assert_eq!(error.cause(), Cause::Type(Found::Nothing));
/// assert!(error.to_string().ends_with("found nothing"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Found {
    /// The member is absent, and required.
    Nothing,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A number with a fraction.
    Fraction,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A boolean or a number, in a format that does not say which.
    Scalar,
    /// A string that the request's type of text cannot hold: too long for a `heapless::String`, or
    /// with escapes, which a `&str` cannot borrow.
    TooLarge,
    /// A string with escapes that the JSON reader had no buffer to resolve in.
    Escapes,
    /// A string with half of a surrogate pair, which no text can hold.
    HalfSurrogate,
    /// More than one member of that name.
    Repeated,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "nothing",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Fraction => "a fraction",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Scalar => "a boolean or a number",
            Self::TooLarge => "one that is too long or has escapes",
            Self::Escapes => "one with escapes that were not resolved",
            Self::HalfSurrogate => "one with half of a surrogate pair",
            Self::Repeated => "several",
        })
    }
}

/// The members that arrived as another type than their fields take, such as a `destination` that is
/// a number.
///
/// A reader of requests notes them here, as `Deserialize` does, and
/// [`validate`](super::Request::validate) refuses them. A note counts only while the member's field
/// is `None`.
///
/// ```
/// use verify_core::request::{Found, Member, Request};
///
/// let mut request = Request { destination: Some("+6587654321"), ..Request::default() };
/// request.mistyped.note(Member::CodeLength, Found::String);
/// assert_eq!(
///     request.validate().unwrap_err().to_string(),
///     "codeLength: expected an integer from 3 to 10, found a string",
/// );
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Mistyped([Option<Found>; Member::ALL.len()]);

impl Mistyped {
    /// Notes what arrived instead of a member's type.
    pub fn note(&mut self, member: Member, found: Found) {
        if let Some(slot) = self.0.get_mut(member as usize) {
            *slot = Some(found);
        }
    }

    /// Returns what was noted for a member.
    #[must_use]
    pub fn found(&self, member: Member) -> Option<Found> {
        self.0.get(member as usize).copied().flatten()
    }
}

/// Shows the noted members only.
impl fmt::Debug for Mistyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noted = Member::ALL.iter().filter_map(|member| Some((member, self.found(*member)?)));
        f.debug_map().entries(noted).finish()
    }
}
