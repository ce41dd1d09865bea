"""Exports as customs declare them, and home production by class of a split.

Stages 15 and 16 of docs/model.md. Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

import numpy as np

from arrays import normalised, ratio, stack
from inputs import Inputs, home, progress, segments, splits


def customs(inputs: Inputs, deliveries: np.ndarray, net: np.ndarray) -> dict[str, np.ndarray]:
    """Declared value [billion yuan, USD], units [billion] and value of a unit [yuan]; by market, and their sums (year, trial)."""
    declared = over_segments(inputs, "share", 1, absent=0)
    declared = deliveries * declared
    declared[:, home(inputs.scenario)] = 0
    value = declared * net * over_segments(inputs, "value_ratio", 1, absent=0)
    units = declared / over_segments(inputs, "unit_energy", np.inf, absent=np.inf)
    start = inputs.value("customs.exchange_rate")
    exchange_rate = start + (inputs.value("customs.exchange_rate_end", start) - start) * progress(inputs)
    total_value, total_units = value.sum(axis=(0, 1)), units.sum(axis=(0, 1))
    return {
        "customs_value": value,
        "customs_units": units,
        "total_customs_value": total_value,
        "total_customs_units": total_units,
        "total_customs_value_usd": total_value / exchange_rate,
        "customs_unit_price": ratio(total_value, total_units, 0),
    }


def over_segments(inputs: Inputs, key: str, default: float, absent: float) -> np.ndarray:
    """`segments.s.customs.KEY` (segment, 1, 1, trial), `absent` where a segment has no such table."""
    tables = inputs.scenario["segments"]
    by_segment = [inputs.value(f"segments.{s}.customs.{key}", default if "customs" in tables[s] else absent) for s in tables]
    return stack(by_segment)[:, None, None]


def split_outputs(inputs: Inputs, production: np.ndarray) -> dict[str, np.ndarray]:
    """split_production [GWh] and split_share [1] (split, year, trial)."""
    made, shares = [], []
    for split, classes in splits(inputs.scenario).items():
        by_class = np.zeros((len(classes), *production.shape[1:]))
        for s, segment in enumerate(segments(inputs.scenario)):
            if inputs.given(f"segments.{segment}.splits.{split}"):
                base, end = (
                    normalised(stack([inputs.value(f"segments.{segment}.splits.{split}.{v}.{when}", 0) for v in classes]))[:, None]
                    for when in ("base", "end")
                )
                by_class += production[s] * (base + (end - base) * progress(inputs))
        made.append(by_class)
        shares.append(ratio(by_class, by_class.sum(axis=0), 0))
    return {"split_production": np.concatenate(made), "split_share": np.concatenate(shares)}
