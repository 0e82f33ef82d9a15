#!/usr/bin/env bash
# 160 letters of the GSM 7-bit alphabet, or 70 characters of UCS-2, fit one message.
# One would expect one segment for each. Two are made, each with a header and a reference of 16
# bits: from 134 letters and from 64 characters on, every message costs twice and needs a handset
# that joins segments. A template of 150 letters is billed as two messages.
# Source: 3GPP TS 23.040, 9.2.3.16 and 9.2.3.24: 140 octets, which only a header makes fewer.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . node-pdu@2.1.1
echo "node-pdu 2.1.1 (npm)"

expected="133:1 134:1 160:1 letters; 63:1 64:1 70:1 characters"
then="133:1 134:2 160:2 letters; 63:1 64:2 70:2 characters"
seen=$(node -e '
    const { Submit } = require("node-pdu");
    const segments = (letter, count) =>
        `${count}:${new Submit("+447700900123", letter.repeat(count)).getPartStrings().length}`;
    const gsm = [133, 134, 160].map((count) => segments("a", count)).join(" ");
    const ucs2 = [63, 64, 70].map((count) => segments("\u044f", count)).join(" ");
    console.log(`${gsm} letters; ${ucs2} characters`);
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
