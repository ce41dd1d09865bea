#!/usr/bin/python3
"""The reference implementation (tests/reference) as a Monte Carlo run: uniforms through SciPy's quantile functions, its model, and of every
output and input what a script asks NumPy for at the end: mean, standard deviation, extremes, quantiles, a histogram.

Written to be read, not to be fast, nor to be frugal: it keeps all values, 9 kB a trial.
"""

from __future__ import annotations

import time

import numpy as np

import peer
from layout import Layout
from copula import normal_correlation
from distributions import Truncated, distribution
from inputs import shock_names, uncertain_inputs
from model import simulate
from scipy import stats

HISTOGRAM_BINS = 128


class Draws:
    def __init__(self, scenario: peer.Scenario, names: list[str]) -> None:
        self._laws = {name: distribution(table) for name, table in uncertain_inputs(scenario).items()}
        self._laws |= {name: Truncated(stats.norm(), -np.inf, np.inf) for name in shock_names(scenario)}
        self._names = names
        self._pairs = [(*pair["between"], normal_correlation(pair)) for pair in scenario.get("correlations", [])]

    def __call__(self, rng: np.random.Generator, trials: int) -> dict[str, np.ndarray]:
        uniforms = {name: rng.random(trials) for name in self._names}
        for first, second, correlation in self._pairs:  # pairs apart, as in china-2030
            normals = stats.norm.ppf(uniforms[first]), stats.norm.ppf(uniforms[second])
            uniforms[second] = stats.norm.cdf(correlation * normals[0] + np.sqrt(1 - correlation**2) * normals[1])
        return {name: self._laws[name].ppf(u) for name, u in uniforms.items()}


class Statistics:
    """Of each row (row), from all values at the end."""

    def __init__(self) -> None:
        self._batches: list[np.ndarray] = []

    def add(self, values: np.ndarray) -> None:
        """A batch (row, trial)."""
        self._batches.append(values)

    def finish(self) -> None:
        values = np.concatenate(self._batches, axis=1)
        self.count = values.shape[1]
        self._mean, self._sd, self.min, self.max = values.mean(axis=1), values.std(axis=1, ddof=1), values.min(axis=1), values.max(axis=1)
        self._quantiles = np.quantile(values, peer.PROBABILITIES, axis=1).T
        self.histograms = [np.histogram(row, HISTOGRAM_BINS) for row in values]

    def mean(self) -> np.ndarray:
        return self._mean

    def sd(self) -> np.ndarray:
        return self._sd

    def quantiles(self, _: list[float]) -> np.ndarray:
        """(row, probability)"""
        return self._quantiles


def rows(scenario: peer.Scenario, layout: Layout, draws: dict[str, np.ndarray], trials: int) -> np.ndarray:
    """Outputs, then inputs (row, trial)."""
    outputs = simulate(scenario, draws)
    return np.concatenate([outputs[v].reshape(-1, trials) for v in layout.variables] + [[draws[name] for name in layout.inputs]])


def main() -> None:
    options = peer.arguments(__doc__, batch=10_000)
    scenario = peer.read(options.scenario)
    layout = Layout(scenario)
    begin = time.perf_counter()
    draw, rng, statistics = Draws(scenario, layout.inputs), np.random.default_rng(options.seed), Statistics()
    for _ in range(0, options.trials, options.batch):
        statistics.add(rows(scenario, layout, draw(rng, options.batch), options.batch))
    statistics.finish()
    peer.report("reference", options, layout, statistics, time.perf_counter() - begin)


if __name__ == "__main__":
    main()
