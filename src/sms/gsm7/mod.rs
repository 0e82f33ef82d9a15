//! The GSM 7-bit default alphabet: characters to septets, septets to octets, and back.
//!
//! A character of the alphabet is one septet; one of its extension table is an escape and a second
//! septet (3GPP TS 23.038, 6.2.1 and 6.2.1.1, once GSM 03.38). [`encode()`] turns text into
//! septets, one in each byte; [`pack()`] turns septets into the octets of a short message.
//! [`unpack`] and [`decode()`] lead back.
//!
//! ```
//! use verify_core::sms::gsm7;
//!
//! let (mut septets, mut octets) = ([0; 160], [0; 140]);
//! let septets = gsm7::encode("5 €", &mut septets)?;
//! assert_eq!(septets, [0x35, 0x20, 0x1B, 0x65]);
//! let octets = gsm7::pack(septets, &mut octets)?;
//! assert_eq!(gsm7::decode(gsm7::unpack(octets).take(4)).to_string(), "5 €");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alphabet;
mod decode;
mod encode;
mod pack;
mod scan;

pub use decode::{Decode, decode};
pub use encode::{EncodeError, NotInAlphabet, encode, encoded_len, septet_count};
pub(super) use encode::{REPLACEMENT, encode_exactly, encode_mixed, encode_plain};
pub(super) use pack::pack_exactly;
pub use pack::{Unpack, pack, pack_ussd, packed_len, unpack, unpack_ussd};
pub(super) use scan::{scan, scan_replacing, within};
