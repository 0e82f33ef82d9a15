//! Measures how deep the stack has ever been: the runtime paints it before `main`, and use removes
//! the paint.

use core::ptr;

use cortex_m_rt::STACK_PAINT_VALUE;

unsafe extern "C" {
    /// The lowest address of the stack, which grows down towards it.
    static _stack_end: u32;
    /// The address after the highest.
    static _stack_start: u32;
}

/// Returns the bytes from the start of the stack to the deepest one without paint.
pub(crate) fn most_used() -> usize {
    let start = (&raw const _stack_start).expose_provenance();
    let end = (&raw const _stack_end).expose_provenance();
    let painted = (end..start).step_by(size_of::<u32>()).take_while(|&address| {
        // SAFETY: a word of RAM, aligned as both ends are, which the runtime has written.
        let word = unsafe { ptr::with_exposed_provenance::<u32>(address).read_volatile() };
        word == STACK_PAINT_VALUE
    });
    start - end - painted.count() * size_of::<u32>()
}
