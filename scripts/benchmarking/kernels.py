"""The functions that run for every trial, alone and together, from cellcast_bench: times in nanoseconds and shares of the ceiling."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

FUNCTIONS = {
    "philox": "uniform, Philox4x32-10", "normal_quantile_near": "normal quantile", "pert_quantile": "table quantile (PERT)",
    "normal_cdf": "normal distribution function", "exp": "exponential", "log": "logarithm", "divide": "quotient", "square_root": "square root",
    "pow": "power",
}
STAGES = {
    "draw_of_a_trial": "draw, Monte Carlo", "draw_by_sobol": "draw, Sobol", "draw_by_latin_hypercube": "draw, Latin hypercube",
    "model_of_a_trial": "equations", "trial_in_a_chunk": "both, in a run's chunks",
    "statistics": "statistics, Monte Carlo", "statistics_in_replicates": "statistics, Sobol",
}
BOTH = "kernel_of_a_trial"  # our name for the sum


@dataclass(frozen=True)
class Timing:
    nanoseconds: float
    ceiling: float | None  # nanoseconds, of stages
    share: float | None


Kernels = dict[str, dict[str, Timing]]  # [benchmark][instruction set]


def measure(program: Path, quick: bool) -> Kernels:
    names = "|".join([*FUNCTIONS, *STAGES])
    command = [str(program), "--benchmark_format=json", f"--benchmark_filter=^({names})/", f"--benchmark_min_time={0.05 if quick else 0.5}"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Kernels = {}
    for benchmark in json.loads(run.stdout)["benchmarks"]:
        name, isa = benchmark["name"].split("/")[:2]
        timing = Timing(benchmark["ns_each"], benchmark.get("ceiling"), benchmark.get("share"))
        found.setdefault(name, {})[isa] = timing
    return found | {BOTH: {isa: both(found["draw_of_a_trial"][isa], found["model_of_a_trial"][isa]) for isa in found["draw_of_a_trial"]}}


def both(draw: Timing, equations: Timing) -> Timing:
    """The two one after the other, each on rows that the caches hold."""
    assert draw.ceiling and equations.ceiling
    time, ceiling = draw.nanoseconds + equations.nanoseconds, draw.ceiling + equations.ceiling
    return Timing(time, ceiling, ceiling / time)
