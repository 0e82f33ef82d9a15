//! The code as a voice reads it, one character at a time.

use super::text::Text;
use crate::code::Code;

/// Separates two characters: voices make a short pause at a comma.
const BETWEEN: &str = ", ";

/// Stand in for a code of any length before one is drawn, without and with a dash.
const ZEROS: &str = "0000000000";
const DASHED_ZEROS: &str = "00000-00000";

const SPELT_OUT_ZEROS: &str = "0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

/// Returns a code of `symbols` zeros, with a dash if `characters` are more. A code with a dash may
/// need a mark, and so another length of text.
pub(super) fn zeros(characters: usize, symbols: usize) -> &'static str {
    if symbols < characters {
        let start = 5_usize.saturating_sub(symbols / 2);
        let end = start.saturating_add(characters);
        DASHED_ZEROS.get(start..end).unwrap_or(DASHED_ZEROS)
    } else {
        ZEROS.get(..characters).unwrap_or(ZEROS)
    }
}

/// Returns a spelt-out code of `symbols` zeros.
pub(super) fn spelt_out_zeros(symbols: usize) -> &'static str {
    let length = symbols.saturating_mul(3).saturating_sub(BETWEEN.len());
    SPELT_OUT_ZEROS.get(..length).unwrap_or(SPELT_OUT_ZEROS)
}

/// Writes the characters of a code one at a time, `1, 2, 3, 4`, so that no voice reads "one
/// thousand two hundred". The dash is left out: the listener enters the code without it.
pub(super) fn spell_out(code: &Code) -> Text<{ SPELT_OUT_ZEROS.len() }> {
    let mut spelt_out = Text::new();
    for symbol in spoken(code) {
        if !spelt_out.as_str().is_empty() {
            spelt_out.push_str(BETWEEN);
        }
        spelt_out.push_str(symbol.encode_utf8(&mut [0; 4]));
    }
    spelt_out
}

/// Iterates over the characters of a code without its dash.
pub(super) fn spoken(code: &Code) -> impl Iterator<Item = char> {
    code.expose().chars().filter(|symbol| *symbol != '-')
}
