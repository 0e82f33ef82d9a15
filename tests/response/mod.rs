//! Bodies of responses and errors, as values and as JSON.

mod body;
mod json;
mod refusals;
