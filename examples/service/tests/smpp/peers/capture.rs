//! Writes what went over a connection as a capture file (pcap), as if it had been listened to.

use crate::proxy::Way;

/// The port of the SMSC in the capture.
pub(crate) const PORT: u16 = 2775;
/// The port of the gateway in the capture.
const OTHER: u16 = 40_000;

/// Returns a capture of IPv4 packets.
pub(crate) fn pcap(written: &[(Way, Vec<u8>)]) -> Vec<u8> {
    /// The type of packets that begin with their IP header.
    const RAW: u32 = 101;

    let mut file = Vec::new();
    for word in [0xA1B2_C3D4_u32, 0x0002_0004, 0, 0, 0x0001_0000, RAW] {
        file.extend(word.to_be_bytes());
    }
    // The bytes that each side has written.
    let (mut out, mut back) = (1_u32, 1_u32);
    for (second, (way, bytes)) in (0_u32..).zip(written) {
        let packet = packet(*way, out, back, bytes);
        let length = u32::try_from(packet.len()).unwrap();
        for word in [second, 0, length, length] {
            file.extend(word.to_be_bytes());
        }
        file.extend(packet);
        let bytes = u32::try_from(bytes.len()).unwrap();
        match way {
            Way::Out => out += bytes,
            Way::Back => back += bytes,
        }
    }
    file
}

/// Returns a packet with its IPv4 and TCP headers, without checksums.
fn packet(way: Way, out: u32, back: u32, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(40 + bytes.len()).unwrap();
    let (ports, hosts, (sequence, acknowledged)) = match way {
        Way::Out => ([OTHER, PORT], [1, 2], (out, back)),
        Way::Back => ([PORT, OTHER], [2, 1], (back, out)),
    };
    let mut packet = vec![0x45, 0];
    packet.extend(length.to_be_bytes());
    packet.extend([0, 0, 0, 0, 64, 6, 0, 0]);
    packet.extend([10, 0, 0, hosts[0], 10, 0, 0, hosts[1]]);
    packet.extend(ports.iter().flat_map(|port| port.to_be_bytes()));
    packet.extend(sequence.to_be_bytes());
    packet.extend(acknowledged.to_be_bytes());
    // A header of five words; PSH and ACK.
    packet.extend([0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0]);
    packet.extend(bytes);
    packet
}
