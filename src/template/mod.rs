//! Message templates: a text with places for the code and the brand, filled in one pass.
//!
//! The law: **inserted text is never scanned again**. A brand named `{code}` stays that text, so
//! no brand can pull the code into a place that the template did not give it.
//!
//! The placeholders are `{code}` and `{brand}`, or `<code>` and `<brand>`, exact and in lower case.
//! Everything else stays as it is written: `{name}`, `{code>`, `{ code }`, lone brackets.
//!
//! ```
//! use verify_core::template::Template;
//!
//! const TEMPLATE: Template<'static> =
//!     Template::new("<brand>: {code} is your code. {brand} never asks for it.");
//!
//! let mut text = heapless::String::<160>::new();
//! TEMPLATE.render("4831", "ABC").write_to(&mut text)?;
//! assert_eq!(text, "ABC: 4831 is your code. ABC never asks for it.");
//! # Ok::<(), verify_core::buffer::BufferTooSmall>(())
//! ```
//!
//! # Speed
//!
//! A template is searched once, by [`Template::new`], and keeps the places of its first four
//! placeholders; rendering then only copies. [`Rendered::write_to`] is inlined into its caller, so
//! that the compiler sees through a template that is a constant.

mod bidi;
mod parse;
mod piece;
mod placeholder;
mod render;

pub use parse::Template;
pub use piece::Piece;
pub use render::Rendered;
