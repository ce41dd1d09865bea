#!/usr/bin/python3
"""The scenario's Monte Carlo run as a NumPy script: draws, model and statistics of every output and input, batch after batch."""

from __future__ import annotations

import time
from types import SimpleNamespace

import numpy as np

import peer
from layout import Layout
from numpy_draws import Sampling
from numpy_model import simulate
from parameters import parameters, structure
from statistics_by_row import Bins, Statistics


def main() -> None:
    options = peer.arguments(__doc__, batch=10_000)
    scenario = peer.read(options.scenario)
    layout = Layout(scenario)
    begin = time.perf_counter()
    n, keys, sampling = structure(scenario), parameters(scenario), Sampling(scenario)
    rng, statistics = np.random.default_rng(options.seed), None
    values = np.empty((layout.rows, options.batch))
    outputs = SimpleNamespace(**layout.views(values))
    for _ in range(0, options.trials, options.batch):
        draws = sampling.draw(rng, options.batch)
        simulate(n, keys, draws, outputs)
        for row, name in enumerate(layout.inputs, layout.outputs):
            values[row] = draws[name]
        statistics = statistics or Statistics.empty(Bins.of(values))
        statistics.add(values)
    assert statistics
    statistics.quantiles(peer.PROBABILITIES)
    peer.report("numpy", options, layout, statistics, time.perf_counter() - begin)


if __name__ == "__main__":
    main()
