"""What the peers written in Python share: their command line and their report."""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tomllib
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from layout import Layout

Scenario = dict[str, Any]

PROBABILITIES = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99]  # as cellcast's default


def arguments(description: str | None, batch: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.toml")
    parser.add_argument("--trials", type=int, default=100_000, help="rounded up to whole batches")
    parser.add_argument("--batch", type=int, default=batch, help="trials computed together (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the statistics, as `cellcast export` does")
    parser.add_argument("--reference", action="store_true", help="OpenTURNS alone: drive the reference implementation, with its statistics")
    parser.add_argument("--threads", type=int, nargs="*", default=[1], help="numba alone: one run with each number (default: 1)")
    return parser.parse_args()


class Statistics(Protocol):
    """Of each row (row)."""

    count: int
    min: np.ndarray
    max: np.ndarray

    def mean(self) -> np.ndarray: ...
    def sd(self) -> np.ndarray: ...
    def quantiles(self, probabilities: list[float]) -> np.ndarray: ...  # (row, probability)


def read(path: Path) -> Scenario:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def report(name: str, options: argparse.Namespace, layout: Layout, statistics: Statistics, seconds: float, threads: int = 1) -> None:
    """One line of JSON on standard output; `seconds` from the first draw to the last quantile, without imports and compilation."""
    if options.csv:
        write(options.csv, layout, statistics)
    json.dump({"peer": name, "trials": statistics.count, "threads": threads, "batch": options.batch, "seconds": seconds}, sys.stdout)
    print()


def write(path: Path, layout: Layout, statistics: Statistics) -> None:
    columns = {"mean": statistics.mean(), "sd": statistics.sd(), "min": statistics.min, "max": statistics.max}
    columns |= {f"quantiles_{p}": column for p, column in zip(PROBABILITIES, statistics.quantiles(PROBABILITIES).T)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["variable", "index", "year", "statistic", "value"])
        for row, names in enumerate(layout.names()):
            writer.writerows([*names, statistic, float(column[row])] for statistic, column in columns.items())
