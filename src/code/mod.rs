//! One-time codes: drawn uniformly, shown only when asked, compared in constant time.
//!
//! A [`Code`] is a secret. It never shows in `Debug`, has no `Display`, `Clone` or `==`, is wiped
//! when dropped, and leaves only through [`expose`](Code::expose). All codes of a [`Format`] and
//! [`Length`] are equally likely, exactly.
//!
//! ```
//! use getrandom::SysRng; // cargo add getrandom --features sys_rng
//! use verify_core::code::{Code, Format, Generator, Length};
//!
//! let mut rng = Generator::try_from_rng(&mut SysRng)?; // seeded by the operating system
//! let code = Code::generate(Format::Numeric, Length::new(6)?, &mut rng);
//! println!("Your verification code is {}.", code.expose());
//! assert_eq!(format!("{code:?}"), "Code { format: Numeric, length: 6, .. }");
//!
//! let code = Code::parse(Format::Numeric, "128109")?;
//! assert!(code.matches(" 128-109 ") && code.matches("１２８１０９") && !code.matches("128108"));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

#[cfg(any(test, not(target_pointer_width = "64")))]
mod compact;
mod entry;
mod format;
mod generate;
mod generator;
mod length;
mod marks;
#[cfg(any(test, target_pointer_width = "64"))]
mod unrolled;
mod value;
mod word;

pub use format::{Format, FormatError};
pub use generator::Generator;
pub use length::{Length, LengthError};
pub use value::{Code, CodeError};
