#!/usr/bin/env bash
# A message of class 0 is shown at once and not stored, as some services send codes. For the
# GSM 7-bit alphabet its data coding is 0x10 or 0xF0, which mean the same.
# One would expect both to be read as text of class 0. 0xF0 is taken for binary data, since the
# bit for it is read the wrong way round, and its text is refused; 0x10 is reported as class 1,
# and a plain message, 0x00, as class 0.
# Source: 3GPP TS 23.038, clause 4: coding groups 00xx and 1111.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cargo init --quiet --vcs none --name finding .
cargo add --quiet sms-pdu@=1.1.0
echo "sms-pdu 1.1.0 (crate)"

cat > src/main.rs <<'RUST'
use sms_pdu::pdu::{DataCodingScheme, DeliverPdu};

fn main() {
    for coding in [0x00, 0x10, 0xF0] {
        // From +447700900123: "code 1".
        let pdu = [
            0x00, 0x04, 0x0C, 0x91, 0x44, 0x77, 0x00, 0x09, 0x10, 0x32, 0x00, coding, 0x52, 0x21,
            0x81, 0x50, 0x95, 0x45, 0x00, 0x06, 0xE3, 0x37, 0xB9, 0x0C, 0x8A, 0x01,
        ];
        let message = DeliverPdu::try_from(&pdu[..]).unwrap();
        let class = match message.dcs {
            DataCodingScheme::Standard { class: Some(class), .. } => (class as u8 & 3).to_string(),
            _ => "none".into(),
        };
        let text = match message.get_message_data().decode_message() {
            Ok(decoded) => decoded.text,
            Err(_) => "no text".into(),
        };
        print!("{coding:02X}: class {class}, {text}; ");
    }
}
RUST

expected="00: class none, code 1; 10: class 0, code 1; F0: class 0, code 1; "
then="00: class 0, code 1; 10: class 1, code 1; F0: class 0, no text; "
seen=$(CARGO_TARGET_DIR=target cargo run --quiet)x
seen=${seen%x}

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
