//! [`CallbackUrl`]: where changes of status are posted.
//!
//! Not by a crate for URIs: this is the part of RFC 3986 that a webhook needs, and it says where a text is wrong.
//! The tests of `tests/differential` hold it to what `iri-string` takes.

use core::fmt;
use core::net::Ipv6Addr;

/// An absolute `http` or `https` URL (RFC 3986), without user name and password.
///
/// The host is a name of ASCII letters, digits, `-`, `.` and `_`, an IPv4 address, or an IPv6 address in brackets; other
/// names are written in Punycode. `Debug` shows nothing behind the host, where a secret may stand.
///
/// To post to it is the caller's part, and to see to it that the host is not within the caller's own network.
///
/// ```
/// use verify_core::request::CallbackUrl;
///
/// let url = CallbackUrl::parse("https://[2001:db8::7]:8443/verify?token=4711")?;
/// assert_eq!(url.host(), "[2001:db8::7]");
/// assert_eq!(format!("{url:?}"), "CallbackUrl(https://[2001:db8::7]..)");
/// # Ok::<(), verify_core::request::CallbackUrlError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CallbackUrl<'a> {
    text: &'a str,
    /// What stands before the host.
    scheme: Scheme,
    host: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scheme {
    Http,
    Https,
}

impl<'a> CallbackUrl<'a> {
    /// Reads a URL as it stands: nothing is trimmed, decoded or normalized.
    ///
    /// # Errors
    /// The first thing that is wrong, and its position in characters from 0.
    pub fn parse(text: &'a str) -> Result<Self, CallbackUrlError> {
        let scheme = Scheme::of(text).ok_or(CallbackUrlError::Scheme)?;
        let start = scheme.prefix().len();
        let rest = text.get(start..).unwrap_or_default();
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = read_authority(authority).map_err(|error| error.behind(start))?;
        let tail = rest.get(authority.len()..).unwrap_or_default();
        read_tail(tail).map_err(|error| error.behind(start).behind(authority.len()))?;
        Ok(Self { text, scheme, host })
    }

    /// The URL as it was given.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// The host as it was given, an IPv6 address with its brackets.
    #[must_use]
    pub const fn host(self) -> &'a str {
        self.host
    }

    /// Whether the scheme is `https`.
    #[must_use]
    pub const fn is_https(self) -> bool {
        matches!(self.scheme, Scheme::Https)
    }
}

impl Scheme {
    /// The scheme that a text begins with, in letters of either case (RFC 3986, 3.1).
    fn of(text: &str) -> Option<Self> {
        [Self::Http, Self::Https].into_iter().find(|scheme| {
            let prefix = scheme.prefix();
            text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        })
    }

    const fn prefix(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
        }
    }
}

/// Reads `host [ ":" port ]` (RFC 3986, 3.2) and gives the host.
fn read_authority(authority: &str) -> Result<&str, CallbackUrlError> {
    if let Some(position) = authority.find('@') {
        return Err(CallbackUrlError::UserInfo { position: characters_in(authority, position) });
    }
    let end = match authority.strip_prefix('[') {
        Some(literal) => {
            let address = literal.split(']').next().unwrap_or_default();
            if address.len() == literal.len() || address.parse::<Ipv6Addr>().is_err() {
                return Err(CallbackUrlError::Host { position: 0 });
            }
            address.len().saturating_add(2)
        }
        None => authority.find(|character| !is_of_name(character)).unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end).unwrap_or_default();
    if host.is_empty() {
        return Err(CallbackUrlError::Host { position: 0 });
    }
    let Some(found) = port.chars().next() else {
        return Ok(host);
    };
    let Some(port) = port.strip_prefix(':') else {
        return Err(CallbackUrlError::Character { found, position: end });
    };
    // `u16` alone would take a `+` as well.
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok_and(|port| port > 0);
    if is_port { Ok(host) } else { Err(CallbackUrlError::Port { position: end.saturating_add(1) }) }
}

/// Reads path, query and fragment (RFC 3986, 3.3 to 3.5).
fn read_tail(tail: &str) -> Result<(), CallbackUrlError> {
    let mut unread = tail.as_bytes();
    let mut in_fragment = false;
    while let [byte, after @ ..] = unread {
        let position = tail.len().saturating_sub(unread.len());
        unread = match (byte, after) {
            (b'%', [high, low, later @ ..])
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                later
            }
            (b'%', _) => return Err(CallbackUrlError::Percent { position }),
            (b'#', _) if !in_fragment => {
                in_fragment = true;
                after
            }
            (byte, _) if is_of_tail(*byte) => after,
            _ => {
                // Until here all was ASCII, so this is where a character begins.
                let found = tail.get(position..).and_then(|rest| rest.chars().next());
                let found = found.unwrap_or(char::REPLACEMENT_CHARACTER);
                return Err(CallbackUrlError::Character { found, position });
            }
        };
    }
    Ok(())
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_')
}

/// `pchar`, `/` and `?` of RFC 3986, but for `%`.
fn is_of_tail(byte: u8) -> bool {
    matches!(
        byte,
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~'
            | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
            | b':' | b'@' | b'/' | b'?'
    )
}

/// How many characters stand in the first so many bytes.
fn characters_in(text: &str, bytes: usize) -> usize {
    text.get(..bytes).map_or(bytes, |before| before.chars().count())
}

impl fmt::Display for CallbackUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl fmt::Debug for CallbackUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallbackUrl({}{}..)", self.scheme.prefix(), self.host)
    }
}

/// Why a text is no [`CallbackUrl`]. Positions count characters from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackUrlError {
    /// It begins with neither `http://` nor `https://`.
    Scheme,
    /// A user name or a password, which end in an `@`.
    UserInfo {
        /// Where the `@` stands.
        position: usize,
    },
    /// No host, or brackets without an IPv6 address.
    Host {
        /// Where the host should stand.
        position: usize,
    },
    /// A port that is none.
    Port {
        /// Where the port should stand.
        position: usize,
    },
    /// A `%` without two hexadecimal digits.
    Percent {
        /// Where the `%` stands.
        position: usize,
    },
    /// A character that stands in no URL, or not there.
    Character {
        /// The character.
        found: char,
        /// Where it stands.
        position: usize,
    },
}

impl CallbackUrlError {
    /// The same with so many characters before it.
    const fn behind(mut self, characters: usize) -> Self {
        match &mut self {
            Self::Scheme => {}
            Self::UserInfo { position }
            | Self::Host { position }
            | Self::Port { position }
            | Self::Percent { position }
            | Self::Character { position, .. } => *position = position.saturating_add(characters),
        }
        self
    }
}

impl fmt::Display for CallbackUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("expected a URL that begins with http:// or https://"),
            Self::UserInfo { position } => write!(
                f,
                "expected a URL without user name and password, found `@` at position {position}"
            ),
            Self::Host { position } => write!(
                f,
                "expected a host (a name, an IPv4 address or an IPv6 address in brackets) at position {position}"
            ),
            Self::Port { position } => {
                write!(f, "expected a port from 1 to 65535 at position {position}")
            }
            Self::Percent { position } => {
                write!(f, "expected two hexadecimal digits after the `%` at position {position}")
            }
            Self::Character { found, position } => write!(
                f,
                "expected a character of a URL (RFC 3986), found {found:?} at position {position}"
            ),
        }
    }
}

impl core::error::Error for CallbackUrlError {}
