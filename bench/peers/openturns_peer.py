#!/usr/bin/python3
"""The scenario's Monte Carlo run by OpenTURNS: its distributions and its sampling, its PythonFunction driving the NumPy model on whole
samples, and the statistics of the NumPy peer. Needs python3-openturns.

OpenTURNS has no metalog: that input is sampled as the normal that its quantile function is taken of.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
import openturns as ot
from scipy import special

import peer
import reference_peer
from distributions import distribution
from inputs import shock_names, uncertain_inputs
from layout import Layout
from numpy_draws import correlation_matrix
from numpy_model import simulate
from parameters import parameters, structure
from statistics_by_row import Bins, Statistics

Table = Mapping[str, Any]


def pert(t: Table) -> ot.Distribution:
    width, weight = t["high"] - t["low"], t.get("lambda", 4)
    alpha = 1 + weight * (t["mode"] - t["low"]) / width
    return ot.Beta(alpha, 2 + weight - alpha, t["low"], t["high"])


LAWS: dict[str, Callable[[Table], ot.Distribution]] = {
    "normal": lambda t: ot.Normal(t["mean"], t["sd"]),
    "lognormal": lambda t: ot.LogNormal(np.log(t["median"]), t["sigma"]),
    "uniform": lambda t: ot.Uniform(t["low"], t["high"]),
    "triangular": lambda t: ot.Triangular(t["low"], t["mode"], t["high"]),
    "pert": pert,
    "discrete": lambda t: ot.UserDefined([[x] for x in t["values"]], t["weights"]),
    "metalog": lambda t: ot.Normal(),
}


def law(table: Table) -> ot.Distribution:
    whole = LAWS[table["dist"]](table)
    if table["dist"] == "metalog" or not ("min" in table or "max" in table):
        return whole
    if "min" not in table:
        return ot.TruncatedDistribution(whole, float(table["max"]), ot.TruncatedDistribution.UPPER)
    if "max" not in table:
        return ot.TruncatedDistribution(whole, float(table["min"]), ot.TruncatedDistribution.LOWER)
    return ot.TruncatedDistribution(whole, float(table["min"]), float(table["max"]))


class Inputs:
    """The joint distribution: a block of the inputs that are correlated, all others on their own."""

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        tables, pairs = uncertain_inputs(scenario), scenario.get("correlations", [])
        joined = sorted({name for pair in pairs for name in pair["between"]})
        single = [name for name in tables if name not in joined]
        self.names = [*joined, *single, *shock_names(scenario)]
        self.metalogs = {name: distribution(table) for name, table in tables.items() if table["dist"] == "metalog"}
        blocks = [law(tables[name]) for name in single] + [ot.Normal() for _ in shock_names(scenario)]
        if joined:
            correlations = correlation_matrix(pairs, joined)
            copula = ot.NormalCopula(ot.CorrelationMatrix(correlations))
            blocks.insert(0, ot.ComposedDistribution([law(tables[name]) for name in joined], copula))
        self.distribution = ot.BlockIndependentDistribution(blocks)

    def draws(self, sample: ot.Sample) -> dict[str, np.ndarray]:
        columns = dict(zip(self.names, np.ascontiguousarray(np.asarray(sample).T)))
        return columns | {name: metalog.ppf(special.ndtr(columns[name])) for name, metalog in self.metalogs.items()}


def main() -> None:
    options = peer.arguments(__doc__, batch=1000)
    ot.TBB.SetThreadsNumber(1)  # of which neither sampling nor a Python function has use; set later, version 1.20 gives wrong rows
    scenario = peer.read(options.scenario)
    layout = Layout(scenario)
    begin = time.perf_counter()
    ot.RandomGenerator.SetSeed(options.seed)
    n, keys, inputs, statistics = structure(scenario), parameters(scenario), Inputs(scenario), None
    model = ot.PythonFunction(len(inputs.names), layout.rows, func_sample=lambda sample: evaluate(sample))

    def evaluate(sample: ot.Sample) -> np.ndarray:
        draws = inputs.draws(sample)
        if options.reference:
            return reference_peer.rows(scenario, layout, draws, len(sample)).T
        values = np.empty((layout.rows, len(sample)))
        simulate(n, keys, draws, SimpleNamespace(**layout.views(values)))
        values[layout.outputs:] = [draws[name] for name in layout.inputs]
        return values.T

    for _ in range(0, options.trials, options.batch):
        values = np.ascontiguousarray(np.asarray(model(inputs.distribution.getSample(options.batch))).T)
        statistics = statistics or (reference_peer.Statistics() if options.reference else Statistics.empty(Bins.of(values)))
        statistics.add(values)
    assert statistics
    if options.reference:
        statistics.finish()
    statistics.quantiles(peer.PROBABILITIES)
    peer.report("openturns", options, layout, statistics, time.perf_counter() - begin)


if __name__ == "__main__":
    main()
