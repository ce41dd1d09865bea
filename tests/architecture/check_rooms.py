#!/usr/bin/python3
"""Holds the code to its architecture, docs/architecture.md: one rule a file beside this one.

check_rooms.py [REPO]; the last line is `N passed, N failed`, the exit status 1 where something failed.
Before it judges the code it breaks each rule in small trees of its own, and fails if it does not notice.
"""
import pathlib
import sys

import circles
import libraries
import order
import remedies
import sizes
import sources
import terminal

RULES = [order, circles, libraries, sizes, terminal, remedies]


def self_test(rule):
    """The cases that a rule judges wrongly."""
    failures = []
    for files, guilty in rule.CASES:
        if bool(rule.wrong([sources.Source(path, text) for path, text in files.items()])) != guilty:
            failures.append(f"self-test of {rule.__name__}: {files} should {'' if guilty else 'not '}be noticed")
    return failures


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    failures = [line for rule in RULES for line in self_test(rule)]
    code = sources.read(root)
    wrong = [line for rule in RULES for line in rule.wrong(code)]
    guilty_places = {line.split(":", 1)[0] for line in wrong}
    missing = [f"{root / room}: no code is here" for room in sources.ROOMS if (root / room).is_dir() and not any(source.path.startswith(room + "/") for source in code)]
    missing += [] if code else [f"{root}: no code is here"]
    passed = sum(len(rule.CASES) for rule in RULES) + sum(source.path not in guilty_places for source in code) - len(failures)
    failures += wrong + missing
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
