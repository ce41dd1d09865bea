#!/usr/bin/python3
"""The NumPy peer's model, written for speed, agrees with the reference implementation on every output of the same draws.

usage: check_numpy_model.py GOLDEN_DIR
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np

SOURCE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "bench" / "peers"), str(SOURCE / "tests" / "reference")]

from comparison import TOLERANCE, Tally, disagreement  # noqa: E402
from distributions import distribution  # noqa: E402
from inputs import shock_names, uncertain_inputs  # noqa: E402
from layout import Layout  # noqa: E402
from model import simulate  # noqa: E402
from parameters import parameters, structure  # noqa: E402
import numpy_model  # noqa: E402

TRIALS = 2000


def check(tally: Tally, path: Path) -> None:
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    rng = np.random.default_rng(1)
    draws = {name: distribution(table).ppf(rng.random(TRIALS)) for name, table in uncertain_inputs(scenario).items()}
    draws |= {name: rng.standard_normal(TRIALS) for name in shock_names(scenario)}
    layout = Layout(scenario)
    outputs = SimpleNamespace(**layout.views(np.full((layout.rows, TRIALS), np.nan)))
    numpy_model.simulate(structure(scenario), parameters(scenario), draws, outputs)
    for variable, expected in simulate(scenario, draws).items():
        error = disagreement(getattr(outputs, variable), expected).max(initial=0)
        tally.check(error <= TOLERANCE, f"{path.name}: {variable} differs by {error:.1e}")


def main(golden: str) -> int:
    tally = Tally()
    files = [SOURCE / "scenarios" / "china-2030.toml", SOURCE / "tests" / "reference" / "corners.toml"]
    for path in files + sorted(Path(golden).glob("stress-*.toml")):
        check(tally, path)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
