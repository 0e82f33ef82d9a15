#!/usr/bin/env bash
# An absolute SMPP time carries tenths of a second: one digit.
# One would expect every datetime to have one. The tenths are computed with their fraction, and
# 9.01 fails the check for 0 to 9: no time in the last tenth of a second can be written. With
# `datetime.now()` plus the code's validity, about one message in ten fails to be built.
# Source: SMPP 3.4, 7.1.1: "t" is tenths of a second, 0 to 9.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smpp.pdu3==0.6
echo "smpp.pdu3 0.6 (PyPI)"

expected="1000 of 1000 milliseconds can be written"
then="901 of 1000 milliseconds can be written"
seen=$(venv/bin/python - <<'PY'
from datetime import datetime
from smpp.pdu.smpp_time import unparse

written = 0
for millisecond in range(1000):
    try:
        unparse(datetime(2025, 12, 18, 5, 59, 54, millisecond * 1000))
        written += 1
    except ValueError:
        pass
print(f"{written} of 1000 milliseconds can be written")
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
