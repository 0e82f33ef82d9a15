//! Reads every number character by character, where no register holds all of its digits, in
//! less code than `quick`, and to the same numbers.

use core::num::NonZeroU64;

use super::country::Country;
use super::error::ParseError;
use super::read::read_typed;
use super::typed::scan_any;

/// Reads the number that was typed. Returns the packed digits of E.164.
pub(super) fn read(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let typed = scan_any(text)?;
    read_typed(&typed, here).result(|| typed.first_digit)
}
