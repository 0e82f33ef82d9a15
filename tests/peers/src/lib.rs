//! The peers, which a user would pick instead of verify-core: each is asked what this crate is
//! asked, and its answers are compared with published ones. `benches/peers` times the same calls.
//!
//! What each can be asked for, in the newest version of November 2026:
//!
//! - `rand` 0.10: a number below a power of ten, padded with zeros; `Alphanumeric`; `Choose` from
//!   any alphabet. No code with a dash.
//! - `nanoid` 0.5: characters of any alphabet. No code with a dash. By itself it seeds a generator
//!   from the operating system for each code, so it is timed on the generator of the others as
//!   well.
//! - `phonelib` 2.1, `rlibphonenumber` 2.2, `phonenumber` 0.3: a number and its country, to E.164.
//! - `leon` 3.0: `{code}` and `{brand}`; its language has escapes and trims what stands in braces,
//!   and every other placeholder is an error.
//! - `str::replace`: what one would write without a crate.
//! - `gsm7_alt` 0.1: the charset and the count of septets. It cuts nothing, so it is not asked for
//!   segments.
//! - `rusmpp-extra` 0.4: a text encoded and cut, GSM 7-bit or, when that fails, UCS-2. It refuses
//!   what takes two code units in UTF-16: every emoji.
//! - `sms_splitter` 0.1: the charset, units and segments.
//!
//! Every function of a peer that is timed is one of those that are compared here.
#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "for a bench and a test, which panic"
)]

pub mod agreement;
pub mod chains;
pub mod codes;
pub mod numbers;
pub mod templates;
mod ten;
pub mod texts;

use agreement::Comparison;

/// Makes every comparison.
pub fn comparisons() -> Vec<Comparison> {
    vec![
        numbers::comparison(),
        codes::comparison(),
        templates::comparison(),
        texts::characters(),
        texts::segments(),
        chains::comparison(),
    ]
}
