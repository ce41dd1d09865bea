"""Quantile functions and distribution functions of docs/model.md ("Distributions"), by SciPy.

    d = distribution({"dist": "pert", "low": 0, "mode": 1, "high": 4})
    d.ppf(u), d.cdf(x), d.median, d.support, d.atoms
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, stats

Table = Mapping[str, Any]


def distribution(table: Table) -> Distribution:
    """The distribution of a scenario's `{ dist = ... }` table."""
    kind = table["dist"]
    if kind == "metalog":
        return metalog(table)
    if kind == "discrete":
        return Discrete(np.array(table["values"], dtype=float), np.array(table["weights"], dtype=float))
    if kind == "empirical" and "data" in table:
        return of_data(np.array(table["data"], dtype=float))
    if kind == "empirical":
        return Empirical(np.array(table["probabilities"], dtype=float), np.array(table["values"], dtype=float))
    if kind == "mixture":
        return Mixture([distribution(each) for each in table["of"]], np.array(table["weights"], dtype=float))
    return Truncated(CONTINUOUS[kind](table), table.get("min", -np.inf), table.get("max", np.inf))


class Distribution:
    """Quantile function, distribution function, support and atoms of one uncertain input."""

    def ppf(self, u: np.ndarray) -> np.ndarray:
        """Smallest x with F(x) >= u, for u in (0, 1)."""
        raise NotImplementedError

    def cdf(self, x: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    @property
    def support(self) -> tuple[float, float]:
        raise NotImplementedError

    @property
    def atoms(self) -> list[tuple[float, float, float]]:
        """(value, F just below it, F at it) of every value of positive probability."""
        return []

    @property
    def median(self) -> float:
        return float(self.ppf(np.array([0.5]))[0])


# --- continuous ones, truncated -------------------------------------------------------------------------------------


def percentiles(table: Table) -> tuple[np.ndarray, np.ndarray]:
    """The normal scores of the percentiles p01 to p99 that a table has, and their values."""
    given = sorted((int(key[1:]) / 100, value) for key, value in table.items() if key[0] == "p" and key[1:].isdigit())
    levels, values = np.array(given, dtype=float).T
    return stats.norm.ppf(levels), values


def normal(table: Table) -> Any:
    if "mean" in table:
        return stats.norm(table["mean"], table["sd"])
    (z1, z2), (x1, x2) = percentiles(table)
    sd = (x2 - x1) / (z2 - z1)
    return stats.norm(x1 - z1 * sd, sd)


def lognormal(table: Table) -> Any:
    if "mean" not in table and "median" not in table:
        (z1, z2), (x1, x2) = percentiles(table)
        sigma = np.log(x2 / x1) / (z2 - z1)
        return stats.lognorm(sigma, scale=x1 * np.exp(-z1 * sigma))
    if "median" in table:
        return stats.lognorm(table["sigma"], scale=table["median"])
    spread = 1 + (table["sd"] / table["mean"]) ** 2
    return stats.lognorm(np.sqrt(np.log(spread)), scale=table["mean"] / np.sqrt(spread))


def triangle_ends(p10: float, mode: float, p90: float) -> tuple[float, float]:
    """Low and high of the triangle with F(p10) = 0.1 and F(p90) = 0.9: the first is a quadratic equation in low, the second is searched."""

    def low(high: float) -> float:
        # (p10 - low)^2 = (high - low) (mode - low) / 10
        linear, constant = 0.1 * (high + mode) - 2 * p10, p10**2 - 0.1 * high * mode
        return (-linear - np.sqrt(linear**2 - 3.6 * constant)) / 1.8

    def excess(high: float) -> float:
        return (high - p90) ** 2 - 0.1 * (high - low(high)) * (high - mode)

    span = p90 - p10
    high = optimize.brentq(excess, p90 + 1e-9 * span, p90 + 10 * span, xtol=1e-15 * span)
    return low(high), high


def triangular(table: Table) -> Any:
    if "p10" in table:
        low, high = triangle_ends(table["p10"], table["mode"], table["p90"])
        table = {"low": low, "mode": table["mode"], "high": high}
    width = table["high"] - table["low"]
    return stats.triang((table["mode"] - table["low"]) / width, table["low"], width)


def pert(table: Table) -> Any:
    low, mode, high, weight = table["low"], table["mode"], table["high"], table.get("lambda", 4)
    alpha = 1 + weight * (mode - low) / (high - low)
    beta = 1 + weight * (high - mode) / (high - low)
    return stats.beta(alpha, beta, low, high - low)


def beta(table: Table) -> Any:
    low, high = table.get("low", 0), table.get("high", 1)
    return stats.beta(table["alpha"], table["beta"], low, high - low)


class StudentT:
    """SciPy's Student t; its quantile, good to 1e-9 only in SciPy 1.10, is improved by a Newton step."""

    def __init__(self, table: Table) -> None:
        self._law = stats.t(table["dof"], table["location"], table["scale"])
        self.cdf, self.support = self._law.cdf, self._law.support

    def ppf(self, u: np.ndarray) -> np.ndarray:
        x = self._law.ppf(u)
        return x - (self._law.cdf(x) - u) / self._law.pdf(x)


CONTINUOUS = {
    "normal": normal,
    "lognormal": lognormal,
    "uniform": lambda table: stats.uniform(table["low"], table["high"] - table["low"]),
    "triangular": triangular,
    "pert": pert,
    "beta": beta,
    "gamma": lambda table: stats.gamma(table["shape"], scale=table["scale"]),
    "weibull": lambda table: stats.weibull_min(table["shape"], scale=table["scale"]),
    "student_t": StudentT,
}


@dataclass(frozen=True)
class Truncated(Distribution):
    """A SciPy distribution between two bounds, its probability renormalised."""

    whole: Any
    low: float
    high: float

    def _bounds(self) -> tuple[float, float]:
        return self.whole.cdf(self.low), self.whole.cdf(self.high)

    def ppf(self, u: np.ndarray) -> np.ndarray:
        below, upto = self._bounds()
        return np.clip(self.whole.ppf(below + u * (upto - below)), *self.support)

    def cdf(self, x: np.ndarray) -> np.ndarray:
        below, upto = self._bounds()
        return np.clip((self.whole.cdf(x) - below) / (upto - below), 0, 1)

    @property
    def support(self) -> tuple[float, float]:
        low, high = self.whole.support()
        return max(low, self.low), min(high, self.high)


# --- metalog --------------------------------------------------------------------------------------------------------


def metalog(table: Table) -> Metalog:
    """Three-term metalog through p10, p50, p90 (Keelin 2016)."""
    low, high = float(table.get("min", -np.inf)), float(table.get("max", np.inf))
    p10, p50, p90 = (float(to_line(table[p], low, high)) for p in ("p10", "p50", "p90"))
    log_odds = np.log(9)
    return Metalog(p50, (p90 - p10) / (2 * log_odds), (p90 - 2 * p50 + p10) / (0.8 * log_odds), low, high)


def to_line(x: np.ndarray, low: float, high: float) -> np.ndarray:
    """Map (low, high) to the whole line: identity, log with one bound, logit with two."""
    if np.isinf(low) and np.isinf(high):
        return x
    if np.isinf(high):
        return np.log(x - low)
    if np.isinf(low):
        return -np.log(high - x)
    return np.log((x - low) / (high - x))


def from_line(m: np.ndarray, low: float, high: float) -> np.ndarray:
    """Inverse of to_line."""
    if np.isinf(low) and np.isinf(high):
        return m
    if np.isinf(high):
        return low + np.exp(m)
    if np.isinf(low):
        return high - np.exp(-m)
    return (low + high * np.exp(m)) / (1 + np.exp(m))


@dataclass(frozen=True)
class Metalog(Distribution):
    a1: float
    a2: float
    a3: float
    low: float
    high: float

    def _line(self, log_odds: np.ndarray) -> np.ndarray:
        """M as a function of ln(y / (1 - y)); increasing where the metalog is feasible."""
        return self.a1 + (self.a2 + self.a3 * 0.5 * np.tanh(log_odds / 2)) * log_odds

    def ppf(self, u: np.ndarray) -> np.ndarray:
        return from_line(self._line(np.log(u) - np.log1p(-u)), self.low, self.high)

    def cdf(self, x: np.ndarray) -> np.ndarray:
        """By bisection on the log odds."""
        with np.errstate(divide="ignore", invalid="ignore"):
            target = to_line(np.clip(x, self.low, self.high), self.low, self.high)
        left, right = np.full(np.shape(x), -700.0), np.full(np.shape(x), 700.0)
        for _ in range(70):
            middle = (left + right) / 2
            above = self._line(middle) < target
            left, right = np.where(above, middle, left), np.where(above, right, middle)
        return 1 / (1 + np.exp(-(left + right) / 2))

    @property
    def support(self) -> tuple[float, float]:
        return self.low, self.high


# --- of others ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mixture(Distribution):
    """F is the weighted mean of its components'."""

    components: list[Distribution]
    weights: np.ndarray

    def cdf(self, x: np.ndarray) -> np.ndarray:
        return sum(w * each.cdf(x) for w, each in zip(self.weights / self.weights.sum(), self.components))

    def ppf(self, u: np.ndarray) -> np.ndarray:
        """By bisection between the least and the greatest of the components' quantiles."""
        each = np.stack([component.ppf(u) for component in self.components])
        low, high = each.min(axis=0), each.max(axis=0)
        for _ in range(100):
            middle = low + (high - low) / 2
            short = self.cdf(middle) < u
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        return high

    @property
    def support(self) -> tuple[float, float]:
        lows, highs = zip(*(each.support for each in self.components))
        return min(lows), max(highs)

    @property
    def atoms(self) -> list[tuple[float, float, float]]:
        jumps: dict[float, float] = {}
        for weight, each in zip(self.weights / self.weights.sum(), self.components):
            for value, below, upto in each.atoms:
                jumps[value] = jumps.get(value, 0) + weight * (upto - below)
        return [(value, upto - jump, upto) for value, jump in sorted(jumps.items()) for upto in [float(self.cdf(np.array([value]))[0])]]


# --- with atoms -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Discrete(Distribution):
    values: np.ndarray
    weights: np.ndarray

    @property
    def steps(self) -> np.ndarray:
        """F at each value: the running sum of the weights over their total."""
        running = np.cumsum(self.weights)
        return running / running[-1]

    def ppf(self, u: np.ndarray) -> np.ndarray:
        return self.values[np.searchsorted(self.steps, u, side="left")]

    def cdf(self, x: np.ndarray) -> np.ndarray:
        return np.concatenate([[0.0], self.steps])[np.searchsorted(self.values, x, side="right")]

    @property
    def support(self) -> tuple[float, float]:
        return float(self.values[0]), float(self.values[-1])

    @property
    def atoms(self) -> list[tuple[float, float, float]]:
        below = np.concatenate([[0.0], self.steps[:-1]])
        return list(zip(self.values.tolist(), below.tolist(), self.steps.tolist()))


def of_data(data: np.ndarray) -> Empirical:
    """The i-th smallest of n is the quantile at (i - 1/2) / n."""
    data = np.sort(data)
    places = (np.arange(len(data)) + 0.5) / len(data)
    return Empirical(np.concatenate([[0.0], places, [1.0]]), np.concatenate([data[:1], data, data[-1:]]))


@dataclass(frozen=True)
class Empirical(Distribution):
    probabilities: np.ndarray
    values: np.ndarray

    def ppf(self, u: np.ndarray) -> np.ndarray:
        return np.interp(u, self.probabilities, self.values)

    def cdf(self, x: np.ndarray) -> np.ndarray:
        """F is the largest probability at each value: atoms jump at their own value."""
        last = np.append(np.diff(self.values) > 0, True)
        f = np.interp(x, self.values[last], self.probabilities[last], left=0.0)
        for value, below, _ in self.atoms:
            f = self._rise_to(x, f, value, below)
        return f

    def _rise_to(self, x: np.ndarray, f: np.ndarray, value: float, below: float) -> np.ndarray:
        """Between an atom and the value before it F rises to F just below the atom, not to F at it."""
        earlier = self.values < value
        if not earlier.any():
            return f
        previous, start = self.values[earlier][-1], self.probabilities[earlier][-1]
        rising = (x > previous) & (x < value)
        return np.where(rising, start + (below - start) * (x - previous) / (value - previous), f)

    @property
    def support(self) -> tuple[float, float]:
        return float(self.values[0]), float(self.values[-1])

    @property
    def atoms(self) -> list[tuple[float, float, float]]:
        found = []
        for value in np.unique(self.values):
            at = self.probabilities[self.values == value]
            if len(at) > 1:
                found.append((float(value), float(at[0]), float(at[-1])))
        return found
