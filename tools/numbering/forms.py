"""Writes tests/data/forms.txt: what `phonenumbers` and an earlier build answer to 200,000 texts.

Usage: forms.py DATA_FOLDER ANSWERS_PROGRAM

The texts are made from tests/data/regions.tsv and idd.tsv, each region's numbers in each form that
people type; tests/phone/forms.rs makes the same ones. ANSWERS_PROGRAM reads lines of a country (or
`-`), a tab and a text, and prints the digits of E.164 or `-` for each.
"""

import itertools
import re
import subprocess
import sys

import phonenumbers

NUMBERS = 20
FORMS = 21


class Random:
    """A linear congruential generator (Knuth's MMIX), as the test has it."""

    def __init__(self):
        self.state = 0

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    return [line.split("\t") for line in lines if not line.startswith("iso\t")]


def filled_in(pattern, random):
    """A prefix that the pattern stands for."""
    text = ""
    for step in re.findall(r"\[[0-9]+\]|\?|[0-9]", pattern):
        if step == "?":
            text += str(random.below(10))
        elif step[0] == "[":
            text += step[1 + random.below(len(step) - 2)]
        else:
            text += step
    return text


def grouped(digits):
    """Digits with what people put among them."""
    separators = ["(", ") ", "", "-", "", "", " ", "", ".", "", "/"]
    text = ""
    for place, digit in enumerate(digits):
        text += digit + (separators[place % len(separators)] if place + 1 < len(digits) else "")
    return "(" + text if len(digits) > 2 else text


def texts(regions, prefixes):
    """Yields (region, kind, form, country or None, text, meant)."""
    random = Random()
    for region, code, _, trunk, _, _, _, mobile, _, fixed, _ in regions:
        trunk = trunk.replace("-", "")
        own = prefixes[region].split(" ")
        for kind, example in (("mobile", mobile), ("fixed", fixed)):
            if example == "-":
                continue
            for draw in range(NUMBERS):
                kept = len(example) if draw == 0 else random.below(len(example))
                nsn = example[:kept] + "".join(
                    str(random.below(10)) for _ in range(len(example) - kept)
                )
                prefix = filled_in(own[random.below(len(own))], random)
                more = str(random.below(10))
                other = regions[random.below(len(regions))]
                other = other[1] + (other[7] if other[7] != "-" else other[9])
                meant = code + nsn
                forms = [
                    (region, nsn, meant),
                    (region, trunk + nsn, meant),
                    (region, "0" + nsn, meant),
                    (region, f"+{code} {nsn}", meant),
                    (None, f"+{code} {nsn}", meant),
                    (region, f"00{code}{nsn}", meant),
                    (None, f"00{code}{nsn}", meant),
                    (region, f"{prefix} {code} {nsn}", meant),
                    (region, code + nsn, meant),
                    (None, code + nsn, meant),
                    (region, f"+{code} (0){nsn}", meant),
                    (region, f"+{code} {trunk}{nsn}", meant),
                    (region, f"0{code}{nsn}", meant),
                    (None, nsn, meant),
                    (region, trunk + nsn[:-1], meant),
                    (region, trunk + nsn + more, meant),
                    (region, f"+{code} {nsn[:-1]}", meant),
                    (region, f"{prefix} {other}", other),
                    (region, "+" + other, other),
                    (region, grouped(trunk + nsn), meant),
                    (region, "00" + other, other),
                ]
                assert len(forms) == FORMS
                for form, (country, text, meant_here) in enumerate(forms):
                    yield region, kind, form, country, text, meant_here


def theirs(text, country, meant):
    """`=` the number meant and valid, `~` that one and not valid, `!` and `?` another, `-` none."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return "-"
    if not phonenumbers.is_possible_number(number):
        return "-"
    digits = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
    valid = phonenumbers.is_valid_number(number)
    if digits == meant:
        return "=" if valid else "~"
    return "!" if valid else "?"


def runs(letters):
    """`14aba`: fourteen `a`, one `b`, and `a` up to the end."""
    groups = [(letter, len(list(group))) for letter, group in itertools.groupby(letters)]
    counts = [str(count) if count > 1 else "" for _, count in groups[:-1]] + [""]
    return "".join(count + letter for (letter, _), count in zip(groups, counts))


def main():
    data, program = sys.argv[1:]
    regions = rows(f"{data}/regions.tsv")
    prefixes = {row[0]: row[2] for row in rows(f"{data}/idd.tsv")}
    made = list(texts(regions, prefixes))
    lines = "".join(f"{country or '-'}\t{text}\n" for _, _, _, country, text, _ in made)
    run = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    before = run.stdout.split()
    assert len(before) == len(made)
    found = {}
    for (region, kind, form, country, text, meant), answer in zip(made, before):
        one = {meant: "=", "-": "-"}.get(answer, "!")
        letter = "abcdefghijklmno"["=~!?-".index(theirs(text, country, meant)) * 3 + "=!-".index(one)]
        found.setdefault((region, kind), [""] * FORMS)[form] += letter
    with open(f"{data}/forms.txt", "w", encoding="utf-8") as file:
        file.write(
            f"# What phonenumbers {phonenumbers.__version__} and the build of commit 8a98f3b answer,"
            " by tools/numbering/forms.py.\n"
            "# Region, kind, and for each form the answers to 20 numbers, as runs of letters: the last"
            " run goes on to the end.\n"
            "# The letters are pairs of theirs (= the number meant, ~ that one but not valid, !"
            " another, ? another that is not valid, - none)\n"
            "# and the earlier build's (= ! -), in this order: a =,= b =,! c =,- d ~,= ... o -,-\n"
        )
        for (region, kind), letters in found.items():
            file.write(f"{region} {kind} {' '.join(map(runs, letters))}\n")


if __name__ == "__main__":
    main()
