#!/usr/bin/python3
"""The reference implementation (tests/reference) as a Monte Carlo run: uniforms through SciPy's quantile functions, its model, and of every
output and input what a script asks NumPy for: mean, standard deviation, extremes, quantiles, a histogram, batch after batch.

Written to be read, not to be fast. Moments, extremes and histograms of the batches add up; their quantiles are averaged, as the values are gone.
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
    """Of each row (row)."""

    def __init__(self, first: np.ndarray) -> None:
        rows, low, high = len(first), first.min(axis=1), first.max(axis=1)
        margin = np.where(high > low, (high - low) / 10, 1e-6 * np.maximum(1, np.abs(low)))
        self._edges = np.linspace(low - margin, high + margin, HISTOGRAM_BINS + 1, axis=1)
        self._shift = first.mean(axis=1)
        self.counts = np.zeros((rows, HISTOGRAM_BINS))
        self.count, self._sums, self._squares, self._quantiles = 0, np.zeros(rows), np.zeros(rows), np.zeros((rows, len(peer.PROBABILITIES)))
        self.min, self.max = np.full(rows, np.inf), np.full(rows, -np.inf)

    def add(self, values: np.ndarray) -> None:
        """A batch (row, trial)."""
        trials = values.shape[1]
        shifted = values - self._shift[:, None]
        self._sums += shifted.sum(axis=1)
        self._squares += (shifted**2).sum(axis=1)
        self.min, self.max = np.minimum(self.min, values.min(axis=1)), np.maximum(self.max, values.max(axis=1))
        self._quantiles += trials * np.quantile(values, peer.PROBABILITIES, axis=1).T
        for row, edges in enumerate(self._edges):
            self.counts[row] += np.histogram(values[row], edges)[0]
        self.count += trials

    def mean(self) -> np.ndarray:
        return self._shift + self._sums / self.count

    def sd(self) -> np.ndarray:
        return np.sqrt(np.maximum(self._squares - self._sums**2 / self.count, 0) / (self.count - 1))

    def quantiles(self, _: list[float]) -> np.ndarray:
        """(row, probability)"""
        return self._quantiles / self.count


def rows(scenario: peer.Scenario, layout: Layout, draws: dict[str, np.ndarray], trials: int) -> np.ndarray:
    """Outputs, then inputs (row, trial)."""
    outputs = simulate(scenario, draws)
    return np.concatenate([outputs[v].reshape(-1, trials) for v in layout.variables] + [[draws[name] for name in layout.inputs]])


def main() -> None:
    options = peer.arguments(__doc__, batch=10_000)
    scenario = peer.read(options.scenario)
    layout = Layout(scenario)
    begin = time.perf_counter()
    draw, rng, statistics = Draws(scenario, layout.inputs), np.random.default_rng(options.seed), None
    for _ in range(0, options.trials, options.batch):
        draws = draw(rng, options.batch)
        values = rows(scenario, layout, draws, options.batch)
        statistics = statistics or Statistics(values)
        statistics.add(values)
    assert statistics
    peer.report("reference", options, layout, statistics, time.perf_counter() - begin)


if __name__ == "__main__":
    main()
