#!/usr/bin/python3
"""Holds a published outlook against results: at which percentile it lies in each, and what each says of the years from the outlook's on.

Results need the outlook as a threshold: --set 'outputs.thresholds={ total_production = [3800.0] }'. Those with observations have two rows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Iterator

sys.dont_write_bytecode = True  # the folder may be read-only, or a checkout

try:
    from reading.arguments import Parser
    from reading.result import ResultError, Result, open_result
except ImportError as missing:
    sys.exit(f"outlook.py: {missing} (install python3-xarray and python3-h5netcdf; run with /usr/bin/python3)")

LEVELS = {"P5": 0.05, "P50": 0.5, "P95": 0.95}


def arguments() -> argparse.Namespace:
    parser = Parser(prog="outlook.py", description=__doc__)
    parser.add_argument("results", nargs="+", type=Path, metavar="RESULT.h5", help="result files of `cellcast run`")
    parser.add_argument("--variable", default="total_production", metavar="V", help="a variable with no dimension but the year (default: total_production)")
    parser.add_argument("--value", type=float, default=3800.0, metavar="X", help="the outlook, in the variable's unit (default: 3800)")
    parser.add_argument("--year", type=int, default=2030, metavar="Y", help="the outlook's year (default: 2030)")
    return parser.parse_args()


def rows(result: Result, note: str, options: argparse.Namespace) -> Iterator[list[str]]:
    """A row for each year from the outlook's on; raises ResultError."""
    found = result.series(options.variable) if result.has(options.variable) else []
    if len(found) != 1:
        raise ResultError(f"{result.path}: {options.variable} is no output there with no dimension but the year")
    [series] = found
    if options.year not in series.years:
        raise ResultError(f"{result.path}: {options.year} is not among its years, {series.years[0]} to {series.years[-1]}")
    place = f"P{100 * result.rank(options.variable, options.year, options.value):.1f}"
    for row, year in enumerate(series.years):
        if year >= options.year:
            cells = [f"{series.at(level)[row]:,.0f}" for level in LEVELS.values()]
            yield [str(result.attributes["name"]) + note, str(year), *cells, place if year == options.year else ""]


def all_rows(path: Path, options: argparse.Namespace) -> list[list[str]]:
    """Those of a result, and those of what its observations make of it."""
    result = open_result(path)
    if result.prior is None:
        return list(rows(result, "", options))
    return [*rows(result.prior, "", options), *rows(result, ", updated", options)]


def main() -> int:
    options = arguments()
    table = [["scenario", "year", *LEVELS, f"{options.value:,.0f} in {options.year}"]]
    try:
        for path in options.results:
            table += all_rows(path, options)
    except ResultError as error:
        print(f"outlook.py: {error}", file=sys.stderr)
        return error.exit_code
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        print("  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]).rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
