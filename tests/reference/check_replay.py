#!/usr/bin/python3
"""Replay the kept trials of a result file with the reference model and compare every output.

usage: check_replay.py RESULT.h5 [--from scenario|resolved]

The model is fed with the stored inputs and shocks. By default it reads the scenario as the program read it and, again, as
the program resolved it; a scenario that extends another or was changed by --set can only be replayed --from resolved.
Each replay is one check per variable, one per dimension (its labels, in the scenario's order) and one of the inputs' names.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from comparison import TOLERANCE, Tally, disagreement
from inputs import Scenario, labels, shock_names, uncertain_inputs
from model import simulate
from outputs import variables
from samples import Samples

BATCH = 5000  # trials


def kept_variables(scenario: Scenario) -> list[str]:
    """Outputs that the result file should hold: those asked for, without the empty ones."""
    axes, names = variables(scenario), labels(scenario)
    asked = scenario.get("outputs", {}).get("variables") or list(axes)
    return [variable for variable in axes if variable in asked and all(names[d] for d in axes[variable])]


def check_names(tally: Tally, what: str, samples: Samples, scenario: Scenario) -> bool:
    """Inputs and labels of the file are the scenario's, labels in its order; returns whether a replay makes sense."""
    expected = {*uncertain_inputs(scenario), *shock_names(scenario)}
    possible = len(samples.inputs) == len(expected) and set(samples.inputs) == expected
    tally.check(possible, f"{what}: inputs differ: {sorted(expected ^ set(samples.inputs))[:5]}")
    axes = variables(scenario)
    for dimension in sorted({d for variable in kept_variables(scenario) for d in axes[variable]}):
        stored, own = samples.labels(dimension), labels(scenario)[dimension]
        tally.check(stored == own, f"{what}: labels of {dimension} are {stored}, not {own}")
        possible = possible and sorted(stored) == sorted(own)
    return possible


def aligned(samples: Samples, scenario: Scenario, variable: str, array: np.ndarray) -> np.ndarray:
    """The model's array with its labels in the order of the file."""
    for axis, dimension in enumerate(variables(scenario)[variable]):
        own = labels(scenario)[dimension]
        array = np.take(array, [own.index(label) for label in samples.labels(dimension)], axis=axis)
    return array


def replay(tally: Tally, what: str, samples: Samples, scenario: Scenario) -> None:
    """Compare every output of every kept trial; prints the variable that agrees least."""
    kept = kept_variables(scenario)
    worst = dict.fromkeys(kept, (-1.0, ""))
    for start in range(0, samples.trials, BATCH):
        stop = min(start + BATCH, samples.trials)
        outputs = simulate(scenario, samples.draws(start, stop))
        for variable in kept:
            found = compare(samples, scenario, variable, outputs[variable], start, stop)
            worst[variable] = max(worst[variable], found, key=lambda pair: pair[0])
    for variable, (error, where) in worst.items():
        tally.check(error <= TOLERANCE, f"{what}: {variable} differs by {error:.1e}, {where}")
    variable = max(worst, key=lambda name: worst[name][0])
    print(f"{what}: {samples.trials} trials, {len(kept)} variables; worst is {variable}: {worst[variable][0]:.1e}, {worst[variable][1]}")


# Quotients of what a group has, and what is all the segment's: (of the group, of the segment).
QUOTIENTS = {"producer_gross_margin": ("producer_production", "production"), "producer_utilization": ("producer_capacity", "capacity")}
LEAST_PART = 1e-4  # a rounding error of the most, 1e-13 of it, is then 1e-9 of the part


def is_rounding_error(samples: Samples, variable: str, start: int, stop: int) -> np.ndarray:
    """Where a group makes or has so little of the segment's most that it may be what a sum of the others leaves over: nothing, for another
    order of summation. What follows from it, a margin or a utilization, is then no number to compare (producer, segment, year, trial)."""
    part, whole = (samples.output(name, start, stop) for name in QUOTIENTS[variable])
    return part < LEAST_PART * whole.max(axis=-2, keepdims=True)


def compare(samples: Samples, scenario: Scenario, variable: str, ours: np.ndarray, start: int, stop: int) -> tuple[float, str]:
    """Largest disagreement in a batch of trials, and where it is."""
    stored = samples.output(variable, start, stop)
    if stored is None or stored.shape != ours.shape:
        return np.inf, "absent from the file" if stored is None else f"shape {stored.shape}, not {ours.shape}"
    errors = disagreement(stored, aligned(samples, scenario, variable, ours))
    if variable in QUOTIENTS:
        errors = np.where(is_rounding_error(samples, variable, start, stop), 0, errors)
    index = np.unravel_index(np.argmax(errors), errors.shape)
    place = [str(samples.labels(d)[i]) for d, i in zip(variables(scenario)[variable], index)]
    return float(errors[index]), f"at {'.'.join(place)}, trial {start + index[-1]}: {stored[index]!r} in the file"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path)
    parser.add_argument("--from", dest="which", choices=["scenario", "resolved"])
    options = parser.parse_args(argv)
    tally, samples = Tally(), Samples(options.result)
    wanted = [options.which] if options.which else ["scenario", "resolved"]
    if options.which is None and "extends" in samples.scenario("scenario"):
        wanted = ["resolved"]
    for which in wanted:
        scenario = samples.scenario(which)
        if check_names(tally, which, samples, scenario):
            replay(tally, which, samples, scenario)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
