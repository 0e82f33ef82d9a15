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

use verification::{Keeper, Request, SEED};
use verify_core::code::Generator;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, Verdict};
use verify_core::time::Timestamp;

#[entry]
fn main() -> ! {
    // The host writes its command line here. It is not on the stack, which is measured.
    static mut COMMAND_LINE: [u8; 512] = [0; 512];

    let Ok(mut console) = hio::hstdout() else { host::exit(false) };
    let Some(request) = Request::read(host::command_line(COMMAND_LINE)) else {
        _ = console.write_str("command line: expected COUNTRY | NUMBER | BRAND | TEMPLATE\n");
        host::exit(false)
    };
    let mut keeper = Alone { generator: Generator::from_seed(SEED), session: None };
    let result = verification::run(&mut console, &mut keeper, request);
    if let Err(problem) = &result {
        _ = writeln!(console, "{problem}");
    }
    // The deepest point so far, output to the console included.
    _ = writeln!(console, "stack: {} bytes", stack::most_used());
    host::exit(result.is_ok())
}

/// A session by itself.
struct Alone {
    generator: Generator,
    session: Option<Session>,
}

impl Keeper for Alone {
    fn start(&mut self, now: Timestamp, number: PhoneNumber, policy: Policy) -> Option<&Session> {
        let session = Session::start(now, number, policy, &mut self.generator);
        Some(self.session.insert(session))
    }

    fn check(&mut self, now: Timestamp, entered: &str) -> Option<(Verdict, &Session)> {
        let session = self.session.as_mut()?;
        Some((session.check(now, entered), session))
    }
}
