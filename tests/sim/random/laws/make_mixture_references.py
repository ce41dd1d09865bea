#!/usr/bin/env python3
"""Writes tests/data/mixture_references.csv: quantiles of mixtures, right to all 17 digits printed.

The distribution functions of make_quantile_references.py in 60 digits, weighted, and inverted by bisection: the smallest x with F(x) >= u.
`low` and `high` are the same but where F is flat, as in a gap or far out: there the quantiles of u less and plus 1e-13, all of which are right.
Run from anywhere; takes some minutes."""

import pathlib
import sys

from make_quantile_references import (PROBABILITIES, beta, gamma, lognormal, lognormal_moments, normal, pert, student_t, triangular, uniform,
                                      weibull)
from mpmath import exp, inf, isinf, log, mp, mpf, nstr

INF = float("inf")
MORE = [0.15, 0.29999999999999, 0.3, 0.30000000000001, 0.35, 0.45, 0.4999999, 0.5000001, 0.55, 0.65, 0.85]


class Cut:
    """A law between two bounds, its probability renormalised."""

    def __init__(self, make, parameters, low, high):
        self.law, self.low, self.high = make(*parameters), mpf(low), mpf(high)
        self.scale = self.law.scale
        self.from_low, self.from_high = self.law.tails(self.low), self.law.tails(self.high)

    def upto(self, x):
        if x <= self.low:
            return mpf(0)
        if x >= self.high:
            return mpf(1)
        below, above = self.law.tails(x)
        if self.from_low[1] < 0.5:  # what is left of the upper tail
            return (self.from_low[1] - above) / (self.from_low[1] - self.from_high[1])
        return (below - self.from_low[0]) / (self.from_high[0] - self.from_low[0])


class Discrete:
    scale = mpf(0)

    def __init__(self, values, weights):
        self.steps = list(zip(map(mpf, values), map(mpf, weights)))
        self.total = sum(weight for _, weight in self.steps)

    def upto(self, x):
        return sum((weight for value, weight in self.steps if value <= x), mpf(0)) / self.total


class Empirical:
    scale = mpf(0)

    def __init__(self, probabilities, values):
        self.points = list(zip(map(mpf, probabilities), map(mpf, values)))

    def upto(self, x):
        best = mpf(0)
        for (p, v), (q, w) in zip(self.points, self.points[1:]):
            if x >= w:
                best = q
            elif x >= v:
                best = max(best, p + (q - p) * (x - v) / (w - v))
        return best


class Metalog:
    """Unbounded; F by bisection on the log odds."""

    def __init__(self, p10, p50, p90):
        self.a1, self.a2 = mpf(p50), (mpf(p90) - mpf(p10)) / (2 * log(9))
        self.a3 = (mpf(p90) + mpf(p10) - 2 * mpf(p50)) / (mpf(4) / 5 * log(9))
        self.scale = mpf(p90) - mpf(p10)

    def upto(self, x):
        low, high = mpf(-400), mpf(400)
        for _ in range(150):
            odds = (low + high) / 2
            p = 1 / (1 + exp(-odds))
            if self.a1 + (self.a2 + self.a3 * (p - mpf(1) / 2)) * odds < x:
                low = odds
            else:
                high = odds
        return 1 / (1 + exp(-(low + high) / 2))


def plain(make, *parameters, low=-INF, high=INF):
    return make, parameters, low, high


