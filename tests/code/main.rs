//! Codes: their formats, how they are drawn, and how typed codes are matched.

mod draw;
mod matches;
mod value;
