"""Compares the numbering facts of tests/data with the `phonenumbers` package, and says what changed.

Usage: facts.py DATA_FOLDER

kinds.txt is rewritten. Of regions.tsv (calling codes, trunk prefixes, lengths, example numbers) and
idd.tsv (international prefixes), the rows that are no longer right are printed, to be changed by hand:
each of them is a plan, and phone::plan may have to know more than the row says.
"""

import itertools
import re
import sys
from re import _constants as sre
from re import _parser as parser

import phonenumbers
from phonenumbers import PhoneMetadata

DIGITS = "0123456789"

# In the order in which libphonenumber asks for them.
KINDS = [
    ("premium", "premium_rate"),
    ("toll_free", "toll_free"),
    ("shared_cost", "shared_cost"),
    ("voip", "voip"),
    ("personal", "personal_number"),
    ("pager", "pager"),
    ("uan", "uan"),
    ("voicemail", "voicemail"),
]


class Automaton:
    """The numbers that a pattern of the metadata matches as a whole."""

    def __init__(self, pattern):
        self.edges = [[]]
        self.free = [[]]
        self.end = self.add(parser.parse(pattern), 0)
        self.steps = {}

    def state(self):
        self.edges.append([])
        self.free.append([])
        return len(self.edges) - 1

    def add(self, items, start):
        for operation, argument in items:
            start = self.add_one(operation, argument, start)
        return start

    def add_one(self, operation, argument, start):
        if operation in (sre.LITERAL, sre.IN, sre.CATEGORY):
            end = self.state()
            self.edges[start].append((digits_of(operation, argument), end))
            return end
        if operation is sre.SUBPATTERN:
            return self.add(argument[3], start)
        if operation is sre.BRANCH:
            end = self.state()
            for branch in argument[1]:
                self.free[self.add(branch, start)].append(end)
            return end
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, items = argument
            end = self.state()
            for count in range(most):
                if count >= least:
                    self.free[start].append(end)
                start = self.add(items, start)
            self.free[start].append(end)
            return end
        raise ValueError(f"{operation} in a pattern")

    def closed(self, states):
        found, new = set(states), list(states)
        while new:
            for state in self.free[new.pop()]:
                if state not in found:
                    found.add(state)
                    new.append(state)
        return frozenset(found)

    def start(self):
        return self.closed([0])

    def step(self, states, digit):
        key = (states, digit)
        if key not in self.steps:
            reached = [end for state in states for set_, end in self.edges[state] if digit in set_]
            self.steps[key] = self.closed(reached)
        return self.steps[key]


def digits_of(operation, argument):
    """The digits that one step of a pattern matches."""
    if operation is sre.LITERAL:
        return chr(argument)
    if operation is sre.CATEGORY:
        assert argument is sre.CATEGORY_DIGIT
        return DIGITS
    found = ""
    for operation, argument in argument:
        if operation is sre.RANGE:
            found += "".join(map(chr, range(argument[0], argument[1] + 1)))
        else:
            found += digits_of(operation, argument)
    return found


def pattern_of(desc):
    return desc.national_number_pattern if desc and desc.national_number_pattern else None


def lengths_of(desc):
    return sorted(length for length in (desc.possible_length if desc else ()) if length > 0)


def classes_of_region(metadata):
    """Pairs of a class and an automaton with its lengths, in the order in which they count."""
    descs = [(kind, getattr(metadata, name)) for kind, name in KINDS]
    fixed, mobile = metadata.fixed_line, metadata.mobile
    if metadata.same_mobile_and_fixed_line_pattern or pattern_of(fixed) == pattern_of(mobile):
        descs.append(("fixed_or_mobile", fixed))
    else:
        descs += [("fixed", fixed), ("mobile", mobile)]
    return [
        (kind, Automaton(pattern_of(desc)), lengths_of(desc) or lengths_of(metadata.general_desc))
        for kind, desc in descs
        if pattern_of(desc)
    ]


