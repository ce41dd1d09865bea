"""The figures of a benchmark, as text and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import accuracy
from accuracy import Accuracy
from contest import Contender, spread
from kernels import BOTH, FUNCTIONS, STAGES, Kernels

Spread = tuple[float, float, float]  # median, least, most


@dataclass(frozen=True)
class Figures:
    machine: dict[str, str | int]
    kernels: Kernels
    peers: dict[str, str]  # a word on each
    contenders: list[Contender]
    times: dict[str, list[float]]  # seconds, round by round
    ratios: dict[str, Spread]
    accuracy: Accuracy


def text(figures: Figures) -> str:
    sections = [machine(figures), ceilings(figures.kernels), shares(figures.kernels), rates(figures), ratios(figures), times(figures), accuracy.text(figures.accuracy)]
    return "\n\n".join("\n".join(section) for section in sections if section)


def machine(figures: Figures) -> list[str]:
    return [f"{key:<10} {value}" for key, value in figures.machine.items()]


def ceilings(kernels: Kernels) -> list[str]:
    if not kernels:
        return ["Ceilings: left out, Google Benchmark was not installed when the program was built"]
    isas = list(next(iter(kernels.values())))
    lines = [f"{'Ceilings, ns each':<34}" + "".join(f"{isa:>10}" for isa in isas)]
    return lines + [f"  {FUNCTIONS[name]:<32}" + "".join(f"{kernels[name][isa].nanoseconds:10.2f}" for isa in isas) for name in FUNCTIONS if name in kernels]


def shares(kernels: Kernels) -> list[str]:
    lines = [f"{'A trial, one thread':<34}{'ceiling':>12}{'taken':>12}{'share':>8}"] if kernels else []
    for name, what in (STAGES | {BOTH: "both: the model kernel"}).items():
        for isa, timing in kernels.get(name, {}).items():
            lines.append(f"  {what + ', ' + isa:<32}{timing.ceiling:9.0f} ns{timing.nanoseconds:9.0f} ns{timing.share:8.0%}")
    return lines


def rates(figures: Figures) -> list[str]:
    lines = [f"{'Trials/s, all statistics of all values':<42}{'median':>12}{'least':>12}{'most':>12}{'peak MiB':>10}"]
    for contender in figures.contenders:
        for count, found in contender.rates.items():
            numbers = "".join(f"{rate:12,.0f}" for rate in spread(found))
            lines.append(f"  {contender.name + ', ' + threads(count):<40}{numbers}{contender.peak / 2**20:10,.0f}")
    short = {f"{c.trials:,} less {c.base:,}" for c in figures.contenders if c.base and c.threads}
    if short:
        lines.append(f"  Of short runs, without what does not grow with the trials: of two runs' difference, {', '.join(sorted(short))} trials of cellcast")
    return lines + [f"  {name}: {note}" for name, note in figures.peers.items()]


def ratios(figures: Figures) -> list[str]:
    lines = [f"{'Ratios of rates, cellcast by Monte Carlo':<54}{'median':>8}{'least':>8}{'most':>8}"]
    return lines + [f"  {name:<52}" + "".join(f"{ratio:8.2f}" for ratio in found) for name, found in figures.ratios.items()]


def times(figures: Figures) -> list[str]:
    lines = [f"{'Processor time, one thread, s':<42}{'median':>12}{'least':>12}{'most':>12}{'checks':>10}"]
    check = min(figures.times["check"])
    return lines + [f"  {name:<40}" + "".join(f"{value:12.4f}" for value in spread(found)) + f"{min(found) / check:10.1f}" for name, found in figures.times.items()]


def threads(count: int) -> str:
    return "1 thread" if count == 1 else f"{count} threads"


def as_json(figures: Figures) -> dict[str, Any]:
    return {
        "machine": figures.machine,
        "kernels": {name: {isa: asdict(timing) for isa, timing in by_isa.items()} for name, by_isa in figures.kernels.items()},
        "peers": figures.peers,
        "rates": [{"name": c.name, "threads": count, "trials": c.trials, "base_trials": c.base, "peak_bytes": c.peak, "trials_per_second": found}
                  for c in figures.contenders for count, found in c.rates.items()],
        "ratios": {name: dict(zip(("median", "least", "most"), found)) for name, found in figures.ratios.items()},
        "seconds": figures.times,
        "accuracy": asdict(figures.accuracy),
    }
