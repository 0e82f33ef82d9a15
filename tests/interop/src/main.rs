//! Short messages of this crate, as others read them: `tests/interop/run`.

mod capture;
mod readers;
mod texts;

use std::path::Path;
use std::process::ExitCode;

use verify_core::phone::PhoneNumber;
use verify_core::sms::{Charset, Encoding, Message, ReferenceCounter, ShortMessage, Submit};

/// One short message in every form that a reader takes.
pub(crate) struct Sent {
    /// The text that it carries.
    pub(crate) text: String,
    /// The whole text, if this is its last part.
    pub(crate) joined: Option<String>,
    /// The SMS-SUBMIT TPDU.
    pub(crate) tpdu: Vec<u8>,
    /// The packed septets of a message without a header in GSM 7-bit.
    pub(crate) septets: Option<Vec<u8>>,
    /// `submit_sm` of SMPP 3.4.
    pub(crate) submit_sm: Vec<u8>,
}

fn main() -> ExitCode {
    let Some(tools) = std::env::args().nth(1) else {
        eprintln!("run tests/interop/run, which installs what is needed");
        return ExitCode::FAILURE;
    };
    match compare(Path::new(&tools)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("interop: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn compare(tools: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let to = PhoneNumber::parse("+6587654321", None)?;
    let mut counter = ReferenceCounter::default();
    let texts = texts::all();
    let mut sent = Vec::new();
    for text in &texts {
        let message = Message::new(text, Encoding::Auto)?;
        for short_message in message.short_messages(counter.advance())? {
            sent.push(write(to, &message, &short_message)?);
        }
    }
    println!("{} texts in {} short messages", texts.len(), sent.len());
    for reader in readers::READERS {
        let version = (reader.version)(tools)?;
        let read = (reader.read)(tools, &sent)?;
        let (mut agree, mut read_at_all, mut others) = (0, 0, Vec::new());
        for (sent, read) in sent.iter().zip(&read) {
            let Some(read) = read else { continue };
            read_at_all += 1;
            if *read == sent.text || sent.joined.as_ref() == Some(read) {
                agree += 1;
            } else {
                others.push((&sent.text, read));
            }
        }
        println!("{} {version}: {agree} of {read_at_all} agree", reader.name);
        for (sent, read) in others {
            println!("  sent {sent:?}, read {read:?}");
        }
    }
    Ok(())
}

fn write(
    to: PhoneNumber,
    message: &Message<'_>,
    short_message: &ShortMessage<'_>,
) -> Result<Sent, Box<dyn std::error::Error>> {
    let mut tpdu = [0; Submit::MAX_LEN];
    let tpdu = Submit::new(to, short_message).encode_into(&mut tpdu)?.to_vec();
    let mut packed = [0; ShortMessage::MAX_LEN];
    let packed = short_message.encode_into(&mut packed)?.to_vec();
    let is_last = short_message.number() == short_message.total();
    let septets =
        (!short_message.has_header() && message.charset() == Charset::Gsm7).then_some(packed);
    Ok(Sent {
        text: short_message.segment().text().to_owned(),
        joined: is_last.then(|| message.text().to_owned()),
        tpdu,
        septets,
        submit_sm: submit_sm(to, short_message)?,
    })
}

/// SMPP 3.4, 4.4.1: the header, then one field after the other.
fn submit_sm(
    to: PhoneNumber,
    short_message: &ShortMessage<'_>,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut octets = [0; ShortMessage::MAX_UNPACKED_LEN];
    let octets = short_message.encode_unpacked_into(&mut octets)?;
    let mut body = b"\0\x05\0SMS\0\x01\x01".to_vec();
    body.extend(format!("{to:#}\0").bytes());
    body.extend([short_message.esm_class(), 0, 0, 0, 0, 0, 0, short_message.data_coding(), 0]);
    body.push(u8::try_from(octets.len())?);
    body.extend_from_slice(octets);
    let length = u32::try_from(body.len() + 16)?;
    let header = [length, 4, 0, 1].map(u32::to_be_bytes);
    Ok([header.as_flattened(), &body].concat())
}
