//! What people type: decimal digits of every script, the dashes and invisible characters among
//! them, and what a character does to a line that is shown.
//!
//! A decimal digit is a character of Unicode's general category `Nd`. Such digits come in runs of
//! ten, zero first (Unicode Standard, 4.6: a stable property), so a list of the zeros is enough.

/// The code point of every zero, in ascending order (Unicode 16.0; compared with another
/// implementation below).
pub(crate) const ZEROS: [u32; 76] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE,
    0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];
const _: () = assert!(size_of_val(&ZEROS) == 304);

/// Returns the value, 0 to 9, of a decimal digit of any script: 7 for `7` and `٧`, `None` for `½`,
/// `七` and `x`.
#[inline]
pub(crate) fn decimal_digit(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    let code_point = u32::from(character);
    let run = ZEROS.partition_point(|&zero| zero <= code_point).checked_sub(1)?;
    let value = code_point.checked_sub(*ZEROS.get(run)?)?;
    u8::try_from(value).ok().filter(|&value| value < 10)
}

/// Whether `character` is a dash (Unicode's general category `Pd`) or looks like one: hyphen
/// bullet, modifier letter minus, minus signs, and the long-vowel marks that a Japanese keyboard
/// gives for a hyphen.
pub(crate) fn is_dash(character: char) -> bool {
    const OTHERS: [char; 26] = [
        '-', '\u{2D7}', '\u{58A}', '\u{5BE}', '\u{1400}', '\u{1806}', '\u{2043}', '\u{207B}',
        '\u{208B}', '\u{2212}', '\u{2E17}', '\u{2E1A}', '\u{2E3A}', '\u{2E3B}', '\u{2E40}',
        '\u{2E5D}', '\u{301C}', '\u{3030}', '\u{30A0}', '\u{30FC}', '\u{FE31}', '\u{FE32}',
        '\u{FE58}', '\u{FE63}', '\u{FF0D}', '\u{FF70}',
    ];
    const _: () = assert!(size_of_val(&OTHERS) == 104);
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{10D6E}' | '\u{10EAD}')
        || OTHERS.contains(&character)
}

/// Whether `character` is invisible (Unicode's `Default_Ignorable_Code_Point`): soft hyphen,
/// zero-width and direction marks, joiners, variation selectors.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What a character does to a line of text that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It shows.
    Shows,
    /// It is a space.
    Spaces,
    /// It shapes or directs its neighbours: joiners, direction marks, variation selectors.
    Joins,
    /// It ends the line or controls a device (`Cc`, `Zl`, `Zp`).
    Breaks,
    /// It turns the direction of the text after it (Unicode Standard Annex 9, 2: embeddings,
    /// overrides and isolates).
    Turns,
    /// It shows nothing, or is not a character: fillers, zero-width spaces, tags, noncharacters.
    Hides,
}

/// Returns what a character does to a line of text that is shown.
pub(crate) fn effect(character: char) -> Effect {
    match character {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Effect::Turns,
        '\u{2028}' | '\u{2029}' => Effect::Breaks,
        '\u{34F}'
        | '\u{61C}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}'
        | '\u{200C}'..='\u{200F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}' => Effect::Joins,
        '\u{FFF9}'..='\u{FFFB}' => Effect::Hides,
        character if character.is_control() => Effect::Breaks,
        character if is_invisible(character) || is_noncharacter(character) => Effect::Hides,
        character if character.is_whitespace() => Effect::Spaces,
        _ => Effect::Shows,
    }
}

/// Whether a code point is never a character (Unicode Standard, 23.7).
fn is_noncharacter(character: char) -> bool {
    let code_point = u32::from(character);
    matches!(code_point, 0xFDD0..=0xFDEF) || code_point & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::arithmetic_side_effects,
        reason = "a test that panics is a test that fails"
    )]

    extern crate std;

    use super::{ZEROS, decimal_digit};
    use regex::Regex;
    use std::string::String;
    use std::vec::Vec;

    /// Compares this table with that of the `regex` crate, over every character.
    #[test]
    fn every_character_agrees_with_unicode() {
        let all: String = ('\0'..=char::MAX).collect();
        let mut theirs = Vec::new();
        for run in Regex::new(r"\p{Nd}+").unwrap().find_iter(&all) {
            assert_eq!(run.as_str().chars().count() % 10, 0, "{run:?} is not whole runs of ten");
            theirs.extend(run.as_str().chars().zip((0..10).cycle()));
        }
        let ours: Vec<(char, u8)> =
            all.chars().filter_map(|c| Some((c, decimal_digit(c)?))).collect();
        assert_eq!(ours, theirs);
        assert_eq!(ours.len(), 10 * ZEROS.len());
    }
}
