//! The alphabet and its extension table, each written once; the tables for the way back are
//! derived.

/// Announces a character of the extension table.
pub(super) const ESCAPE: u8 = 0x1B;

/// Returned by [`code`] for a character that the alphabet lacks.
pub(super) const OUTSIDE: u8 = 0xFF;

/// Set in a [`code`] whose septet follows an [`ESCAPE`].
pub(super) const EXTENDED: u8 = 0x80;

/// 3GPP TS 23.038, 6.2.1. A lone escape is shown as a space (note 1 there).
#[rustfmt::skip]
pub(super) const DEFAULT: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ',  ' ', 'Æ', 'æ',  'ß', 'É',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-',  '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':',  ';', '<', '=',  '>', '?',
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J',  'K', 'L', 'M',  'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',  'Ä', 'Ö', 'Ñ',  'Ü', '§',
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j',  'k', 'l', 'm',  'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',  'ä', 'ö', 'ñ',  'ü', 'à',
];

/// 3GPP TS 23.038, 6.2.1.1: the septet after an escape, and what it stands for.
const EXTENSION: [(u8, char); 10] = [
    (0x0A, '\x0C'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// The characters that septets after an escape are shown as: those of the extension table, else of
/// the default alphabet; a second escape as a space (3GPP TS 23.038, 6.2.1.1 and its note 1).
#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a panic is an error message"
)]
pub(super) const AFTER_ESCAPE: [char; 128] = {
    let mut table = DEFAULT;
    let mut rows: &[(u8, char)] = &EXTENSION;
    while let [(septet, character), rest @ ..] = rows {
        table[*septet as usize] = *character;
        rows = rest;
    }
    table
};

/// The first character of the Greek table; the capitals in the alphabet are U+0393 to U+03A9.
const GREEK: u32 = 0x390;

const LATIN_CODES: [u8; 256] = codes(0);
const GREEK_CODES: [u8; 32] = codes(GREEK);
const EURO_CODE: [u8; 1] = codes('€' as u32);

const _: () = assert!(size_of_val(&DEFAULT) == 512 && size_of_val(&AFTER_ESCAPE) == 512);
const _: () = assert!(size_of_val(&LATIN_CODES) == 256 && size_of_val(&GREEK_CODES) == 32);

/// Returns the septet of a character, with [`EXTENDED`] set if it follows an escape, or
/// [`OUTSIDE`].
#[inline]
pub(super) fn code(character: char) -> u8 {
    let point = u32::from(character);
    let (table, first): (&[u8], u32) = match point {
        0..0x100 => (&LATIN_CODES, 0),
        GREEK..0x3B0 => (&GREEK_CODES, GREEK),
        _ => (&EURO_CODE, '€' as u32),
    };
    let index = usize::try_from(point.wrapping_sub(first));
    index.ok().and_then(|index| table.get(index)).copied().unwrap_or(OUTSIDE)
}

/// Returns the codes of the `N` characters from `first` on.
const fn codes<const N: usize>(first: u32) -> [u8; N] {
    let mut table = [OUTSIDE; N];
    let mut characters: &[char] = &DEFAULT;
    while let [rest @ .., character] = characters {
        characters = rest;
        // The table has 128 rows: the length of the rest is the septet.
        let [septet, ..] = rest.len().to_le_bytes();
        if septet != ESCAPE {
            put(&mut table, first, *character, septet);
        }
    }
    let mut rows: &[(u8, char)] = &EXTENSION;
    while let [(septet, character), rest @ ..] = rows {
        put(&mut table, first, *character, EXTENDED | *septet);
        rows = rest;
    }
    table
}

#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler only, where a panic is an error message"
)]
const fn put(table: &mut [u8], first: u32, character: char, code: u8) {
    if let Some(index) = (character as u32).checked_sub(first)
        && (index as usize) < table.len()
    {
        table[index as usize] = code;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test that panics is a test that fails")]

    use super::{OUTSIDE, code, codes};

    /// The three tables cover the whole alphabet.
    #[test]
    fn a_table_of_one_character_holds_what_the_three_tables_hold() {
        let mut inside = 0;
        for character in '\0'..=char::MAX {
            let [found] = codes(character.into());
            assert_eq!(found, code(character), "{character:?}");
            inside += u32::from(found != OUTSIDE);
        }
        assert_eq!(inside, 127 + 10);
    }
}
