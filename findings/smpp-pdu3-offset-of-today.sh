#!/usr/bin/env bash
# An absolute time in SMPP names its difference from UTC in quarters of an hour. In New York that is
# 20 quarters in January and 16 in July.
# One would expect each date to be written with its own offset. Both get that of the day on which
# the script runs, so that for half of the year a message expires an hour early or late.
# Source: SMPP 3.4, 7.1.1; Python, `tzinfo.utcoffset(dt)`: the offset "for the datetime dt".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smpp.pdu3==0.6 tzdata==2025.2
echo "smpp.pdu3 0.6 (PyPI)"

expected="two offsets"
then="one offset"
seen=$(venv/bin/python - <<'PY'
from datetime import datetime
from zoneinfo import ZoneInfo

from smpp.pdu import smpp_time

zone = ZoneInfo("America/New_York")
written = [smpp_time.unparse(datetime(2026, month, 15, 12, tzinfo=zone)) for month in (1, 7)]
offsets = {time[13:].decode() for time in written}
print({1: "one offset", 2: "two offsets"}[len(offsets)])
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
