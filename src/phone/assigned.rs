//! Reads what was typed as a number in use.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths;
use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;
use super::kind::Kind;
use super::read::{behind_code, from_nowhere, international, national, read_typed};
use super::reading::Reading;
use super::typed::{Typed, scan_any};

/// Reads the number that was typed, among those of its readings that are assigned. If some of them
/// may receive an SMS, among those.
pub(super) fn read_assigned(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let typed = scan_any(text)?;
    let mut best: Option<(bool, Digits)> = None;
    let mut is_ambiguous = false;
    let mut is_read = false;
    for e164 in readings(&typed, here).into_iter().flatten() {
        is_read = true;
        let e164 = Digits::unpacked(e164.get());
        let kind = Kind::of(e164);
        let rank = kind.can_receive_sms();
        match best {
            _ if kind == Kind::Unassigned => {}
            Some((best, _)) if best && !rank => {}
            Some((best, other)) if best == rank => is_ambiguous |= other != e164,
            _ => (best, is_ambiguous) = (Some((rank, e164)), false),
        }
    }
    match best {
        Some(_) if is_ambiguous => Err(ParseError::Ambiguous),
        Some((_, e164)) => e164.packed().ok_or(ParseError::NoDigits),
        None if is_read => Err(ParseError::Unassigned),
        None => {
            let refused = read_typed(&typed, here).result(|| typed.first_digit);
            refused.and(Err(ParseError::Unassigned))
        }
    }
}

/// Returns the readings of a text that [`read_typed`] chooses from.
fn readings(typed: &Typed, here: Option<Country>) -> [Option<NonZeroU64>; 8] {
    let digits = typed.digits.digits;
    let mut readings = [None; 8];
    let mut places = readings.iter_mut();
    let mut add = |reading: Option<NonZeroU64>| {
        if let Some(place) = places.next() {
            *place = reading;
        }
    };
    let read = |reading: Reading| reading.result(|| typed.first_digit).ok();
    if typed.plus && digits.first() != 0 {
        add(read(international(digits)));
        return readings;
    }
    let is_tajik = here == Some(Country::TJ) && digits.len == 9;
    let zeros = digits.begin_with(Digits::of("00")) && !is_tajik;
    let lengths = prefix_lengths(digits, here);
    for length in (1..=15).filter(|length| lengths >> length & 1 == 1) {
        add(typed.digits.without(length).and_then(|after| read(international(after))));
    }
    match here {
        _ if typed.plus || zeros => {}
        Some(country) => {
            add(national(digits, country));
            let code = country.code_digits();
            let after_zero = digits.after(Digits::of("0")).unwrap_or(digits);
            if let Some(after) = after_zero.after(code) {
                add(behind_code(after, country));
            }
        }
        None => add(read(from_nowhere(digits))),
    }
    readings
}
