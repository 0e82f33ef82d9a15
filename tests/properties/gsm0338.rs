//! The published table of the GSM 7-bit alphabet, read as slowly and plainly as possible.

use std::collections::BTreeMap;

/// Maps every character of the alphabet and its extension table to its septets.
pub(crate) fn table() -> BTreeMap<char, Vec<u8>> {
    let rows = include_str!("../data/gsm0338.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#') && !row.is_empty());
    rows.map(|row| {
        let mut columns = row.split('\t');
        let septets = u16::from_str_radix(columns.next().unwrap(), 16).unwrap();
        let point = columns.next().unwrap().strip_prefix("U+").unwrap();
        let character = char::from_u32(u32::from_str_radix(point, 16).unwrap()).unwrap();
        let [escape, septet] = septets.to_be_bytes();
        let septets = if escape == 0 { vec![septet] } else { vec![escape, septet] };
        (character, septets)
    })
    .collect()
}
