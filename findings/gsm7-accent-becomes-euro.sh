#!/usr/bin/env bash
# GSM 7-bit has "é" and "ù" but neither "í" nor "ó": the Spanish "Envíe 4831" needs UCS-2.
# One would expect an error, or a "?" in its place. The encoder writes a lone escape, which takes
# the next letter from the extension table: "íe" arrives as "€". A template translated into
# Spanish, Portuguese or French is sent without an error, and its readers see other words.
# Source: 3GPP TS 23.038, 6.2.1 and 6.2.1.1. The reader here is another package.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . gsm7@1.3.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pygsm7==1.0.6
echo "gsm7 1.3.1 (npm), read by pygsm7 1.0.6 (PyPI)"

expected="an error, or: Env?e 4831"
then="Env€ 4831"
packed=$(node -e 'console.log(require("gsm7").encode("Envíe 4831").toString("hex"))')
seen=$(PYTHONIOENCODING=utf-8 venv/bin/python -c '
import sys, pygsm7
print(pygsm7.decode_gsm7(sys.argv[1].upper(), 10))
' "$packed")

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
