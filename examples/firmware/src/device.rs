//! The verification of `main.rs`, with a `Verifier` that keeps its sessions: it limits how often a
//! message is sent, and how often a code is guessed.
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
use verify_core::engine::Limits;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{Slot, Verifier};

#[entry]
fn main() -> ! {
    // Neither is on the stack, which is measured: the host writes its command line into one, and
    // the other holds sixteen sessions.
    static mut COMMAND_LINE: [u8; 512] = [0; 512];
    static mut VERIFIER: Verifier<[Slot; 16]> = Verifier::unseeded([const { Slot::EMPTY }; 16]);

    let Ok(mut console) = hio::hstdout() else { host::exit(false) };
    let Some(request) = Request::read(host::command_line(COMMAND_LINE)) else {
        _ = console.write_str("command line: expected COUNTRY | NUMBER | BRAND | TEMPLATE\n");
        host::exit(false)
    };
    VERIFIER.seed(SEED);
    VERIFIER.set_limits(Limits::default());
    let mut keeper = Kept { verifier: VERIFIER, id: None };
    let result = verification::run(&mut console, &mut keeper, request);
    if let Err(problem) = &result {
        _ = writeln!(console, "{problem}");
    }
    // The deepest point so far, output to the console included.
    _ = writeln!(console, "stack: {} bytes", stack::most_used());
    host::exit(result.is_ok())
}

/// The latest session of a verifier.
struct Kept {
    verifier: &'static mut Verifier<[Slot; 16]>,
    id: Option<SessionId>,
}

impl Keeper for Kept {
    fn start(&mut self, now: Timestamp, number: PhoneNumber, policy: Policy) -> Option<&Session> {
        let (session, _) = self.verifier.start_number(now, number, policy).ok()?;
        self.id = Some(session.id());
        Some(session)
    }

    fn check(&mut self, now: Timestamp, entered: &str) -> Option<(Verdict, &Session)> {
        let id = self.id?;
        let verdict = self.verifier.check(now, id, entered).ok()?;
        Some((verdict, self.verifier.session(id).ok()?))
    }
}
