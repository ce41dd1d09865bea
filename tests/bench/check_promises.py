#!/usr/bin/python3
"""scripts/promises measures each thing that is promised; how long it takes is not tested.

Usage: check_promises.py PROGRAM. Last line: `N passed, N failed`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "reference"))

from comparison import Tally  # noqa: E402

EXPECTED = ("catalogue", "fuzzers", "large input", "that computes", "looks for drivers", "that writes", "shards", "sweep")


def main(program: str) -> int:
    tally = Tally()
    done = subprocess.run([str(SOURCE / "scripts" / "promises"), "--program", program, "--few"], capture_output=True, text=True, check=False)
    tally.check(done.returncode in (0, 1) and done.stderr == "", f"exit {done.returncode}: {done.stderr}")
    lines = [line for line in done.stdout.splitlines() if ", promised " in line]
    for what in EXPECTED:
        found = [line for line in lines if what in line.split(" (the worst: ")[0]]
        tally.check(len(found) == 1, f"{what}: {found}")
        for line in found:
            said = re.search(r": ([\d.]+) [^,]+, promised ([\d.]+)( \(|$)", line)
            tally.check(said is not None, f"what is printed: {line}")
            if said and abs(float(said[1]) - float(said[2])) > 0.01:  # figures are rounded
                tally.check((float(said[1]) > float(said[2])) == line.startswith("NOT KEPT"), f"whether it is kept: {line}")
    tally.check((done.returncode == 1) == any(line.startswith("NOT KEPT") for line in lines), "the exit code says whether all are kept")
    unknown = subprocess.run([str(SOURCE / "scripts" / "promises"), "nonsense"], capture_output=True, text=True, check=False)
    tally.check(unknown.returncode != 0 and "nonsense" in unknown.stderr, f"an unknown name: {unknown}")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
