//! A text message as a modem takes it: from a number and a text to the dialogue of `AT+CMGS`, on a
//! Cortex-M3 without an operating system.
//!
//! The board's command line is `NUMBER | TEXT`. The debugger's console stands for the serial line:
//! what a modem would be sent, with its prompts in front.
#![no_std]
#![no_main]

mod host;

use core::fmt::{self, Write};

use cortex_m_rt::entry;
use cortex_m_semihosting::hio;

use verify_core::sms::{Address, Encoding, Message, ReferenceCounter, Submit};

#[entry]
fn main() -> ! {
    // Written by the host.
    static mut COMMAND_LINE: [u8; 1024] = [0; 1024];

    let Ok(mut console) = hio::hstdout() else { host::exit(false) };
    let sent = read(host::command_line(COMMAND_LINE))
        .ok_or("command line: expected NUMBER | TEXT")
        .and_then(|(number, text)| send(&mut console, number, text));
    if let Err(problem) = sent {
        _ = console.write_str(problem);
        _ = console.write_str("\n");
    }
    host::exit(sent.is_ok())
}

/// Reads the command line, after the name of the image.
fn read(command_line: &[u8]) -> Option<(&str, &str)> {
    let (_, rest) = str::from_utf8(command_line).ok()?.split_once(' ')?;
    let (number, text) = rest.split_once('|')?;
    Some((number.trim_ascii(), text.trim_ascii()))
}

/// Writes the dialogue of each short message.
fn send(console: &mut impl Write, number: &str, text: &str) -> Result<(), &'static str> {
    // A product judges the number before; here is no room for what people type.
    let to = Address::parse(number).map_err(|_| "number: expected + and 7 to 15 digits")?;
    let message =
        Message::new(text, Encoding::Auto).map_err(|_| "text: expected at most ten segments")?;
    // One byte for each destination, which a product keeps.
    let mut counter = ReferenceCounter::from(0x5A);
    let mut buffer = [0; Submit::MAX_LEN];
    console.write_str("AT+CMGF=0\r\n").map_err(|_| "console")?;
    for short_message in message.short_messages(counter.advance()).map_err(|_| "text")? {
        let submit = Submit::new(to, &short_message);
        let tpdu = submit.encode_into(&mut buffer).map_err(|_| "buffer")?;
        dialogue(console, submit.at_cmgs_length(), tpdu).map_err(|_| "console")?;
    }
    Ok(())
}

/// Writes the command, and after the modem's prompt the TPDU. `00` in front stands for the SMSC of
/// the SIM card, and is not counted; Ctrl-Z ends it.
fn dialogue(console: &mut impl Write, length: usize, tpdu: &[u8]) -> fmt::Result {
    write!(console, "AT+CMGS={length}\r\n> 00")?;
    tpdu.iter().try_for_each(|octet| {
        let digits = [octet >> 4, octet & 0xF];
        digits.iter().try_for_each(|digit| {
            console.write_char(
                char::from_digit(u32::from(*digit), 16)
                    .map_or('0', |digit| digit.to_ascii_uppercase()),
            )
        })
    })?;
    console.write_str("\u{1A}\r\n")
}
