//! Reads what SMPP needs.

use std::ffi::OsString;
use std::time::Duration;

use super::problem::Reader;
use super::value;
use crate::gateway::smpp::{Password, Settings, Wanted};

/// Reads the settings; `None` unless messages go to an SMSC.
pub(super) fn settings<E: Fn(&str) -> Option<OsString>>(
    read: &mut Reader<E>,
    is_chosen: bool,
) -> Option<Settings> {
    let address = read.optional("SMPP_ADDRESS", address);
    let system_id = read.optional("SMPP_SYSTEM_ID", |text| visible(text, Settings::MAX_SYSTEM_ID));
    // The text is not shown: it is a secret, if a wrong one.
    let password = read.optional("SMPP_PASSWORD", |text| {
        Password::parse(text).ok_or_else(|| format!("found {} bytes", text.len()))
    });
    let system_type =
        read.optional("SMPP_SYSTEM_TYPE", |text| visible(text, Settings::MAX_SYSTEM_TYPE));
    let window = read.value("SMPP_WINDOW", |text| value::number(text, 1, 1000));
    let receipts =
        [("all", Wanted::All), ("failures", Wanted::Failures), ("none", Wanted::Nothing)];
    let receipts = read.choice("SMPP_RECEIPTS", &receipts);
    let has_validity = read.choice("SMPP_VALIDITY", &[("session", true), ("none", false)]);
    let enquire_every = read.value("SMPP_ENQUIRE_LINK", |text| seconds(text, 3600));
    let timeout = read.value("SMPP_TIMEOUT", |text| seconds(text, 30));
    if !is_chosen {
        return None;
    }
    let address = address.or_else(|| read.missing("SMPP_ADDRESS", "GATEWAY is smpp"));
    let system_id = system_id.or_else(|| read.missing("SMPP_SYSTEM_ID", "GATEWAY is smpp"));
    Some(Settings {
        address: address?,
        system_id: system_id?,
        password: password.unwrap_or_default(),
        system_type: system_type.unwrap_or_default(),
        window: window?,
        receipts: receipts?,
        has_validity: has_validity?,
        enquire_every: enquire_every?,
        timeout: timeout?,
        pauses: Settings::PAUSES,
    })
}

/// Reads a host and a port. Whether the host exists shows when it is connected to.
fn address(text: &str) -> Result<String, String> {
    // A URL may have a password in it.
    if text.contains('@') {
        return Err("found a text with an @".to_owned());
    }
    let is_right = text.rsplit_once(':').is_some_and(|(host, port)| {
        let is_host = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic());
        is_host && !host.contains('/') && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    if is_right { Ok(text.to_owned()) } else { Err(format!("found {text:?}")) }
}

fn visible(text: &str, most: usize) -> Result<String, String> {
    let is_right = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_right { Ok(text.to_owned()) } else { Err(format!("found {text:?}")) }
}

/// Reads a period of one second or more.
fn seconds(text: &str, most: u64) -> Result<Duration, String> {
    value::period_within(text, Duration::from_secs(1), Duration::from_secs(most))
}
