#!/usr/bin/python3
"""Compare derived outputs of kept trials with the reference evaluator, computed of the other outputs and the inputs that the trials keep.

usage: check_expressions.py PROGRAM SCENARIO TABLE

Each expression of the table (tests/data/expressions/valid.txt) becomes a derived output of the scenario, one more is computed of another
derived output. Numbers agree when they differ by at most 1e-12, relative to the expected one where that exceeds 1.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from comparison import Tally, disagreement
from expressions import Array, World, evaluate, ordered
from samples import Samples

TRIALS, TOLERANCE = 600, 1e-12


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def settings(expressions: list[str]) -> list[str]:
    """`--set` for each, as its table in one line."""
    return [part for k, text in enumerate(expressions) for part in ("--set", f'derived.e{k}={{ expression = {quoted(text)}, unit = "1" }}')]


def world(samples: Samples, scenario: dict) -> World:
    """What the kept trials hold: outputs with their dimensions in the canonical order, inputs, constants of the resolved scenario."""
    group = samples._group
    labels = {}

    def output(name: str) -> Array:
        dataset = group[name]
        dims = [Path(dimension[0].name).name for dimension in dataset.dims][:-1]
        for dim in dims:
            labels.setdefault(dim, [str(label) for label in samples.labels(dim)])
        wanted = ordered(dims)
        axes = [dims.index(dim) for dim in wanted]
        return Array(wanted, np.transpose(dataset[()], axes + [len(dims)]))

    def number(path: str) -> np.ndarray:
        if path in samples.inputs:
            return group["inputs"][samples.inputs.index(path)]
        node = scenario
        for part in path.split("."):
            node = node[part]
        if isinstance(node, dict):  # a shared draw
            return node["scale"] * number("variables." + node["var"]) + node["offset"]
        return np.full(samples.trials, float(node))

    for name in ("production", "deliveries", "chemistry_production", "material_demand", "submarket_demand", "split_share", "producer_share",
                 "world_concentration"):
        output(name)
    return World(labels, output, number, samples.trials)


def main() -> int:
    program, scenario, table = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    expressions = [line for line in table.read_text().splitlines() if not line.startswith("#")]
    expressions.append("change(e8) + e8[2030]")  # of another derived output
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "expressions.h5"
        subprocess.run([program, "run", scenario, "--trials", str(TRIALS), "--method", "monte-carlo", "--set", f"outputs.samples={TRIALS}", "--set",
                        'sensitivity.method="none"', *settings(expressions), "-o", result], check=True, stdout=subprocess.DEVNULL)
        samples = Samples(result)
        all_of_it = world(samples, samples.scenario("resolved"))
        for k, text in enumerate(expressions):
            expected = evaluate(text, all_of_it)
            all_of_it.names[f"e{k}"] = expected
            found = all_of_it.output(f"e{k}")
            same = found.dims == expected.dims and found.values.shape == expected.values.shape
            tally.check(same, f"{text}: has dimensions {found.dims}, not {expected.dims}")
            if same:
                worst = float(np.max(disagreement(found.values, expected.values)))
                tally.check(worst <= TOLERANCE, f"{text}: differs by {worst:.1e}")
    print(f"{len(expressions)} expressions, {TRIALS} trials")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
