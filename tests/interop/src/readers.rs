//! How each reader is asked.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Sent, capture};

type Texts = Result<Vec<Option<String>>, Box<dyn Error>>;

/// Someone else's software.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    pub(crate) version: fn(&Path) -> Result<String, Box<dyn Error>>,
    /// Reads every short message; `None` for those that it does not take alone.
    pub(crate) read: fn(&Path, &[Sent]) -> Texts,
}

pub(crate) const READERS: [Reader; 3] = [
    Reader { name: "tshark", version: tshark_version, read: tshark },
    Reader { name: "smstools", version: smstools_version, read: smstools },
    Reader { name: "npm smpp", version: smpp_version, read: smpp },
];

fn tshark_version(_: &Path) -> Result<String, Box<dyn Error>> {
    let output = String::from_utf8(Command::new("tshark").arg("--version").output()?.stdout)?;
    let version = output.split_whitespace().find(|word| word.starts_with(|c: char| c.is_numeric()));
    Ok(version.unwrap_or("?").trim_end_matches('.').to_owned())
}

/// Reads TPDUs. With the last part of a text it shows the whole.
fn tshark(tools: &Path, sent: &[Sent]) -> Texts {
    let file = tools.join("tpdus.pcapng");
    fs::write(&file, capture::pcapng(sent.iter().map(|sent| &*sent.tpdu)))?;
    let output = Command::new("tshark")
        .arg("-r")
        .arg(&file)
        .args(["-o", r#"uat:user_dlts:"User 0 (DLT=147)","gsm_sms","0","","0","""#])
        .args(["-T", "json", "-e", "gsm_sms.sms_text"])
        .stderr(Stdio::null())
        .output()?;
    let packets: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packets = packets.as_array().ok_or("tshark: expected one packet for each message")?;
    let text = |packet: &serde_json::Value| {
        let parts = packet.pointer("/_source/layers/gsm_sms.sms_text").and_then(|it| it.as_array());
        Some(parts.into_iter().flatten().filter_map(|part| part.as_str()).collect())
    };
    Ok(packets.iter().map(text).collect())
}

fn smstools_version(_: &Path) -> Result<String, Box<dyn Error>> {
    let output =
        String::from_utf8_lossy(&Command::new("smsd").arg("-V").output()?.stdout).into_owned();
    let version = output.split_whitespace().find(|word| word.starts_with(|c: char| c.is_numeric()));
    Ok(version.unwrap_or("?").trim_end_matches(',').to_owned())
}

/// Reads the packed septets of whole texts, which is what its command line takes. It writes ISO
/// 8859-15.
fn smstools(_: &Path, sent: &[Sent]) -> Texts {
    let read = |sent: &Sent| -> Result<Option<String>, Box<dyn Error>> {
        let Some(septets) = &sent.septets else { return Ok(None) };
        let output = Command::new("smsd").arg(format!("-D{}", hex(septets))).output()?;
        let text: String = output.stdout.iter().map(|byte| latin_9(*byte)).collect();
        // It knows no number of septets: seven spare bits are one more `@`, and it ends the line.
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let text = text.strip_suffix('@').filter(|text| *text == sent.text).unwrap_or(text);
        Ok(Some(text.to_owned()))
    };
    sent.iter().map(read).collect()
}

/// ISO 8859-15, which is Latin-1 but for eight characters.
fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        other => other.into(),
    }
}

fn smpp_version(tools: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = fs::read(tools.join("node_modules/smpp/package.json"))?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)?;
    Ok(manifest.get("version").and_then(|it| it.as_str()).unwrap_or("?").to_owned())
}

fn smpp(tools: &Path, sent: &[Sent]) -> Texts {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/read_smpp.js");
    let mut node = Command::new("node")
        .arg(script)
        .arg(fs::canonicalize(tools)?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let lines: Vec<String> = sent.iter().map(|sent| hex(&sent.submit_sm)).collect();
    node.stdin.take().ok_or("node takes no input")?.write_all(lines.join("\n").as_bytes())?;
    let output = node.wait_with_output()?;
    let lines = String::from_utf8(output.stdout)?;
    lines.lines().map(|line| Ok(Some(serde_json::from_str(line)?))).collect()
}

fn hex(octets: &[u8]) -> String {
    let digits = octets.iter().map(|octet| format!("{octet:02X}"));
    digits.collect::<Vec<_>>().concat()
}
