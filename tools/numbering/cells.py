"""Writes tests/data/kind_examples.tsv: one number for each calling code, length, kind and region,
with the kind and the region that `phonenumbers` gives.

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


def drawn(prefix):
    """A concrete prefix of a pattern."""
    steps = re.findall(r"\[[^\]]*\]|[0-9x]", prefix)
    text = ""
    for step in steps:
        choices = "0123456789" if step == "x" else step.strip("[]")
        choices = re.sub(
            "(.)-(.)", lambda ends: "".join(map(str, range(int(ends[1]), int(ends[2]) + 1))), choices
        )
        text += random.choice(choices)
    return text


def main():
    (data,) = sys.argv[1:]
    random.seed(20251128)
    with open(f"{data}/kinds.txt", encoding="utf-8") as file:
        facts = [line.split() for line in file if not line.startswith("#")]
    lines = []
    for code, region, lengths, kind, *prefixes in facts:
        for length in map(int, lengths.split(",")):
            prefix = drawn(random.choice(prefixes))
            national = prefix + "".join(
                random.choice("0123456789") for _ in range(length - len(prefix))
            )
            number = phonenumbers.PhoneNumber(
                country_code=int(code),
                national_number=int(national),
                italian_leading_zero=national.startswith("0") or None,
                number_of_leading_zeros=len(national) - len(national.lstrip("0")) or None,
            )
            assert phonenumbers.number_type(number) == KINDS[kind], (code, national, kind)
            found = phonenumbers.region_code_for_number(number)
            assert found == region, (code, national, found, region)
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
