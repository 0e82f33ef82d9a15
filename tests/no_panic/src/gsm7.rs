use std::hint::black_box as any;
use verify_core::buffer::BufferTooSmall;
use verify_core::sms::gsm7::{
    EncodeError, NotInAlphabet, decode, encode, encoded_len, pack, pack_ussd, packed_len,
    septet_count, unpack, unpack_ussd,
};

cannot_panic! {
    fn count(character: char) -> Option<usize> {
        septet_count(character)
    }
    fn encoded(text: &str) -> Result<usize, NotInAlphabet> {
        encoded_len(text)
    }
    fn to_septets<'b>(text: &str, buffer: &'b mut [u8]) -> Result<&'b mut [u8], EncodeError> {
        encode(text, buffer)
    }
    fn from_septets(septets: &[u8]) -> (usize, Option<char>) {
        let mut decoded = decode(septets);
        (decoded.clone().count(), decoded.next())
    }
    fn packed(septets: usize) -> usize {
        packed_len(septets)
    }
    fn to_octets<'b>(septets: &[u8], buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
        pack(septets, buffer)
    }
    fn to_octets_of_ussd<'b>(
        septets: &[u8],
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        pack_ussd(septets, buffer)
    }
    fn from_octets(octets: &[u8]) -> (usize, usize) {
        let mut unpacked = unpack(octets);
        let len = unpacked.len();
        (len, usize::from(unpacked.next().is_some()).saturating_add(unpacked.count()))
    }
    fn from_octets_of_ussd(octets: &[u8]) -> (usize, usize) {
        let unpacked = unpack_ussd(octets);
        (unpacked.len(), unpacked.count())
    }
    fn where_it_is(error: NotInAlphabet) -> (char, usize, usize) {
        (error.found(), error.position(), error.offset())
    }
}

pub(crate) fn run() {
    let (mut septets, mut octets) = ([0; 64], [0; 64]);
    let text = "Your code is 4831 [€].";
    let septets = to_septets(any(text), any(&mut septets)).expect("room for it");
    assert_eq!(encoded(any(text)), Ok(septets.len()));
    assert_eq!((count(any('€')), count(any('`'))), (Some(2), None));
    assert_eq!(from_septets(any(septets)), (text.chars().count(), Some('Y')));
    let packed_len = packed(any(septets.len()));
    let packed = to_octets(any(septets), any(&mut octets)).expect("room for it");
    assert_eq!(packed.len(), packed_len);
    let (len, unpacked) = from_octets(any(packed));
    assert_eq!(len, unpacked);
    let packed = to_octets_of_ussd(any(septets), any(&mut octets)).expect("room for it");
    let (len, unpacked) = from_octets_of_ussd(any(packed));
    assert_eq!(len, unpacked);
    let error = encoded(any("é`")).expect_err("not in the alphabet");
    assert_eq!(where_it_is(any(error)), ('`', 1, 2));
}
