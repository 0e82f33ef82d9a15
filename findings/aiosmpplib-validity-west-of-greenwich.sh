#!/usr/bin/env bash
# `validity_period` takes a datetime; SMPP writes its zone as quarters of an hour and a sign.
# One would expect 02:29:54-03:30 to become 14 quarters, west. It becomes 82: Python keeps a
# negative offset as minus one day plus 20.5 hours, and only the hours are read. SMPP allows at
# most 48, so the message is refused, or a code is dropped or kept at another time than meant.
# East of Greenwich and at UTC, the same call is right.
# Source: SMPP 3.4, 7.1.1 (absolute time format).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aiosmpplib==0.7.4
echo "aiosmpplib 0.7.4 (PyPI)"

expected="251218022954014- 251218112954022+"
then="251218022954082- 251218112954022+"
seen=$(venv/bin/python - <<'PY'
from datetime import datetime, timedelta, timezone
from aiosmpplib import SubmitSm

utc = datetime(2025, 12, 18, 5, 59, 54, tzinfo=timezone.utc)
west = utc.astimezone(timezone(-timedelta(hours=3, minutes=30)))
east = utc.astimezone(timezone(timedelta(hours=5, minutes=30)))
print(SubmitSm.datetime_to_smpp_time(west), SubmitSm.datetime_to_smpp_time(east))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
