#!/usr/bin/env python3
"""Writes tests/data/quantile_references.csv: quantiles of every continuous law, right to all 17 digits printed.

Distribution functions in 60 digits (mpmath, Debian package python3-mpmath), inverted by a bracketed Newton iteration on the log odds.
Run from anywhere; takes a few minutes."""

import pathlib
import sys

from mpmath import (atan, cosh, erfc, exp, expm1, inf, isinf, log, log1p, loggamma, mp, mpf, nstr, pi, sinh, sqrt)

mp.dps = 60

PROBABILITIES = [1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975,
                 0.99, 0.999, 0.9999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12]


def series(ratio):
    """1 + ratio(0) + ratio(0) ratio(1) + ... of positive terms."""
    total, term, n = mpf(1), mpf(1), 0
    while term > total * mpf(10)**-(mp.dps + 2):
        term *= ratio(n)
        total += term
        n += 1
    return total


def beta_below(a, b, y, z):
    """I_y(a, b), z = 1 - y, by its series of positive terms (DLMF 8.17.8), or that of the other side if it is shorter: no case here has
    a tail so small that 60 digits do not bear the subtraction."""

    def terms(p, q, at, beyond):
        return (max(0, (p + q) * at - p) + 140) / beyond if beyond else inf

    if terms(b, a, z, y) < terms(a, b, y, z):
        return 1 - beta_series(b, a, z, y)
    return beta_series(a, b, y, z)


def beta_series(a, b, y, z):
    front = exp(a * log(y) + b * log(z) + loggamma(a + b) - loggamma(a + 1) - loggamma(b))
    return front * series(lambda n: (a + b + n) / (a + 1 + n) * y)


def gamma_below(k, y):
    """P(k, y) by its series of positive terms (DLMF 8.11.4); 1 to all digits far out, where that would be long."""
    if y > k + 30 * sqrt(k) + 300:
        return mpf(1)
    return exp(k * log(y) - y - loggamma(k + 1)) * series(lambda n: y / (k + 1 + n))


class Law:
    """below(y, z), above(y, z) and density(y, z) of y, where x = origin + unit y; y in (0, 1), (0, inf) or the real line; z = 1 - y."""

    def __init__(self, kind, below, above, density, origin=0, unit=1, scale=1):
        self.kind, self.below, self.above, self.density = kind, below, above, density
        self.origin, self.unit, self.scale = mpf(origin), mpf(unit), mpf(scale)

    def unmapped(self, w):
        """(y, z) and dy/dw for w on the real line."""
        if self.kind == "unit":
            y, z = 1 / (1 + exp(-w)), 1 / (1 + exp(w))
            return (y, z), y * z
        y, dy = (exp(w), exp(w)) if self.kind == "positive" else (sinh(w), cosh(w))
        return (y, 1 - y), dy

    def inner_tails(self, y, z):
        """Near an end, 1 - y has lost digits: then only the tail of that end is right; elsewhere the smaller is the better."""
        below, above = self.below(y, z), self.above(y, z)
        near_low, near_high = (self.kind == "unit" and end < mpf(10)**-20 for end in (y, z))
        return (below, 1 - below) if near_low or below < above and not near_high else (1 - above, above)

    def tails(self, x):
        """Probability below and above a point of the law."""
        if isinf(x):
            return (mpf(0), mpf(1)) if x < 0 else (mpf(1), mpf(0))
        y = (x - self.origin) / self.unit
        if self.kind != "real" and y <= 0:
            return mpf(0), mpf(1)
        if self.kind == "unit" and y >= 1:
            return mpf(1), mpf(0)
        return self.inner_tails(y, 1 - y)

    def quantile(self, p, q):
        """x with `p` below and `q` above."""
        target = log(p / q)

        def odds(w):
            yz, _ = self.unmapped(w)
            below, above = self.inner_tails(*yz)
            return -inf if below <= 0 else inf if above <= 0 else log(below / above)

        low, high = mpf(-1), mpf(1)
        while odds(low) > target:
            low *= 2
        while odds(high) < target:
            high *= 2
        w = (low + high) / 2
        for _ in range(200):
            value = odds(w)
            if value < target:
                low = w
            else:
                high = w
            step = mpf(0)
            if not isinf(value):
                yz, dy = self.unmapped(w)
                below, above = self.inner_tails(*yz)
                step = (target - value) * below * above / (self.density(*yz) * dy)
            inside = not isinf(value) and low <= w + step <= high
            following = w + step if inside else (low + high) / 2
            if inside and abs(step) <= mpf(10) ** -35 * (1 + abs(w)):
                return self.origin + self.unit * self.unmapped(following)[0][0]
            w = following
        raise ArithmeticError("no convergence")


def normal(mean, sd):
    return Law("real", lambda y, z: erfc(-y / sqrt(2)) / 2, lambda y, z: erfc(y / sqrt(2)) / 2, lambda y, z: exp(-y * y / 2) / sqrt(2 * pi), mean, sd,
               sd)


