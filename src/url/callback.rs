//! [`CallbackUrl`]: where changes of status are posted.
//!
//! This is the part of RFC 3986 that a webhook needs, with errors that say where a text is wrong.
//! `tests/differential` compares it with the crate `iri-string`.

use core::fmt;
use core::net::Ipv6Addr;

/// An absolute `http` or `https` URL (RFC 3986), without user name and password.
///
/// The host is a name of ASCII letters, digits, `-`, `.` and `_`, an IPv4 address, or an IPv6
/// address in brackets. Names with other letters are written in Punycode. A host whose last label
/// is a number is an IPv4 address, and written in four decimal numbers: the other ways to write one
/// (`0x7f.1`, `2130706433`, `127.1`) would hide it from a filter. `Debug` ends after the host,
/// since a secret may follow.
///
/// # Before posting
///
/// This type judges the form of the URL only: its host may be inside the poster's own network, or
/// be a name that resolves to an address there. Whoever posts must check the *resolved* address,
/// connect to that very address, and do the same for every redirect, or follow none.
///
/// ```
/// use verify_core::url::CallbackUrl;
///
/// let url = CallbackUrl::parse("https://[2001:db8::7]:8443/verify?token=4711")?;
/// assert_eq!(url.host(), "[2001:db8::7]");
/// assert_eq!(format!("{url:?}"), "CallbackUrl(https://[2001:db8::7]..)");
/// # Ok::<(), verify_core::url::CallbackUrlError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CallbackUrl<'a> {
    text: &'a str,
    scheme: Scheme,
    host: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scheme {
    Http,
    Https,
}

impl<'a> CallbackUrl<'a> {
    /// Reads a URL without trimming, decoding or normalizing it.
    ///
    /// # Errors
    /// [`CallbackUrlError`]: the first thing that is wrong, with its position.
    #[inline(never)] // Most requests have none, and need no room for its registers.
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

    /// Returns the URL as it was given.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// Returns the host as it was given, an IPv6 address with its brackets.
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

/// As [`CallbackUrl::parse`].
impl<'a> TryFrom<&'a str> for CallbackUrl<'a> {
    type Error = CallbackUrlError;

    fn try_from(text: &'a str) -> Result<Self, CallbackUrlError> {
        Self::parse(text)
    }
}

impl AsRef<str> for CallbackUrl<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl Scheme {
    /// Returns the scheme that a text begins with, in letters of either case (RFC 3986, 3.1).
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

/// Reads `host [ ":" port ]` (RFC 3986, 3.2); returns the host and the text behind the port.
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
    if may_end_in_number(host) && ends_in_number(host) && !is_ipv4(host) {
        return Err(CallbackUrlError::Ipv4 { position: 0 });
    }
    let Some(port) = tail.strip_prefix(':') else {
        return match tail.chars().next() {
            None | Some('/' | '?' | '#') => Ok((host, tail)),
            Some(found) => Err(CallbackUrlError::Character { found, position: end }),
        };
    };
    let (port, tail) = split(port, count(port, DIGIT));
    // The port may be empty (RFC 3986, 3.2.3).
    let is_port = port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0);
    if is_port && matches!(tail.as_bytes(), [] | [b'/' | b'?' | b'#', ..]) {
        Ok((host, tail))
    } else {
        Err(CallbackUrlError::Port { position: end.saturating_add(1) })
    }
}

/// Whether the last character of a host could be that of a number, which clears most names.
fn may_end_in_number(host: &str) -> bool {
    let last = host.as_bytes().last().copied().unwrap_or_default();
    matches!(last, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'x' | b'X' | b'.')
}

/// Whether the last label of a host is a number, decimal or hexadecimal, with or without a dot
/// behind it (URL Standard, "ends in a number").
#[cold]
fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let label = host.as_bytes().rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    match *label {
        [b'0', b'x' | b'X', ref digits @ ..] => digits.iter().all(u8::is_ascii_hexdigit),
        ref digits => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
    }
}

