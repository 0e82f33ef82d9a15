//! [`Settings`]: which SMSC, and what it is asked for.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

/// Which SMSC, and what it is asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its host and port.
    pub address: String,
    /// The name of the account, at most 15 characters.
    pub system_id: String,
    /// The password of the account.
    pub password: Password,
    /// The type of the account's system, at most 12 characters; seldom asked for.
    pub system_type: String,
    /// How many PDUs may wait for their answers at once.
    pub window: usize,
    /// Which delivery receipts it is asked for.
    pub receipts: Wanted,
    /// Whether it learns how long a message is of use.
    pub has_validity: bool,
    /// How long it may be silent before it is asked whether it is still there.
    pub enquire_every: Duration,
    /// How long it may take for an answer.
    pub timeout: Duration,
    /// The first and the longest pause before the next try, to connect or after it was too much.
    pub pauses: (Duration, Duration),
}

/// Which delivery receipts are asked for (`registered_delivery`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    All,
    /// Those of messages that were not delivered.
    Failures,
    /// None.
    Nothing,
}

/// A password, which `Debug` hides and which is wiped on drop. The default is an empty one.
#[derive(Clone, Default)]
pub struct Password(Zeroizing<String>);

impl Settings {
    /// The first and the longest pause before the next try.
    pub const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

    /// The most characters of [`system_id`](Self::system_id) (SMPP 3.4, 5.2.1).
    pub const MAX_SYSTEM_ID: usize = 15;
    /// The most characters of [`system_type`](Self::system_type) (SMPP 3.4, 5.2.3).
    pub const MAX_SYSTEM_TYPE: usize = 12;
}

impl Wanted {
    pub(super) const fn registered_delivery(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::All => 1,
            Self::Failures => 2,
        }
    }
}

impl Password {
    /// The most characters (SMPP 3.4, 5.2.2).
    pub const MAX_LEN: usize = 8;

    /// Takes a password of visible ASCII characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_right = text.len() <= Self::MAX_LEN && text.bytes().all(|b| b.is_ascii_graphic());
        is_right.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Password").finish_non_exhaustive()
    }
}
