#!/usr/bin/python3
"""scripts/benchmarking runs and reports what docs/performance.md says: every figure is there and none is absurd; how large they are is not tested.

usage: check_bench.py BUILD_DIR
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "reference"))

from comparison import Tally  # noqa: E402


def numbers(node: Any) -> Iterator[float]:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from numbers(child)
    elif isinstance(node, (int, float)):
        yield node


def main(build: str) -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.json")
        command = ["/usr/bin/python3", str(SOURCE / "scripts" / "benchmarking"), "--quick", "--rounds", "1", "--build", build, "--json", str(path)]
        printed = subprocess.run(command, capture_output=True, text=True, check=False)
        tally.check(printed.returncode == 0, printed.stderr)
        figures = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for part in ("machine", "peers", "rates", "ratios", "seconds", "accuracy"):
        tally.check(bool(figures.get(part)), f"no {part}")
    for number in numbers({part: figures.get(part) for part in ("kernels", "rates", "ratios", "seconds", "accuracy")}):
        tally.check(math.isfinite(number) and number > 0, f"a figure is {number}")
    tally.check("without what does not grow with the trials" in printed.stdout, "no word of how short runs are measured")
    tally.check(all(0 < rate["base_trials"] < rate["trials"] for rate in figures.get("rates", [])), "a short run with its start-up")
    names = {rate["name"].split(",")[0] for rate in figures.get("rates", [])}
    tally.check(names >= {"cellcast", "numpy", "scalar"}, f"measured were {names}")
    tally.check({"check", "1,024 trials", "4,096 trials with drivers", "second run, 1,024 trials of 12 outputs"} <= set(figures.get("seconds", {})), "short runs are missing")
    tally.check({"cellcast, all outputs", "numpy"} <= set(figures.get("accuracy", {}).get("needed", {})), "time to accuracy is missing")
    for name in names:
        tally.check(name in printed.stdout, f"{name} is not in the report")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
