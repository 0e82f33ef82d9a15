//! Septets to octets and back: eight septets fill seven octets, the first septet in the lowest
//! bits.

use crate::buffer::BufferTooSmall;

const CARRIAGE_RETURN: u8 = 0x0D;

/// Returns the number of octets that septets are packed into: seven for each eight, rounded up.
///
/// ```
/// assert_eq!(verify_core::sms::gsm7::packed_len(160), 140);
/// ```
#[must_use]
pub const fn packed_len(septets: usize) -> usize {
    // `septets * 7 / 8` could overflow.
    septets.saturating_sub(septets / 8)
}

/// Packs septets, one in the low seven bits of each byte, into octets; unused bits at the end are
/// zero.
///
/// This is how a short message is packed (3GPP TS 23.038, 6.1.2.1.1). Its length is sent in septets
/// (TP-UDL), so that seven spare bits at the end cannot be mistaken for an `@`; where the length is
/// sent in octets, use [`pack_ussd`].
///
/// ```
/// use verify_core::sms::gsm7;
///
/// let mut octets = [0; 16];
/// let packed = gsm7::pack(b"hellohello", &mut octets).unwrap();
/// assert_eq!(packed, b"\xE8\x32\x9B\xFD\x46\x97\xD9\xEC\x37");
/// ```
///
/// # Errors
/// The buffer holds less than [`packed_len`] octets; nothing is written.
pub fn pack<'b>(septets: &[u8], buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
    let octets = BufferTooSmall::split(buffer, packed_len(septets.len()))?;
    pack_exactly(septets, octets);
    Ok(octets)
}

/// Packs septets for USSD (3GPP TS 23.038, 6.1.2.3.1), which sends only the number of octets.
///
/// Seven spare bits at the end would read as an `@`, so they are filled with a carriage return. If
/// the message itself ends in a carriage return on an octet boundary, that would be taken for the
/// filler, so a second one follows. Cell broadcast pads its pages with carriage returns in the same
/// way (6.1.2.2.1).
///
/// ```
/// use verify_core::sms::gsm7;
///
/// let mut octets = [0; 16];
/// let packed = gsm7::pack_ussd(b"1234567", &mut octets).unwrap();
/// assert_eq!(packed, b"\x31\xD9\x8C\x56\xB3\xDD\x1A"); // zero bits at the end: "1234567@"
/// assert!(gsm7::unpack_ussd(packed).eq(*b"1234567"));
/// ```
///
/// # Errors
/// The buffer holds less than [`packed_len`] octets, or one more for a carriage return on the
/// boundary; nothing is written.
pub fn pack_ussd<'b>(septets: &[u8], buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
    let ends_in_return = septets.last().is_some_and(|septet| septet & 0x7F == CARRIAGE_RETURN);
    let repeated = septets.len().is_multiple_of(8) && ends_in_return;
    let length = packed_len(septets.len()).saturating_add(usize::from(repeated));
    let octets = BufferTooSmall::split(buffer, length)?;
    pack(septets, octets)?;
    if let Some(last) = octets.last_mut() {
        if repeated {
            *last = CARRIAGE_RETURN;
        } else if septets.len() % 8 == 7 {
            *last |= CARRIAGE_RETURN << 1;
        }
    }
    Ok(octets)
}

/// Unpacks octets into septets, one in each byte: as many as the octets have room for.
///
/// Take as many of them as the length says (TP-UDL): seven spare bits at the end look like one more
/// septet.
///
/// ```
/// use verify_core::sms::gsm7;
///
/// let septets = gsm7::unpack(b"\xE8\x32\x9B\xFD\x46\x97\xD9\xEC\x37");
/// assert!(septets.take(10).eq(*b"hellohello"));
/// ```
#[must_use]
pub fn unpack(octets: &[u8]) -> Unpack<'_> {
    let whole = (octets.len() / 7).saturating_mul(8);
    Unpack { octets, septets: whole.saturating_add(octets.len() % 7), word: 0, ready: 0 }
}

/// Unpacks octets that were packed for USSD: a carriage return that ends on an octet boundary is
/// the filler and is left out (3GPP TS 23.038, 6.1.2.3.1).
///
/// A message that itself ends in a carriage return there was sent with a second one, and both come
/// back; two carriage returns show as one, as the clause says.
///
/// ```
/// use verify_core::sms::gsm7::unpack_ussd;
///
/// assert!(unpack_ussd(b"\x31\xD9\x8C\x56\xB3\xDD\x1A").eq(*b"1234567"));
/// ```
#[must_use]
pub fn unpack_ussd(octets: &[u8]) -> Unpack<'_> {
    let mut septets = unpack(octets);
    let filled = octets.last().is_some_and(|last| last >> 1 == CARRIAGE_RETURN);
    if octets.len().is_multiple_of(7) && filled {
        septets.septets = septets.septets.saturating_sub(1);
    }
    septets
}

