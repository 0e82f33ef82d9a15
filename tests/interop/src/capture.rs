//! TPDUs in a capture file, for tshark.

/// Writes a pcapng file of link type 147, with each TPDU as one inbound packet: as inbound, tshark
/// takes them for what a phone submits.
pub(crate) fn pcapng<'a>(tpdus: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut section = Vec::new();
    section.extend(0x1A2B_3C4D_u32.to_le_bytes());
    section.extend([1, 0, 0, 0]);
    section.extend([0xFF; 8]);
    let mut file = block(0x0A0D_0D0A, &section);
    file.extend(block(1, &[147, 0, 0, 0, 0xFF, 0xFF, 0, 0]));
    for tpdu in tpdus {
        let length = u32::try_from(tpdu.len()).unwrap_or(u32::MAX).to_le_bytes();
        let mut packet = vec![0; 12];
        packet.extend(length);
        packet.extend(length);
        packet.extend_from_slice(tpdu);
        packet.resize(packet.len().next_multiple_of(4), 0);
        // The flags: inbound. Then the end of the options.
        packet.extend([2, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        file.extend(block(6, &packet));
    }
    file
}

fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 12).unwrap_or(u32::MAX).to_le_bytes();
    [&kind.to_le_bytes()[..], &length, body, &length].concat()
}
