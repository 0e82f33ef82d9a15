//! Recognizes formats by the names of their types, since serde has no way to ask.

use core::any::type_name;

/// The name under which `serde_json` wraps a number if its feature `arbitrary_precision` is on,
/// which any crate may turn on for all.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Whether a format says which type a value has. It is recognized by its type of errors.
pub(super) fn describes_itself<E>() -> bool {
    !type_name::<E>().starts_with("serde_json_core::")
}

/// Whether an object is one that `serde_json` wraps a number in. A client can send an object with
/// the same member, which `serde_json` passes on in another type.
#[cold]
pub(super) fn wraps_number<A>() -> bool {
    type_name::<A>().contains("serde_json::number::NumberDeserializer")
}
