//! What tshark reads in the bytes that went over a connection.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::{env, fs, process};

use crate::capture::{PORT, pcap};
use crate::proxy::Way;

/// The fields that are asked for.
const FIELDS: [&str; 19] = [
    "smpp.source_addr_ton",
    "smpp.source_addr_npi",
    "smpp.source_addr",
    "smpp.dest_addr_ton",
    "smpp.dest_addr_npi",
    "smpp.destination_addr",
    "smpp.esm.submit.msg_mode",
    "smpp.esm.submit.msg_type",
    "smpp.esm.submit.features",
    "smpp.data_coding",
    "smpp.sm_length",
    "smpp.message",
    "smpp.message_text",
    "smpp.regdel.receipt",
    "smpp.replace_if_present_flag",
    "smpp.validity_period_r",
    "gsm_sms.udh.mm.msg_id",
    "gsm_sms.udh.mm.msg_parts",
    "gsm_sms.udh.mm.msg_part",
];

/// A PDU as tshark reads it.
pub(crate) type Pdu = HashMap<&'static str, String>;

/// Lets tshark read the `submit_sm` of a connection.
pub(crate) fn submits(written: &[(Way, Vec<u8>)]) -> Vec<Pdu> {
    let separator = '\u{1F}';
    let path = env::temp_dir().join(format!("verify-smpp-{}.pcap", process::id()));
    fs::write(&path, pcap(written)).unwrap();
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(&path).args(["-d", &format!("tcp.port=={PORT},smpp")]);
    // GSM 7-bit, where `data_coding` is 0, with one septet in each octet.
    tshark.args(["-o", "smpp.decode_sms_over_smpp:GSM 7-bit", "-o", "smpp.gsm7_unpacked:TRUE"]);
    tshark.args(["-Y", "smpp.command_id == 4", "-T", "fields", "-E", "occurrence=a"]);
    tshark.args(["-E", &format!("separator={separator}")]);
    for field in FIELDS {
        tshark.args(["-e", field]);
    }
    let output = tshark.stderr(Stdio::inherit()).output().expect("tshark");
    fs::remove_file(&path).unwrap();
    assert!(output.status.success());
    // It writes each half of a surrogate pair by itself, which is no UTF-8.
    let text = String::from_utf8_lossy(&output.stdout);
    let pdus = text
        .lines()
        .map(|line| FIELDS.into_iter().zip(line.split(separator).map(str::to_owned)).collect());
    pdus.collect()
}