/// Whether a host is an IPv4 address of four decimal numbers, without zeros in front.
fn is_ipv4(host: &str) -> bool {
    let mut labels = host.as_bytes().split(|byte| *byte == b'.');
    let are_bytes = labels.by_ref().take(4).filter(|label| is_byte(label)).count() == 4;
    are_bytes && labels.next().is_none()
}

/// Whether a label is a number from 0 to 255 without a needless 0 in front.
fn is_byte(label: &[u8]) -> bool {
    matches!(
        *label,
        [b'0'..=b'9']
            | [b'1'..=b'9', b'0'..=b'9']
            | [b'1', b'0'..=b'9', b'0'..=b'9']
            | [b'2', b'0'..=b'4', b'0'..=b'9']
            | [b'2', b'5', b'0'..=b'5']
    )
}

/// Finds the `@` that ends a user name, if one stands before the path.
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
        // All text before this place is ASCII, so that its bytes are its characters.
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

/// The class of digits.
const DIGIT: u8 = 1;
/// The class of the characters of a name: letters, digits, `-`, `.` and `_`.
const NAME: u8 = 2;
/// The class of the characters of path, query and fragment: RFC 3986's `pchar`, `/` and `?`, all
/// except `%`.
const TAIL: u8 = 4;

/// The classes of each byte, as a set of bits.
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

/// Counts the characters of a class that a text begins with.
fn count(text: &str, class: u8) -> usize {
    let classes = |byte: u8| CLASSES.get(usize::from(byte)).copied().unwrap_or_default();
    let mut rest = text.as_bytes();
    while let Some(([a, b, c, d], later)) = rest.split_first_chunk() {
        if classes(*a) & classes(*b) & classes(*c) & classes(*d) & class == 0 {
            break;
        }
        rest = later;
    }
    let is_other = |byte: &u8| classes(*byte) & class == 0;
    let more = rest.iter().position(is_other).unwrap_or(rest.len());
    text.len().saturating_sub(rest.len()).saturating_add(more)
}

/// Splits a text after its first `at` bytes, which are ASCII.
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

/// Why a text is not a [`CallbackUrl`]. Positions count characters from 0.
///
/// ```
/// use verify_core::url::{CallbackUrl, CallbackUrlError};
///
/// let error = CallbackUrl::parse("https://example.com:0/").unwrap_err();
/// assert_eq!(error, CallbackUrlError::Port { position: 20 });
/// assert_eq!(error.to_string(), "expected a port from 1 to 65535 at position 20");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackUrlError {
    /// The text begins with neither `http://` nor `https://`.
    Scheme,
    /// A user name or a password, which end in an `@`.
    UserInfo {
        /// The position of the `@`.
        position: usize,
    },
    /// No host, or brackets without an IPv6 address.
    Host {
        /// The position at which the host should begin.
        position: usize,
    },
    /// A host whose last label is a number, but which is not an IPv4 address of four decimal
    /// numbers.
    Ipv4 {
        /// The position at which the host begins.
        position: usize,
    },
    /// A port outside 1 to 65535.
    Port {
        /// The position at which the port should begin.
        position: usize,
    },
    /// A `%` without two hexadecimal digits.
    Percent {
        /// The position of the `%`.
        position: usize,
    },
    /// A character that cannot stand in a URL, or not at this place.
    Character {
        /// The character.
        found: char,
        /// Its position.
        position: usize,
    },
}

impl CallbackUrlError {
    /// Returns the error as found in a text that has `characters` more at its beginning.
    const fn behind(mut self, characters: usize) -> Self {
        match &mut self {
            Self::Scheme => {}
            Self::UserInfo { position }
            | Self::Host { position }
            | Self::Ipv4 { position }
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
                "expected a host (a name, an IPv4 address or an IPv6 address in brackets) at \
                 position {position}"
            ),
            Self::Ipv4 { position } => write!(
                f,
                "expected four decimal numbers from 0 to 255 at position {position}, since the \
                 host ends in a number"
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
