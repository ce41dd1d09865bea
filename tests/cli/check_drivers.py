#!/usr/bin/python3
"""Whether `/sensitivity` is right where the answer is known, through the program.

check_drivers.py [--long] [--only inert|one-input]

Inert pairs: an input that cannot bring itself to bear on an output has a share of 0. Which pairs these are the program says itself: where
the input is set to another number the output of every trial keeps its bits. At most 5 % of the 95 % intervals may exclude 0.

One input: outputs that only one input moves, in a tail (a shortage in 2.3 %, 0.6 % and 0.13 % of the trials) or along a sharp bend (linear
in a lognormal of sigma 1 and 1.5). The input's share is 1: at least 93 % of the intervals that say anything (an interval of [0, 1] says
nothing) must hold 1.

Odds: an interval that excludes 0 in 5 % of cases does so in more than 8 % of 600 with a probability of 1e-3, were they independent; as
pairs of one run have an input or an output in common the limit of 5 % stands for all runs together, and 8 % for one design and number of trials.
"""
import argparse
import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy as np

import harness
from harness import CHINA, GOLDEN, PROGRAM, SOURCE

SCENARIOS = [CHINA, SOURCE / "scenarios" / "china-2030-free-trade.toml", GOLDEN / "stress-639.toml"]
DESIGNS = ["monte-carlo", "latin-hypercube", "sobol"]
LONG = {"scenarios": SCENARIOS, "every": 1, "ends": 2, "pairs": 200, "seeds": 5, "trials": [2048, 8192, 65536], "tail_seeds": 200,
        "design_seeds": 40, "tail_trials": [2048, 8192]}
QUICK = {"scenarios": SCENARIOS[:1], "every": 4, "ends": 1, "pairs": 50, "seeds": 1, "trials": [2048], "tail_seeds": 6, "design_seeds": 2,
         "tail_trials": [2048]}
LIMIT, LIMIT_OF_SOME = 0.05, 0.08
LEAST_HELD = 0.93

TAIL = """schema = 1
name = "one-input"
[horizon]
base_year = 2024
end_year = 2025
[outputs]
variables = ["{variable}"]
[economy]
cumulative_production = 1e4
[markets.home]
home = true
[segments.s]
production = 100.0
price = {price}
gross_margin = 0.2
utilization = 0.6
[segments.s.supply]
max_utilization = 0.9
[segments.s.growth]
rate = {rate}
[segments.s.markets.home]
demand = 100.0
home_share = 1.0
"""


def shortage(sd):
    """Home makers can meet 1.5 times the demand of the base year."""
    return ("total_unmet", "segments.s.growth.rate", f'{{ dist = "normal", mean = 0.25, sd = {sd}, min = -0.5, max = 2.0 }}', "0.5")


def linear(sigma):
    return ("revenue", "segments.s.price", "0.1", f'{{ dist = "lognormal", median = 2.0, sigma = {sigma} }}')


CASES = {"shortage in 2.3 %": shortage(0.125), "shortage in 0.6 %": shortage(0.1), "shortage in 0.13 %": shortage(0.0833),
         "lognormal, sigma 1": linear(1.0), "lognormal, sigma 1.5": linear(1.5)}


class Bench:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-drivers-"))
        self.wrong = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def program(self, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, env=harness.environment(), capture_output=True, text=True)

    def run(self, scenario, *arguments):
        done = self.program("run", scenario, "-o", "x.h5", "--force", *arguments)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        return self.folder / "x.h5"

    def check(self, is_right, text):
        print(text + ("" if is_right else "   WRONG"), flush=True)
        if not is_right:
            self.wrong.append(text)


AXES = {"segment", "market", "chemistry", "material", "driver", "driver_unit", "year", "input"}


def outputs_of(group, names, last):
    """{(variable, place): row}: what a group has of each output, of which `last` picks the numbers in the year that is explained."""
    rows = {}
    for name in set(names) - AXES:
        values = last(group[name][()])
        for place in np.ndindex(values.shape[:-1]):
            rows[name, place] = values[place]
    return rows


def explained_trials(path):
    """{output: [trial]} of the outputs that /sensitivity explains."""
    with h5py.File(path) as file:
        return outputs_of(file["samples"], file["sensitivity/first_order"], lambda values: values[..., -1, :])


