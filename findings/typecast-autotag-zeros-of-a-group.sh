#!/usr/bin/env bash
# Codes are sent in two groups with a dash, and a group may begin with zeros.
# One would expect a library that prepares Korean texts for a voice to have the digits behind
# "인증번호는" (the verification code is) read one by one, as it does behind "인증번호:". Each group
# is read as a number instead: 012-034 is "twelve, dash, thirty-four", and 0042-0031 "forty-two,
# dash, thirty-one". The zeros are not heard, and the code that is typed is a wrong attempt.
# Source: the package's README: "formats suitable for voice synthesis", with 010-1234-5678 digit by
# digit. "공" is the digit 0, "십이" 12, "삼십사" 34, "사십이" 42, "삼십일" 31, and "다시" the dash.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typecast-autotag==3.0.1
echo "typecast-autotag 3.0.1 (PyPI)"

one="공 . 일 . 이 다시 공 . 삼 . 사"
two="공 . 공 . 사 . 이 다시 공 . 공 . 삼 . 일"
expected="인증번호: $one; 인증번호는 $one 입니다; 인증번호는 $two 입니다"
then="인증번호: $one; 인증번호는 십이 다시 삼십사 입니다; 인증번호는 사십이 다시 삼십일 입니다"
seen=$(PYTHONIOENCODING=utf-8 venv/bin/python - <<'PY'
from typecast_autotag import auto_tag

texts = ("인증번호: 012-034", "인증번호는 012-034입니다", "인증번호는 0042-0031입니다")
print(*map(auto_tag, texts), sep="; ")
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
