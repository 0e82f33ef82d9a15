//! The whole service on a Cortex-M3 without an operating system: a `Verifier` over memory of a
//! fixed size answers a request, a wrong code and the right one.
//!
//! The board's command line is `COUNTRY | NUMBER | BRAND`; the brand is optional. Output goes to
//! the debugger's console. The exit status is 1 if the request is refused.
#![no_std]
#![no_main]

mod host;
mod stack;

use core::fmt::Write;
use core::time::Duration;

use cortex_m_rt::entry;
use cortex_m_semihosting::hio;

use verify_core::delivery::{Delivery, Text};
use verify_core::engine::Limits;
use verify_core::request::Request;
use verify_core::session::Verdict;
use verify_core::time::Timestamp;
use verify_core::verifier::{Slot, Verifier};

/// Fixed, so that all runs print the same. A product takes its seed from a hardware generator.
const SEED: [u8; 32] = [42; 32];

/// When the session starts, in milliseconds since the Unix epoch. A product asks its clock.
const START: u64 = 1_766_037_294_090;

#[entry]
fn main() -> ! {
    // Neither is on the stack, which is measured: the host writes its command line into one, and
    // the other holds sixteen sessions.
    static mut COMMAND_LINE: [u8; 512] = [0; 512];
    static mut VERIFIER: Verifier<[Slot; 16]> = Verifier::unseeded([const { Slot::EMPTY }; 16]);

    let Ok(mut console) = hio::hstdout() else { host::exit(false) };
    VERIFIER.seed(SEED);
    VERIFIER.set_limits(Limits::default());
    let result = match read(host::command_line(COMMAND_LINE)) {
        Some(request) => run(&mut console, VERIFIER, request),
        None => Err("command line: expected COUNTRY | NUMBER | BRAND"),
    };
    if let Err(problem) = result {
        _ = writeln!(console, "{problem}");
    }
    // The deepest point so far, output to the console included.
    _ = writeln!(console, "stack: {} bytes", stack::most_used());
    host::exit(result.is_ok())
}

/// Reads the command line that follows the name of the image.
fn read(command_line: &[u8]) -> Option<Request<&str>> {
    let mut fields = command_line.split(|&byte| byte == b'|').map(<[u8]>::trim_ascii);
    let country = fields.next()?.rsplit(|&byte| byte == b' ').next()?;
    let mut fields = fields.map(str::from_utf8);
    Some(Request {
        country: Some(str::from_utf8(country).ok()?),
        destination: Some(fields.next()?.ok()?),
        brand: fields.next().transpose().ok()?,
        ..Request::default()
    })
}

/// Starts a session, and checks a wrong code, the right one, and the right one again.
fn run(
    console: &mut impl Write,
    verifier: &mut Verifier<[Slot; 16]>,
    request: Request<&str>,
) -> Result<(), &'static str> {
    let mut now = Timestamp::from_unix_millis(START).unwrap_or(Timestamp::MAX);
    let started = verifier.start(now, &request).map_err(|refused| {
        _ = writeln!(console, "refused: {refused}");
        "request: expected one that is not refused"
    })?;
    let id = started.session().id();
    let mut text = Text::<320>::new();
    let delivery = started.delivery(&mut text).map_err(|_| "delivery: expected one")?;
    let Delivery::Sms(sms) = delivery else { return Err("delivery: expected a text message") };
    _ = writeln!(console, "to {}: {}", sms.to, sms.message.text());

    let mut right = [0; 4];
    let code = started.session().code().expose().as_bytes();
    right.iter_mut().zip(code).for_each(|(place, digit)| *place = *digit);
    // Nine minus each digit: wrong in every place.
    let wrong = right.map(|digit| b'0' + b'9' - digit);
    for entered in [wrong, right, right] {
        now = now.saturating_add(Duration::from_secs(20));
        let entered = str::from_utf8(&entered).unwrap_or_default();
        let verdict = match verifier.check(now, id, entered) {
            Ok(Verdict::Verified) => "right",
            Ok(Verdict::Wrong { .. } | Verdict::Failed) => "wrong",
            Ok(Verdict::Over(_)) | Err(_) => "not compared",
        };
        _ = writeln!(console, "{entered} is {verdict}");
    }
    Ok(())
}
