#!/usr/bin/env bash
# A long message is joined by a reference of 8 bits or of 16. Behind the longer header, seven octets
# with its length, the septets begin at once: 56 bits are eight septets, without a spare bit.
# One would expect "Your code is 4711" of each reader, behind either header. Behind the longer one,
# the first refuses the message, the others lose the first letter, and the last adds an "@".
# Source: 3GPP TS 23.040, 9.2.3.24.8 and 9.2.3.16.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . node-sms-pdu@0.3.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-gsmmodem-new==0.13.0
cargo init --quiet --vcs none --name finding .
cargo add --quiet sms-pdu@=1.1.0
echo "node-sms-pdu 0.3.0 (npm), python-gsmmodem-new 0.13.0 (PyPI), sms-pdu 1.1.0 (crate)"

cat > src/main.rs <<'RUST'
use sms_pdu::pdu::DeliverPdu;

fn main() {
    for pdu in std::env::args().skip(1) {
        let digits = pdu.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        let octets: Vec<u8> = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
        let message = DeliverPdu::try_from(&octets[..]).unwrap();
        print!("{}; ", message.get_message_data().decode_message().unwrap().text);
    }
}
RUST

# The first of two parts, with reference 7 and with reference 0x1234.
lead=00440C91447700091032000052218150954500
short=${lead}18050003070201B2EFBA1C347E93CBA0F41C44BBC562
long=${lead}1906080412340201D9775D0E1ABFC965507A0EA2DD6231
text="Your code is 4711"
expected="$text; $text; $text; $text; $text; $text; "
then="$text; refused; $text; our code is 4711; $text; our code is 4711@; "
seen=$(
    node -e '
        for (const pdu of process.argv.slice(1)) {
            const read = require("node-sms-pdu").parse(pdu);
            process.stdout.write(`${read.error ? "refused" : read.text}; `);
        }
    ' "$short" "$long"
    venv/bin/python - "$short" "$long" <<'PY'
import sys
from gsmmodem.pdu import decodeSmsPdu

print(*(decodeSmsPdu(pdu)["text"] + "; " for pdu in sys.argv[1:]), sep="", end="")
PY
    CARGO_TARGET_DIR=target cargo run --quiet -- "$short" "$long"
    echo x
)
seen=${seen%x}

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
