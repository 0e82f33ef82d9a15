#!/usr/bin/env bash
# People write numbers with spaces and dashes, and many programs store them so.
# One would expect "+1 202-555-0123" to be sent like +12025550123, or refused. It is packed letter
# by letter as an alphanumeric address, the form meant for a sender's name: the message is
# addressed to a text instead of a number, and no error says so.
# Source: 3GPP TS 23.040, 9.1.2.5 (types of number); the package documents the argument as
# "the destination mobile number".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-gsmmodem-new==0.13.0
echo "python-gsmmodem-new 0.13.0 (PyPI)"

expected="91 2120550521F3; the same, or an error"
then="91 2120550521F3; D0 AB18480693B56AB55A0B1693CD00"
seen=$(venv/bin/python - <<'PY'
from gsmmodem.pdu import encodeSmsSubmitPdu

addresses = []
for number in ("+12025550123", "+1 202-555-0123"):
    pdu = str(encodeSmsSubmitPdu(number, "code 1", requestStatusReport=False)[0])
    # Before the address: service centre, first octet, reference, length; behind it: nine octets.
    addresses.append(pdu[8:10] + " " + pdu[10:-18])
print("; ".join(addresses))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
