//! Memory whose contents memcheck treats as unknown.

use crabgrind::memcheck::{MemState, mark_memory};
use crabgrind::valgrind::{count_errors, running_mode};
use std::ffi::c_void;
use std::hint::black_box;

/// Whether this runs under valgrind.
pub(crate) fn is_followed() -> bool {
    !running_mode().is_native()
}

/// Returns how many branches and addresses that depend on hidden bytes memcheck has reported so
/// far.
pub(crate) fn reported() -> usize {
    count_errors()
}

/// Hides `text` in place: its bytes keep their values, but count as undefined.
pub(crate) fn hide(text: &str) {
    hide_bytes(text.as_bytes());
}

/// Hides bytes in place.
pub(crate) fn hide_bytes(bytes: &[u8]) {
    mark(bytes.as_ptr().cast(), bytes.len(), MemState::Undefined);
}

/// Reveals a result that was computed from hidden bytes and therefore counts as undefined too.
pub(crate) fn reveal<T>(mut result: T) -> T {
    mark((&raw mut result).cast(), size_of::<T>(), MemState::Defined);
    black_box(result)
}

fn mark(address: *const c_void, length: usize, state: MemState) {
    mark_memory(black_box(address), length, state).expect("it runs under valgrind");
}
