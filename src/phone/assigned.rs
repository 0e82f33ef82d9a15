//! Reads what was typed as a number in use.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths;
use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;
use super::kind::Kind;
use super::read::{Reading, packed, read_typed};
use super::typed::{Typed, scan_any};

/// Reads the number that was typed, among those of its readings that are assigned. If some of them
/// may receive an SMS, among those.
pub(super) fn read_assigned(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let typed = scan_any(text)?;
    let mut best: Option<(bool, Digits)> = None;
    let mut is_ambiguous = false;
    let mut is_read = false;
    for reading in readings(typed, here).into_iter().flatten() {
        is_read = true;
        let e164 = reading.e164();
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
        Some((_, e164)) => packed(e164),
        None if is_read => Err(ParseError::Unassigned),
        None => read_typed(typed, here).and(Err(ParseError::Unassigned)),
    }
}

/// Returns the readings of a text that [`read_typed`] chooses from.
fn readings(typed: Typed, here: Option<Country>) -> [Option<Reading>; 8] {
    let digits = typed.digits.digits;
    let unknown_code = typed.unknown_code();
    let mut readings = [None; 8];
    let mut places = readings.iter_mut();
    let mut add = |reading: Option<Reading>| {
        if let Some(place) = places.next() {
            *place = reading;
        }
    };
    if typed.plus && digits.first() != 0 {
        add(Reading::international(digits, unknown_code).ok());
        return readings;
    }
    let is_tajik = here == Some(Country::TJ) && digits.len == 9;
    let zeros = digits.begin_with(Digits::of("00")) && !is_tajik;
    for after in prefix_lengths(digits, here).filter_map(|length| typed.digits.without(length)) {
        add(Reading::international(after, unknown_code).ok());
    }
    match here {
        _ if typed.plus || zeros => {}
        Some(country) => {
            add(Reading::national(digits, country));
            let code = country.code_digits();
            let after_zero = digits.after(Digits::of("0")).unwrap_or(digits);
            if let Some(after) = after_zero.after(code) {
                add(Reading::behind_code(after, country));
            }
        }
        None => add(Reading::from_nowhere(digits).ok()),
    }
    readings
}
