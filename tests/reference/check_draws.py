#!/usr/bin/python3
"""Test the stored draws of a result file against the distributions and correlations of its scenario.

usage: check_draws.py RESULT.h5 [--from scenario|resolved]

Three families of tests; for draws that are right each fails with odds of at most ODDS, shared equally among its tests:
  margins       every input and shock: inside its support; Kolmogorov-Smirnov; for each atom the count of its draws; without
                atoms, mean and sum of squares of the normal scores. The laws of the statistics are exact (Kolmogorov's,
                binomial, normal, chi-square); with atoms Kolmogorov-Smirnov errs on the safe side
  correlations  every pair of [[correlations]]: achieved rank correlation against the requested, by Fisher's z with the
                variance of Bonett and Wright (2000); with atoms the expected value is that of the mid-ranks of the copula
  independence  every other pair: rank correlation against 0, by Student's t with n - 2 degrees of freedom
The odds of the second and third are those of these approximations. Latin hypercube and Sobol points fit better than
independent draws, so the tests hold for them too.
"""

from __future__ import annotations

import argparse
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy import stats

from comparison import Tally
from copula import expected_rank_correlation, normal_correlation
from distributions import Distribution, Truncated, distribution
from inputs import Scenario, shock_names, uncertain_inputs
from samples import Samples

ODDS = 1e-6
FEWEST = 200  # trials below which the tests say next to nothing

Laws = dict[str, Distribution]


def laws(scenario: Scenario) -> Laws:
    """The distribution of every input and shock."""
    found: Laws = {name: distribution(table) for name, table in uncertain_inputs(scenario).items()}
    return found | {name: Truncated(stats.norm(), -np.inf, np.inf) for name in shock_names(scenario)}


# --- margins --------------------------------------------------------------------------------------------------------


def ks_statistic(law: Distribution, draws: np.ndarray) -> float:
    """sup |F_n - F|, F_n and F compared at the draws and just below them."""
    values, counts = np.unique(draws, return_counts=True)
    upto = np.cumsum(counts) / len(draws)
    f = law.cdf(values)
    f_below = f.copy()
    for value, below, _ in law.atoms:
        f_below[values == value] = below
    return float(max(np.abs(upto - f).max(), np.abs(upto - counts / len(draws) - f_below).max()))


def margin_p_value(law: Distribution, draws: np.ndarray) -> float:
    """Smallest p-value of the tests of one input, times their number."""
    n = len(draws)
    p_values = [stats.kstwo.sf(ks_statistic(law, draws), n)]
    for value, below, upto in law.atoms:
        p_values.append(stats.binomtest(int((draws == value).sum()), n, upto - below).pvalue)
    if not law.atoms:
        scores = stats.norm.ppf(np.clip(law.cdf(draws), 1e-15, 1 - 1e-15))
        squares = float(scores @ scores)
        p_values.append(2 * stats.norm.sf(abs(scores.sum()) / np.sqrt(n)))
        p_values.append(2 * min(stats.chi2.cdf(squares, n), stats.chi2.sf(squares, n)))
    return float(min(p_values)) * len(p_values)


def check_margins(tally: Tally, by_name: Laws, draws: dict[str, np.ndarray]) -> None:
    least = (1.0, "")
    for name, law in by_name.items():
        low, high = law.support
        inside = (draws[name] >= low) & (draws[name] <= high)
        tally.check(bool(inside.all()), f"{name}: {draws[name][~inside][:1]} lies outside {low} ... {high}")
        p = margin_p_value(law, draws[name])
        tally.check(p > ODDS / len(by_name), f"{name}: not of its distribution (p = {p:.1e})")
        least = min(least, (p, name))
    print(f"margins: {len(by_name)} inputs and shocks, smallest p {least[0]:.2g} ({least[1]}), fails below {ODDS / len(by_name):.1e}")


# --- correlations ---------------------------------------------------------------------------------------------------


def rank_correlations(draws: dict[str, np.ndarray]) -> np.ndarray:
    """Spearman's matrix (input, input), ties at their mean rank; not a number where an input never varied."""
    ranks = stats.rankdata(np.stack(list(draws.values())), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.corrcoef(ranks)


def check_correlations(tally: Tally, scenario: Scenario, by_name: Laws, matrix: np.ndarray, trials: int) -> set[frozenset[str]]:
    """Achieved against requested; returns the pairs looked at."""
    names, requested = list(by_name), scenario.get("correlations", [])
    limit = stats.norm.isf(ODDS / 2 / max(1, len(requested)))
    for pair in requested:
        a, b = pair["between"]
        expected = expected_rank_correlation(normal_correlation(pair), by_name[a].atoms, by_name[b].atoms)
        achieved = matrix[names.index(a), names.index(b)]
        z = (np.arctanh(achieved) - np.arctanh(expected)) / np.sqrt((1 + expected**2 / 2) / (trials - 3))
        tally.check(abs(z) <= limit, f"{a} and {b}: rank correlation {achieved:.4f}, not {expected:.4f}")
        print(f"correlation of {a} and {b}: {achieved:.4f}, requested {expected:.4f}; {z:+.1f} standard errors, fails beyond {limit:.1f}")
    return {frozenset(pair["between"]) for pair in requested}


def check_independence(tally: Tally, names: list[str], matrix: np.ndarray, trials: int, correlated: set[frozenset[str]]) -> None:
    pairs = [(i, j) for i, j in combinations(range(len(names)), 2)
             if {names[i], names[j]} not in correlated and np.isfinite(matrix[i, j])]
    if not pairs:
        return
    t = stats.t.isf(ODDS / 2 / len(pairs), trials - 2)
    limit = t / np.sqrt(trials - 2 + t * t)
    for i, j in pairs:
        tally.check(abs(matrix[i, j]) <= limit, f"{names[i]} and {names[j]}: rank correlation {matrix[i, j]:.4f}, should be 0")
    i, j = max(pairs, key=lambda pair: abs(matrix[pair]))
    print(f"independence: {len(pairs)} pairs, largest {matrix[i, j]:+.4f} ({names[i]}, {names[j]}), fails beyond {limit:.4f}")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path)
    parser.add_argument("--from", dest="which", choices=["scenario", "resolved"])
    options = parser.parse_args(argv)
    tally, samples = Tally(), Samples(options.result)
    which = options.which or ("resolved" if "extends" in samples.scenario("scenario") else "scenario")
    scenario = samples.scenario(which)
    by_name, draws = laws(scenario), samples.draws(0, samples.trials)
    tally.check(samples.trials >= FEWEST, f"only {samples.trials} trials kept, at least {FEWEST} are needed")
    tally.check(by_name.keys() == draws.keys(), f"inputs differ: {sorted(by_name.keys() ^ draws.keys())[:5]}")
    if not tally.failed:
        draws = {name: draws[name] for name in by_name}
        print(f"{samples.trials} trials; odds of a false alarm at most {ODDS:g} in each of three families")
        check_margins(tally, by_name, draws)
        matrix = rank_correlations(draws)
        correlated = check_correlations(tally, scenario, by_name, matrix, samples.trials)
        check_independence(tally, list(by_name), matrix, samples.trials, correlated)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
