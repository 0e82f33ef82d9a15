//! The words of labels.

use verify_core::engine::{LimitedBy, Refused};

use crate::gateway::SendError;
use crate::outbox::Posted;

/// Why a call is refused although its request is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The limit on a client's address.
    ClientIp,
    /// The limit on a number.
    Destination,
    /// The limit on a range of numbers.
    Range,
    /// The limit on a country.
    Country,
    /// Too few sessions of a range or a country were verified.
    Conversion,
    /// There were too many wrong codes.
    Failures,
    /// The message was sent too short a time ago.
    TooEarly,
    /// The client's TLS is too old for the destination.
    Tls,
    /// The message does not fit its encoding or length.
    Message,
}

impl Limit {
    /// Every value, in the order of declaration.
    pub const ALL: [Self; 9] = [
        Self::ClientIp,
        Self::Destination,
        Self::Range,
        Self::Country,
        Self::Conversion,
        Self::Failures,
        Self::TooEarly,
        Self::Tls,
        Self::Message,
    ];

    /// Returns what has refused a start; `None` where the request is not valid.
    #[must_use]
    pub const fn of(refused: &Refused) -> Option<Self> {
        Some(match refused {
            Refused::Limited { by: LimitedBy::ClientIp, .. } => Self::ClientIp,
            Refused::Limited { by: LimitedBy::Destination, .. } => Self::Destination,
            Refused::Limited { by: LimitedBy::Range, .. } => Self::Range,
            Refused::Limited { by: LimitedBy::Country, .. } => Self::Country,
            Refused::Limited { by: LimitedBy::Conversion, .. } => Self::Conversion,
            Refused::Blocked(_) => Self::Failures,
            Refused::TooEarly(_) => Self::TooEarly,
            Refused::Tls(_) => Self::Tls,
            Refused::Message(_) => Self::Message,
            _ => return None,
        })
    }

    /// Returns its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientIp => "client_ip",
            Self::Destination => "destination",
            Self::Range => "range",
            Self::Country => "country",
            Self::Conversion => "conversion",
            Self::Failures => "failures",
            Self::TooEarly => "too_early",
            Self::Tls => "tls",
            Self::Message => "message",
        }
    }
}

/// What a gateway has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It has taken the message.
    Accepted,
    /// It does not take messages at present.
    Later,
    /// It refuses the message for good.
    Refused,
    /// It has not answered, and may have sent the message.
    Unknown,
}

impl Sent {
    /// Every value, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Later, Self::Refused, Self::Unknown];

    /// Returns what the result of [`send`](crate::gateway::Gateway::send) means.
    #[must_use]
    pub const fn of(result: Result<(), SendError>) -> Self {
        match result {
            Ok(()) => Self::Accepted,
            Err(SendError::Later(_)) => Self::Later,
            Err(SendError::Refused) => Self::Refused,
            Err(SendError::Unknown) => Self::Unknown,
        }
    }

    /// Returns its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Later => "later",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// The words of what has become of a try to post a callback.
pub(super) const POSTED: [&str; 3] = ["delivered", "later", "given_up"];

/// Returns the position of the word; `None` if nothing was tried.
pub(super) const fn word_of(posted: Posted) -> Option<usize> {
    match posted {
        Posted::Delivered => Some(0),
        Posted::Later(_) => Some(1),
        Posted::GivenUp => Some(2),
        Posted::Busy(_) => None,
    }
}
