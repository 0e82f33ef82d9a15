//! [`Lost`]: why there is no connection.

use std::fmt;
use std::io;

use rusmpp_core::CommandStatus;

/// Why there is no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It cannot be made.
    Unreachable(io::ErrorKind),
    /// The SMSC refuses the bind.
    Refused(CommandStatus),
    /// The SMSC has closed it, or the network has.
    Broken(io::ErrorKind),
    /// No answer came, not even to `enquire_link`.
    Silent,
    /// What came is no SMPP.
    NoSmpp,
    /// The SMSC has unbound.
    Unbound,
}

impl Lost {
    /// Whether only a person can help: the account or its password are wrong.
    pub(super) const fn is_lasting(self) -> bool {
        use CommandStatus as S;

        matches!(
            self,
            Self::Refused(
                S::EsmeRbindfail | S::EsmeRinvpaswd | S::EsmeRinvsysid | S::EsmeRinvsystyp
            )
        )
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(kind) => write!(f, "it cannot be reached: {kind}"),
            Self::Refused(status) if self.is_lasting() => write!(
                f,
                "it refuses the bind with {}: look at SMPP_SYSTEM_ID, SMPP_PASSWORD and \
                 SMPP_SYSTEM_TYPE",
                Status(*status)
            ),
            Self::Refused(status) => write!(f, "it refuses the bind with {}", Status(*status)),
            Self::Broken(kind) => write!(f, "the connection is broken: {kind}"),
            Self::Silent => f.write_str("it does not answer"),
            Self::NoSmpp => f.write_str("what it sends is no SMPP"),
            Self::Unbound => f.write_str("it has unbound"),
        }
    }
}

/// Writes a status with its name and number, such as `EsmeRinvpaswd (0x0000000E)`.
pub(super) struct Status(pub(super) CommandStatus);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(status) = self;
        write!(f, "{status:?} (0x{:08X})", u32::from(*status))
    }
}
