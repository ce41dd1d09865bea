"""A batch of draws of every input and shock, by NumPy's generator: for each law the fastest of its methods that is exact.

Inputs that the scenario correlates are made from correlated normals by their quantile functions, read off a table where SciPy's would take
a microsecond a draw.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from parameters import Scenario
from copula import normal_correlation
from distributions import distribution
from inputs import shock_names, uncertain_inputs

Table = dict[str, Any]
Sampler = Callable[[np.random.Generator, int], np.ndarray]
GRID = np.linspace(-8, 8, 4097)  # of the normal behind a correlated input


class Sampling:
    """Draws of the inputs of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        if "factors" in scenario or "copula" in scenario:
            raise ValueError("the peers know no correlation but [[correlations]] under the Gaussian copula")
        tables, pairs = uncertain_inputs(scenario), scenario.get("correlations", [])
        self._shocks = shock_names(scenario)
        self.joined = sorted({name for pair in pairs for name in pair["between"]})
        self.single = {name: sampler(table) for name, table in tables.items() if name not in self.joined}
        self.quantiles = [distribution(tables[name]).ppf(special.ndtr(GRID)) for name in self.joined]
        self.factor = np.linalg.cholesky(correlation_matrix(pairs, self.joined))

    def draw(self, rng: np.random.Generator, trials: int) -> dict[str, np.ndarray]:
        draws = {name: sample(rng, trials) for name, sample in self.single.items()}
        if self.joined:
            normals = self.factor @ rng.standard_normal((len(self.joined), trials))
            draws |= {name: np.interp(z, GRID, x) for name, z, x in zip(self.joined, normals, self.quantiles)}
        return draws | dict(zip(self._shocks, rng.standard_normal((len(self._shocks), trials))))


def correlation_matrix(pairs: list[Table], joined: list[str]) -> np.ndarray:
    """Of the normals behind the inputs."""
    matrix = np.eye(len(joined))
    for pair in pairs:
        a, b = (joined.index(name) for name in pair["between"])
        matrix[a, b] = matrix[b, a] = normal_correlation(pair)
    return matrix


# --- laws -----------------------------------------------------------------------------------------------------------


def sampler(table: Table) -> Sampler:
    """Independent draws of a law: the generator's own method where it has one, else the quantile function of a uniform."""
    if table["dist"] not in METHODS or ("mean" in table and table["dist"] == "lognormal"):
        law = distribution(table)
        return lambda rng, n: law.ppf(rng.random(n))
    draw = METHODS[table["dist"]](table)
    return within(draw, table.get("min", -np.inf), table.get("max", np.inf)) if "min" in table or "max" in table else draw


def pert(table: Table) -> Sampler:
    low, mode, width, weight = table["low"], table["mode"], table["high"] - table["low"], table.get("lambda", 4)
    alpha = 1 + weight * (mode - low) / width
    return lambda rng, n: low + width * rng.beta(alpha, 2 + weight - alpha, n)


def lognormal(table: Table) -> Sampler:
    return lambda rng, n: table["median"] * np.exp(table["sigma"] * rng.standard_normal(n))


METHODS: dict[str, Callable[[Table], Sampler]] = {
    "uniform": lambda t: lambda rng, n: rng.uniform(t["low"], t["high"], n),
    "triangular": lambda t: lambda rng, n: rng.triangular(t["low"], t["mode"], t["high"], n),
    "pert": pert,
    "normal": lambda t: lambda rng, n: rng.normal(t["mean"], t["sd"], n),
    "lognormal": lognormal,
}


def within(draw: Sampler, low: float, high: float) -> Sampler:
    """By rejection: the bounds of a sensible scenario are far out."""

    def sample(rng: np.random.Generator, n: int) -> np.ndarray:
        values = draw(rng, n)
        while (outside := np.flatnonzero((values < low) | (values > high))).size:
            values[outside] = draw(rng, outside.size)
        return values

    return sample