def lognormal(median, sigma):
    median, sigma = mpf(median), mpf(sigma)

    def score(y):
        return log(y) / sigma, None

    n = normal(0, 1)
    return Law("positive", lambda y, z: n.below(*score(y)), lambda y, z: n.above(*score(y)),
               lambda y, z: n.density(*score(y)) / (sigma * y), 0, median, median * sigma)


def lognormal_moments(mean, sd):
    variance = log1p((mpf(sd) / mean)**2)
    return lognormal(mean * exp(-variance / 2), sqrt(variance))


def uniform(low, high):
    return Law("unit", lambda y, z: y, lambda y, z: z, lambda y, z: mpf(1), low, mpf(high) - mpf(low), mpf(high) - mpf(low))


def triangular(low, mode, high):
    width = mpf(high) - mpf(low)
    m = (mpf(mode) - mpf(low)) / width

    def below(y, z):
        return y * y / m if y < m else 1 - z * z / (1 - m)

    def above(y, z):
        return 1 - y * y / m if y < m else z * z / (1 - m)

    return Law("unit", below, above, lambda y, z: 2 * y / m if y < m else 2 * z / (1 - m), low, width, width)


def beta(alpha, beta_, low=0, high=1):
    a, b = mpf(alpha), mpf(beta_)
    norm = loggamma(a) + loggamma(b) - loggamma(a + b)
    width = mpf(high) - mpf(low)
    return Law("unit", lambda y, z: beta_below(a, b, y, z), lambda y, z: beta_below(b, a, z, y),
               lambda y, z: exp((a - 1) * log(y) + (b - 1) * log(z) - norm), low, width, width)


def pert(low, mode, high, lambda_=4):
    width = mpf(high) - mpf(low)
    return beta(1 + lambda_ * (mpf(mode) - low) / width, 1 + lambda_ * (mpf(high) - mode) / width, low, high)


def gamma(shape, scale):
    k = mpf(shape)
    return Law("positive", lambda y, z: gamma_below(k, y), lambda y, z: 1 - gamma_below(k, y),
               lambda y, z: exp((k - 1) * log(y) - y - loggamma(k)), 0, scale, scale * min(1, sqrt(k)))


def weibull(shape, scale):
    k = mpf(shape)
    return Law("positive", lambda y, z: -expm1(-y**k), lambda y, z: exp(-y**k), lambda y, z: k * y**(k - 1) * exp(-y**k), 0, scale, scale)


def student_t(dof, location, scale):
    v = mpf(dof)
    norm = exp(loggamma((v + 1) / 2) - loggamma(v / 2)) / sqrt(v * pi)

    def upper(y):
        return beta_below(v / 2, mpf(1) / 2, v / (v + y * y), y * y / (v + y * y)) / 2

    def above(y):
        return upper(y) if y > 0 else 1 - upper(y)

    return Law("real", lambda y, z: above(-y), lambda y, z: above(y), lambda y, z: norm * (1 + y * y / v)**(-(v + 1) / 2), location, scale, scale)


def metalog(p10, p50, p90, low=-inf, high=inf):
    """Returns its quantile function: it has no distribution function in closed form."""
    bounded = not isinf(mpf(low)), not isinf(mpf(high))

    def there(x):
        x = mpf(x)
        return {(False, False): lambda: x, (True, False): lambda: log(x - low), (False, True): lambda: -log(high - x),
                (True, True): lambda: log((x - low) / (high - x))}[bounded]()

    def back(y):
        return {(False, False): lambda: y, (True, False): lambda: low + exp(y), (False, True): lambda: high - exp(-y),
                (True, True): lambda: (low + high * exp(y)) / (1 + exp(y))}[bounded]()

    a1, a2 = there(p50), (there(p90) - there(p10)) / (2 * log(9))
    a3 = (there(p90) + there(p10) - 2 * there(p50)) / (mpf(4) / 5 * log(9))
    return lambda p, q: back(a1 + (a2 + a3 * (p - q) / 2) * log(p / q))


