#!/usr/bin/env bash
# A text with an emoji is sent as UCS-2, where an emoji takes two of the 70 units of a message.
# One would expect 36 emojis, or 69 letters and one emoji, to need two messages. Each emoji counts
# as one character, since Python's `len` does so: both pass as one message.
# Costs are underestimated, and a text that was meant to fit is cut in two.
# Source: 3GPP TS 23.040, 9.2.3.16 (140 octets) and UTF-16; the package's README: "all characters
# have an equal bit width".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sms-counter==0.0.1
echo "sms-counter 0.0.1 (PyPI)"

expected="72 units in 2; 71 units in 2"
then="36 units in 1; 70 units in 1"
seen=$(venv/bin/python -W ignore - <<'PY'
from sms.counter import SMSCounter

texts = ("\U0001F511" * 36, "\u044f" * 69 + "\U0001F511")
counts = [SMSCounter().count(text) for text in texts]
print("; ".join(f"{count.sms_size} units in {count.segment}" for count in counts))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
