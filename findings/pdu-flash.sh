#!/usr/bin/env bash
# A message of class 0 is shown at once and not stored, as some services send codes. For the
# GSM 7-bit alphabet its data coding is 0x10 or 0xF0, which mean the same.
# One would expect the text of both. Of the one with 0xF0 there is no text.
# Source: 3GPP TS 23.038, clause 4: coding groups 00xx and 1111.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . pdu@1.1.0
echo "pdu 1.1.0 (npm)"

expected="10: code 1; F0: code 1; "
then="10: code 1; F0: undefined; "
seen=$(node --no-deprecation -e '
    for (const coding of ["10", "F0"]) {
        const pdu = `00040C9144770009103200${coding}5221815095450006E337B90C8A01`;
        const { text } = require("pdu").parse(pdu);
        // Zeros follow the text.
        process.stdout.write(`${coding}: ${text?.replaceAll("\0", "")}; `);
    }
    process.stdout.write("x");
')
seen=${seen%x}

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
