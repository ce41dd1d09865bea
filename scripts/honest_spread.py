#!/usr/bin/python3
"""What spread would have been honest: the one factor on the spreads of a first result with which nine in ten of the actuals lie within P5 to P95,
and what that factor would have done for others.

Spreads are of logarithms, about the median: with factor f a forecast's P95 is median x (P95 / median)^f, its P5 likewise. An actual's own error is
added in squares, as for normal errors. What is not above 0 throughout is left out. Of several actuals for one number the first counts.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

sys.dont_write_bytecode = True  # the folder may be read-only, or a checkout

try:
    from reading.arguments import Parser
    from reading.result import NO_INPUT, ResultError, Result, Series, open_result
except ImportError as missing:
    sys.exit(f"honest_spread.py: {missing} (install python3-xarray and python3-h5netcdf; run with /usr/bin/python3)")

P5, MEDIAN, P95, COVERAGE = 0.05, 0.5, 0.95, 0.9
Z95 = 1.6448536269514722  # the normal's quantile of 0.95


@dataclass(frozen=True)
class Outcome:
    """An actual within a result's horizon."""

    name: str  # "production power 2025"
    error: float  # ln(actual / median)
    spread: float  # > 0, from the median to P95 or P5, on the actual's side, in logarithms
    slack: float  # the same of the actual's own error

    @property
    def factor(self) -> float:
        """The least with which the actual lies inside."""
        return math.sqrt(max(0.0, self.error**2 - self.slack**2)) / self.spread


def arguments() -> argparse.Namespace:
    parser = Parser(prog="honest_spread.py", description=__doc__)
    parser.add_argument("results", nargs="+", type=Path, metavar="RESULT.h5", help="result files of `cellcast run`; the first gives the factor")
    parser.add_argument("--actuals", type=Path, required=True, metavar="FILE.csv", help="what happened, such as scenarios/actuals.csv")
    return parser.parse_args()


def read_actuals(path: Path) -> dict[tuple[str, str, int], tuple[float, float]]:
    """{(variable, index, year): (value on the variable's basis, relative error)}; raises ResultError."""
    first: dict[tuple[str, str, int], tuple[float, float]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                value, sd = float(row["value"]) * float(row["factor"] or 1), float(row["sd"] or 0)
                relative = sd if row["relative"] == "true" else sd * float(row["factor"] or 1) / value
                first.setdefault((row["variable"], row["index"], int(row["year"])), (value, relative))
    except OSError as error:
        raise ResultError(f"{path}: {error.strerror}", NO_INPUT) from error
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise ResultError(f"{path}: not a file of actuals ({error!r})") from error
    return first


def curves(result: Result) -> dict[tuple[str, str], Series]:
    return {(series.variable, series.index): series for variable in result.variables for series in result.series(variable)}


def outcomes(result: Result, actuals: dict[tuple[str, str, int], tuple[float, float]]) -> Iterator[Outcome]:
    known = curves(result)
    for (variable, index, year), (value, relative) in actuals.items():
        series = known.get((variable, index))
        if series is None or year <= result.base_year or year not in series.years:
            continue
        low, median, high = (float(series.at(level)[list(series.years).index(year)]) for level in (P5, MEDIAN, P95))
        if min(low, value) <= 0 or low == high:
            continue
        error = math.log(value / median)
        yield Outcome(" ".join(x for x in (variable, index, str(year)) if x), error, math.log(high / median if error > 0 else median / low), Z95 * relative)


def honest_factor(found: list[Outcome]) -> float:
    """The least factor with which nine in ten lie inside."""
    return sorted(outcome.factor for outcome in found)[math.ceil(COVERAGE * len(found)) - 1]


def main() -> int:
    options = arguments()
    try:
        actuals = read_actuals(options.actuals)
        table = [(result.attributes["name"], list(outcomes(result, actuals))) for result in map(open_result, options.results)]
    except ResultError as error:
        print(f"honest_spread.py: {error}", file=sys.stderr)
        return error.exit_code
    if not table[0][1]:
        print(f"honest_spread.py: {options.results[0]}: no actual lies in its horizon", file=sys.stderr)
        return 65
    factor = honest_factor(table[0][1])
    print(f"{'scenario':<24}  actuals  inside 90 %  with spreads x {factor:.2f}  own factor  outside even so")
    for name, found in table:
        inside, wide = (sum(outcome.factor <= limit for outcome in found) for limit in (1.0, factor))
        still = ", ".join(outcome.name for outcome in found if outcome.factor > factor) or "none"
        own = f"{honest_factor(found):.2f}" if found else ""
        print(f"{name:<24}  {len(found):>7}  {inside:>11}  {wide:>{15 + len(f'{factor:.2f}')}}  {own:>10}  {still}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
