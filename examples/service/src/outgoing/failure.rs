//! [`Failure`]: why there is no answer.

use std::error::Error;
use std::fmt;

/// Why a request has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The host has no address.
    Unresolved,
    /// All addresses of the host are such as must not be reached.
    Forbidden,
    /// Nobody accepts a connection.
    Unreachable,
    /// The other side speaks no TLS, or proves to be somebody else.
    Tls,
    /// The time is over.
    TimedOut,
    /// The connection ended before the head of an answer, or the answer is not HTTP.
    Broken,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unresolved => "the host has no address",
            Self::Forbidden => "the host has no address that may be reached",
            Self::Unreachable => "nobody accepts a connection",
            Self::Tls => "no TLS connection with that host",
            Self::TimedOut => "no answer in time",
            Self::Broken => "no answer of HTTP",
        })
    }
}

impl Error for Failure {}
