"""Programs that run the same scenario, timed in turn."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

# Debian's NumPy multiplies matrices by OpenBLAS, which these tell what to think of the processor: a peer is to have its best.
NOT_FOR_PEERS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


ATTEMPTS = 5  # at a turn, where other work on the machine makes the smaller run the longer one


class BenchError(Exception):
    """Something that is measured did not run."""


@dataclass(frozen=True)
class Finished:
    seconds: float  # of the whole process
    processor: float  # seconds of the processors that it took
    peak: int  # bytes, largest resident size
    out: str


def run(command: list[str], without: Iterable[str] = ()) -> Finished:
    environment = {name: value for name, value in os.environ.items() if name not in without} | {"PYTHONDONTWRITEBYTECODE": "1"}
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            raise BenchError(f"{' '.join(command)}: exit {process.returncode}\n{err.read()}")
        return Finished(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, out.read())


@dataclass(frozen=True)
class Size:
    """Of a run."""

    trials: int
    seconds: float

    def __sub__(self, other: Size) -> Size:
        return Size(self.trials - other.trials, self.seconds - other.seconds)


@dataclass
class Contender:
    """A program that runs so many trials in a turn; short turns need `base`."""

    name: str
    command: Callable[[int], list[str]]  # of trials
    trials: int
    threads: int = 0  # 0: it says itself, in a line of JSON for each of its runs, with seconds free of start-up, imports and compilation
    base: int = 0  # trials of a smaller run before each; its time is taken off, and with it what does not grow with the trials; 0: none
    rates: dict[int, list[float]] = field(default_factory=dict)  # [threads][round], trials/s
    peak: int = 0  # bytes

    def take_turn(self) -> None:
        for _ in range(ATTEMPTS):
            base = self.measure(self.base) if self.base else {}
            whole = self.measure(self.trials)
            steps = {threads: whole[threads] - base.get(threads, Size(0, 0.0)) for threads in whole}
            if all(step.seconds > 0 and step.trials > 0 for step in steps.values()):
                break
        else:
            raise BenchError(f"{self.name}: {self.trials:,} trials take no longer than {self.base:,} (the machine is too busy to measure)")
        for threads, step in steps.items():
            self.rates.setdefault(threads, []).append(step.trials / step.seconds)

    def measure(self, trials: int) -> dict[int, Size]:
        """One run; by threads."""
        finished = run(self.command(trials), () if self.threads else NOT_FOR_PEERS)
        self.peak = max(self.peak, finished.peak)
        if self.threads:
            return {self.threads: Size(trials, finished.seconds)}  # the result file included
        lines = map(json.loads, finished.out.splitlines())
        return {line["threads"]: Size(line["trials"], line["seconds"]) for line in lines}


def spread(values: list[float]) -> tuple[float, float, float]:
    """Median, least, most."""
    return median(values), min(values), max(values)


def ratios(ours: list[float], theirs: list[float]) -> tuple[float, float, float]:
    """Of each round, then their spread: what disturbs a machine for longer than a round disturbs both."""
    return spread([a / b for a, b in zip(ours, theirs)])
