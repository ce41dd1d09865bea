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


class BenchError(Exception):
    """Something that is measured did not run."""


@dataclass(frozen=True)
class Finished:
    seconds: float  # of the whole process
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
        return Finished(seconds, usage.ru_maxrss * 1024, out.read())


@dataclass
class Contender:
    """A program that runs so many trials in a turn."""

    name: str
    command: Callable[[int], list[str]]  # of trials
    trials: int
    threads: int = 0  # 0: it says itself, in a line of JSON for each of its runs, with seconds free of start-up, imports and compilation
    rates: dict[int, list[float]] = field(default_factory=dict)  # [threads][round], trials/s
    peak: int = 0  # bytes

    def take_turn(self) -> None:
        finished = run(self.command(self.trials), () if self.threads else NOT_FOR_PEERS)
        self.peak = max(self.peak, finished.peak)
        whole = {"threads": self.threads, "trials": self.trials, "seconds": finished.seconds}  # the result file included
        for line in [whole] if self.threads else map(json.loads, finished.out.splitlines()):
            self.rates.setdefault(line["threads"], []).append(line["trials"] / line["seconds"])


def spread(values: list[float]) -> tuple[float, float, float]:
    """Median, least, most."""
    return median(values), min(values), max(values)


def ratios(ours: list[float], theirs: list[float]) -> tuple[float, float, float]:
    """Of each round, then their spread: what disturbs a machine for longer than a round disturbs both."""
    return spread([a / b for a, b in zip(ours, theirs)])
