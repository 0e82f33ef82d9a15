//! What people type: decimal digits of every script, the spaces, dashes, invisible characters,
//! brackets and quotes among them, and what a character does to a line that is shown.
//!
//! A decimal digit is a character of Unicode's general category `Nd`. Such digits come in runs of
//! ten, zero first (Unicode Standard, 4.6: a stable property).

/// What a character is among digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A decimal digit of any script, with its value: 7 for `7` and `٧`, but not `½` or `七`.
    Digit(u8),
    /// White space (Unicode's `White_Space`).
    Space,
    /// A dash (Unicode's general category `Pd`) or what looks like one: hyphen bullet, modifier
    /// letter minus, minus signs, and the long-vowel marks that a Japanese keyboard gives for a
    /// hyphen.
    Dash,
    /// An invisible character (Unicode's `Default_Ignorable_Code_Point`): soft hyphen, zero-width
    /// and direction marks, joiners, variation selectors.
    Invisible,
    /// The wave dash: a dash that a Japanese keyboard gives for a tilde.
    WaveDash,
    /// A tilde, or what looks like one.
    Tilde,
    /// A bracket, a dot or a slash, or a small form or look-alike of one.
    Mark,
    /// A quote or an apostrophe.
    Quote,
    /// Anything else.
    Other,
}

impl Class {
    /// Whether the character is white space, a dash or invisible.
    pub(crate) const fn is_blank(self) -> bool {
        matches!(self, Self::Space | Self::Dash | Self::Invisible | Self::WaveDash)
    }

    /// Whether the character is a tilde, or looks like one.
    pub(crate) const fn is_tilde(self) -> bool {
        matches!(self, Self::WaveDash | Self::Tilde)
    }
}

const DIGIT: u32 = 0;
const SPACE: u32 = 1;
const DASH: u32 = 2;
const INVISIBLE: u32 = 3;
const WAVE_DASH: u32 = 4;
const TILDE: u32 = 5;
const MARK: u32 = 6;
const QUOTE: u32 = 7;

/// Packs a run of at most 256 characters of one class: the first one on top, then one less than
/// their number in eight bits, then the class in three.
const fn run(class: u32, first: u32, last: u32) -> u32 {
    first << 11 | last.wrapping_sub(first) << 3 | class
}

