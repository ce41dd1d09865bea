#!/usr/bin/python3
"""How much a sweep takes of what as many runs take: CPU time of both, one after the other on the same machine.

Usage: bench_sweep.py [--program cellcast] [--points 400] [--runs 40] [--trials 4096] [--all] [--instructions]
The runs are those of every (points / runs)-th point, and their time is scaled. --all keeps all output variables, not three of them.
--instructions counts instructions by valgrind in place of time, on one thread: the same figures however busy the machine is."""
import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import tempfile

SCENARIOS = pathlib.Path(__file__).resolve().parents[1] / "scenarios"
KEYS = ("tariffs.us_regime_from_2027.rate", "markets.us.tariff_pass_through")
FEW = 'variables = ["production", "total_production", "total_exports"]'
SWEEP = """schema = 1
name = "bench"
scenario = "china-2030.toml"
design = "zip"
[axes.us_duty]
key = "{keys[0]}"
values = {duties}
[axes.pass_through]
key = "{keys[1]}"
values = {shares}
[sampling]
trials = {trials}
method = "monte-carlo"
[outputs]
{outputs}
"""


def cpu_seconds(command, folder):
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = used()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return used() - before


def instructions(command, folder):
    """Of one thread, with the kernel for x86-64-v3: valgrind knows no AVX-512."""
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command, "--threads", "1"], cwd=folder, check=True,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "CELLCAST_ISA": "v3"})
    return int(re.search(r"Collected *: (\d+)", run.stderr)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="cellcast")
    parser.add_argument("--points", type=int, default=400)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--trials", type=int, default=4096)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    arguments = parser.parse_args()
    cost, scale, unit = (instructions, 1e9, "billion instructions") if arguments.instructions else (cpu_seconds, 1, "s of CPU")
    program = str(pathlib.Path(shutil.which(arguments.program) or arguments.program).resolve())
    points = [(round(i / arguments.points, 6), round(0.6 + 0.4 * i / arguments.points, 6)) for i in range(arguments.points)]
    outputs = "" if arguments.all else FEW
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(SCENARIOS, folder, dirs_exist_ok=True)
        (folder / "bench.toml").write_text(SWEEP.format(keys=KEYS, duties=[d for d, _ in points], shares=[s for _, s in points],
                                                        trials=arguments.trials, outputs=outputs), encoding="utf-8")
        sweep = cost([program, "sweep", "bench.toml"], folder)
        runs = 0
        for duty, share in points[:: max(1, arguments.points // arguments.runs)][: arguments.runs]:
            sets = [f"{KEYS[0]}={duty}", f"{KEYS[1]}={share}"] + ([f"outputs.{outputs}"] if outputs else [])
            command = [program, "run", "china-2030.toml", "-o", "run.h5", "--force", "--trials", str(arguments.trials)]
            runs += cost([*command, "--method", "monte-carlo", *(word for each in sets for word in ("--set", each))], folder)
    runs *= arguments.points / arguments.runs
    print(f"{arguments.points} points of {arguments.trials} trials: sweep {sweep / scale:.2f}, runs {runs / scale:.2f} {unit}, ratio {sweep / runs:.3f}")


if __name__ == "__main__":
    main()
