"""From data to a distribution, by SciPy's maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from collections.abc import Sequence
from typing import Any

import numpy as np

from cellcast import distributions as laws
from cellcast.distributions import Distribution

__all__ = ["Fit", "fit"]


@dataclass(frozen=True)
class Fit:
    """A law that was fitted, and what is lost by it.

    `loss` is Akaike's criterion above that of the best law, with its correction for few data: below 2 there is little to choose, above 10
    there is. `distance` is Kolmogorov and Smirnov's: the largest distance of the law's distribution function from that of the data, in [0, 1].
    """

    law: Distribution
    loss: float
    distance: float

    def toml(self) -> str:
        """The law as a scenario writes it."""
        return self.law.toml()


def fit(data: Sequence[float]) -> list[Fit]:
    """The laws that fit the data, best first: normal, lognormal, gamma and Weibull (where all data are above 0), Student's t.

    Five different values at least. Fewer than some twenty tell laws hardly apart; look at `loss` before you believe the first.

    >>> fits = fit([0.2, 0.31, 0.28, 0.22, 0.35, 0.25, 0.27, 0.3])
    >>> fits[0].loss
    0.0
    """
    from scipy import stats

    values = np.sort(np.asarray(data, dtype=float).ravel())
    if len(values) < 5 or not np.all(np.isfinite(values)) or len(np.unique(values)) < 5:
        raise ValueError("a fit takes five different numbers at least, all of them finite")
    middle, spread = float(values.mean()), float(values.std())
    found: list[tuple[Distribution, Any, int]] = [
        (laws.normal(mean=middle, sd=spread), stats.norm(middle, spread), 2),
    ]
    dof, location, scale = (float(each) for each in stats.t.fit(values))
    if scale > 0 and 0.1 <= dof <= 1e5:
        found.append((laws.student_t(dof=dof, location=location, scale=scale), stats.t(dof, location, scale), 3))
    if values[0] > 0:
        logs = np.log(values)
        median, sigma = float(np.exp(logs.mean())), float(logs.std())
        found.append((laws.lognormal(median=median, sigma=sigma), stats.lognorm(sigma, 0, median), 2))
        shape, _, scale = (float(each) for each in stats.gamma.fit(values, floc=0))
        found.append((laws.gamma(shape=shape, scale=scale), stats.gamma(shape, 0, scale), 2))
        shape, _, scale = (float(each) for each in stats.weibull_min.fit(values, floc=0))
        found.append((laws.weibull(shape=shape, scale=scale), stats.weibull_min(shape, 0, scale), 2))
    count = len(values)
    lost = []
    for law, frozen, parameters in found:
        log_likelihood = float(np.sum(frozen.logpdf(values)))
        correction = 2 * parameters * (parameters + 1) / max(count - parameters - 1, 1)
        distance = float(stats.kstest(values, frozen.cdf).statistic)
        lost.append((2 * parameters - 2 * log_likelihood + correction, law, distance))
    lost.sort(key=lambda each: each[0])
    return [Fit(law, criterion - lost[0][0], distance) for criterion, law, distance in lost]