/// The runs of characters of each class, in ascending order (Unicode 16.0; compared with another
/// implementation below). ASCII, its full-width forms and the tags of plane 14 are left out.
#[rustfmt::skip]
static RUNS: [u32; 137] = [
    run(SPACE, 0x85, 0x85), run(SPACE, 0xA0, 0xA0), run(QUOTE, 0xAB, 0xAB),
    run(INVISIBLE, 0xAD, 0xAD), run(QUOTE, 0xB4, 0xB4), run(MARK, 0xB7, 0xB7),
    run(QUOTE, 0xBB, 0xBB), run(DASH, 0x2D7, 0x2D7), run(INVISIBLE, 0x34F, 0x34F),
    run(DASH, 0x58A, 0x58A), run(DASH, 0x5BE, 0x5BE), run(INVISIBLE, 0x61C, 0x61C),
    run(DIGIT, 0x660, 0x669), run(DIGIT, 0x6F0, 0x6F9), run(DIGIT, 0x7C0, 0x7C9),
    run(DIGIT, 0x966, 0x96F), run(DIGIT, 0x9E6, 0x9EF), run(DIGIT, 0xA66, 0xA6F),
    run(DIGIT, 0xAE6, 0xAEF), run(DIGIT, 0xB66, 0xB6F), run(DIGIT, 0xBE6, 0xBEF),
    run(DIGIT, 0xC66, 0xC6F), run(DIGIT, 0xCE6, 0xCEF), run(DIGIT, 0xD66, 0xD6F),
    run(DIGIT, 0xDE6, 0xDEF), run(DIGIT, 0xE50, 0xE59), run(DIGIT, 0xED0, 0xED9),
    run(DIGIT, 0xF20, 0xF29), run(DIGIT, 0x1040, 0x1049), run(DIGIT, 0x1090, 0x1099),
    run(INVISIBLE, 0x115F, 0x1160), run(DASH, 0x1400, 0x1400), run(SPACE, 0x1680, 0x1680),
    run(INVISIBLE, 0x17B4, 0x17B5), run(DIGIT, 0x17E0, 0x17E9), run(DASH, 0x1806, 0x1806),
    run(INVISIBLE, 0x180B, 0x180F), run(DIGIT, 0x1810, 0x1819), run(DIGIT, 0x1946, 0x194F),
    run(DIGIT, 0x19D0, 0x19D9), run(DIGIT, 0x1A80, 0x1A89), run(DIGIT, 0x1A90, 0x1A99),
    run(DIGIT, 0x1B50, 0x1B59), run(DIGIT, 0x1BB0, 0x1BB9), run(DIGIT, 0x1C40, 0x1C49),
    run(DIGIT, 0x1C50, 0x1C59), run(SPACE, 0x2000, 0x200A), run(INVISIBLE, 0x200B, 0x200F),
    run(DASH, 0x2010, 0x2015), run(QUOTE, 0x2018, 0x201F), run(MARK, 0x2024, 0x2024),
    run(MARK, 0x2027, 0x2027), run(SPACE, 0x2028, 0x2029), run(INVISIBLE, 0x202A, 0x202E),
    run(SPACE, 0x202F, 0x202F), run(DASH, 0x2043, 0x2043), run(MARK, 0x2044, 0x2044),
    run(TILDE, 0x2053, 0x2053), run(SPACE, 0x205F, 0x205F), run(INVISIBLE, 0x2060, 0x206F),
    run(DASH, 0x207B, 0x207B), run(DASH, 0x208B, 0x208B), run(DASH, 0x2212, 0x2212),
    run(MARK, 0x2215, 0x2215), run(TILDE, 0x223C, 0x223C), run(DASH, 0x2E17, 0x2E17),
    run(DASH, 0x2E1A, 0x2E1A), run(DASH, 0x2E3A, 0x2E3B), run(DASH, 0x2E40, 0x2E40),
    run(DASH, 0x2E5D, 0x2E5D), run(SPACE, 0x3000, 0x3000), run(WAVE_DASH, 0x301C, 0x301C),
    run(DASH, 0x3030, 0x3030), run(DASH, 0x30A0, 0x30A0), run(MARK, 0x30FB, 0x30FB),
    run(DASH, 0x30FC, 0x30FC), run(INVISIBLE, 0x3164, 0x3164), run(DIGIT, 0xA620, 0xA629),
    run(DIGIT, 0xA8D0, 0xA8D9), run(DIGIT, 0xA900, 0xA909), run(DIGIT, 0xA9D0, 0xA9D9),
    run(DIGIT, 0xA9F0, 0xA9F9), run(DIGIT, 0xAA50, 0xAA59), run(DIGIT, 0xABF0, 0xABF9),
    run(INVISIBLE, 0xFE00, 0xFE0F), run(DASH, 0xFE31, 0xFE32), run(MARK, 0xFE52, 0xFE52),
    run(DASH, 0xFE58, 0xFE58), run(MARK, 0xFE59, 0xFE5E), run(DASH, 0xFE63, 0xFE63),
    run(INVISIBLE, 0xFEFF, 0xFEFF), run(DASH, 0xFF70, 0xFF70), run(INVISIBLE, 0xFFA0, 0xFFA0),
    run(INVISIBLE, 0xFFF0, 0xFFF8), run(DIGIT, 0x104A0, 0x104A9), run(DIGIT, 0x10D30, 0x10D39),
    run(DIGIT, 0x10D40, 0x10D49), run(DASH, 0x10D6E, 0x10D6E), run(DASH, 0x10EAD, 0x10EAD),
    run(DIGIT, 0x11066, 0x1106F), run(DIGIT, 0x110F0, 0x110F9), run(DIGIT, 0x11136, 0x1113F),
    run(DIGIT, 0x111D0, 0x111D9), run(DIGIT, 0x112F0, 0x112F9), run(DIGIT, 0x11450, 0x11459),
    run(DIGIT, 0x114D0, 0x114D9), run(DIGIT, 0x11650, 0x11659), run(DIGIT, 0x116C0, 0x116C9),
    run(DIGIT, 0x116D0, 0x116D9), run(DIGIT, 0x116DA, 0x116E3), run(DIGIT, 0x11730, 0x11739),
    run(DIGIT, 0x118E0, 0x118E9), run(DIGIT, 0x11950, 0x11959), run(DIGIT, 0x11BF0, 0x11BF9),
    run(DIGIT, 0x11C50, 0x11C59), run(DIGIT, 0x11D50, 0x11D59), run(DIGIT, 0x11DA0, 0x11DA9),
    run(DIGIT, 0x11F50, 0x11F59), run(DIGIT, 0x16130, 0x16139), run(DIGIT, 0x16A60, 0x16A69),
    run(DIGIT, 0x16AC0, 0x16AC9), run(DIGIT, 0x16B50, 0x16B59), run(DIGIT, 0x16D70, 0x16D79),
    run(INVISIBLE, 0x1BCA0, 0x1BCA3), run(DIGIT, 0x1CCF0, 0x1CCF9),
    run(INVISIBLE, 0x1D173, 0x1D17A), run(DIGIT, 0x1D7CE, 0x1D7D7), run(DIGIT, 0x1D7D8, 0x1D7E1),
    run(DIGIT, 0x1D7E2, 0x1D7EB), run(DIGIT, 0x1D7EC, 0x1D7F5), run(DIGIT, 0x1D7F6, 0x1D7FF),
    run(DIGIT, 0x1E140, 0x1E149), run(DIGIT, 0x1E2F0, 0x1E2F9), run(DIGIT, 0x1E4F0, 0x1E4F9),
    run(DIGIT, 0x1E5F1, 0x1E5FA), run(DIGIT, 0x1E950, 0x1E959), run(DIGIT, 0x1FBF0, 0x1FBF9),
];
const _: () = assert!(size_of_val(&RUNS) == 548);

