//! Texts that nobody means well, of up to 10 MB: a clear error or a right result, in time that
//! grows with the text and no faster.
//!
//! What is right is told by the properties of `tests/properties` and their naive references.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod invisible;
mod json;
mod linear;
mod right;

#[path = "../properties/code.rs"]
mod code;
#[path = "../properties/crc32c.rs"]
mod crc32c;
#[path = "../properties/entry.rs"]
mod entry;
#[path = "../properties/gsm0338.rs"]
mod gsm0338;
#[path = "../properties/gsm7.rs"]
mod gsm7;
#[path = "../properties/phone.rs"]
mod phone;
#[path = "../properties/phone_model.rs"]
mod phone_model;
#[path = "../properties/request.rs"]
mod request;
#[path = "../properties/request_body.rs"]
mod request_body;
#[path = "../properties/request_model.rs"]
mod request_model;
#[path = "../properties/segments.rs"]
mod segments;
#[path = "../properties/session.rs"]
mod session;
#[path = "../properties/session_model.rs"]
mod session_model;
#[path = "../properties/stored.rs"]
mod stored;
#[path = "../properties/template.rs"]
mod template;
#[path = "../properties/unicode.rs"]
mod unicode;
#[path = "../properties/word.rs"]
mod word;

/// Texts of this many bytes, more or less.
const HUGE: usize = 10 << 20;

/// What is repeated until a text is huge: what some reader or other looks for, and what none does.
const FILLERS: [&str; 20] = [
    "a",
    "7",
    " ",
    "-",
    "\0",
    "\r\n",
    "{",
    "<code",
    "{code}",
    "<brand>{code}",
    "[",
    "é€",
    "你",
    "🔑",
    "\u{200B}",
    "\u{202E}",
    "e\u{301}",
    "\\u0041",
    "\"",
    "%41/@:?#",
];

/// A filler, repeated up to so many bytes.
fn filled(filler: &str, bytes: usize) -> String {
    filler.repeat(bytes / filler.len())
}
