#!/usr/bin/env bash
# The time stamp of a delivered message ends with its zone: quarters of an hour, two decimal
# digits with the halves swapped, and a sign bit. This message left at 02:29:54-03:30.
# One would expect the three decoders to name the same instant, 05:59:54Z. None does, and no two
# agree: one is 27 hours off, one writes "-3.5:00", which is not an ISO 8601 offset, and one
# takes the two decimal digits for hexadecimal.
# Whoever judges by this time whether a code arrived before it expired is hours wrong.
# Source: 3GPP TS 23.040, 9.2.3.11.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . node-sms-pdu@0.3.0 node-pdu@2.1.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pycrate==0.8.1
echo "node-sms-pdu 0.3.0 and node-pdu 2.1.1 (npm), pycrate 0.8.1 (PyPI)"

pdu=00040C9144770009103200005221812092454906E337B90C8A01
expected="-03:30; -03:30; -3.5 hours"
then="+23:30; -3.5:00; -5.0 hours"
seen=$(
    node -e '
        const smsPdu = require("node-sms-pdu");
        const nodePdu = require("node-pdu");
        const zone = (text) => text.slice("2025-12-18T02:29:54".length);
        const first = zone(smsPdu.parse(process.argv[1]).timestamp);
        const second = zone(nodePdu.parse(process.argv[1]).serviceCenterTimeStamp.getIsoString());
        process.stdout.write(`${first}; ${second}; `);
    ' "$pdu"
    venv/bin/python - "$pdu" <<'PY'
import sys
from pycrate_mobile.TS23040_SMS import SMS_DELIVER

message = SMS_DELIVER()
message.from_bytes(bytes.fromhex(sys.argv[1][2:]))
time, zone = message["TP_SCTS"].decode()
print(zone, "hours")
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
