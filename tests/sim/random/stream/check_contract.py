#!/usr/bin/env python3
"""Runs the Python of docs/methods.md and compares its draws with the worked numbers beside it: the document alone must do.

Usage: check_contract.py docs/methods.md
"""
import re
import sys


def main(path):
    text = open(path, encoding="utf-8").read()
    section = text.split("## Random numbers: RNG contract 3")[1].split("\n## ")[0]
    program = {}
    exec(re.search(r"```python\n(.*?)```", section, re.S).group(1), program)
    seed, name, stream = re.search(r"Seed (\d+), input `([^`]+)`, whose stream is `([0-9a-f]{16})`", section).groups()
    if program["fnv1a"](name) != int(stream, 16):
        return f"stream of {name}: the program says {program['fnv1a'](name):016x}, the text {stream}"
    rows = re.findall(r"^\| (\d+) \|(?:[^|]*\|){3} ([0-9a-f]{16}) \| ([0-9.e-]+) \|$", section, re.M)
    if [int(trial) for trial, _, _ in rows] != [0, 1, 2]:
        return "the table of worked numbers does not have trials 0, 1, 2"
    for trial, bits, u in rows:
        drawn = program["draw"](int(seed), name, int(trial))
        if drawn != float(u) or drawn != ((int(bits, 16) >> 12) + 0.5) * 2.0**-52:
            return f"trial {trial}: the program draws {drawn!r}, the table says {u} from bits {bits}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
