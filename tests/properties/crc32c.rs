//! The checksum of a stored session, bit by bit.

/// Returns the bytes with the right checksum in the last four.
pub(crate) fn sealed<const N: usize>(mut bytes: [u8; N]) -> [u8; N] {
    let (fields, checksum) = bytes.split_last_chunk_mut().unwrap();
    *checksum = crc32c(fields).to_le_bytes();
    bytes
}

/// Computes CRC-32C bit by bit, as RFC 9260 defines it.
pub(crate) fn crc32c(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0x82F6_3B78 } else { crc >> 1 };
        }
    }
    !crc
}
