"""Writes tests/data/kind_examples.tsv: one number for each calling code, length, kind and region,
with the kind and the region that `phonenumbers` gives. A number that is there stays as long as it is
right.

Usage: cells.py DATA_FOLDER
"""

import random
import re
import sys

import phonenumbers
from phonenumbers import PhoneNumberType as Type

KINDS = {
    "mobile": Type.MOBILE,
    "fixed": Type.FIXED_LINE,
    "fixed_or_mobile": Type.FIXED_LINE_OR_MOBILE,
    "voip": Type.VOIP,
    "toll_free": Type.TOLL_FREE,
    "premium": Type.PREMIUM_RATE,
    "shared_cost": Type.SHARED_COST,
    "personal": Type.PERSONAL_NUMBER,
    "pager": Type.PAGER,
    "uan": Type.UAN,
    "voicemail": Type.VOICEMAIL,
}


def drawn(prefix, rng):
    """A concrete prefix of a pattern."""
    steps = re.findall(r"\[[^\]]*\]|[0-9x]", prefix)
    text = ""
    for step in steps:
        choices = "0123456789" if step == "x" else step.strip("[]")
        choices = re.sub(
            "(.)-(.)", lambda ends: "".join(map(str, range(int(ends[1]), int(ends[2]) + 1))), choices
        )
        text += rng.choice(choices)
    return text


def answers(code, national):
    """The kind and the region of a number."""
    number = phonenumbers.PhoneNumber(
        country_code=int(code),
        national_number=int(national),
        italian_leading_zero=national.startswith("0") or None,
        number_of_leading_zeros=len(national) - len(national.lstrip("0")) or None,
    )
    return phonenumbers.number_type(number), phonenumbers.region_code_for_number(number)


def new(code, region, length, kind, prefixes):
    """A number that is the same in every run."""
    rng = random.Random(f"{code} {region} {length} {kind}")
    prefix = drawn(rng.choice(prefixes), rng)
    return prefix + "".join(rng.choice("0123456789") for _ in range(length - len(prefix)))


def rows(path, separator):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split(separator) for line in file if not line.startswith("#")]


def main():
    (data,) = sys.argv[1:]
    known = {}
    for number, kind, region in rows(f"{data}/kind_examples.tsv", "\t"):
        known.setdefault((kind, region), []).append(number)
    lines = []
    for code, region, lengths, kind, *prefixes in rows(f"{data}/kinds.txt", " "):
        for length in map(int, lengths.split(",")):
            lead = f"+{code}"
            old = [
                number.removeprefix(lead)
                for number in known.get((kind, region), [])
                if number.startswith(lead) and len(number) == len(lead) + length
            ]
            right = (KINDS[kind], region)
            kept = [national for national in old if answers(code, national) == right]
            national = kept[0] if kept else new(code, region, length, kind, prefixes)
            assert answers(code, national) == right, (code, national, kind, region)
            lines.append(f"+{code}{national}\t{kind}\t{region}\n")
    with open(f"{data}/kind_examples.tsv", "w", encoding="utf-8") as file:
        file.write(
            "# One number for each calling code, length, kind and region, with the answers of"
            f" phonenumbers {phonenumbers.__version__}, by tools/numbering/cells.py.\n"
        )
        file.writelines(lines)
    print(f"{len(lines)} numbers")


if __name__ == "__main__":
    main()
