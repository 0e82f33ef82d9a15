#!/usr/bin/env bash
# A message in the GSM 7-bit alphabet says how many letters it has, not how many octets they fill.
# One would expect 19 for "Your code is 483106". This generator writes 17, the octets, and a
# receiver stops after 17 letters: the last two digits of the code are gone. Up to seven letters
# both counts agree, so a short test message arrives whole.
# Source: 3GPP TS 23.040, 9.2.3.16: TP-User-Data-Length is the number of septets.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . pdu@1.1.0 node-pdu@2.1.1
echo "pdu 1.1.0, read by node-pdu 2.1.1 (npm)"

expected="length 19: Your code is 483106"
then="length 17: Your code is 4831"
seen=$(node --no-deprecation -e '
    const [made] = require("pdu").generate({
        text: "Your code is 483106",
        receiver: "447700900123",
        encoding: "7bit",
    });
    const { data } = require("node-pdu").parse(made.toUpperCase());
    // Before the length: service centre, two octets, number of eight octets, two octets.
    const length = parseInt(made.slice(26, 28), 16);
    console.log(`length ${length}: ${data.getText()}`);
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
