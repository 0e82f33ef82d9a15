//! The verifier: its laws, and all short sequences of operations compared with a model.

mod laws;
mod model;
#[path = "../properties/verifier_limits.rs"]
mod verifier_limits;
#[path = "../properties/verifier_model.rs"]
mod verifier_model;
