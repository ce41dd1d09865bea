"""Draws the plots of a result file and checks that each is there, as PNG and SVG, and is drawn the same again.

Usage: check_plots.py RESULT.h5, with CELLCAST_SOURCE in the environment. Last line: `N passed, N failed`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

KINDS = ("fan", "distribution", "segments", "balance", "table")


def draw(result: str, folder: str) -> subprocess.CompletedProcess[str]:
    source = Path(os.environ["CELLCAST_SOURCE"])
    command = ["/usr/bin/python3", source / "scripts/plot.py", result, "-o", folder, "--published", source / "scenarios/published.csv"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def main() -> int:
    outcomes: list[bool] = []

    def check(good: bool, what: str) -> None:
        outcomes.append(good)
        if not good:
            print(f"FAILED: {what}")

    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        run = draw(sys.argv[1], first)
        check(run.returncode == 0 and run.stderr == "", f"exit {run.returncode}: {run.stderr}")
        draw(sys.argv[1], second)
        stem = Path(sys.argv[1]).stem
        for kind in KINDS:
            for ending in ("png", "svg"):
                name = f"{stem}-{kind}.{ending}"
                path = Path(first, name)
                check(path.is_file() and path.stat().st_size > 5000, f"{name} is missing or empty")
                check(path.is_file() and path.read_bytes() == Path(second, name).read_bytes(), f"{name} differs when drawn again")
        check(draw("missing.h5", first).returncode == 66, "a missing file gives 66")
        check(draw(__file__, first).returncode == 65, "a file of another kind gives 65")
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
