"""The distributions that any number of a scenario may be. docs/distributions.md says which law fits which knowledge.

Parameters are as in a scenario file, in the unit of the number that the law is of; the engine checks them when a scenario takes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional, Union

from cellcast.toml import toml

__all__ = [
    "Distribution", "beta", "discrete", "empirical", "gamma", "lognormal", "metalog", "mixture", "normal", "pert", "student_t", "triangular",
    "uniform", "weibull",
]


class Distribution:
    """A law with its parameters. It never changes.

    >>> lognormal(median=0.6, sigma=0.2)
    cellcast.lognormal(median=0.6, sigma=0.2)
    >>> print(lognormal(median=0.6, sigma=0.2))
    { dist = "lognormal", median = 0.6, sigma = 0.2 }
    """

    def __init__(self, dist: str, **parameters: Any):
        self.dist = dist
        self.parameters = {key: value for key, value in parameters.items() if value is not None}

    def toml(self) -> str:
        """As a scenario writes it."""
        return toml({"dist": self.dist, **self.parameters})

    def __str__(self) -> str:
        return self.toml()

    def __repr__(self) -> str:
        return f"cellcast.{self.dist}(" + ", ".join(f"{key}={value!r}" for key, value in self.parameters.items()) + ")"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Distribution) and (self.dist, self.parameters) == (other.dist, other.parameters)

    def __hash__(self) -> int:
        return hash(self.toml())


Bound = Optional[float]


def normal(mean: Bound = None, sd: Bound = None, *, min: Bound = None, max: Bound = None, **percentiles: float) -> Distribution:
    """By `mean` and `sd`, or by two of the percentiles p01, p05, p10, p25, p50, p75, p90, p95, p99; cut off at `min` and `max`.

    >>> print(normal(p10=0.1, p90=0.2))
    { dist = "normal", p10 = 0.1, p90 = 0.2 }
    """
    return Distribution("normal", mean=mean, sd=sd, **percentiles, min=min, max=max)


def lognormal(median: Bound = None, sigma: Bound = None, *, mean: Bound = None, sd: Bound = None, min: Bound = None, max: Bound = None,
              **percentiles: float) -> Distribution:
    """By `median` and `sigma` (the sd of the logarithm), by `mean` and `sd`, or by two percentiles; cut off at `min` and `max`."""
    return Distribution("lognormal", median=median, sigma=sigma, mean=mean, sd=sd, **percentiles, min=min, max=max)


def uniform(low: float, high: float, *, min: Bound = None, max: Bound = None) -> Distribution:
    """All between the ends is as likely."""
    return Distribution("uniform", low=low, high=high, min=min, max=max)


def triangular(low: Bound = None, mode: Bound = None, high: Bound = None, *, p10: Bound = None, p90: Bound = None, min: Bound = None,
               max: Bound = None) -> Distribution:
    """By its ends and `mode`, or by p10, `mode` and p90."""
    return Distribution("triangular", low=low, p10=p10, mode=mode, p90=p90, high=high, min=min, max=max)


def pert(low: float, mode: float, high: float, *, min: Bound = None, max: Bound = None, **shape: float) -> Distribution:
    """A smooth hill between the ends; `lambda` (4), by `**{"lambda": 6}`, says how high."""
    return Distribution("pert", low=low, mode=mode, high=high, **shape, min=min, max=max)


def beta(alpha: float, beta: float, low: Bound = None, high: Bound = None, *, min: Bound = None, max: Bound = None) -> Distribution:
    """Between `low` (0) and `high` (1)."""
    return Distribution("beta", alpha=alpha, beta=beta, low=low, high=high, min=min, max=max)


def gamma(shape: float, scale: float, *, min: Bound = None, max: Bound = None) -> Distribution:
    """Above 0, with mean `shape * scale`."""
    return Distribution("gamma", shape=shape, scale=scale, min=min, max=max)


def weibull(shape: float, scale: float, *, min: Bound = None, max: Bound = None) -> Distribution:
    """Above 0; `scale` is its 63rd percentile."""
    return Distribution("weibull", shape=shape, scale=scale, min=min, max=max)


def student_t(dof: float, location: float, scale: float, *, min: Bound = None, max: Bound = None) -> Distribution:
    """Heavier tails than the normal law."""
    return Distribution("student_t", dof=dof, location=location, scale=scale, min=min, max=max)


def metalog(p10: float, p50: float, p90: float, *, min: Bound = None, max: Bound = None) -> Distribution:
    """Through three percentiles, bounded where `min` or `max` is given."""
    return Distribution("metalog", p10=p10, p50=p50, p90=p90, min=min, max=max)


def discrete(values: Sequence[float], weights: Sequence[float]) -> Distribution:
    """One of the values, which increase, with probability in proportion to the weights."""
    return Distribution("discrete", values=list(values), weights=list(weights))


def empirical(data: Optional[Sequence[float]] = None, *, probabilities: Optional[Sequence[float]] = None,
              values: Optional[Sequence[float]] = None) -> Distribution:
    """The law of observed `data`, or of a distribution function given at points."""
    lists = {"data": data, "probabilities": probabilities, "values": values}
    return Distribution("empirical", **{key: None if each is None else [float(value) for value in each] for key, each in lists.items()})


def mixture(of: Sequence[Union[Distribution, dict]], weights: Sequence[float]) -> Distribution:
    """One of several laws, with probability in proportion to the weights: for what excludes one another."""
    return Distribution("mixture", of=list(of), weights=list(weights))
