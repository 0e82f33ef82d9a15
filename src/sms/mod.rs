//! Text messages: the charset, units and segments of a text, the octets that carry it, the sender.
//!
//! [`Message::new`] decides once: the [`Charset`], the units that the text takes in it, and the
//! segments that it is split into (3GPP TS 23.038 and TS 23.040). The text itself stays borrowed.
//! The law: **nothing is cut off**, and no character, escape or surrogate pair is split. A text
//! that is too long is an error.
//!
//! ```
//! use verify_core::sms::{Charset, Encoding, Message};
//!
//! let message = Message::new("ABC: Your verification code is 0429", Encoding::Auto)?;
//! assert_eq!((message.charset(), message.units()), (Charset::Gsm7, 35));
//! assert_eq!(message.segments().len(), 1);
//!
//! let message = Message::new("你的验证码是 0429", Encoding::Auto)?;
//! assert_eq!((message.charset(), message.units()), (Charset::Ucs2, 11));
//! assert_eq!(message.first_outside_gsm7().unwrap().found(), '你');
//! # Ok::<(), verify_core::sms::MessageError>(())
//! ```

mod address;
mod charset;
mod coding;
mod encoding;
#[doc(alias = "GSM 03.38")]
pub mod gsm7;
mod header;
mod message;
mod reference;
mod segment;
mod sender;
mod short_message;
mod submit;

pub use address::{Address, AddressError, NumberingPlan, TypeOfNumber};
pub use charset::Charset;
pub use encoding::{Encoding, EncodingError};
pub use header::UserDataHeader;
pub use message::{MAX_SEGMENTS, Message, MessageError};
pub use reference::{Reference, ReferenceCounter};
pub use segment::{Segment, Segments};
pub use sender::{SenderId, SenderIdError, SenderKind};
pub use short_message::{ShortMessage, ShortMessages};
pub use submit::Submit;
