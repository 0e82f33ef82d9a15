//! The debugger's host, here QEMU: the command line that it hands over, and how an image ends.

use core::panic::PanicInfo;

use cortex_m_semihosting::debug::{self, EXIT_FAILURE, EXIT_SUCCESS};
use cortex_m_semihosting::{nr, syscall1};

/// Returns the command line; empty if the host has no such line or the buffer is too short.
///
/// The host writes the name of the image, a space, and the argument of `-append`.
pub(crate) fn command_line(buffer: &mut [u8]) -> &[u8] {
    let mut block = [buffer.as_mut_ptr().expose_provenance(), buffer.len()];
    // SAFETY: the block holds the address and the length of the buffer. The host writes no more
    // than that length, and then puts the length written into the block.
    let status = unsafe { syscall1(nr::GET_CMDLINE, (&raw mut block).expose_provenance()) };
    let [_, length] = block;
    if status == 0 { buffer.get(..length).unwrap_or_default() } else { &[] }
}

/// Ends QEMU.
pub(crate) fn exit(succeeded: bool) -> ! {
    loop {
        debug::exit(if succeeded { EXIT_SUCCESS } else { EXIT_FAILURE });
    }
}

/// Reached only by a mistake in an example: the script `run` checks that no function of the crate
/// calls a panic.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    exit(false)
}
