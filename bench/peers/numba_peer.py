#!/usr/bin/python3
"""The scenario's Monte Carlo run as scalar code that numba compiles: NumPy draws a batch, compiled loops over its trials compute and count.

Each thread has a batch of its own. Needs python3-numba.
"""

from __future__ import annotations

import argparse
import time
from collections import namedtuple
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import numpy as np
from numba import njit

import peer
from layout import Layout
from numba_model import compile_model
from numpy_draws import Sampling
from parameters import Parameter, parameters, structure
from statistics_by_row import BINS, Bins, Statistics


def as_tuple(name: str, values: Mapping[str, Any]) -> tuple:
    """Numba takes named tuples."""
    return namedtuple(name, values)(**values)


class Packed:
    """All parameters in one vector: the constants in place, and where draws go."""

    def __init__(self, keys: dict[str, Parameter], inputs: list[str]) -> None:
        first, places, indices = 0, [], {}
        for name, parameter in keys.items():
            where = np.arange(first, first + parameter.constants.size).reshape(parameter.constants.shape)
            indices[name] = where if where.ndim else first
            places += [(first + place.index, inputs.index(place.input), place.scale, place.offset) for place in parameter.places]
            first += parameter.constants.size
        self.at = as_tuple("At", indices)
        self.constants = np.concatenate([parameter.constants.ravel() for parameter in keys.values()])
        self.targets = np.array([place[:2] for place in places])
        self.linear = np.array([place[2:] for place in places])


def compile_batch(n: tuple, packed: Packed, to: tuple, outputs: int) -> Callable[[np.ndarray, np.ndarray], None]:
    """The function that fills values (trial, row), outputs and then inputs, from draws (input, trial)."""
    simulate = compile_model(n, packed.at, to)
    constants, targets, linear = packed.constants, packed.targets, packed.linear

    @njit(error_model="numpy", nogil=True)
    def compute(draws, values):  # type: ignore[no-untyped-def]
        p = constants.copy()
        for i in range(draws.shape[1]):
            for k in range(len(targets)):
                p[targets[k, 0]] = linear[k, 0] * draws[targets[k, 1], i] + linear[k, 1]
            simulate(p, values[i])
            values[i, outputs:] = draws[:, i]

    return compute


@njit(error_model="numpy", nogil=True)
def count(values, low, scale, sums, squares, least, most, counts):  # type: ignore[no-untyped-def]
    """Adds values (trial, row) to what Statistics keeps."""
    for r in range(values.shape[1]):
        for i in range(values.shape[0]):
            x = values[i, r]
            position = (x - low[r]) * scale[r]
            sums[r] += position
            squares[r] += position * position
            least[r] = min(least[r], x)
            most[r] = max(most[r], x)
            counts[r, int(min(max(position, 0.0), BINS - 1.0))] += 1


class Run:
    def __init__(self, scenario: Mapping[str, Any], layout: Layout) -> None:
        self._layout, self._sampling = layout, Sampling(scenario)
        n = structure(scenario)
        sets = as_tuple("N", {field.name: getattr(n, field.name) for field in fields(n)})
        to = as_tuple("To", {variable: layout.indices(variable) for variable in layout.variables})
        self._compute = compile_batch(sets, Packed(parameters(scenario), layout.inputs), to, layout.outputs)

    def values(self, rng: np.random.Generator, trials: int) -> np.ndarray:
        """(trial, row)"""
        draws = self._sampling.draw(rng, trials)
        values = np.empty((trials, self._layout.rows))
        self._compute(np.stack([draws[name] for name in self._layout.inputs]), values)
        return values

    def statistics(self, rng: np.random.Generator, bins: Bins, batches: int, batch: int) -> Statistics:
        s = Statistics.empty(bins)
        for _ in range(batches):
            count(self.values(rng, batch), bins.low, bins.scale, s.sums, s.squares, s.min, s.max, s.counts)
        s.count = batches * batch
        return s


def measure(run: Run, options: argparse.Namespace, threads: int) -> Statistics:
    bins = Bins.of(run.values(np.random.default_rng(0), 1000).T)
    generators = [np.random.default_rng(seed) for seed in np.random.SeedSequence(options.seed).spawn(threads)]
    batches = -(-options.trials // (options.batch * threads))
    with ThreadPoolExecutor(threads) as pool:
        whole, *parts = pool.map(lambda rng: run.statistics(rng, bins, batches, options.batch), generators)
    for part in parts:
        whole.merge(part)
    whole.quantiles(peer.PROBABILITIES)
    return whole


def main() -> None:
    options = peer.arguments(__doc__, batch=1024)
    scenario = peer.read(options.scenario)
    layout = Layout(scenario)
    run = Run(scenario, layout)
    compiling = argparse.Namespace(seed=0, trials=1, batch=options.batch)
    measure(run, compiling, 1)
    for threads in options.threads:
        begin = time.perf_counter()
        statistics = measure(run, options, threads)
        peer.report("numba", options, layout, statistics, time.perf_counter() - begin, threads)


if __name__ == "__main__":
    main()
