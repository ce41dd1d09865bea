"""Time to accuracy: the processor time of a whole process that knows the median of production in 2030 to 0.1 %.

Known to that means that 95 of 100 repetitions, which differ in their seeds, are no further off. What a peer needs of independent trials follows from the
density at the median, 1 / (2 f sqrt(n)) being its standard error; that so many do it is then seen by repetition. Sobol's points have no such
formula: runs of several lengths are repeated, and the line through the logarithms of their errors tells the length, which is then repeated too.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from contest import BenchError, run

TARGET = 1e-3  # of the median
WIDTH = 1.96  # standard errors that 95 % are within
OUTPUT, YEAR = "total_production", "2030"
KEPT = ["--set", f'outputs.variables=["{OUTPUT}"]', "--set", 'sensitivity.method="none"', "--set", "outputs.quantiles=[0.45, 0.5, 0.55]"]
REPLICATES = 16  # of the scenario's Sobol design; each has a power of two of points


@dataclass(frozen=True)
class Truth:
    median: float
    density: float  # at the median

    def independent_trials(self) -> int:
        """So many know it to the target."""
        return math.ceil((WIDTH / (2 * self.density * self.median * TARGET)) ** 2)


def quantiles(path: Path) -> dict[str, float]:
    """Of the output, from a table as `cellcast export` writes it: the median and its neighbours."""
    with path.open(newline="", encoding="utf-8") as file:
        return {row["statistic"]: float(row["value"]) for row in csv.DictReader(file) if (row["variable"], row["year"]) == (OUTPUT, YEAR)
                and row["statistic"].startswith("quantiles_0.")}


class Own:
    """The program, by the design that the scenario has."""

    def __init__(self, program: Path, scenario: Path, folder: Path) -> None:
        self.program, self.scenario, self.result, self.csv = program, scenario, folder / "accuracy.h5", folder / "accuracy.csv"

    def command(self, trials: int, seed: int, kept: list[str]) -> list[str]:
        return [str(self.program), "run", str(self.scenario), "--trials", str(trials), "--seed", str(seed), "--threads", "1", "--force", *kept, "-o",
                str(self.result)]

    def quantiles(self, trials: int, seed: int) -> dict[str, float]:
        run(self.command(trials, seed, KEPT))
        self.csv.write_text(run([str(self.program), "export", str(self.result)]).out, encoding="utf-8")
        return quantiles(self.csv)

    def truth(self) -> Truth:
        """By 2^22 points, whose error is some 0.01 %, a tenth of the target."""
        found = self.quantiles(2**22, 1)
        return Truth(found["quantiles_0.5"], 0.1 / (found["quantiles_0.55"] - found["quantiles_0.45"]))

    def errors(self, trials: int, truth: Truth, repetitions: int) -> list[float]:
        """Relative, of runs with other seeds."""
        return [self.quantiles(trials, 100 + k)["quantiles_0.5"] / truth.median - 1 for k in range(repetitions)]

    def trials(self, truth: Truth, quick: bool) -> int:
        """The fewest that know it to the target."""
        lengths = [REPLICATES * 2**k for k in ((9, 11, 13) if quick else (8, 9, 10, 11, 12, 13))]
        return fewest(lengths, [root_mean_square(self.errors(n, truth, 32 if quick else 64)) for n in lengths])

    def seconds(self, trials: int, rounds: int, kept: list[str]) -> float:
        return median(run(self.command(trials, 1 + k, kept)).processor for k in range(rounds))


def root_mean_square(numbers: list[float]) -> float:
    return math.sqrt(sum(x**2 for x in numbers) / len(numbers))


def fewest(lengths: list[int], errors: list[float]) -> int:
    """The length of whole nets at which the line through the logarithms, by least squares, is at the target."""
    if min(errors) <= 0:
        raise BenchError("repetitions with other seeds gave one median")
    x, y = [math.log2(n) for n in lengths], [math.log2(e) for e in errors]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)
    if slope >= 0:
        raise BenchError("more trials do not come nearer to the median")
    wanted = mean_x + (math.log2(TARGET / WIDTH) - mean_y) / slope
    return REPLICATES * 2 ** max(0, math.ceil(wanted - math.log2(REPLICATES)))


@dataclass(frozen=True)
class Needed:
    trials: int
    seconds: float  # processor time of the whole process


@dataclass
class Accuracy:
    median: float
    needed: dict[str, Needed]  # by who it is
    within: dict[str, str]  # of repetitions, how many are


def measure(own: Own, peers: dict[str, Callable[[int, int, Path], list[str]]], folder: Path, quick: bool) -> Accuracy:
    """A peer's command is of trials, seed and the table that it writes."""
    truth = own.truth()
    trials, rounds = own.trials(truth, quick), 5 if quick else 9
    again = own.errors(trials, truth, 20 if quick else 100)
    found = Accuracy(truth.median, {"cellcast, all outputs": Needed(trials, own.seconds(trials, rounds, KEPT[2:4])),
                                    "cellcast, that output": Needed(trials, own.seconds(trials, rounds, KEPT))},
                     {"cellcast, that output": f"{sum(abs(error) <= TARGET for error in again)} of {len(again)}"})
    independent, table = truth.independent_trials(), folder / "accuracy-peer.csv"
    for name, command in peers.items():
        repetitions, times, within = 3 if quick else 20, [], 0
        for seed in range(1, repetitions + 1):
            times.append(run(command(independent, seed, table)).processor)
            within += abs(quantiles(table)["quantiles_0.5"] / truth.median - 1) <= TARGET
        found.needed[name] = Needed(independent, median(times))
        found.within[name] = f"{within} of {repetitions}"
    return found


def text(accuracy: Accuracy) -> list[str]:
    lines = [f"{'Median of production in 2030 to 0.1 %':<42}{'trials':>12}{'seconds':>12}{'ratio':>10}{'within':>12}"]
    least = accuracy.needed["cellcast, all outputs"].seconds
    return lines + [f"  {name:<40}{need.trials:12,}{need.seconds:12.3f}{need.seconds / least:10.1f}{accuracy.within.get(name, ''):>12}"
                    for name, need in accuracy.needed.items()]
