#!/usr/bin/env bash
# 202 is the area code of Washington, 20 the calling code of Egypt.
# One would expect (202) 555-0123, with the United States given as the region, to be read as a
# number at home. The package puts a "+" in front of the digits before it tries the calling code
# of the region, and takes what has a possible length anywhere: the code goes to Egypt, the one for
# Chicago (312) to the Netherlands, and the one for New York (646) to New Zealand. 212 is safe only
# because numbers of Morocco are longer.
# Source: the docstring of `format_phone_number`, which tries the calling code in front first,
# "in case its a local number", and a leading "+" after that.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    py-phone-number-fmt==2.0.3 phonenumbers==9.0.43
echo "py-phone-number-fmt 2.0.3 (PyPI), with phonenumbers 9.0.43"

expected="+12025550123 +13125550123 +16465550123 +12125550123"
then="+2025550123 +3125550123 +6465550123 +12125550123"
seen=$(venv/bin/python - <<'PY'
from phonenumberfmt import format_phone_number

typed = ("(202) 555-0123", "(312) 555-0123", "(646) 555-0123", "(212) 555-0123")
print(*(format_phone_number(number, implied_phone_region="US") for number in typed))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
