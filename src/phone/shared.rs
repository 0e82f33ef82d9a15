//! Which country a number of a shared calling code is in, by its first digits.

use super::country::Country;
use super::digits::Digits;
use super::table;

const _: () = assert!(table::SHARED_BYTES <= 640, "shared calling codes take 640 bytes at most");

/// Returns the country of an E.164 number: the one of its calling code or, where several share
/// that, the one whose ranges it is in. The main country where it is in no other's.
pub(super) fn country_of(e164: Digits) -> Option<Country> {
    let main = Country::of_leading_digits(e164)?;
    let Some(prefixes) = prefixes_of(main) else { return Some(main) };
    let national = e164.after(main.code_digits())?;
    let first_six = national.high >> 40;
    // Unused digits of a prefix are filled up with ones, so that the only prefix that may match is
    // the first that is not below the number.
    let at = prefixes.partition_point(|&prefix| digits(prefix) < first_six);
    let found = prefixes.get(at).filter(|&&prefix| {
        let unused = unused_bits(prefix);
        digits(prefix) >> unused == first_six >> unused
    });
    let found = found.map(|&[.., row]| row);
    let row = if main == Country::US { found.or_else(|| row_of_area(national)) } else { found };
    Some(row.map_or(main, Country::row))
}

/// Returns the area code of a North American country that has a single one.
pub(super) fn only_area(country: Country) -> Option<Digits> {
    let mut areas = table::AREAS.iter().filter(|[.., row]| *row == country.index());
    let (&[high, low, _], None) = (areas.next()?, areas.next()) else { return None };
    Some(Digits { high: u64::from(u16::from_be_bytes([high, low])) << 52, len: 3 })
}

/// Returns the row of a country in North America other than the United States.
fn row_of_area(national: Digits) -> Option<u8> {
    let [.., high, low] = (national.high >> 52).to_be_bytes();
    let at = table::AREAS.binary_search_by_key(&[high, low], |&[high, low, _]| [high, low]).ok()?;
    table::AREAS.get(at).map(|&[.., row]| row)
}

/// Returns the prefixes of national numbers that are not the main country's, if it shares its
/// calling code.
fn prefixes_of(main: Country) -> Option<&'static [[u8; 4]]> {
    let at = table::SHARED_CODES.iter().position(|&[row, _]| row == main.index())?;
    let end = |at: usize| table::SHARED_CODES.get(at).map(|&[_, end]| usize::from(end));
    let start = at.checked_sub(1).and_then(end).unwrap_or_default();
    table::SHARED_PREFIXES.get(start..end(at)?)
}

/// Returns the six digits of a prefix, four bits each.
fn digits([first, second, third, _]: [u8; 4]) -> u64 {
    u64::from(u32::from_be_bytes([0, first, second, third]))
}

/// Counts the bits of a prefix that are filled up with ones.
fn unused_bits(prefix: [u8; 4]) -> u32 {
    digits(prefix).trailing_ones() & !3
}