def kinds_of_code(regions):
    """For each length, the prefixes of each region and kind; `regions` are in their order."""
    known = [(region, classes_of_region(metadata), leading(metadata)) for region, metadata in regions]
    general = [Automaton(pattern_of(metadata.general_desc)) for _, metadata in regions]
    lengths = sorted({length for _, classes, _ in known for *_, of in classes for length in of})
    found = {}
    for length in lengths:
        automata = [
            (index, region, kind, automaton)
            for index, (region, classes, _) in enumerate(known)
            for kind, automaton, of in classes
            if length in of
        ]
        start = tuple(automaton.start() for *_, automaton in automata)
        start += tuple(automaton.start() for automaton in general)
        start += tuple(lead.start() if lead else None for *_, lead in known)
        tree = class_tree(automata, general, known, start, length, {})
        for prefix, (region, kind) in prefixes_of(tree):
            found.setdefault((length, region, kind), []).append(prefix)
    return found


def leading(metadata):
    """The leading digits that alone make a number the region's."""
    return Automaton(metadata.leading_digits) if metadata.leading_digits else None


def class_tree(automata, general, known, state, left, memo):
    """A region and kind, `None`, or a list of what follows each digit."""
    key = (state, left)
    if key not in memo:
        memo[key] = class_below(automata, general, known, state, left, memo)
    return memo[key]


def class_below(automata, general, known, state, left, memo):
    if left == 0:
        return class_at(automata, general, known, state)
    if not any(state[: len(automata)]):
        return None
    machines = [automaton for *_, automaton in automata] + general + [lead for *_, lead in known]
    first_lead = len(machines) - len(known)
    below = []
    for digit in DIGITS:
        reached = []
        for at, (machine, states) in enumerate(zip(machines, state)):
            # Leading digits that were met stay met.
            stays = machine is None or (at >= first_lead and machine.end in states)
            reached.append(states if stays else machine.step(states, digit))
        below.append(class_tree(automata, general, known, tuple(reached), left - 1, memo))
    is_leaf = not isinstance(below[0], list) and all(one == below[0] for one in below)
    return below[0] if is_leaf else below


def class_at(automata, general, known, state):
    """The region and kind of a whole number, or `None`."""
    count = len(automata)
    for index, (region, _, lead) in enumerate(known):
        kinds = [
            kind
            for at, (of, _, kind, automaton) in enumerate(automata)
            if of == index and automaton.end in state[at]
        ]
        if general[index].end not in state[count + index] or not kinds:
            continue
        if len(known) > 1 and lead is not None:
            if lead.end not in state[count + len(known) + index]:
                continue
        return region, "fixed_or_mobile" if {"fixed", "mobile"} == set(kinds) else kinds[0]
    return None


def prefixes_of(tree):
    """Disjoint prefixes, each with its class: equal parts behind several digits are one."""
    if tree is None:
        return
    if not isinstance(tree, list):
        yield "", tree
        return
    groups = []
    for digit, below in zip(DIGITS, tree):
        same = next((group for group in groups if group[1] == below), None)
        if same:
            same[0].append(digit)
        else:
            groups.append(([digit], below))
    for digits, below in groups:
        for rest, class_ in prefixes_of(below):
            yield class_of(digits) + rest, class_


def class_of(digits):
    """`[0-24]` for 0, 1, 2, 4."""
    if len(digits) == 10:
        return "x"
    if len(digits) == 1:
        return digits[0]
    text = ""
    for _, run in itertools.groupby(enumerate(digits), lambda pair: int(pair[1]) - pair[0]):
        run = [digit for _, digit in run]
        text += run[0] if len(run) == 1 else run[0] + ("-" if len(run) > 2 else "") + run[-1]
    return f"[{text}]"


def kinds_facts():
    """The facts of kinds.txt, as {(code, region, length, kind): prefixes}."""
    facts = {}
    for code, isos in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        if isos == ("001",):
            regions = [("001", PhoneMetadata.metadata_for_nongeo_region(code))]
        else:
            regions = [(iso, PhoneMetadata.metadata_for_region(iso)) for iso in isos]
        for (length, region, kind), prefixes in kinds_of_code(regions).items():
            # Where all numbers of a length are, no digit tells them.
            facts[code, region, length, kind] = sorted(prefix or "*" for prefix in prefixes)
    return facts


def read_kinds(path):
    facts = {}
    for code, region, lengths, kind, *prefixes in lines_of(path, None):
        for length in lengths.split(","):
            facts[int(code), region, int(length), kind] = sorted(prefixes)
    return facts


def lines_of(path, separator):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split(separator) for line in file if line[0] != "#"]


def numbers_in(prefixes, length):
    """How many numbers have these prefixes."""
    count = 0
    for prefix in prefixes:
        steps = re.findall(r"\[[^\]]*\]|[^*]", prefix)
        choices = 1
        for step in steps:
            choices *= 10 if step == "x" else len(digits_in(step))
        count += choices * 10 ** (length - len(steps))
    return count


