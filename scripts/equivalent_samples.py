#!/usr/bin/python3
"""How many Monte Carlo trials a trial of another design is worth.

Runs a scenario under each design with many seeds and compares the variance over seeds of an output's mean and quantiles with that of
plain Monte Carlo. The ratio is that of the trials needed for the same error.

    scripts/equivalent_samples.py build/release/cellcast scenarios/china-2030.toml --seeds 200
"""

import argparse
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy as np

METHODS = ["monte-carlo", "latin-hypercube", "sobol"]
QUANTILES = [0.05, 0.5, 0.95]


def run(options, method, seed, folder):
    """Mean and quantiles of the variable's last year."""
    path = pathlib.Path(folder) / f"{method}-{seed}.h5"
    command = [options.program, "run", options.scenario, "-o", path, "--trials", options.trials, "--seed", seed, "--method", method]
    command += ["--threads", 1, "--set", f"outputs.quantiles={QUANTILES}", "--set", f'outputs.variables=["{options.variable}"]']
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with h5py.File(path) as file:
        mean = file["mean"][options.variable][-1]
        result = np.append(mean, file["quantiles"][options.variable][-1])
    path.unlink()
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("scenario")
    parser.add_argument("--variable", default="total_production", help="a variable over years alone")
    parser.add_argument("--trials", type=int, default=2**14)
    parser.add_argument("--seeds", type=int, default=200)
    options = parser.parse_args()
    variances = {}
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor() as pool:
        for method in METHODS:
            found = list(pool.map(lambda seed: run(options, method, seed, folder), range(1, options.seeds + 1)))
            variances[method] = np.var(found, axis=0, ddof=1)
    # A ratio of two variances over n seeds: sd of its log.
    spread = 100 * np.sqrt(4 / (options.seeds - 1))
    print(f"{options.variable}, {options.trials} trials, {options.seeds} seeds; a ratio's standard error is {spread:.0f} %")
    print("| design | mean | " + " | ".join(f"P{100 * p:g}" for p in QUANTILES) + " |")
    for method in METHODS[1:]:
        print(f"| {method} | " + " | ".join(f"{x:.1f}" for x in variances["monte-carlo"] / variances[method]) + " |")


if __name__ == "__main__":
    sys.exit(main())