# (weight, component)
CASES = [
    [(1.0, plain(normal, 0.0, 1.0)), (1.0, plain(normal, 3.0, 0.5))],
    [(3.0, plain(normal, 0.0, 1e-3)), (7.0, plain(normal, 10.0, 1e-3))],  # a gap at 0.3
    [(0.3, plain(uniform, 0.0, 1.0)), (0.2, plain(uniform, 2.0, 3.0)), (0.5, plain(uniform, 2.5, 9.0))],  # one without any probability
    [(1.0, plain(lognormal, 1.0, 0.5)), (0.1, plain(lognormal, 50.0, 0.1)), (1e-6, plain(normal, -200.0, 1.0))],
    [(2.0, plain(triangular, 0.0, 0.3, 1.0)), (1.0, plain(pert, 0.5, 0.8, 2.0))],
    [(1.0, plain(beta, 0.5, 0.5)), (1.0, plain(beta, 300.0, 20.0))],
    [(1.0, plain(gamma, 0.5, 1.0)), (1.0, plain(gamma, 150.0, 0.1)), (1.0, plain(weibull, 2.0, 4.0))],
    [(1.0, plain(student_t, 3.5, 0.0, 1.0)), (2.0, plain(weibull, 60.0, 2.0))],
    [(1.0, plain(normal, 0.0, 1.0, low=-0.5, high=2.0)), (1.0, plain(lognormal_moments, 5.0, 2.0, low=4.0))],
    [(1.0, plain(normal, 0.0, 1.0, low=9.0)), (1.0, plain(normal, 9.0, 0.2)), (1.0, plain(pert, 0.0, 1.0, 4.0, low=3.9))],
    [(1.0, ("discrete", [1.0, 2.0], [1.0, 3.0])), (1.0, plain(normal, 1.5, 0.5))],
    [(1.0, ("discrete", [0.0], [1.0])), (2.0, plain(uniform, 0.0, 1.0))],  # an atom at the end of a law
    [(1.0, ("empirical", [0.0, 0.25, 0.5, 1.0], [1.0, 2.0, 2.0, 5.0])), (1.0, plain(uniform, 0.0, 2.0)), (0.5, ("discrete", [2.0, 7.0], [1.0, 1.0]))],
    [(1.0, ("metalog", 1.0, 2.0, 4.0)), (1.0, plain(normal, 2.0, 0.1))],
    [(1.0 + k % 3, plain(normal, 0.5 * k, 0.05 * (k + 1))) for k in range(20)],
]


def law_of(component):
    if component[0] == "discrete":
        return Discrete(*component[1:])
    if component[0] == "empirical":
        return Empirical(*component[1:])
    if component[0] == "metalog":
        return Metalog(*component[1:])
    return Cut(*component)


def text(component):
    if component[0] in ("discrete", "empirical"):
        return " ".join([component[0], *(repr(x) for pair in zip(*component[1:]) for x in pair)])
    if component[0] == "metalog":
        return " ".join(["metalog", *map(repr, component[1:]), "-inf", "inf"])
    make, parameters, low, high = component
    return " ".join([make.__name__, *map(repr, parameters), repr(low), repr(high)])


def quantile(upto, u):
    """Bisection in the exponent beyond 1, so that neither size nor sign matters."""
    low, high = mpf(-1), mpf(1)
    while upto(low) >= u:
        low *= 2
        if low < -mpf(10)**400:
            return -inf
    while upto(high) < u:
        high *= 2
        if high > mpf(10)**400:
            return inf
    while abs(high - low) > mpf(10)**-25 * (abs(low) + abs(high)) + mpf(10)**-40:
        middle = (low + high) / 2
        if upto(middle) >= u:
            high = middle
        else:
            low = middle
    return high


def rows():
    for number, case in enumerate(CASES):
        print(number, file=sys.stderr, flush=True)
        parts = [(mpf(weight), law_of(component)) for weight, component in case]
        total, scale = sum(weight for weight, _ in parts), max(law.scale for _, law in parts)
        words = "|".join(f"{weight!r} {text(component)}" for weight, component in case)

        def upto(x):
            return sum(weight * law.upto(x) for weight, law in parts) / total

        for u in sorted(PROBABILITIES + MORE):
            v, slack = mpf(u), mpf(10)**-13
            x = low = high = quantile(upto, v)
            near = mpf(10)**-12 * (scale + abs(x))
            if upto(x + near) - upto(x - near) < 2 * slack:
                low, high = quantile(upto, v - slack) if v > slack else -inf, quantile(upto, v + slack) if v + slack < 1 else inf
            yield [words, nstr(scale, 3), repr(u)] + ["-inf" if x == -inf else "inf" if isinf(x) else nstr(x, 17) for x in (x, low, high)]


def main():
    mp.dps = 40
    path = pathlib.Path(__file__).resolve().parents[3] / "data" / "mixture_references.csv"
    with open(path, "w", encoding="utf-8") as file:
        print("components,scale,u,x,low,high", file=file)
        for row in rows():
            print(",".join(row), file=file, flush=True)


if __name__ == "__main__":
    main()
