//! Codes: formats, how they are drawn, and how what a person typed is matched.

mod draw;
mod matches;
mod value;
