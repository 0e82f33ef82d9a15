//! Only tests live here: see `tests/phone.rs`.