/// Returns the class of a character.
pub(crate) fn class(character: char) -> Class {
    let code_point = u32::from(character);
    let ascii = match code_point {
        ..0x80 => code_point,
        // Full-width forms are as those of ASCII. The grave accent is no quote in full width.
        0xFF01..=0xFF5E if code_point != 0xFF40 => code_point.wrapping_sub(0xFEE0),
        0xE0000..=0xE0FFF => return Class::Invisible,
        _ => return other_than_ascii(code_point),
    };
    match ascii.to_le_bytes()[0] {
        digit @ b'0'..=b'9' => Class::Digit(digit & 0xF),
        b' ' | b'\t'..=b'\r' => Class::Space,
        b'-' => Class::Dash,
        b'~' => Class::Tilde,
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'.' | b'/' => Class::Mark,
        b'"' | b'\'' | b'`' => Class::Quote,
        _ => Class::Other,
    }
}

/// Returns the class of the characters in [`RUNS`].
fn other_than_ascii(code_point: u32) -> Class {
    let at = RUNS.partition_point(|&run| run >> 11 <= code_point);
    let Some(&run) = at.checked_sub(1).and_then(|at| RUNS.get(at)) else { return Class::Other };
    let offset = code_point.wrapping_sub(run >> 11);
    if offset > run >> 3 & 0xFF {
        return Class::Other;
    }
    match run & 7 {
        DIGIT => Class::Digit(offset.to_le_bytes()[0]),
        SPACE => Class::Space,
        DASH => Class::Dash,
        INVISIBLE => Class::Invisible,
        WAVE_DASH => Class::WaveDash,
        TILDE => Class::Tilde,
        MARK => Class::Mark,
        _ => Class::Quote,
    }
}

/// Returns the value, 0 to 9, of a decimal digit of any script.
#[inline]
pub(crate) fn decimal_digit(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    match class(character) {
        Class::Digit(value) => Some(value),
        _ => None,
    }
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

/// Whether `character` is invisible (Unicode's `Default_Ignorable_Code_Point`).
fn is_invisible(character: char) -> bool {
    !character.is_ascii() && class(character) == Class::Invisible
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::arithmetic_side_effects,
        reason = "a test that panics is a test that fails"
    )]

    extern crate std;

    use super::{Class, DIGIT, RUNS, class, decimal_digit};
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
        assert_eq!(ours.len(), 760);
    }

    #[test]
    fn runs_ascend_and_those_of_digits_hold_ten() {
        let ends = |run: u32| (run >> 11, (run >> 11) + (run >> 3 & 0xFF));
        let mut last = 0x7F;
        for run in RUNS {
            assert!(last < ends(run).0, "{run:X}");
            last = ends(run).1;
        }
        assert!(RUNS.iter().all(|run| run & 7 != DIGIT || run >> 3 & 0xFF == 9));
    }

    #[test]
    fn characters_of_every_class() {
        for (characters, expected) in [
            (" \t\u{A0}\u{85}\u{3000}", Class::Space),
            ("-‐—−ー－ｰ᠆", Class::Dash),
            ("\u{AD}\u{200B}\u{202E}\u{FE0F}\u{FEFF}\u{E0000}\u{E0FFF}", Class::Invisible),
            ("〜", Class::WaveDash),
            ("~⁓∼～", Class::Tilde),
            ("()[]{}./﹙﹚﹛﹜﹝﹞（）［］｛｝·․‧・﹒．⁄∕／", Class::Mark),
            ("'\"`´«»‘’‚‛“”„‟＂＇", Class::Quote),
            ("a,+*½七｀\u{E1000}\u{0}\u{10FFFF}", Class::Other),
        ] {
            for character in characters.chars() {
                assert_eq!(class(character), expected, "{character:?}");
            }
        }
    }
}
