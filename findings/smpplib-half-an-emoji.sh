#!/usr/bin/env bash
# In UCS-2, an emoji takes two units, a pair that means nothing apart. A part of a long message
# holds 67 units, an odd number.
# One would expect `make_parts` to end a part in front of a pair. It cuts through the pair, and each
# of the two parts has a half that no phone can show by itself.
# Source: RFC 2781, 2.1; 3GPP TS 23.038, 6.2.3 (UCS2) as phones read it today: UTF-16.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smpplib==2.2.4
echo "smpplib 2.2.4 (PyPI)"

expected="whole; whole"
then="half a pair; half a pair"
seen=$(venv/bin/python - <<'PY'
from smpplib import consts, gsm

# 71 units, of which the 67th and the 68th are one emoji.
text = "x" * 66 + "😀 47"
parts, coding, _ = gsm.make_parts(text)
assert coding == consts.SMPP_ENCODING_ISO10646 and len(parts) == 2


def reads(part):
    try:
        part[6:].decode("utf-16-be")
        return "whole"
    except UnicodeDecodeError:
        return "half a pair"


print("; ".join(map(reads, parts)))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
