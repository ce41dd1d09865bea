"""The peers that are installed: how each is started, the batch that suits it best, and whether it computes what the program does."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import agreement
from contest import NOT_FOR_PEERS, BenchError, Contender, run

SOURCE = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
Command = Callable[..., list[str]]  # of trials, batch, threads, csv


@dataclass(frozen=True)
class Kind:
    name: str
    module: str  # that its Python needs; empty: the plain C++ program
    package: str  # Debian's
    batches: tuple[int, ...]  # to try
    threads: tuple[int, ...] = (1,)
    options: tuple[str, ...] = ()
    program: str = ""  # whose options make it another peer; else it is its own


KINDS = (
    Kind("reference", "scipy", "python3-scipy", (1_000, 10_000)),
    Kind("numpy", "scipy", "python3-scipy", (1_000, 10_000, 100_000)),
    Kind("openturns", "openturns", "python3-openturns", (1_000, 10_000)),
    Kind("openturns, reference", "openturns", "python3-openturns", (1_000,), options=("--reference",), program="openturns"),
    Kind("numba", "numba", "python3-numba", (1_024,), (1, 2)),
    Kind("scalar", "", "", (1,)),
)


@dataclass(frozen=True)
class Agreement:
    comparisons: int
    failures: int
    largest: float  # standard errors
    where: str


def is_installed(kind: Kind) -> bool:
    return not kind.module or importlib.util.find_spec(kind.module) is not None


def command(kind: Kind, scalar: Path, scenario: Path, trials: int, batch: int, cores: int, csv: Path | None) -> list[str]:
    if kind.name == "scalar":
        return [str(scalar), str(scenario), str(trials), "1", *([str(csv)] if csv else [])]
    threads = [str(n) for n in kind.threads if n <= cores]
    start = [PYTHON, str(SOURCE / "bench" / "peers" / f"{kind.program or kind.name}_peer.py"), str(scenario), "--trials", str(trials), "--batch", str(batch),
             *kind.options]
    return start + (["--threads", *threads] if len(kind.threads) > 1 else []) + (["--csv", str(csv)] if csv else [])


def prepare(kind: Kind, command_of: Command, program_csv: Path, program_trials: int, trials: int, seconds: float,
            batches: tuple[int, ...], without_start: bool) -> tuple[Contender, Agreement]:
    """Compares a peer with the program, takes its fastest batch, and gives it as many trials as take so many seconds. Without its start: the time of
    a run of one batch is taken off."""
    rates: dict[int, float] = {}
    csv = program_csv.with_name(f"{kind.name}.csv")
    for batch in batches:
        finished = run(command_of(trials, batch, csv), NOT_FOR_PEERS)
        last = json.loads(finished.out.splitlines()[-1])
        rates[batch] = last["trials"] / last["seconds"]
        agreed = Agreement(*agreement.compare(program_csv, program_trials, csv, last["trials"]))
        if agreed.failures:
            raise BenchError(f"{kind.name} does not compute what cellcast does: {agreed}")
    best = max(rates, key=lambda batch: rates[batch])
    whole = max(2, round(rates[best] * seconds / best)) * best
    name = kind.name if len(batches) == 1 else f"{kind.name}, batches of {best:,}"
    return Contender(name, lambda n: command_of(n, best, None), whole, base=best if without_start else 0), agreed
