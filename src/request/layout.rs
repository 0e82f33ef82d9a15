//! How a text message is laid out before its code is drawn: what a segment border cuts, and what
//! forces UCS-2.

use crate::sms::gsm7::{self, NotInAlphabet};
use crate::sms::{Charset, Encoding, MAX_SEGMENTS, MessageError};
use crate::template::{Piece, Rendered};

/// A message with a stand-in for its code.
pub(super) struct Layout<'a> {
    message: Rendered<'a>,
    encoding: Encoding,
}

/// The first character that forces UCS-2.
pub(super) struct Outside {
    pub(super) found: char,
    /// Its position in the message, in characters.
    pub(super) position: usize,
    /// The segments of the message without it.
    pub(super) segments: usize,
}

impl<'a> Layout<'a> {
    pub(super) const fn new(message: Rendered<'a>, encoding: Encoding) -> Self {
        Self { message, encoding }
    }

    /// Iterates over the characters, each with the number of the code that it is part of.
    fn characters(&self) -> impl Iterator<Item = (char, Option<usize>)> + Clone + use<'a> {
        self.message.pieces().enumerate().flat_map(|(number, piece)| {
            let code = matches!(piece, Piece::Code(_)).then_some(number);
            piece.as_str().chars().map(move |character| (character, code))
        })
    }

    /// Returns what forces UCS-2 where the text chooses. A text whose letters are mostly outside
    /// GSM 7-bit is meant to be UCS-2.
    pub(super) fn outside(&self) -> Option<Outside> {
        if self.encoding != Encoding::Auto || !self.is_mostly_gsm7() {
            return None;
        }
        let mut characters = self.characters().map(|(character, _)| character).enumerate();
        let (position, found) =
            characters.find(|(_, character)| gsm7::septet_count(*character).is_none())?;
        let others = self.characters().enumerate().filter(move |(index, _)| *index != position);
        let others = others.map(|(_, character)| character);
        let charset = choose(others.clone());
        Some(Outside { found, position, segments: Split::of(others, charset).segments })
    }

    /// Checks that the message can be sent: in the requested encoding, in at most
    /// [`MAX_SEGMENTS`] segments.
    pub(super) fn fits(&self) -> Result<(), MessageError> {
        // A character takes at most as many units of UCS-2 as bytes, or twice as many septets, and
        // a border wastes at most one unit.
        const CERTAIN: usize = MAX_SEGMENTS * 66;
        const {
            assert!(CERTAIN <= MAX_SEGMENTS * (Charset::Ucs2.concatenated_capacity() - 1));
            assert!(2 * CERTAIN <= MAX_SEGMENTS * (Charset::Gsm7.concatenated_capacity() - 1));
        }
        if self.encoding != Encoding::Gsm7 && self.message.len() <= CERTAIN {
            return Ok(());
        }
        self.measure()
    }

    #[cold]
    fn measure(&self) -> Result<(), MessageError> {
        let mut offset = 0_usize;
        let mut outside = None;
        for (position, (found, _)) in self.characters().enumerate() {
            if gsm7::septet_count(found).is_none() {
                outside = Some(NotInAlphabet::new(found, position, offset));
                break;
            }
            offset = offset.saturating_add(found.len_utf8());
        }
        let charset = match (self.encoding, outside) {
            (Encoding::Gsm7, Some(outside)) => return Err(outside.into()),
            (Encoding::Ucs2, _) | (Encoding::Auto, Some(_)) => Charset::Ucs2,
            (Encoding::Gsm7 | Encoding::Auto, None) => Charset::Gsm7,
        };
        let Split { units, segments, .. } = Split::of(self.characters(), charset);
        if segments > MAX_SEGMENTS {
            return Err(MessageError::TooLong { charset, units, segments });
        }
        Ok(())
    }

    fn is_mostly_gsm7(&self) -> bool {
        let others = self.characters().filter(|(_, code)| code.is_none());
        let letters = others.filter(|(character, _)| character.is_alphabetic());
        let (mut inside, mut outside) = (0_usize, 0_usize);
        for (character, _) in letters {
            let count = match gsm7::septet_count(character) {
                Some(_) => &mut inside,
                None => &mut outside,
            };
            *count = count.saturating_add(1);
        }
        outside <= inside
    }

    /// Returns how many units have to go so that no segment border cuts the first code that one
    /// cuts now.
    pub(super) fn surplus(&self) -> Option<usize> {
        let charset = match self.encoding {
            Encoding::Auto => choose(self.characters()),
            Encoding::Gsm7 => Charset::Gsm7,
            Encoding::Ucs2 => Charset::Ucs2,
        };
        let split = Split::of(self.characters(), charset);
        // To fit into one segment may take less.
        let over = split.units.saturating_sub(charset.single_capacity());
        split.surplus.map(|surplus| surplus.min(over))
    }
}

fn choose(mut characters: impl Iterator<Item = (char, Option<usize>)>) -> Charset {
    let is_gsm7 = characters.all(|(character, _)| gsm7::septet_count(character).is_some());
    if is_gsm7 { Charset::Gsm7 } else { Charset::Ucs2 }
}

/// A text, split into segments under an 8-bit reference.
struct Split {
    units: usize,
    segments: usize,
    /// The units of the first code that is cut, behind the border.
    surplus: Option<usize>,
}

impl Split {
    fn of(
        characters: impl Iterator<Item = (char, Option<usize>)> + Clone,
        charset: Charset,
    ) -> Self {
        let units = |character: char| match charset {
            // Only where GSM 7-bit is insisted on, and then the message is refused.
            Charset::Gsm7 => gsm7::septet_count(character).unwrap_or(1),
            Charset::Ucs2 => character.len_utf16(),
        };
        let total = characters.clone().map(|(character, _)| units(character)).sum();
        let mut split = Self { units: total, segments: 1, surplus: None };
        if total <= charset.single_capacity() {
            return split;
        }
        let capacity = charset.concatenated_capacity();
        let mut filled = 0_usize;
        let (mut last, mut cut) = (None, None);
        for (character, code) in characters {
            let units = units(character);
            if filled.saturating_add(units) > capacity {
                split.segments = split.segments.saturating_add(1);
                filled = 0;
                if code == last {
                    cut = cut.or(code);
                }
            }
            if code.is_some() && code == cut {
                split.surplus = Some(split.surplus.unwrap_or(0).saturating_add(units));
            }
            filled = filled.saturating_add(units);
            last = code;
        }
        split
    }
}
