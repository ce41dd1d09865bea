"""Short runs, and second ones in a process, in processor time: what a page, a notebook or a loop over a key waits for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contest import run

OUTPUTS = ("total_production", "production", "price", "cost", "gross_margin", "capacity", "utilization", "exports", "total_demand", "total_unmet",
           "total_revenue", "total_exports")
TRIALS = (64, 1_024, 4_096, 65_536)
NO_DRIVERS = ["--set", 'sensitivity.method="none"']


@dataclass(frozen=True)
class Process:
    """A command whose processor time is taken as a whole."""

    name: str
    command: list[str]

    def seconds(self) -> float:
        return run(self.command).processor


def processes(run_command: Callable[[int], list[str]], check: list[str], quick: bool) -> list[Process]:
    """`check`, and runs of several lengths: of all outputs and of twelve, with and without what drives them. `run_command` is of trials."""
    kept = ["--set", f"outputs.variables={json.dumps(OUTPUTS)}", *NO_DRIVERS]
    found = [Process("check", check)]
    for trials in TRIALS[:3] if quick else TRIALS:
        found += [Process(f"{trials:,} trials", [*run_command(trials), *NO_DRIVERS]), Process(f"{trials:,} trials of {len(OUTPUTS)} outputs", [*run_command(trials), *kept])]
    return [*found, Process("4,096 trials with drivers", run_command(4_096))]


def second_runs(program: Path, scenario: Path, quick: bool) -> dict[str, float]:
    """Processor seconds of a run in a process that has run the scenario before, with another value of a key."""
    found = {}
    for trials in (1_024, 4_096):
        for name, outputs in (("all outputs", ()), (f"{len(OUTPUTS)} outputs", OUTPUTS)):
            said = run([str(program), str(scenario), str(trials), "1", "5" if quick else "20", *outputs])
            found[f"second run, {trials:,} trials of {name}"] = json.loads(said.out)["later"]
    return found
