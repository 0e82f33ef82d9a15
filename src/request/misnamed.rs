//! [`Misnamed`]: members under names that are nearly those of the page.

use core::fmt;

use super::member::Member;

/// The members that arrived under a name which differs from theirs in case, `_` or `-` alone, such
/// as `callback_url`. They are unknown, and so ignored: each is a
/// [`Notice`](super::Notice::Misnamed).
///
/// A reader of requests notes them here, as `Deserialize` does. `templateKey`, a member that this
/// crate does not support, is noted as well.
///
/// ```
/// use verify_core::request::{Member, Notice, Request};
///
/// let mut request = Request { destination: Some("+6587654321"), ..Request::default() };
/// request.misnamed.note(Member::CallbackUrl);
/// let notices = request.validate()?.notices();
/// assert!(notices.eq([Notice::Misnamed(Member::CallbackUrl)]));
/// # Ok::<(), verify_core::request::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Misnamed(u32);

const _: () = assert!(Member::ALL.len() < 32);

/// The bit of `templateKey`.
const TEMPLATE_KEY: u32 = 1 << 31;

impl Misnamed {
    /// Notes that a member arrived under another name.
    pub const fn note(&mut self, member: Member) {
        self.0 |= bit(member);
    }

    /// Notes that there is a `templateKey`.
    pub const fn note_template_key(&mut self) {
        self.0 |= TEMPLATE_KEY;
    }

    /// Whether a member arrived under another name.
    #[must_use]
    pub const fn contains(self, member: Member) -> bool {
        self.0 & bit(member) != 0
    }

    /// Whether there is a `templateKey`.
    #[must_use]
    pub const fn has_template_key(self) -> bool {
        self.0 & TEMPLATE_KEY != 0
    }
}

const fn bit(member: Member) -> u32 {
    1_u32.wrapping_shl(member as u32)
}

/// Shows the noted members only.
impl fmt::Debug for Misnamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_set();
        shown.entries(Member::ALL.iter().filter(|member| self.contains(**member)));
        if self.has_template_key() {
            shown.entry(&format_args!("templateKey"));
        }
        shown.finish()
    }
}
