//! A verification on a Cortex-M3 without an operating system: from a number as it is typed to the
//! right code.
//!
//! The board's command line is `COUNTRY | NUMBER | BRAND | TEMPLATE`; brand and template are
//! optional. Output goes to the debugger's console. The exit status is 1 if an input is wrong.
#![no_std]
#![no_main]

mod host;
mod stack;
mod verification;

use core::fmt::Write;

use cortex_m_rt::entry;
use cortex_m_semihosting::hio;

use verification::Request;

#[entry]
fn main() -> ! {
    // The host writes its command line here. It is not on the stack, which is measured.
    static mut COMMAND_LINE: [u8; 512] = [0; 512];

    let Ok(mut console) = hio::hstdout() else { host::exit(false) };
    let Some(request) = Request::read(host::command_line(COMMAND_LINE)) else {
        _ = console.write_str("command line: expected COUNTRY | NUMBER | BRAND | TEMPLATE\n");
        host::exit(false)
    };
    let result = verification::run(&mut console, request);
    if let Err(problem) = &result {
        _ = writeln!(console, "{problem}");
    }
    // The deepest point so far, output to the console included.
    _ = writeln!(console, "stack: {} bytes", stack::most_used());
    host::exit(result.is_ok())
}
