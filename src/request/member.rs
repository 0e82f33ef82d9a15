//! [`Member`] names the members of a request; [`Mistyped`] keeps those that no field could take.

use core::fmt;

use crate::channel::{Channel, Repetition, Speed};
use crate::code::Length;
use crate::session::{ResendingInterval, Validity};

macro_rules! members {
    ($($(#[$docs:meta])* $member:ident $path:literal expected $expected:literal, refused with $code:literal;)*) => {
        /// A member of a request, in the order in which violations are told.
        ///
        /// `Display` writes its path in JSON: `sms.source`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Member {
            $(
                #[doc = concat!("`", $path, "`: ", $expected, "; refused with ", stringify!($code), ".")]
                $member,
            )*
        }

        impl Member {
            /// Every member, in order.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$member),*];

            /// The path in JSON: `destination`, `sms.source`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$member => $path,)*
                }
            }

            /// The code of the API's error body if the member is refused: 1002 for a destination.
            #[must_use]
            pub const fn api_code(self) -> u16 {
                match self {
                    $(Self::$member => $code,)*
                }
            }

            /// What should be there.
            pub(super) const fn expected(self) -> &'static str {
                match self {
                    $(Self::$member => $expected,)*
                }
            }
        }
    };
}

members! {
    Destination "destination" expected "a phone number in a string", refused with 1002;
    Country "country" expected "a string of two letters (ISO 3166-1 alpha-2)", refused with 1009;
    Channel "channel" expected "a string: sms, call, whatsapp, viber or sma", refused with 1000;
    Brand "brand" expected "a string of at most 30 characters", refused with 1000;
    CodeLength "codeLength" expected "an integer from 3 to 10", refused with 1010;
    CodeValidity "codeValidity" expected "an integer from 30 to 7200 (seconds)", refused with 1010;
    CodeType "codeType" expected "a string, such as NUMERIC", refused with 1000;
    Template "template" expected "a string", refused with 1007;
    Language "language" expected "a string with a language tag, such as en-US", refused with 1000;
    ResetSession "resetSession" expected "true or false", refused with 1000;
    ResendingInterval "resendingInterval" expected "an integer from 10 to 7200 (seconds)", refused with 1010;
    CallbackUrl "callbackUrl" expected "a string with an http or https URL", refused with 1000;
    Sms "sms" expected "an object", refused with 1000;
    SmsSource "sms.source" expected "a string with a sender", refused with 1005;
    SmsEncoding "sms.encoding" expected "a string: AUTO, GSM7 or UCS2", refused with 1003;
    Call "call" expected "an object", refused with 1000;
    CallSource "call.source" expected "a phone number in a string", refused with 1005;
    CallSpeed "call.speed" expected "a number from 0.5 to 2", refused with 1010;
    CallRepetition "call.repetition" expected "an integer from 1 to 3", refused with 1010;
    CallVoiceProfile "call.voiceProfile" expected "a string of at most 50 characters", refused with 1000;
    WhatsApp "whatsapp" expected "an object", refused with 1000;
    WhatsAppTemplateName "whatsapp.templateName" expected "a string with the name of a template", refused with 1000;
    ClientIp "clientIp" expected "a string with an IPv4 or IPv6 address", refused with 1012;
}

impl Member {
    /// The object that the member is in: none for the request's own members.
    #[cfg(feature = "serde")]
    pub(super) const fn parent(self) -> Option<Self> {
        match self {
            Self::SmsSource | Self::SmsEncoding => Some(Self::Sms),
            Self::CallSource | Self::CallSpeed | Self::CallRepetition | Self::CallVoiceProfile => {
                Some(Self::Call)
            }
            Self::WhatsAppTemplateName => Some(Self::WhatsApp),
            _ => None,
        }
    }

    /// The only channel that the member counts on, if it does not count on all.
    pub(super) const fn channel(self) -> Option<Channel> {
        match self {
            Self::Sms | Self::SmsSource | Self::SmsEncoding => Some(Channel::Sms),
            Self::Call
            | Self::CallSource
            | Self::CallSpeed
            | Self::CallRepetition
            | Self::CallVoiceProfile => Some(Channel::Call),
            Self::WhatsApp | Self::WhatsAppTemplateName => Some(Channel::WhatsApp),
            _ => None,
        }
    }

    /// The name within its object.
    #[cfg(feature = "serde")]
    pub(super) fn name(self) -> &'static str {
        let path = self.as_str();
        path.split_once('.').map_or(path, |(_, name)| name)
    }
}

/// The bounds that the messages above tell are those of the types.
const _: () = {
    assert!(Length::MIN.get() == 3 && Length::MAX.get() == 10);
    assert!(Validity::MIN.seconds() == 30 && Validity::MAX.seconds() == 7200);
    assert!(ResendingInterval::MIN.seconds() == 10 && ResendingInterval::MAX.seconds() == 7200);
    assert!(Repetition::MIN.get() == 1 && Repetition::MAX.get() == 3);
    assert!(Speed::MIN.tenths() == 5 && Speed::MAX.tenths() == 20);
};

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a member has, where its type is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Found {
    /// The member is absent, and required.
    Nothing,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A number with a fraction, or too large to have none.
    Fraction,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// A boolean or a number, where a format does not tell which.
    Scalar,
    /// A string that the request's type of strings does not take: it is too long for a
    /// `heapless::String`, or has escapes, which a `&str` does not borrow.
    TooLarge,
    /// Escapes in a string, because the JSON reader was given no room to resolve them.
    Escapes,
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
            Self::Repeated => "several",
        })
    }
}

/// The members that arrived, but not as what their fields take: a `destination` that is a number.
///
/// Who reads a request notes them here, as its `Deserialize` does, and
/// [`validate`](super::Request::validate) refuses them. What is noted counts while the member's
/// field is absent.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Mistyped([Option<Found>; Member::ALL.len()]);

impl Mistyped {
    /// Notes what was found in place of a member.
    pub fn note(&mut self, member: Member, found: Found) {
        if let Some(slot) = self.0.get_mut(member as usize) {
            *slot = Some(found);
        }
    }

    /// What was found in place of a member.
    #[must_use]
    pub fn found(&self, member: Member) -> Option<Found> {
        self.0.get(member as usize).copied().flatten()
    }
}

/// Shows only the members that are noted.
impl fmt::Debug for Mistyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noted = Member::ALL.iter().filter_map(|member| Some((member, self.found(*member)?)));
        f.debug_map().entries(noted).finish()
    }
}
