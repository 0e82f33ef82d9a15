#!/usr/bin/env bash
# In GSM 7-bit, "@" is 0, and the bits that fill up the last octet are 0 too. The length, counted in
# septets, tells them apart.
# One would expect what `SMS_SUBMIT` has written to be what it reads. An "@" at the end is taken off
# where the text ends with an octet (8 septets, 16, 24, …), although the length counts it.
# Source: 3GPP TS 23.040, 9.2.3.16; the package's docs: "round-trips from PDU to object and back".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pdusms==1.0
echo "pdusms 1.0 (PyPI)"

expected="'4831 us@' '483106 us@'"
then="'4831 us' '483106 us@'"
seen=$(venv/bin/python - <<'PY'
from smspdu import SMS_SUBMIT

def read(text):
    written = SMS_SUBMIT.create("+441632960000", "+447700900123", text).toPDU()
    return repr(SMS_SUBMIT.fromPDU(written, "+441632960000").user_data)

print(read("4831 us@"), read("483106 us@"))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
