//! Sessions: their life, their stored bytes, and all short sequences of events compared with a
//! model.

mod bytes;
mod life;
mod model;
