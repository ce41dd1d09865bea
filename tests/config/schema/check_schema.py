#!/usr/bin/python3
"""Holds docs/scenario.schema.json against the program: it accepts every file that is shipped, documented or printed, and rejects what
`check` rejects, but for errors of the kinds in UNSEEN, of which a schema can know nothing.

check_schema.py; its last line is `N accepted, N rejected, N failures`."""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import tomllib

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tests" / "hostile"), str(ROOT / "tests" / "cli")]
import bad_sweeps  # noqa: E402
import catalogue  # noqa: E402
import harness  # noqa: E402

FEWEST_REJECTED = 480
LARGEST = 20_000  # characters of an input: the others are about sizes

# What an error is about, where only the program can see it.
UNSEEN = re.compile("|".join([
    r"is not finite|nan\)",                                                     # JSON has no nan
    r"must be (an integer|a date|a text|a whole number)",                       # 1.0 for 1, "2025-01-01" for 2025-01-01
    r"must (increase|not decrease|run|be (less|greater|at most|after|equally))",  # numbers against each other
    r"no probability between|is no distribution|draws of|may (leave|exceed|fall|be)|\d (is|are) out of range|(is|are) too (small|large|wide)|away from p50",
    r"is not kept|unknown (market|segment|material|chemistry|variable|input|claim|output variable)|unknown key `(base|points|axes|tariffs|tarifs)|unknown key `variables",  # names
    r"does not exist|is a constant|correlated already|contradict|home market|at home|stand?s? twice|has .* twice|two axes|lacks|unknown key `\\u",
    r"horizon|no index|needs an `index`|is not in \"|refers to itself|figures of different|a growth (in|from)|a share in|there is a claim|of positive figures",
    r"on one day|no group of `producers`|may bring too many|` needs (`\[|an? `)",  # tables against each other
    r"must have exactly two percentiles|percentiles are too far apart|must have two different values",  # counts and sizes among parameters
    r"leads out of the scenario's folder|must be a relative path|names no file",  # files of data
    r"no such file|is a directory|a sweep, not a|side by side|none of the points|name of a coordinate|too many (points|bytes)",
    r"cannot stand here|expression ends here|is never closed|too large for a number|nested deeper|more than \d+ (parts|cells)",  # inside an expression
    r"unknown (output|function|number|dimension) `|no label `|no dimension `|a second label|does not take|needs years|takes a path|computed of itself",
    r"nothing is called|has a label already|the label of .* is (empty|too long)",  # names, and blanks within tables of tables
    r"can be called|`observations.year` is missing|needs a `year`|has no years",
    r"`tariffs(\.duty)?` must be a table|`tariffs.duty.rate` must be|`correlations` must|`markets.home.home` must",  # at a point of a sweep
]))

IN_ITS_BASE = "values that do not fit"  # of a sweep: it is the scenario that they do not fit


def plain(value):
    """TOML as JSON has it: dates are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def files():
    """Shipped, and those of tests that are right."""
    for pattern in ("scenarios/**/*.toml", "tests/data/golden/*.toml", "tests/cli/*.toml", "tests/hostile/*.toml"):
        for path in sorted(ROOT.glob(pattern)):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def printed():
    """What the program prints of them."""
    for name, text in files():
        if "\nscenario = " in text or "/claims/" in name:
            continue
        yield name + ", resolved", subprocess.run([harness.PROGRAM, "check", "--resolved", ROOT / name], capture_output=True, check=True, text=True).stdout


def documented():
    """The passages of the documentation: parts of a scenario stand as what extends another one."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, text in enumerate(re.findall(r"(?ms)^```toml\n(.*?)^```", path.read_text(encoding="utf-8"))):
            has_all = re.search(r"(?m)^(extends|scenario|schema) *=", text)
            yield f"{path.name}, passage {number}", text if has_all else f'extends = "base.toml"\n{text}'


def bad_inputs():
    """Those of the hostile catalogue that are TOML, with what the program says."""
    expected = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", (ROOT / "tests/hostile/expected.txt").read_text(encoding="utf-8"), re.MULTILINE))
    groups = {group: [catalogue.BASE.replace(old, new, 1) for old, new in patches] for group, patches in catalogue.PATCHES.items()}
    for group, texts in (groups | catalogue.FILES | bad_sweeps.SWEEPS).items():
        for number, text in enumerate(texts):
            try:
                text = text.decode() if isinstance(text, bytes) else text
                value = plain(tomllib.loads(text)) if len(text) < LARGEST else None
            except (UnicodeDecodeError, tomllib.TOMLDecodeError):
                continue
            if value is not None:
                said = [line for line in expected[f"{group} {number}"].split("\n")[1:] if line and ": warning: " not in line]
                yield f"{group} {number}", value, said


def bad_extensions():
    """Of a file that extends another, which may leave anything out."""
    for text in ("sampling = 3", "[segments.power]\nprise = 1", "[segments.power]\nprice = { dist = 'normal', mean = 1 }", "[segments.power.price]\nmaximum = 3",
                 "[[correlations]]\nbetween = ['a', 'b']", "[horizon]\nend_year = '2030'", "[axis]\nx = 1", "unset = 'tariffs'", "[segments.power.price]\ndist = 'nromal'"):
        yield text, {"extends": "base.toml", **plain(tomllib.loads(text))}


def main():
    schema = json.loads((ROOT / "docs" / "scenario.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures, accepted, rejected = [], 0, 0
    for name, text in (*files(), *printed(), *documented()):
        wrong = [f"{name}: {'.'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(plain(tomllib.loads(text)))]
        failures += wrong
        accepted += not wrong
    for name, value, said in bad_inputs():
        if not validator.is_valid(value):
            rejected += 1
        elif name.startswith(IN_ITS_BASE):
            continue
        elif not said or not all(UNSEEN.search(message) for message in said):
            failures.append(f"{name}: accepts what is answered {said}")
    failures += [f"accepts {text!r} in what extends another" for text, value in bad_extensions() if validator.is_valid(value)]
    if accepted < 30 or rejected < FEWEST_REJECTED:
        failures.append("fewer than there were")
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{accepted} accepted, {rejected} rejected, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
