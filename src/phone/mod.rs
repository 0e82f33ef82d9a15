//! Phone numbers: from what people type to E.164.
//!
//! The law: strip what the country's numbering plan strips, and nothing else. A national `0` that
//! belongs to the number (Italy, Côte d'Ivoire, Benin, …) stays. A trunk prefix that is not `0`
//! (`8`, `1`, `06`) is dropped. A prefix is dropped only when the length that remains is
//! one the country has. Ranges within a plan are not judged, since plans change faster than
//! firmware.
//!
//! ```
//! use verify_core::phone::{Country, PhoneNumber};
//!
//! let number = PhoneNumber::parse("(0)7400 123456", Some(Country::GB))?;
//! assert_eq!(number.to_string(), "+447400123456");
//! assert_eq!(number, PhoneNumber::parse("00 44 7400-123456", None)?);
//! assert_eq!(number.country(), Country::GB);
//! assert_eq!(format!("{number:?}"), "PhoneNumber(+44********56)");
//! # Ok::<(), verify_core::phone::ParseError>(())
//! ```
//!
//! From text to number the digits stay in one integer, four bits each: dropping a prefix and
//! putting a calling code in front are shifts.

mod abroad;
#[cfg(feature = "kinds")]
mod assigned;
#[rustfmt::skip]
mod constants;
mod country;
mod digits;
mod error;
#[cfg(any(test, target_pointer_width = "64"))]
mod front;
#[cfg(feature = "kinds")]
mod kind;
#[cfg(feature = "kinds")]
#[rustfmt::skip]
mod kind_table;
mod lengths;
mod number;
#[cfg(not(target_pointer_width = "64"))]
mod plain;
mod plan;
#[cfg(any(test, target_pointer_width = "64"))]
mod quick;
mod read;
mod reading;
mod region;
#[cfg(any(test, target_pointer_width = "64"))]
mod scan;
mod shared;
#[rustfmt::skip]
mod table;
mod typed;

pub use country::{Country, CountryError};
pub use error::ParseError;
#[cfg(feature = "kinds")]
pub use kind::Kind;
pub use number::{Masked, PhoneNumber};
pub use table::METADATA;
