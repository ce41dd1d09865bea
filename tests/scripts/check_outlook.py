"""Holds scripts/outlook.py to the samples of a result, and scripts/honest_spread.py to factors worked out by hand; and what both refuse.

Usage: check_outlook.py, with CELLCAST_SOURCE and CELLCAST_PROGRAM in the environment. Last line: `N passed, N failed`.
"""

import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np

SOURCE = Path(os.environ["CELLCAST_SOURCE"])
sys.path[:0] = [str(SOURCE / "tests" / "reference"), str(SOURCE / "scripts")]

import honest_spread  # noqa: E402
from comparison import Tally  # noqa: E402

THRESHOLD = "outputs.thresholds={ total_production = [3800.0] }"
ACTUALS = "variable,index,year,value,sd,relative,basis,factor,published,source\n"


def script(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/usr/bin/python3", SOURCE / "scripts" / name, *map(str, arguments)], capture_output=True, text=True, check=False)


def cellcast(*arguments: object) -> None:
    subprocess.run([os.environ["CELLCAST_PROGRAM"], *map(str, arguments)], check=True, capture_output=True)


def samples(path: Path, variable: str, year: int) -> np.ndarray:
    with h5py.File(path) as file:
        return file["samples"][variable][list(file["samples/year"][:]).index(year), :]


def check_rank(tally: Tally, result: Path) -> None:
    """P(X <= 3,800) and P50 over all trials, which the file keeps."""
    run = script("outlook.py", result)
    tally.check(run.returncode == 0, run.stderr)
    [head, row] = run.stdout.splitlines()
    values = samples(result, "total_production", 2030)
    tally.check(head.split()[:2] == ["scenario", "year"] and row.split()[:2] == ["china-2030", "2030"], run.stdout)
    tally.check(row.split()[-1] == f"P{100 * np.mean(values <= 3800):.1f}", f"{row}: {np.mean(values <= 3800)} of the trials")
    median = float(row.split()[3].replace(",", ""))
    tally.check(abs(np.mean(values <= median) - 0.5) < 0.005, f"{row}: half of the trials, not {np.mean(values <= median)}")


def check_outlook_refuses(tally: Tally, result: Path) -> None:
    for arguments, code, word in ((["missing.h5"], 66, "missing.h5"), ([result, "--value", 3900], 65, "no threshold"), ([result, "--year", 2050], 65, "2050"),
                                  ([result, "--variable", "production"], 65, "no dimension"), ([], 64, "RESULT")):
        run = script("outlook.py", *arguments)
        tally.check(run.returncode == code and word in run.stderr and run.stderr.count("\n") == 1, f"{arguments}: {run.returncode} {run.stderr}")


def check_factors(tally: Tally) -> None:
    outcome = honest_spread.Outcome("x", -0.4, 0.2, 0.0)
    tally.check(math.isclose(outcome.factor, 2), "0.4 off, with 0.2 to P5: twice as wide")
    tally.check(math.isclose(honest_spread.Outcome("x", 0.5, 0.2, 0.3).factor, 2), "0.3 of 0.5 is the actual's own error, in squares")
    tally.check(honest_spread.Outcome("x", 0.1, 0.2, 0.3).factor == 0, "within its own error")
    ten = [honest_spread.Outcome(str(k), 0.1 * k, 0.1, 0.0) for k in range(1, 11)]
    tally.check(math.isclose(honest_spread.honest_factor(ten), 9), "nine of ten lie inside with 9")


def check_honest_spread(tally: Tally, result: Path, folder: Path) -> None:
    """Actuals placed by the trials' own quantiles: at P95 the factor is 1; a second row of a number, the base year and values of 0 count for nothing."""
    values = samples(result, "total_production", 2028)
    p50, p95 = np.quantile(values, [0.5, 0.95])
    actuals = folder / "actuals.csv"
    rows = f"total_production,,2028,{p95:.6f},,,,,,x\ntotal_production,,2028,1,,,,,,x\ntotal_production,,2024,1,,,,,,x\nunmet,small,2028,5,,,,,,x\n"
    for factor, text in ((1.0, rows), (2.0, rows.replace(f"{p95:.6f}", f"{p95 * p95 / p50 / 1.5:.6f}").replace(",,,,,,x", ",,,,1.5,,x", 1))):
        actuals.write_text(ACTUALS + text, encoding="utf-8")
        run = script("honest_spread.py", result, "--actuals", actuals)
        tally.check(run.returncode == 0, run.stderr)
        name, count, inside, wide, own, *still = run.stdout.splitlines()[1].split()
        tally.check((name, count, wide, still) == ("china-2030", "1", "1", ["none"]), run.stdout)
        tally.check(abs(float(own) - factor) < 0.02, f"{own} instead of {factor}")  # both have quantiles of 4,096 trials, by other rules
        tally.check(factor == 1.0 or inside == "0", run.stdout)


def check_honest_spread_refuses(tally: Tally, result: Path, folder: Path) -> None:
    wrong, none = folder / "wrong.csv", folder / "none.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    none.write_text(ACTUALS + "total_production,,2040,1,,,,,,x\n", encoding="utf-8")
    for arguments, code, word in (([result, "--actuals", "no.csv"], 66, "no.csv"), ([result, "--actuals", wrong], 65, "wrong.csv"),
                                  ([result, "--actuals", none], 65, "no actual"), ([result], 64, "--actuals"),
                                  ([wrong, "--actuals", none], 65, "wrong.csv")):
        run = script("honest_spread.py", *arguments)
        tally.check(run.returncode == code and word in run.stderr and run.stderr.count("\n") == 1, f"{arguments}: {run.returncode} {run.stderr}")


def main() -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = folder / "china-2030.h5"
        cellcast("run", SOURCE / "scenarios/china-2030.toml", "--trials", 4096, "--set", "outputs.samples=4096", "--set", THRESHOLD,
                 "--set", 'sensitivity.method="none"', "-o", result)
        check_rank(tally, result)
        check_outlook_refuses(tally, result)
        check_factors(tally)
        check_honest_spread(tally, result, folder)
        check_honest_spread_refuses(tally, result, folder)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