/// Iterator over the septets in packed octets, from [`unpack`] or [`unpack_ussd`].
///
/// ```
/// let septets = verify_core::sms::gsm7::unpack(b"\x41\xE1\x10");
/// assert_eq!(septets.len(), 3);
/// assert!(septets.eq(*b"ABC"));
/// ```
#[derive(Clone)]
pub struct Unpack<'a> {
    octets: &'a [u8],
    septets: usize,
    word: u64,
    ready: u8,
}

impl Iterator for Unpack<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.septets = self.septets.checked_sub(1)?;
        if self.ready == 0 {
            let (octets, rest) = self.octets.split_at(self.octets.len().min(7));
            self.octets = rest;
            self.ready = 8;
            self.word = octets.iter().rev().fold(0, |word, &octet| word << 8 | u64::from(octet));
        }
        let [septet, ..] = self.word.to_le_bytes();
        self.word >>= 7;
        self.ready = self.ready.saturating_sub(1);
        Some(septet & 0x7F)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.septets, Some(self.septets))
    }
}

impl ExactSizeIterator for Unpack<'_> {}

impl core::iter::FusedIterator for Unpack<'_> {}

/// Hides the text, which may hold a code.
impl core::fmt::Debug for Unpack<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Unpack").field("septets", &self.septets).finish_non_exhaustive()
    }
}

/// Packs into exactly [`packed_len`] octets. Septets without room are left out; octets beyond stay
/// as they were.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the call costs as much as packing a few octets")]
pub(in crate::sms) fn pack_exactly(septets: &[u8], mut octets: &mut [u8]) {
    let (strides, septets) = septets.as_chunks();
    for stride in strides {
        let Some((packed, rest)) = octets.split_first_chunk_mut() else { return };
        *packed = squeeze_stride(stride);
        octets = rest;
    }
    if !septets.is_empty() {
        pack_blocks(septets, octets);
    }
}

/// Septets packed in one step: four blocks of eight.
const STRIDE: usize = 32;

/// Packs block by block; the last one may be shorter. Kept apart so that the strides have the
/// registers to themselves.
#[inline(never)]
fn pack_blocks(septets: &[u8], octets: &mut [u8]) {
    let (blocks, septets) = septets.as_chunks();
    let full = packed_len(blocks.as_flattened().len());
    let (full, octets) = octets.split_at_mut(octets.len().min(full));
    for (block, octets) in blocks.iter().zip(full.as_chunks_mut().0) {
        let [first, second, third, fourth, fifth, sixth, seventh, _] =
            squeeze(*block).to_le_bytes();
        *octets = [first, second, third, fourth, fifth, sixth, seventh];
    }
    let mut block = [0; 8];
    block.iter_mut().zip(septets).for_each(|(slot, septet)| *slot = *septet);
    let block = squeeze(block).to_le_bytes();
    let packed = block.iter().take(packed_len(septets.len()));
    octets.iter_mut().zip(packed).for_each(|(slot, octet)| *slot = *octet);
}

/// Packs four blocks of 56 bits each into three and a half words.
#[inline]
fn squeeze_stride(septets: &[u8; STRIDE]) -> [u8; packed_len(STRIDE)] {
    let mut octets = [0; packed_len(STRIDE)];
    let (words, half) = octets.as_chunks_mut();
    if let ([first, second, third, fourth], [one, two, three]) = (septets.as_chunks().0, words)
        && let Some(half) = half.first_chunk_mut::<4>()
    {
        let blocks = [*first, *second, *third, *fourth];
        let [first, second, third, fourth] = blocks.map(squeeze);
        *one = (first | second << 56).to_le_bytes();
        *two = (second >> 8 | third << 48).to_le_bytes();
        *three = (third >> 16 | fourth << 40).to_le_bytes();
        if let Some(low) = (fourth >> 24).to_le_bytes().first_chunk() {
            *half = *low;
        }
    }
    octets
}

/// Closes the gaps between eight septets: of one bit, then of two, then of four.
#[inline]
fn squeeze(septets: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(septets);
    let word = word & 0x007F_007F_007F_007F | (word & 0x7F00_7F00_7F00_7F00) >> 1;
    let word = word & 0x0000_3FFF_0000_3FFF | (word & 0x3FFF_0000_3FFF_0000) >> 2;
    word & 0x0000_0000_0FFF_FFFF | (word & 0x0FFF_FFFF_0000_0000) >> 4
}
