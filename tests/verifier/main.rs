//! The laws of the verifier. All short sequences of operations, `model.rs`, run beside the
//! properties, whose model they share.

mod laws;
