#!/usr/bin/python3
"""A peer of the benchmarks computes what the program does.

usage: check_peer.py reference|numpy|scalar RESULT.h5 SCALAR_PROGRAM
RESULT.h5 is of china-2030 by plain Monte Carlo. What is compared and with what odds: scripts/benchmarking/agreement.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts" / "benchmarking"))

import agreement  # noqa: E402

TRIALS = 20_000  # whole batches
RESULT_TRIALS = 100_000
SEED = 7


def main(peer: str, result: str, scalar: str) -> int:
    scenario = str(SOURCE / "scenarios" / "china-2030.toml")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "program.csv"), Path(folder, "peer.csv")
        with ours.open("w", encoding="utf-8") as file:
            subprocess.run([os.environ["CELLCAST_PROGRAM"], "export", result], stdout=file, check=True)
        commands = {
            "reference": ["/usr/bin/python3", str(SOURCE / "bench" / "peers" / "reference_peer.py"), scenario, "--trials", str(TRIALS),
                          "--seed", str(SEED), "--csv", str(theirs)],
            "numpy": ["/usr/bin/python3", str(SOURCE / "bench" / "peers" / "numpy_peer.py"), scenario, "--trials", str(TRIALS),
                      "--seed", str(SEED), "--csv", str(theirs)],
            "scalar": [scalar, scenario, str(TRIALS), str(SEED), str(theirs)],
        }
        subprocess.run(commands[peer], stdout=subprocess.DEVNULL, check=True)
        return agreement.main([str(ours), str(RESULT_TRIALS), str(theirs), str(TRIALS)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
