//! [`CallbackUrl`]: where changes of status are posted.
//!
//! Not by a crate for URIs: this is the part of RFC 3986 that a webhook needs, and it says where a
//! text is wrong. The tests of `tests/differential` hold it to what `iri-string` takes.

use core::fmt;
use core::net::Ipv6Addr;

/// An absolute `http` or `https` URL (RFC 3986), without user name and password.
///
/// The host is a name of ASCII letters, digits, `-`, `.` and `_`, an IPv4 address, or an IPv6
/// address in brackets; other names are written in Punycode. `Debug` shows nothing behind the host,
/// where a secret may stand.
///
/// To post to it is the caller's part, and to see to it that the host is not within the caller's
/// own network.
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
        let (host, tail) =
            read_authority(rest).map_err(|error| user_info(rest).unwrap_or(error).behind(start))?;
        let before = text.len().saturating_sub(tail.len());
        read_tail(tail).map_err(|error| error.behind(before))?;
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

/// Reads `host [ ":" port ]` (RFC 3986, 3.2), and gives the host and what follows the port.
fn read_authority(rest: &str) -> Result<(&str, &str), CallbackUrlError> {
    let end = match rest.strip_prefix('[') {
        Some(literal) => literal
            .split_once(']')
            .filter(|(address, _)| address.parse::<Ipv6Addr>().is_ok())
            .map(|(address, _)| address.len().saturating_add(2)),
        None => Some(count(rest, NAME)).filter(|&end| end > 0),
    };
    let end = end.ok_or(CallbackUrlError::Host { position: 0 })?;
    let (host, tail) = split(rest, end);
    let Some(port) = tail.strip_prefix(':') else {
        return match tail.chars().next() {
            None | Some('/' | '?' | '#') => Ok((host, tail)),
            Some(found) => Err(CallbackUrlError::Character { found, position: end }),
        };
    };
    let (port, tail) = split(port, count(port, DIGIT));
    let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
    if is_port && matches!(tail.as_bytes(), [] | [b'/' | b'?' | b'#', ..]) {
        Ok((host, tail))
    } else {
        Err(CallbackUrlError::Port { position: end.saturating_add(1) })
    }
}

/// The `@` that ends a user name, if there is one before the path.
fn user_info(rest: &str) -> Option<CallbackUrlError> {
    let authority = rest.split(['/', '?', '#']).next()?;
    let position = authority.chars().position(|character| character == '@')?;
    Some(CallbackUrlError::UserInfo { position })
}

/// Reads path, query and fragment (RFC 3986, 3.3 to 3.5).
fn read_tail(tail: &str) -> Result<(), CallbackUrlError> {
    let mut unread = tail;
    let mut in_fragment = false;
    loop {
        let (_, from) = split(unread, count(unread, TAIL));
        // Until here all was ASCII: bytes are characters.
        let position = tail.len().saturating_sub(from.len());
        unread = match from.as_bytes() {
            [] => return Ok(()),
            [b'#', ..] if !in_fragment => {
                in_fragment = true;
                split(from, 1).1
            }
            [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                split(from, 3).1
            }
            [b'%', ..] => return Err(CallbackUrlError::Percent { position }),
            _ => {
                let found = from.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                return Err(CallbackUrlError::Character { found, position });
            }
        };
    }
}

/// Digits.
const DIGIT: u8 = 1;
/// What a name is made of: letters, digits, `-`, `.` and `_`.
const NAME: u8 = 2;
/// What path, query and fragment are made of: `pchar`, `/` and `?` of RFC 3986, but for `%`.
const TAIL: u8 = 4;

/// Which of these classes an ASCII character is in.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, where a panic is an error")]
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT | NAME | TAIL,
            b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => NAME | TAIL,
            b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
            | b':' | b'@' | b'/' | b'?' => TAIL,
            _ => 0,
        };
        byte += 1;
    }
    classes
};
const _: () = assert!(size_of_val(&CLASSES) == 256);

/// How many characters of a class a text begins with.
fn count(text: &str, class: u8) -> usize {
    let is_other = |byte: u8| CLASSES.get(usize::from(byte)).is_none_or(|is| is & class == 0);
    text.bytes().position(is_other).unwrap_or(text.len())
}

/// A text in two, after so many bytes of ASCII.
fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
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