# (law, parameters, min, max)
INF = float("inf")
CASES = [
    (normal, (0.0, 1.0), -INF, INF), (normal, (68256.847, 2057.806), 66449.083, 68506.889), (normal, (-3.0, 0.5), -2.0, INF),
    (normal, (0.0, 1.0), 9.0, INF), (normal, (0.0, 1.0), -INF, -12.0), (normal, (0.0, 1.0), -1e-9, 1e-9),
    (lognormal, (1.0, 0.2), -INF, INF), (lognormal, (299.42559, 0.9), 75.118571, 450.40524), (lognormal, (1e-3, 2.5), -INF, INF),
    (lognormal_moments, (5.0, 2.0), -INF, INF), (lognormal_moments, (1.0, 1e-5), -INF, INF),
    (uniform, (-0.3, 0.7), -INF, INF), (uniform, (0.82662493, 0.99124131), 0.85954821, 0.98301049),
    (triangular, (0.0, 0.3, 1.0), -INF, INF), (triangular, (0.17975286, 0.17975286, 0.44922627), 0.2067002, INF),
    (triangular, (-1.0, 2.0, 2.0), -INF, INF), (triangular, (-1.0, 0.5, 2.0), 0.25, 1.75),
    (pert, (0.2, 0.45, 0.8), -INF, INF), (pert, (0.0, 0.0, 1.0), -INF, INF), (pert, (0.0, 5.0, 5.0), -INF, INF),
    (pert, (0.13066259, 0.22680917, 0.35704616, 6.6204758), -INF, INF), (pert, (1.0784521, 2.1201017, 2.8664534), 1.4360523, 2.7770533),
    (pert, (0.0, 1.0, 4.0, 0.0), -INF, INF), (pert, (0.0, 1.0, 4.0, 100.0), -INF, INF), (pert, (0.0, 1.0, 4.0), 3.9, INF),
    (beta, (2.0, 3.0), -INF, INF), (beta, (0.5, 0.5), -INF, INF), (beta, (0.05, 0.1), -INF, INF), (beta, (1e-3, 2e-3), -INF, INF),
    (beta, (5.5395516, 0.93887683, 0.11662665, 0.66973579), 0.17193757, INF), (beta, (300.0, 20.0), -INF, INF),
    (beta, (2e4, 1e4), -INF, INF), (beta, (1.0, 1.0), -INF, INF), (beta, (2.0, 5.0), 0.9, 0.95),
    (gamma, (1e-3, 1.0), -INF, INF), (gamma, (0.05, 2.0), -INF, INF), (gamma, (0.5, 1.0), -INF, INF), (gamma, (1.0, 3.0), -INF, INF),
    (gamma, (6.5, 0.18482383333333333), -INF, INF), (gamma, (150.0, 1.0), -INF, INF), (gamma, (2e4, 1.0), -INF, INF),
    (gamma, (3.0, 1.0), 20.0, INF), (gamma, (3.0, 1.0), -INF, 0.5), (gamma, (1e-3, 1.0), 0.5, 2.0),
    (weibull, (2.0, 1.0), -INF, INF), (weibull, (0.5, 3.0), -INF, INF), (weibull, (20.0, 1.5), -INF, INF), (weibull, (1.5, 1.0), 4.0, 5.0),
    (student_t, (0.5, 0.0, 1.0), -INF, INF), (student_t, (1.0, 0.0, 1.0), -INF, INF), (student_t, (2.0, 0.0, 1.0), -INF, INF),
    (student_t, (3.5, 0.1, 0.02), 0.0, 0.3), (student_t, (30.0, 5.0, 2.0), -INF, INF), (student_t, (1e6, 0.0, 1.0), -INF, INF),
    (student_t, (4.0, 0.0, 1.0), 30.0, INF),
    (metalog, (1.0, 2.0, 4.0), -INF, INF), (metalog, (1.0, 2.0, 3.0), -INF, INF), (metalog, (0.1, 0.3, 0.6), 0.0, INF),
    (metalog, (0.1, 0.4, 0.6), -INF, 0.75), (metalog, (0.48245832, 0.58091299, 0.66678458), 0.34421363, 0.80502927),
]


def check_student():
    """The Cauchy law has a closed form."""
    law, u = student_t(1.0, 0.0, 1.0), mpf("0.9")
    assert abs(law.tails(mpf(3))[0] - (mpf(1) / 2 + atan(mpf(3)) / pi)) < mpf(10)**-50, u


def rows():
    for make, parameters, low, high in CASES:
        print(make.__name__, parameters, low, high, file=sys.stderr, flush=True)
        if make is metalog:
            quantile, scale = metalog(*parameters, low, high), mpf(parameters[2]) - mpf(parameters[0])
            (below_low, above_low), (below_high, above_high) = (mpf(0), mpf(1)), (mpf(1), mpf(0))
        else:
            law = make(*parameters)
            quantile, scale = law.quantile, law.scale
            (below_low, above_low), (below_high, above_high) = law.tails(mpf(low)), law.tails(mpf(high))
        for u in PROBABILITIES:
            v = mpf(u)  # exactly the double
            p = below_low + v * (below_high - below_low)
            q = above_high + (1 - v) * (above_low - above_high)
            x = quantile(p, q)
            yield [make.__name__, " ".join(map(repr, parameters)), repr(low), repr(high), nstr(scale, 3), repr(u), nstr(x, 17)]


def main():
    check_student()
    path = pathlib.Path(__file__).resolve().parents[3] / "data" / "quantile_references.csv"
    with open(path, "w", encoding="utf-8") as file:
        print("law,parameters,min,max,scale,u,x", file=file)
        for row in rows():
            print(",".join(row), file=file, flush=True)


if __name__ == "__main__":
    main()
