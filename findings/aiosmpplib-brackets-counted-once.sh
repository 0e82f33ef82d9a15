#!/usr/bin/env bash
# Square brackets, braces, the euro sign and a few others take two septets in GSM 7-bit.
# One would expect 160 characters, "[483106]" among them, to count as 162 and make two segments.
# Characters are counted, not septets: they pass as one segment of 162 septets, and of a longer
# text the first part holds 155. A message has room for 160, or 153 behind the header: the sender
# learns only from the message centre that the parts do not fit.
# Source: 3GPP TS 23.038, 6.2.1.1 (extension table), TS 23.040, 9.2.3.24.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aiosmpplib==0.7.4
echo "aiosmpplib 0.7.4 (PyPI)"

expected="septets in each segment: 153 9, 153 20"
then="septets in each segment: 162, 155 18"
seen=$(venv/bin/python - <<'PY'
from aiosmpplib.utils import split_sms_udh

def septets(text):
    parts = split_sms_udh(text, "gsm0338", 42)
    # Alone, a part has its length in front; joined ones a header of six octets.
    return " ".join(str(len(part) - (6 if len(parts) > 1 else 1)) for part in parts)

start = "Your code is [483106]."
counts = [septets(start.ljust(characters, "x")) for characters in (160, 171)]
print("septets in each segment:", ", ".join(counts))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