def digits_in(step):
    return re.sub(
        "(.)-(.)",
        lambda ends: "".join(map(str, range(int(ends[1]), int(ends[2]) + 1))),
        step.strip("[]"),
    )


def say_kinds(old, new):
    for key in sorted(set(old) | set(new), key=str):
        code, region, length, kind = key
        before, after = (numbers_in(facts.get(key, []), length) for facts in (old, new))
        gone = sorted(set(old.get(key, [])) - set(new.get(key, [])))
        come = sorted(set(new.get(key, [])) - set(old.get(key, [])))
        if before != after:
            what = f"{kind.replace('_', ' ')} numbers of {length} digits"
            print(f"{region} (+{code}): {what}: {before:,} were in use, {after:,} are")
            print(f"    no longer {' '.join(gone) or '-'}; now {' '.join(come) or '-'}")


def write_kinds(path, facts):
    lines = {}
    for (code, region, length, kind), prefixes in facts.items():
        lines.setdefault((code, region, kind, tuple(prefixes)), []).append(length)
    # Always in one order, so that a diff shows what has changed.
    lines = dict(sorted(lines.items(), key=lambda line: (line[0][:3], min(line[1]))))
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            f"# Exact number kinds: libphonenumber metadata {VERSION} (Apache-2.0), as disjoint"
            " prefixes. calling code, region, lengths of the national number, kind, prefixes of the"
            " national number (digits, digit classes, x for any digit)\n"
        )
        for (code, region, kind, prefixes), lengths in lines.items():
            lengths = ",".join(map(str, sorted(lengths)))
            file.write(f"{code} {region} {lengths} {kind} {' '.join(prefixes)}\n")


VERSION = phonenumbers.__version__


def main():
    (data,) = sys.argv[1:]
    print(f"metadata {VERSION}")
    old, new = read_kinds(f"{data}/kinds.txt"), kinds_facts()
    say_kinds(old, new)
    write_kinds(f"{data}/kinds.txt", new)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        say_plan(region, {row[0]: row for row in lines_of(f"{data}/regions.tsv", "\t")})
    say_prefixes({row[0]: row[2] for row in lines_of(f"{data}/idd.tsv", "\t")})


def say_plan(region, known):
    """Prints where a row of regions.tsv is not what the metadata say, in the form of the row."""
    metadata = PhoneMetadata.metadata_for_region(region)
    code = metadata.country_code
    lengths = [
        ",".join(map(str, lengths_of(desc))) or "-" for desc in (metadata.mobile, metadata.fixed_line)
    ]
    is_main = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code][0] == region
    found = [region, str(code), "yes" if is_main else "no", metadata.national_prefix or "-", *lengths]
    row = known.get(region, [])
    if row[:6] != found:
        print(f"{region}: regions.tsv says {' '.join(row[:6]) or 'nothing'}, now {' '.join(found)}")
    for name, at, desc in (("mobile", 7, metadata.mobile), ("fixed", 9, metadata.fixed_line)):
        example = (desc.example_number if desc else None) or "-"
        if row[at : at + 1] != [example]:
            print(f"{region}: the {name} example is {row[at:at + 1]}, now {example}")


def say_prefixes(known):
    """Prints where a row of idd.tsv is not what the metadata say."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        pattern = PhoneMetadata.metadata_for_region(region).international_prefix
        patterns = known.get(region, "").replace("?", "x").split()
        old = {prefix for own in patterns for prefix in concrete(own)}
        new = set(words(Automaton(pattern)))
        if old != new:
            gone, come = " ".join(sorted(old - new)), " ".join(sorted(new - old))
            print(f"{region}: no longer abroad by {gone or '-'}; now by {come or '-'}")


def concrete(pattern):
    steps = re.findall(r"\[[^\]]*\]|.", pattern)
    return map("".join, itertools.product(*(DIGITS if s == "x" else digits_in(s) for s in steps)))


def words(automaton):
    """Every word that the automaton matches, if they are finitely many."""
    waiting = [("", automaton.start())]
    while waiting:
        word, states = waiting.pop()
        if automaton.end in states:
            yield word
        for digit in DIGITS:
            if reached := automaton.step(states, digit):
                waiting.append((word + digit, reached))


if __name__ == "__main__":
    main()
