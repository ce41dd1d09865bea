#!/usr/bin/python3
"""The instructions that a run takes, against those on record: a gate for speed that no clock enters.

usage: check_cost.py BUILD [--record]        BUILD: compiler and flags, as CMake knows them; the program is $CELLCAST_PROGRAM

Callgrind counts two runs of china-2030 that differ in their trials, by each of METHODS. What the functions of the kernel and all that they
call take more in the longer one is the cost of a trial, stage by stage; what is left of the shorter one is the cost of everything else:
reading, planning, summing up, writing. A run of SHORT trials is counted as a whole. Of what is not the kernel's only instructions in the
program's own code count, as the C library chooses its functions by the processor; the kernel
calls none. The kernel is that for x86-64-v3, as valgrind knows no AVX-512, and one thread runs. So a compiler and its flags fix all
figures; what is allowed for is TOLERANCE.

instructions.json holds them for each BUILD; for one that it does not hold the check is skipped (exit 77). --record puts in what is counted.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "instructions.json"
SCENARIO = HERE.parents[1] / "scenarios" / "china-2030.toml"
METHODS = ("monte-carlo", "sobol")
TRIALS = (8192, 16384)
SHORT = 1024  # by the last of the methods
TOLERANCE = 0.02
SKIPPED = 77
STAGES = {  # functions of sim/engine/trials/kernel.hpp, as callgrind calls them
    "draw": "(anonymous namespace)::draw(cellcast::sim::ParameterRows&",
    "equations": "cellcast::sim::simulate(",
    "statistics": "(anonymous namespace)::add(cellcast::sim::Accumulator&",
}

Costs = dict[str, int]


@dataclass
class Profile:
    own: Counter[str]  # instructions of each function of the program, without those it calls
    called: Counter[str]  # of each function, with those it calls


# --- counting -------------------------------------------------------------------------------------------------------


def count(program: Path, method: str, trials: int, folder: Path) -> Profile:
    """Profile of a run."""
    profile = folder / f"{method}-{trials}.callgrind"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", str(program), "run", str(SCENARIO), "--method", method,
               "--threads", "1", "--trials", str(trials), "-o", str(folder / f"{method}-{trials}.h5")]
    run = subprocess.run(command, env={**os.environ, "CELLCAST_ISA": "v3"}, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"valgrind ended with {run.returncode}:\n{run.stderr}")
    with profile.open(encoding="utf-8") as lines:
        return read_profile(lines, program.name)


def read_profile(lines: Iterable[str], program: str) -> Profile:
    """From callgrind's format; own code is that of the object with this file name."""
    profile = Profile(Counter(), Counter())
    objects: dict[str, str] = {}
    functions: dict[str, str] = {}
    is_own, function, callee, is_call = False, "", "", False
    for line in lines:
        key, _, value = line.rstrip("\n").partition("=")
        if key in ("ob", "cob"):
            path = resolve(objects, value)
            is_own = Path(path).name == program if key == "ob" else is_own
        elif key == "fn":
            function = resolve(functions, value)
        elif key == "cfn":
            callee = resolve(functions, value)
        elif key == "calls":
            is_call = True  # the next line holds the callee's cost
        elif line[:1] in "0123456789+-*" and line.strip():
            cost = int(line.split()[1])
            if is_call:
                profile.called[callee] += cost
            elif is_own:
                profile.own[function] += cost
            is_call = False
    return profile


def resolve(names: dict[str, str], value: str) -> str:
    """`(7) name` defines what `(7)` stands for from there on."""
    number, _, name = value.partition(" ")
    return names.setdefault(number, name)


def costs(method: str, few: Profile, many: Profile) -> Costs:
    more = TRIALS[1] - TRIALS[0]
    found = {f"{stage} of a trial, {method}": round((inclusive(many, name) - inclusive(few, name)) / more) for stage, name in STAGES.items()}
    return found | {f"everything else, {method}": few.own.total() - TRIALS[0] * sum(found.values())}


def inclusive(profile: Profile, name: str) -> int:
    return sum(cost for function, cost in profile.called.items() if function.startswith(name))


# --- comparing ------------------------------------------------------------------------------------------------------


def failures(counted: Costs, recorded: Costs) -> list[str]:
    """What has changed by more than the tolerance; less is as wrong as more, for the figure must follow."""
    found = []
    for what, figure in recorded.items():
        change = counted[what] / figure - 1
        print(f"{what}: {counted[what]:,} instructions, {figure:,} on record ({change:+.2%}, fails beyond {TOLERANCE:.0%})")
        if abs(change) > TOLERANCE:
            found.append(what)
    return found


def print_functions(method: str, few: Profile, many: Profile) -> None:
    print(f"{method}: functions that take more with more trials, instructions a trial:")
    for function, cost in (many.own - few.own).most_common(12):
        print(f"{cost / (TRIALS[1] - TRIALS[0]):10,.0f}  {function[:110]}")


def record(build: str, counted: Costs) -> None:
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    figures[build] = counted
    FIGURES.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{build}: recorded {counted}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    recorded = json.loads(FIGURES.read_text(encoding="utf-8")).get(options.build) if FIGURES.exists() else None
    if not shutil.which("valgrind") or (recorded is None and not options.record):
        print(f"SKIPPED: {'nothing on record for ' + options.build if shutil.which('valgrind') else 'valgrind is not installed'}")
        return SKIPPED
    program = Path(os.environ["CELLCAST_PROGRAM"])
    runs = [(method, trials) for method in METHODS for trials in TRIALS] + [(METHODS[-1], SHORT)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        profiles = dict(zip(runs, pool.map(lambda run: count(program, *run, Path(folder)), runs)))
    counted = {f"a run of {SHORT:,} trials, {METHODS[-1]}": profiles[METHODS[-1], SHORT].own.total()}
    for method in METHODS:
        counted |= costs(method, *(profiles[method, trials] for trials in TRIALS))
    if options.record:
        record(options.build, counted)
        return 0
    failed = failures(counted, recorded)
    if failed:
        for method in METHODS:
            print_functions(method, *(profiles[method, trials] for trials in TRIALS))
        print("if the change is meant, record it: docs/performance.md, \"The gate\"")
    print(f"{len(recorded) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