def inert_pairs(bench, scenario, every, ends):
    """{(input, output)}: the output keeps its bits in all trials where the input is set to the largest (and, with two ends, the smallest)
    number that was drawn of it. Of so many inputs one is tried."""
    fixed = ["--method", "monte-carlo", "--trials", "512", "--set", "outputs.samples=512"]
    path = bench.run(scenario, *fixed)
    before = explained_trials(path)
    with h5py.File(path) as file:
        names = list(file["inputs/input"].asstr())
        correlated = {name for key in ("correlation_first", "correlation_second") if key in file["inputs"]
                      for name in file["inputs"][key].asstr()}
        values = file["samples/inputs"][()]
    pairs = set()
    free = [k for k, name in enumerate(names) if not name.startswith("shock.") and name not in correlated]
    for name, own in [(names[k], values[k]) for k in free[::every]]:
        same = {key for key, trials in before.items() if trials.min() < trials.max()}
        for other in [float(own.max()), float(own.min())][:ends]:
            done = bench.program("run", scenario, "-o", "y.h5", "--force", *fixed, "--set", f"{name}={other!r}")
            if done.returncode != 0:
                same = set()
                break
            after = explained_trials(bench.folder / "y.h5")
            same = {key for key in same if key in after and np.array_equal(before[key], after[key])}
        pairs |= {(name, key) for key in same}
    return pairs


def check_inert(bench, size):
    total, all_pairs = collections.Counter(), 0
    for scenario in size["scenarios"]:
        pairs = inert_pairs(bench, scenario, size["every"], size["ends"])
        all_pairs += len(pairs)
        for trials in size["trials"]:
            counts = collections.Counter()
            for design in DESIGNS:
                for seed in range(1, size["seeds"] + 1):
                    path = bench.run(scenario, "--trials", trials, "--seed", seed, "--method", design, "--set",
                                     f"sensitivity.trials={min(trials, 8192)}")
                    with h5py.File(path) as file:
                        names = list(file["sensitivity/first_order/input"].asstr())
                        group = file["sensitivity/first_order_low"]
                        lows = outputs_of(group, group, lambda values: values[..., 0, :])
                    for name, key in pairs:
                        counts[design] += 1
                        counts[design, "excluded"] += lows[key][names.index(name)] > 0
            for design in DESIGNS:
                total["intervals"] += counts[design]
                total["excluded"] += counts[design, "excluded"]
                share = counts[design, "excluded"] / max(1, counts[design])
                bench.check(share <= LIMIT_OF_SOME, f"{scenario.stem}, {len(pairs)} inert pairs, {trials} trials, {design}: "
                            f"{counts[design, 'excluded']} of {counts[design]} intervals exclude 0 ({100 * share:.2f} %)")
    bench.check(all_pairs >= size["pairs"], f"{all_pairs} inert pairs")
    bench.check(total["excluded"] <= LIMIT * total["intervals"], f"in all {total['excluded']} of {total['intervals']} exclude 0")


def check_one_input(bench, size):
    for method, keys in (("given-data", ["first_order"]), ("sobol", ["sobol_first_order", "sobol_total"])):
        for case, (variable, name, rate, price) in CASES.items():
            scenario = bench.folder / "one-input.toml"
            scenario.write_text(TAIL.format(variable=variable, rate=rate, price=price))
            for trials in size["tail_trials"]:
                counts = collections.Counter()
                seeds = size["tail_seeds"] if method == "given-data" else size["design_seeds"]
                for seed in range(1, seeds + 1):
                    path = bench.run(scenario, "--trials", trials, "--seed", seed, "--set", f"sensitivity.trials={trials}", "--set",
                                     f'sensitivity.method="{method}"', "--threads", 1)
                    for key in keys:
                        with h5py.File(path) as file:
                            group = file["sensitivity"]
                            place = list(group[key]["input"].asstr()).index(name)
                            share, low, high = (group[key + end][variable][()].flat[place] for end in ("", "_low", "_high"))
                        unknown = np.isnan(share)
                        counts[key, "unknown"] += unknown
                        counts[key, "held"] += not unknown and low <= 1 <= high
                        counts[key, "width"] += 0 if unknown else high - low
                        bench.wrong += [f"{case}, seed {seed}: unknown, but not said"] * bool(unknown and (low, high) != (0, 1))
                for key in keys:
                    told = seeds - counts[key, "unknown"]
                    bench.check(counts[key, "held"] >= LEAST_HELD * told,
                                f"{case}, {trials} trials, {key}: {counts[key, 'held']} of {told} intervals hold 1 "
                                f"(mean width {counts[key, 'width'] / max(1, told):.3f}), {counts[key, 'unknown']} cannot tell")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", choices=["inert", "one-input"])
    arguments = parser.parse_args()
    size = LONG if arguments.long else QUICK
    with Bench() as bench:
        if arguments.only != "one-input":
            check_inert(bench, size)
        if arguments.only != "inert":
            check_one_input(bench, size)
    print(f"{len(bench.wrong)} wrong")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
