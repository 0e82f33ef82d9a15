#!/usr/bin/env bash
# On a call, a code is read out one character at a time, so every character needs a sound of its
# own. One would expect that of the letters and digits of one voice. In Catalan the digit 1 and
# the letter U are both "u": whoever hears one may enter the other, and the code is wrong.
# Spanish tells I from Y by their stress alone. English and German keep all 36 apart.
# Leaving out letters that look like digits (I, O, Q, S, Z) does not part 1 from U.
# Source: the expectation is that of anyone who offers codes of letters and digits by call.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check espeakng-loader==0.2.4
echo "eSpeak NG 1.52.0 in espeakng-loader 0.2.4 (PyPI)"

expected="ca: all differ; es: all differ; en-us: all differ; de: all differ"
then="ca: U=1; es: I=Y; en-us: all differ; de: all differ"
seen=$(venv/bin/python - <<'PY'
import ctypes
import re
import string
import espeakng_loader

speech = ctypes.CDLL(espeakng_loader.get_library_path())
speech.espeak_Initialize(2, 0, str(espeakng_loader.get_data_path()).encode(), 0)
speech.espeak_TextToPhonemes.restype = ctypes.c_char_p

def sound(character):
    text = ctypes.create_string_buffer(character.encode())
    rest = ctypes.c_void_p(ctypes.addressof(text))
    phonemes = b""
    while rest.value:
        phonemes += speech.espeak_TextToPhonemes(ctypes.byref(rest), 1, 0) or b""
    return re.sub(r"[^A-Za-z0-9@&]", "", phonemes.decode())

found = []
for voice in ("ca", "es", "en-us", "de"):
    assert speech.espeak_SetVoiceByName(voice.encode()) == 0
    sounds = {}
    for character in string.ascii_uppercase + string.digits:
        sounds.setdefault(sound(character), []).append(character)
    alike = ["=".join(group) for group in sounds.values() if len(group) > 1]
    found.append(f"{voice}: {', '.join(alike) or 'all differ'}")
print("; ".join(found))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
