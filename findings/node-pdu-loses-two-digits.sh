#!/usr/bin/env bash
# E.164 numbers are often kept as bare digits, as SMPP and many APIs write them.
# One would expect `new Submit("447700900123", …)` to address these twelve digits, with whatever
# type of number. The first two are taken off and the rest is marked as international: the code
# goes to +7700900123, in another country. With "+" in front, the number is whole; so is
# "12025550123", which makes a test with an American number pass.
# Source: 3GPP TS 23.040, 9.1.2.5; the package's README passes an address with "+".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . node-pdu@2.1.1
echo "node-pdu 2.1.1 (npm)"

expected="447700900123 12025550123"
then="7700900123 12025550123"
seen=$(node -e '
    const { Submit, parse } = require("node-pdu");
    const sentTo = (number) => parse(new Submit(number, "code 1").toString()).address.phone;
    console.log(sentTo("447700900123"), sentTo("12025550123"));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
