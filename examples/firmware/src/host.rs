//! What the debugger's host, here QEMU, hands over.

use cortex_m_semihosting::{nr, syscall1};

/// The command line, or nothing if there is none or it does not fit.
///
/// The host writes the name of the image first and then what it was given with `-append`, with a
/// space between them.
pub(crate) fn command_line(buffer: &mut [u8]) -> &[u8] {
    let mut block = [buffer.as_mut_ptr().expose_provenance(), buffer.len()];
    // SAFETY: the host is told where the buffer is and how long. It writes no more than that, and
    // then into the block the length of what it wrote.
    let status = unsafe { syscall1(nr::GET_CMDLINE, (&raw mut block).expose_provenance()) };
    let [_, length] = block;
    if status == 0 { buffer.get(..length).unwrap_or_default() } else { &[] }
}
