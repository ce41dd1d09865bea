#!/usr/bin/python3
"""Compare the reference model with known answers.

usage: check_golden.py GOLDEN_DIR

NAME.central.csv holds the central run of NAME.toml (variable,index,year,value); NAME.trials.csv single trials with their
inputs and shocks (trial,kind,name,index,year,value).
"""

from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path

import numpy as np

from comparison import TOLERANCE, Tally, disagreement
from distributions import distribution
from inputs import Scenario, shock_names, uncertain_inputs
from model import simulate
from outputs import values

Key = tuple[str, str, int]


def central_draws(scenario: Scenario) -> dict[str, np.ndarray]:
    """Every input at its median, every shock 0; one trial."""
    draws = {name: np.array([distribution(table).median]) for name, table in uncertain_inputs(scenario).items()}
    return draws | {name: np.zeros(1) for name in shock_names(scenario)}


def read_central(path: Path) -> dict[Key, list[float]]:
    with path.open(newline="") as file:
        return {(r["variable"], r["index"], int(r["year"])): [float(r["value"])] for r in csv.DictReader(file)}


def read_trials(path: Path) -> tuple[dict[str, np.ndarray], dict[Key, list[float]]]:
    """Draws by name and outputs by key, each over the trials of the file in their order."""
    draws: dict[str, list[float]] = {}
    expected: dict[Key, list[float]] = {}
    with path.open(newline="") as file:
        for r in csv.DictReader(file):
            if r["kind"] == "input":
                draws.setdefault(r["name"], []).append(float(r["value"]))
            else:
                expected.setdefault((r["name"], r["index"], int(r["year"])), []).append(float(r["value"]))
    return {name: np.array(column) for name, column in draws.items()}, expected


def compare(tally: Tally, what: str, scenario: Scenario, draws: dict, expected: dict[Key, list[float]]) -> None:
    """Simulate and count every value as one check, missing and unexpected ones too."""
    actual = dict(values(scenario, simulate(scenario, draws)))
    tally.check(actual.keys() == expected.keys(), f"{what}: other values than expected: {sorted(actual.keys() ^ expected.keys())[:5]}")
    worst = (0.0, None)
    for key in actual.keys() & expected.keys():
        errors = disagreement(actual[key], np.array(expected[key]))
        for trial, error in enumerate(errors):
            tally.check(error <= TOLERANCE, f"{what} {key} trial {trial}: {actual[key][trial]!r}, not {expected[key][trial]!r}")
        worst = max(worst, (float(errors.max()), key), key=lambda pair: pair[0])
    print(f"{what}: {sum(map(len, expected.values()))} values, largest difference {worst[0]:.1e} at {worst[1]}")


def main(folder: Path) -> int:
    tally = Tally()
    for path in sorted(folder.glob("*.csv")):
        name, kind = path.name.split(".")[:2]
        scenario = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        if kind == "central":
            compare(tally, path.name, scenario, central_draws(scenario), read_central(path))
        else:
            compare(tally, path.name, scenario, *read_trials(path))
    return tally.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
