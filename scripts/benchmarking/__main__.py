"""Measure cellcast on this machine: ceilings and shares of them, trials a second, and ratios to peers that compute the same.

Peers are measured where they are installed: NumPy, OpenTURNS, numba and a plain scalar C++ program. All run in turn, round after round; a
ratio is that of one round, and the spread is that of the rounds. docs/performance.md says what each peer does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import accuracy
import kernels
import machine
import peers
import report
import short
from contest import BenchError, Contender, ratios, run

SCENARIO = peers.SOURCE / "scenarios" / "china-2030.toml"
TRIALS = 4_194_304
QUICK_TRIALS, QUICK_BASE = 262_144, 32_768
DESIGNS = ("monte-carlo", "latin-hypercube", "sobol")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a minute instead of many: short runs, whose start-up is taken off; NumPy and C++ alone")
    parser.add_argument("--rounds", type=int, default=3, help="of all contenders (default: %(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--build", type=Path, default=peers.SOURCE / "build" / "release", metavar="DIR", help=argparse.SUPPRESS)
    return parser.parse_args()


class Bench:
    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.quick, self.rounds = options.quick, options.rounds
        self.build, self.folder = options.build, folder
        self.program = options.build / "cellcast"
        self.cores = len(os.sched_getaffinity(0))
        self.trials, self.base = (QUICK_TRIALS, QUICK_BASE) if self.quick else (TRIALS, 0)

    def run_command(self, trials: int, threads: int, method: str = "monte-carlo") -> list[str]:
        return [str(self.program), "run", str(SCENARIO), "--method", method, "--threads", str(threads), "--trials", str(trials), "--force",
                "-o", str(self.folder / "result.h5")]

    def own(self) -> list[Contender]:
        return [Contender(f"cellcast, {method}", lambda n, t=threads, m=method: self.run_command(n, t, m), self.trials, threads, self.base)
                for method in DESIGNS for threads in (1, 2) if threads <= self.cores]

    def peers(self) -> tuple[list[Contender], dict[str, str]]:
        """Those installed, and a word on each."""
        trials = 131_072
        run(self.run_command(trials, self.cores))
        csv = self.folder / "program.csv"
        csv.write_text(run([str(self.program), "export", str(self.folder / "result.h5")]).out, encoding="utf-8")
        found, notes = [], {}
        for kind in peers.KINDS:
            if not peers.is_installed(kind):
                notes[kind.name] = f"left out: {kind.package} is not installed (scripts/bench --install-peers)"
            elif self.quick and kind.module in ("numba", "openturns"):
                notes[kind.name] = "left out by --quick"
            else:
                batches = tuple(b for b in kind.batches if not self.quick or b <= 10_000)
                say(f"comparing {kind.name} with the program")
                contender, agreed = peers.prepare(kind, partial(self.peer_command, kind), csv, trials,
                                                  20_000 if self.quick else 100_000, 1 if self.quick else 3, batches, self.quick)
                found.append(contender)
                notes[kind.name] = f"{agreed.comparisons:,} means and quantiles agree, the furthest by {agreed.largest:.1f} standard errors"
        return found, notes

    def peer_command(self, kind: peers.Kind, trials: int, batch: int, csv: Path | None) -> list[str]:
        return peers.command(kind, self.build / "bench" / "cellcast_scalar", SCENARIO, trials, batch, self.cores, csv)

    def small(self) -> list[short.Process]:
        """Short runs, by the scenario's own design and one thread."""
        command = lambda trials: self.run_command(trials, 1, "sobol")  # noqa: E731
        return short.processes(command, [str(self.program), "check", str(SCENARIO)], self.quick)

    def accuracy(self) -> accuracy.Accuracy:
        """Against the tuned NumPy and OpenTURNS."""
        say("time to accuracy")
        kinds = [kind for kind in peers.KINDS if kind.name in ("numpy", "openturns") and peers.is_installed(kind) and not (self.quick and kind.name == "openturns")]
        commands = {kind.name: lambda trials, seed, csv, k=kind: [*self.peer_command(k, trials, 10_000, csv), "--seed", str(seed)] for kind in kinds}
        return accuracy.measure(accuracy.Own(self.program, SCENARIO, self.folder), commands, self.folder, self.quick)

    def figures(self) -> report.Figures:
        say("kernels")
        program = self.build / "bench" / "cellcast_bench"
        timings = kernels.measure(program, self.quick) if program.exists() else {}
        contenders, notes = self.peers()
        contenders = self.own() + contenders
        times: dict[str, list[float]] = {}
        second = self.build / "bench" / "cellcast_second_run"
        for turn in range(self.rounds):
            say(f"round {turn + 1} of {self.rounds}")
            for contender in contenders:
                contender.take_turn()
            for process in self.small():
                times.setdefault(process.name, []).append(process.seconds())
            for name, seconds in (short.second_runs(second, SCENARIO, self.quick) if second.exists() else {}).items():
                times.setdefault(name, []).append(seconds)
        return report.Figures(machine.describe(self.build), timings, notes, contenders, times, all_ratios(contenders), self.accuracy())


def all_ratios(contenders: list[Contender]) -> dict[str, tuple[float, float, float]]:
    """Monte Carlo by one and by two threads against each peer, and against each other."""
    own = {c.threads: c.rates[c.threads] for c in contenders if c.name == "cellcast, monte-carlo"}
    found = {"two threads / one thread": ratios(own[2], own[1])} if 2 in own else {}
    for peer in (c for c in contenders if not c.threads):
        for threads, rates in peer.rates.items():
            for ours, name in ((1, "one thread"), (2, "two threads")):
                if ours in own:
                    found[f"{name} / {peer.name}, {report.threads(threads)}"] = ratios(own[ours], rates)
    return found


def say(what: str) -> None:
    print(f"bench: {what} ...", file=sys.stderr, flush=True)


def main() -> int:
    options = arguments()
    try:
        with tempfile.TemporaryDirectory(prefix="cellcast-bench-") as folder:
            figures = Bench(options, Path(folder)).figures()
    except (BenchError, OSError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(report.text(figures))
    if options.json:
        options.json.write_text(json.dumps(report.as_json(figures), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
