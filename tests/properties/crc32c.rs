//! The checksum of a stored session, bit by bit.

/// Returns the bytes with the right checksum.
pub(crate) fn sealed(mut bytes: [u8; 64]) -> [u8; 64] {
    let checksum = crc32c(&bytes[..60]).to_le_bytes();
    bytes[60..].copy_from_slice(&checksum);
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
