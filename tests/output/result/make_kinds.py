#!/usr/bin/python3
"""Writes a result of every kind into a folder: what readers are tried on. make_kinds.py FOLDER; the program is $CELLCAST_PROGRAM."""
import os
import pathlib
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(os.environ.get("CELLCAST_SOURCE") or pathlib.Path(__file__).resolve().parents[3])
SCENARIOS = SOURCE / "scenarios"
SMALL = ["--trials", "512", "--set", "outputs.samples=16", "--set", "sensitivity.trials=512"]
FEW = ["--set", 'outputs.variables=["production", "price", "driver_level", "material_demand", "chemistry_production", "total_production"]']
OBSERVED = 'observations=[{ variable = "total_production", year = 2025, value = 120.0, sd = 40.0 }]'
SWEEP = """
schema = 1
name = "sweep"
scenario = "small.toml"
design = "grid"
base = { cells_price = 0.5, begin = 2025-07-01 }
[axes.cells_price]
key = "segments.cells.price"
values = [0.5, 0.6]
[axes.begin]
key = "tariffs.duty.from"
values = [2025-07-01, 2026-01-01]
"""
KINDS = {
    "updated": ["run", SOURCE / "tests" / "cli" / "small.toml", *SMALL, "--set", OBSERVED],
    "sobol": ["run", SOURCE / "tests" / "cli" / "small.toml", *SMALL, "--method", "sobol", "--set", 'sensitivity.method="sobol"',
              "--set", "outputs.thresholds={ price = [0.4, 0.5] }"],
}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    program = os.environ["CELLCAST_PROGRAM"]
    for name, arguments in KINDS.items():
        subprocess.run([program, *arguments, "-o", folder / f"{name}.h5"], check=True)
    shutil.copy(SOURCE / "tests" / "cli" / "small.toml", folder)
    (folder / "sweep.toml").write_text(SWEEP, encoding="utf-8")
    subprocess.run([program, "sweep", folder / "sweep.toml", "--trials", "128", "-o", folder / "sweep.h5"], check=True)
    batch = [SCENARIOS / "china-2030.toml", SCENARIOS / "china-2030-free-trade.toml"]
    subprocess.run([program, "run", *batch, *SMALL, *FEW, "--out-dir", folder], check=True)  # with claims; the second with differences
    return 0


if __name__ == "__main__":
    sys.exit(main())
