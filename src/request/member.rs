//! [`Member`]: the members of a request, by name.

use core::fmt;

use crate::channel::{Channel, Repetition, Speed};
use crate::code::Length;
use crate::session::{ResendingInterval, Validity};

/// Makes the key of a member: its object, `None` being the whole body, and its name in that.
#[cfg(feature = "serde")]
macro_rules! key {
    ($path:literal) => {
        (None, $path)
    };
    ($path:literal $object:ident $name:literal) => {
        (Some(Member::$object), $name)
    };
}

macro_rules! members {
    ($(
        $member:ident $path:literal $(= $object:ident . $name:literal)?
        expected $expected:literal;
    )*) => {
        /// A member of a request, in the order in which violations are listed.
        ///
        /// `Display` writes its path in JSON: `sms.source`.
        ///
        /// ```
        /// use verify_core::request::Member;
        ///
        /// assert_eq!(Member::SmsSource.as_str(), "sms.source");
        /// assert_eq!(Member::ALL[0], Member::Destination);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Member {
            $(
                #[doc = concat!("`", $path, "`: ", $expected, ".")]
                $member,
            )*
        }

        impl Member {
            /// Every member, in order.
            pub const ALL: [Self; [$($path),*].len()] = [$(Self::$member),*];

            /// Returns the path in JSON: `destination`, `sms.source`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$member => $path,)*
                }
            }

            /// Finds a member by its object, `None` being the whole body, and its name in that.
            #[cfg(feature = "serde")]
            #[inline]
            pub(super) fn find(object: Option<Self>, name: &str) -> Option<Self> {
                match (object, name) {
                    $(key!($path $($object $name)?) => Some(Self::$member),)*
                    _ => None,
                }
            }

            /// Returns the object of a member, `None` being the whole body, and its name in that.
            #[cfg(feature = "serde")]
            const fn key(self) -> (Option<Self>, &'static str) {
                match self {
                    $(Self::$member => key!($path $($object $name)?),)*
                }
            }

            /// Returns what the member should hold.
            pub(super) const fn expected(self) -> &'static str {
                match self {
                    $(Self::$member => $expected,)*
                }
            }
        }
    };
}

members! {
    Destination "destination" expected "a phone number in a string";
    Country "country" expected "a string of two letters (ISO 3166-1 alpha-2)";
    Channel "channel" expected "a string: sms, call, whatsapp, viber or sma";
    Brand "brand" expected "a string of at most 30 characters";
    CodeLength "codeLength" expected "an integer from 3 to 10";
    CodeValidity "codeValidity" expected "an integer from 30 to 7200 (seconds)";
    CodeType "codeType" expected "a string, such as NUMERIC";
    Template "template" expected "a string";
    Language "language" expected "a string with a language tag, such as en-US";
    ResetSession "resetSession" expected "true or false";
    ResendingInterval "resendingInterval" expected "an integer from 10 to 7200 (seconds)";
    CallbackUrl "callbackUrl" expected "a string with an http or https URL";
    Sms "sms" expected "an object";
    SmsSource "sms.source" = Sms."source" expected "a string with a sender";
    SmsEncoding "sms.encoding" = Sms."encoding" expected "a string: AUTO, GSM7 or UCS2";
    Call "call" expected "an object";
    CallSource "call.source" = Call."source" expected "a phone number in a string";
    CallSpeed "call.speed" = Call."speed" expected "a number from 0.5 to 2";
    CallRepetition "call.repetition" = Call."repetition" expected "an integer from 1 to 3";
    CallVoiceProfile "call.voiceProfile" = Call."voiceProfile"
        expected "a string of at most 50 characters";
    WhatsApp "whatsapp" expected "an object";
    WhatsAppTemplateName "whatsapp.templateName" = WhatsApp."templateName"
        expected "a string with the name of a template";
    ClientIp "clientIp" expected "a string with an IPv4 or IPv6 address";
}

impl Member {
    /// Finds a member whose name in its object, `None` being the whole body, differs from another
    /// name in case, `_` or `-` alone.
    #[cfg(feature = "serde")]
    pub(super) fn nearly(object: Option<Self>, name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| {
            let (parent, own) = member.key();
            parent == object && letters(own).eq(letters(name))
        })
    }

    /// Returns the only channel on which the member counts; `None` if it counts on all.
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
}

/// Returns a name in small letters, without `_` and `-`.
#[cfg(feature = "serde")]
fn letters(name: &str) -> impl Iterator<Item = u8> {
    let bytes = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
    bytes.map(|byte| byte.to_ascii_lowercase())
}

/// The bounds in the messages above are those of the types.
const _: () = {
    assert!(Length::MIN.get() == 3 && Length::MAX.get() == 10);
    assert!(Validity::MIN.seconds() == 30 && Validity::MAX.seconds() == 7200);
    assert!(ResendingInterval::MIN.seconds() == 10 && ResendingInterval::MAX.seconds() == 7200);
    assert!(Repetition::MIN.get() == 1 && Repetition::MAX.get() == 3);
    assert!(Speed::MIN.tenths() == 5 && Speed::MAX.tenths() == 20);
};

impl AsRef<str> for Member {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
