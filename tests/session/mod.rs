//! Sessions: their life and their stored bytes. All short sequences of events, `model.rs`, run
//! beside the properties, whose model they share.

mod bytes;
mod life;
