//! Memory whose contents memcheck takes for unknown.

use crabgrind::memcheck::{MemState, mark_memory};
use crabgrind::valgrind::{count_errors, running_mode};
use std::ffi::c_void;
use std::hint::black_box;

/// Whether this runs under valgrind.
pub(crate) fn is_followed() -> bool {
    !running_mode().is_native()
}

/// How many branches and addresses memcheck has reported so far that depend on what is hidden.
pub(crate) fn reported() -> usize {
    count_errors()
}

/// Hides `text` where it stands: its bytes keep their values, and count as undefined.
pub(crate) fn hide(text: &str) {
    mark(text.as_ptr().cast(), text.len(), MemState::Undefined);
}

/// Gives away a result that was computed from what is hidden, and so counts as undefined itself.
pub(crate) fn reveal<T>(mut result: T) -> T {
    mark((&raw mut result).cast(), size_of::<T>(), MemState::Defined);
    black_box(result)
}

fn mark(address: *const c_void, length: usize, state: MemState) {
    mark_memory(black_box(address), length, state).expect("it runs under valgrind");
}
