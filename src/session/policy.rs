//! [`Policy`]: what a session needs to know of a request, in parsed values.

use rand_core::TryCryptoRng;

use super::seconds::{ResendingInterval, Validity};
use crate::channel::Channel;
use crate::code::{Code, Format, Length};

/// What a session needs to know of a request. Every combination is legal; the default is the API's.
///
/// ```
/// use verify_core::code::Length;
/// use verify_core::session::{Policy, Validity};
///
/// let policy =
///     Policy { length: Length::new(6)?, validity: Validity::new(120)?, ..Policy::default() };
/// assert_eq!(policy.resending_interval.seconds(), 10);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
// A policy is one word. In this order, its lowest bytes are what a code is drawn with, the next
// ones the two times as a session holds them, and the highest is the channel.
#[repr(C)]
pub struct Policy {
    /// `codeType`, for the codes that are drawn; a kept code keeps its own.
    pub format: Format,
    /// `codeLength`, for the codes that are drawn; a kept code keeps its own.
    pub length: Length,
    /// `codeValidity`: how long the session waits for its code, from this sending on.
    pub validity: Validity,
    /// `resendingInterval`: how long after the last sending this one is allowed.
    pub resending_interval: ResendingInterval,
    /// `resetSession`: replaces the old code on resend; ignored by start.
    pub reset_session: bool,
    /// `channel`: how the code travels. [`Channel::Sma`] sends no code.
    pub channel: Channel,
}

/// The defaults of the API: a numeric code of 4 digits, valid for 300 s, sent again after 10 s at
/// the earliest, as a text message, and kept on resend.
impl Default for Policy {
    fn default() -> Self {
        Policy {
            format: Format::default(),
            length: Length::default(),
            validity: Validity::default(),
            resending_interval: ResendingInterval::default(),
            reset_session: false,
            channel: Channel::default(),
        }
    }
}

impl Policy {
    /// Draws a code as this policy asks for, or none.
    pub(super) fn draw<R: TryCryptoRng + ?Sized>(self, rng: &mut R) -> Result<Code, R::Error> {
        if self.channel.sends_code() {
            Code::try_generate(self.format, self.length, rng)
        } else {
            Ok(Code::EMPTY)
        }
    }

    /// Draws a code that does not match `old`: of four digits, one in 10,000 would.
    pub(super) fn draw_other<R: TryCryptoRng + ?Sized>(
        self,
        old: &Code,
        rng: &mut R,
    ) -> Result<Code, R::Error> {
        loop {
            let code = self.draw(rng)?;
            if !code.matches(old.expose()) {
                return Ok(code);
            }
        }
    }
}
