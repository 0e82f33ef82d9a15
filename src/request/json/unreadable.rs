//! [`locate`]: the member for which a JSON reader refuses a body.

use super::key::Known;
use super::value::{Field, Value};
use crate::channel::SpeedError;
use crate::request::body::Request;
use crate::request::error::{Cause, Error};
use crate::request::member::Member;
use crate::request::mistyped::Found;

/// Finds the member for which a JSON reader refuses a whole body: one with a number that no `f64`
/// can hold (`1e400`), or a string with half of a surrogate pair (`"\ud800"`).
///
/// `serde_json` refuses the body while it reads such a value, and its error names a place, not the
/// member. `None` means that there is no such member, or that the body is not a JSON object: then
/// the error of the reader says what is wrong. A byte order mark in front of the body is skipped.
///
/// ```
/// use verify_core::request::{self, Cause, Member, Request};
///
/// let body = br#"{ "destination": "+6587654321", "codeLength": 1e400 }"#;
/// assert!(serde_json::from_slice::<Request<String>>(body).is_err());
/// let error = request::locate(body).unwrap();
/// assert_eq!((error.member(), error.cause()), (Member::CodeLength, Cause::Above));
/// assert_eq!(request::locate(b"{ codeLength: 4 }"), None);
/// ```
#[must_use]
pub fn locate(body: &[u8]) -> Option<Error> {
    let body = str::from_utf8(body).ok()?;
    let mut reader = Reader { unread: body.strip_prefix('\u{FEFF}').unwrap_or(body), found: None };
    reader.object(None)?;
    reader.next().is_none().then_some(reader.found)?
}

/// Reads JSON (RFC 8259). What is not JSON is `None`.
struct Reader<'a> {
    unread: &'a str,
    /// The first member that no reader can hold.
    found: Option<Error>,
}

/// Why a reader cannot hold a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It can.
    None,
    TooLarge,
    TooSmall,
    HalfSurrogate,
}

impl<'a> Reader<'a> {
    /// Reads an object with members, within the object of a member or `None`, the whole body.
    fn object(&mut self, parent: Option<Member>) -> Option<()> {
        self.expect(b'{')?;
        if self.take(b'}') {
            return Some(());
        }
        loop {
            let name = self.name()?;
            match Known::escaped(parent, name) {
                Known::Member(member @ (Member::Sms | Member::Call | Member::WhatsApp))
                    if self.next() == Some(b'{') =>
                {
                    // Objects of members have no such members.
                    self.object(Some(member))?;
                }
                Known::Member(member) => {
                    let fault = self.value()?;
                    let cause = cause(member, fault);
                    self.found = self.found.or(cause.map(|cause| Error::new(member, cause)));
                }
                _ => {
                    self.value()?;
                }
            }
            if !self.take(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Reads a value of at most 128 levels, without recursion; returns the fault of a value of one
    /// level.
    fn value(&mut self) -> Option<Fault> {
        // Of each level that is open, from the lowest bit on: whether it is an object.
        let (mut objects, mut depth) = (0_u128, 0_u32);
        loop {
            let mut fault = Fault::None;
            match self.next()? {
                open @ (b'{' | b'[') => {
                    self.take(open);
                    depth = depth.checked_add(1).filter(|depth| *depth <= u128::BITS)?;
                    objects = objects << 1 | u128::from(open == b'{');
                    if !matches!(self.next()?, b'}' | b']') {
                        if open == b'{' {
                            self.name()?;
                        }
                        continue;
                    }
                }
                b'"' => fault = self.string()?.1,
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => fault = self.number()?,
            }
            loop {
                let Some(above) = depth.checked_sub(1) else {
                    return Some(fault);
                };
                fault = Fault::None;
                let is_object = objects & 1 == 1;
                if self.take(b',') {
                    if is_object {
                        self.name()?;
                    }
                    break;
                }
                self.expect(if is_object { b'}' } else { b']' })?;
                (objects, depth) = (objects >> 1, above);
            }
        }
    }

    /// Reads the name of a member and the colon behind it.
    fn name(&mut self) -> Option<&'a str> {
        let (name, fault) = self.string()?;
        self.expect(b':')?;
        (fault == Fault::None).then_some(name)
    }

    /// Reads a string; returns it with its escapes.
    fn string(&mut self) -> Option<(&'a str, Fault)> {
        self.expect(b'"')?;
        let text = self.unread;
        let mut fault = Fault::None;
        // Whether the last escape was the first half of a pair.
        let mut is_half = false;
        loop {
            let at = self.unread.find(|character| matches!(character, '"' | '\\' | ..' '))?;
            let (plain, special) = self.unread.split_at_checked(at)?;
            let (unit, rest) = match special.as_bytes() {
                [b'\\', b'u', ..] => {
                    let digits = special.get(2..6)?;
                    let is_unit = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
                    (u16::from_str_radix(digits, 16).ok().filter(|_| is_unit)?, special.get(6..)?)
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => {
                    (0, special.get(2..)?)
                }
                [b'"', ..] => (0, special.get(1..)?),
                _ => return None,
            };
            let is_second = matches!(unit, 0xDC00..=0xDFFF);
            if is_second != is_half || is_half && !plain.is_empty() {
                fault = Fault::HalfSurrogate;
            }
            is_half = matches!(unit, 0xD800..=0xDBFF);
            self.unread = rest;
            if special.starts_with('"') {
                let len = text.len().checked_sub(special.len())?;
                return Some((text.get(..len)?, fault));
            }
        }
    }

    /// Reads a number.
    fn number(&mut self) -> Option<Fault> {
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        let len = self.unread.bytes().position(|byte| !is_part(byte)).unwrap_or(self.unread.len());
        let (number, rest) = self.unread.split_at_checked(len)?;
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = [whole, fraction, exponent].into_iter().all(is_digits);
        if !is_number || whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        self.unread = rest;
        let number: f64 = number.parse().ok()?;
        Some(match number {
            f64::INFINITY => Fault::TooLarge,
            f64::NEG_INFINITY => Fault::TooSmall,
            _ => Fault::None,
        })
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.unread = self.unread.strip_prefix(word)?;
        Some(())
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// Takes a byte, if it is the next one.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        if is_next {
            self.unread = self.unread.get(1..).unwrap_or_default();
        }
        is_next
    }

    /// Returns the next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        self.unread = self.unread.trim_start_matches([' ', '\t', '\n', '\r']);
        self.unread.bytes().next()
    }
}

/// Returns what is wrong with a member whose value has a fault.
fn cause(member: Member, fault: Fault) -> Option<Cause> {
    let mut request = Request::<&str>::default();
    let mut value = Value { request: &mut request, place: member, is_some: true };
    Some(match (value.field(), fault) {
        (_, Fault::None) => return None,
        (Field::Integer(_), Fault::TooLarge) => Cause::Above,
        (Field::Integer(_), Fault::TooSmall) => Cause::Below,
        (Field::Number(_), Fault::TooLarge) => Cause::Speed(SpeedError::TooFast),
        (Field::Number(_), Fault::TooSmall) => Cause::Speed(SpeedError::TooSlow),
        (Field::Text(_), Fault::HalfSurrogate) => Cause::Type(Found::HalfSurrogate),
        (_, Fault::HalfSurrogate) => Cause::Type(Found::String),
        (_, Fault::TooLarge | Fault::TooSmall) => Cause::Type(Found::Number),
    })
}
