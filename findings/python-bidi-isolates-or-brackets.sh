#!/usr/bin/env bash
# A code with a dash behind Arabic text shows with its halves swapped unless it is isolated
# (U+2068 … U+2069) or preceded by U+200E. Programs that draw Arabic text themselves bring it
# into order with this package, which has two functions of the same name. One would expect
# either to show (483-106) with the isolate. One refuses isolates with an assertion, the other
# turns the brackets outward. With U+200E and without brackets, both are right.
# Source: Unicode Standard Annex 9, X5a–X6a (isolates), L4 (mirroring).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-bidi==0.6.12
echo "python-bidi 0.6.12 (PyPI)"

expected="(483-106), (483-106); with U+200E: 483-106, 483-106"
then="AssertionError, )483-106(; with U+200E: 483-106, 483-106"
seen=$(venv/bin/python - <<'PY'
import bidi
import bidi.algorithm

def shown(function, code):
    try:
        line = function("\u0631\u0645\u0632\u0643 " + code)
    except AssertionError as error:
        return type(error).__name__
    return "".join(character for character in line if character in "()-0123456789")

functions = (bidi.algorithm.get_display, bidi.get_display)
isolated = [shown(function, "(\u2068483-106\u2069)") for function in functions]
marked = [shown(function, "\u200e483-106") for function in functions]
print(", ".join(isolated) + "; with U+200E: " + ", ".join(marked))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
