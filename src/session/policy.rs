//! What a session needs to know of a request, in parsed values.

use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::code::{Format, Length};

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
pub struct Policy {
    /// `codeType`: of a code that is drawn, not of one that is kept.
    pub format: Format,
    /// `codeLength`: of a code that is drawn, not of one that is kept.
    pub length: Length,
    /// `codeValidity`: how long the session waits for its code from now on.
    pub validity: Validity,
    /// `resendingInterval`: how long since the last sending until this one is allowed.
    pub resending_interval: ResendingInterval,
    /// `resetSession`: the old code dies. No matter at the start of a session.
    pub reset_session: bool,
    /// Whether the channel sends a code: all but `sma` do.
    pub sends_code: bool,
}

/// The defaults of the API: a numeric code of 4, valid for 300 s, not sent again before 10 s, kept
/// if it is sent again.
impl Default for Policy {
    fn default() -> Self {
        Policy {
            format: Format::default(),
            length: Length::default(),
            validity: Validity::default(),
            resending_interval: ResendingInterval::default(),
            reset_session: false,
            sends_code: true,
        }
    }
}

/// How long a code is valid: 30 to 7200 s, by default 300. `codeValidity` of a request.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Validity(u16);

impl Validity {
    /// The shortest: 30 s.
    pub const MIN: Validity = Validity(30);
    /// The longest: 7200 s, two hours.
    pub const MAX: Validity = Validity(7200);

    /// A validity of `seconds`.
    ///
    /// # Errors
    ///
    /// [`PolicyError::Validity`] below 30 and above 7200.
    pub const fn new(seconds: u32) -> Result<Self, PolicyError> {
        match within(seconds, Self::MIN.0, Self::MAX.0) {
            Some(seconds) => Ok(Validity(seconds)),
            None => Err(PolicyError::Validity { found: seconds }),
        }
    }

    /// In seconds.
    #[must_use]
    pub const fn seconds(self) -> u16 {
        self.0
    }

    /// As a duration.
    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.0 as u64)
    }
}

impl Default for Validity {
    fn default() -> Self {
        Validity(300)
    }
}

/// How long to wait before a code is sent again: 10 to 7200 s, by default 10. `resendingInterval`
/// of a request.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ResendingInterval(u16);

impl ResendingInterval {
    /// The shortest: 10 s.
    pub const MIN: ResendingInterval = ResendingInterval(10);
    /// The longest: 7200 s, two hours.
    pub const MAX: ResendingInterval = ResendingInterval(7200);

    /// An interval of `seconds`.
    ///
    /// # Errors
    ///
    /// [`PolicyError::ResendingInterval`] below 10 and above 7200.
    pub const fn new(seconds: u32) -> Result<Self, PolicyError> {
        match within(seconds, Self::MIN.0, Self::MAX.0) {
            Some(seconds) => Ok(ResendingInterval(seconds)),
            None => Err(PolicyError::ResendingInterval { found: seconds }),
        }
    }

    /// In seconds.
    #[must_use]
    pub const fn seconds(self) -> u16 {
        self.0
    }

    /// As a duration.
    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.0 as u64)
    }
}

impl Default for ResendingInterval {
    fn default() -> Self {
        ResendingInterval(10)
    }
}

/// `seconds`, if that is one of `min..=max`.
const fn within(seconds: u32, min: u16, max: u16) -> Option<u16> {
    #[expect(clippy::cast_possible_truncation, reason = "at most `max`")]
    if min as u32 <= seconds && seconds <= max as u32 { Some(seconds as u16) } else { None }
}

/// A time that the API does not allow, in seconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum PolicyError {
    /// Not a [`Validity`].
    Validity {
        /// The seconds found.
        found: u32,
    },
    /// Not a [`ResendingInterval`].
    ResendingInterval {
        /// The seconds found.
        found: u32,
    },
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PolicyError::Validity { found } => {
                write!(f, "expected a code validity of 30 to 7200 s, found {found} s")
            }
            PolicyError::ResendingInterval { found } => {
                write!(f, "expected a resending interval of 10 to 7200 s, found {found} s")
            }
        }
    }
}

impl Error for PolicyError {}
