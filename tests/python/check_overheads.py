#!/usr/bin/python3
"""What the package costs beside the program, in processor time (other work on the machine stretches the clock), the least of several rounds that
take turns:

- a run of 65,536 trials in the package, against the program's own run, less what the program takes to read and check a scenario,
- all groups of a result as xarray, in seconds,
- 21 values of a key at 4,096 trials of twelve outputs in one process, against 21 runs of the program.

Usage: check_overheads.py [ROUNDS]. Last line: `N passed, N failed`; each limit is said with its figure.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])
PROGRAM = os.environ["CELLCAST_PROGRAM"]
CHINA = str(SOURCE / "scenarios" / "china-2030.toml")
OUTPUTS = ["total_production", "production", "price", "cost", "gross_margin", "capacity", "utilization", "exports", "total_demand", "total_unmet",
           "total_revenue", "total_exports"]
KEPT = ["--set", f"outputs.variables={json.dumps(OUTPUTS)}", "--set", 'sensitivity.method="none"']

# What each of these prints is processor seconds of a part of a process that is new.
PART = {
    "run": "s.run(trials=65536, threads=1)",
    "groups": "[cc.Group(r._core, each).dataset for each in r.groups]",
    "loop": "for k in range(21):\n    s['segments.power.price'] = 0.4 + 0.01 * k\n    s.run(trials=4096, threads=1)",
}
BEFORE = {"run": "", "groups": "import xarray\nr = s.run(trials=4096)\nr.groups\nxarray.Dataset({'a': ('x', [1.0])})", "loop": ""}
CHANGES = {"loop": ", set=['outputs.variables=" + json.dumps(OUTPUTS) + "', 'sensitivity.method=\"none\"']"}


def package(part):
    code = (f"import time\nimport cellcast as cc\nloaded = time.process_time()\ns = cc.Scenario({CHINA!r}{CHANGES.get(part, '')})\n{BEFORE[part]}\n"
            f"began = time.process_time() if {part != 'loop'} else loaded\n{PART[part]}\nprint(time.process_time() - began)")
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def program(*words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([PROGRAM, *words, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    least = {}

    def take(name, seconds):
        least[name] = min(least.get(name, seconds), seconds)

    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "x.h5")
        for _ in range(rounds):
            for part in PART:
                take(part, package(part))
            take("program", program("run", CHINA, "--trials", "65536", "--threads", "1", "-o", out, "--force"))
            take("check", program("check", CHINA))
            take("short", program("run", CHINA, "--trials", "4096", "--threads", "1", *KEPT, "-o", out, "--force"))
    engine = least["program"] - least["check"]
    # Limits are those that were promised, with a margin for what else the machine does meanwhile, and for slower machines.
    figures = [
        ("a run of 65,536 trials, over the program's", least["run"] / engine, 1.1, 1.2),
        ("all groups as xarray, s", least["groups"], 0.1, 0.3),
        ("a loop over 21 values, over 21 runs of the program", least["loop"] / (21 * least["short"]), 1 / 3, 0.5),
    ]
    failed = 0
    for name, found, promised, limit in figures:
        failed += found > limit
        print(f"{'ok' if found <= limit else 'FAILED'}: {name}: {found:.3f} (promised {promised:.3g}, limit {limit:.3g})")
    print(", ".join(f"{name} {seconds:.3f} s" for name, seconds in least.items()))
    print(f"{len(figures) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(code)
