#!/usr/bin/python3
"""Compare a peer's statistics with the program's: both draw the same laws, so they differ by chance alone.

usage: agreement.py PROGRAM.csv TRIALS PEER.csv TRIALS

Both files have the columns of `cellcast export`, units or not; the program's is of plain Monte Carlo. Compared are, of every output, the mean and every
quantile, and fail where they differ by more than LIMIT standard errors of the difference. The error of a mean is the larger standard
deviation over the root of the trials; that of a quantile is taken from the program's 95 % confidence bounds. If errors were normal, one of the
12,684 comparisons of china-2030 would exceed LIMIT with odds of 3e-8 (far tails of few trials are not quite normal). Quantiles
may differ by the width of a bin besides, of the peer's histogram and of the program's.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LIMIT = 7.0
PEER_BIN = 1.2 / 1024  # of the range: bench/peers/statistics_by_row.py
OWN_BIN = 2**-11  # of the value: docs/methods.md
WIDTH = 2 * 1.96  # of a 95 % confidence interval, in standard errors

Cell = tuple[str, str, str]
Statistics = dict[Cell, dict[str, float]]


def read(path: Path) -> Statistics:
    cells: Statistics = defaultdict(dict)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            index = "" if row["index"] == "total" else row["index"]  # the peers leave it empty
            cells[row["variable"], index, row["year"]][row["statistic"]] = float(row["value"] or "nan")
    return cells


def deviations(ours: Statistics, n: int, theirs: Statistics, m: int) -> Iterator[tuple[float, str]]:
    """(difference in standard errors, where) of every comparison."""
    for cell, own in ours.items():
        other = theirs[cell]
        for name, value in own.items():
            if name == "mean":
                error = max(own["sd"], other["sd"]) * math.sqrt(1 / n + 1 / m)
                slack = 0.0
            elif name.startswith("quantiles_0"):
                p = name.removeprefix("quantiles_")
                error = (own[f"quantiles_high_{p}"] - own[f"quantiles_low_{p}"]) / WIDTH * math.sqrt(1 + n / m)
                if math.isnan(error):
                    continue  # too few trials for a bound
                slack = PEER_BIN * (other["max"] - other["min"]) + OWN_BIN * abs(value)
            else:
                continue
            yield deviation(other[name] - value, error, slack, value), f"{name} of {' '.join(filter(None, cell))}"


def deviation(difference: float, error: float, slack: float, value: float) -> float:
    """In standard errors; rounding is no difference."""
    beyond = max(0.0, abs(difference) - slack - 1e-8 * max(1.0, abs(value)))
    if beyond == 0:
        return 0.0
    return beyond / error if error > 0 else math.inf


def compare(ours: Path, n: int, theirs: Path, m: int) -> tuple[int, int, float, str]:
    """(comparisons, failures, largest deviation, where)."""
    found = list(deviations(read(ours), n, read(theirs), m))
    worst = max(found)
    return len(found), sum(size > LIMIT for size, _ in found), *worst


def main(argv: list[str]) -> int:
    count, failed, size, where = compare(Path(argv[0]), int(argv[1]), Path(argv[2]), int(argv[3]))
    print(f"largest difference {size:.1f} standard errors ({where}), fails beyond {LIMIT:g}")
    print(f"{count - failed} passed, {failed} failed")
    return 0 if count and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
