"""Submarkets: a segment's demand by use; and what of demand is put into service.

Stages 13 and 14 of docs/model.md. Arrays are indexed [submarket, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

import numpy as np

from arrays import normalised, stack
from inputs import Inputs, elapsed, progress, segments, submarkets


def weights(inputs: Inputs, segment: str) -> np.ndarray:
    """w, summing to 1 (submarket, trial) [1]."""
    return normalised(over_submarkets(inputs, segment, "share"))


def over_submarkets(inputs: Inputs, segment: str, key: str, *default: float) -> np.ndarray:
    """`segments.s.submarkets.k.KEY` (submarket, trial)."""
    names = inputs.scenario["segments"][segment]["submarkets"]
    return stack([inputs.value(f"segments.{segment}.submarkets.{k}.{key}", *default) for k in names])


def factors(inputs: Inputs, segment: str, premium: np.ndarray) -> np.ndarray:
    """f, growth a year by market (submarket, market, trial) [1]; premium (market, trial)."""
    return 1 + over_submarkets(inputs, segment, "growth", 0)[:, None] + premium


def summed_trend(inputs: Inputs, segment: str, premium: np.ndarray) -> np.ndarray:
    """Trend of a segment that grows from its submarkets (market, year, trial) [1]."""
    powers = factors(inputs, segment, premium)[:, :, None] ** elapsed(inputs)
    return (weights(inputs, segment)[:, None, None] * powers).sum(axis=0)


def parts(inputs: Inputs, segment: str, premium: np.ndarray) -> np.ndarray:
    """Each submarket's part of demand, summing to 1 (submarket, market, year, trial) [1]."""
    w, f = weights(inputs, segment)[:, None], factors(inputs, segment, premium)
    fastest = np.where(w > 0, f, 0).max(axis=0)
    relative = np.where(w > 0, f / fastest, 0)
    with np.errstate(under="ignore"):
        return normalised(w[:, :, None] * relative[:, :, None] ** elapsed(inputs))


def submarket_outputs(inputs: Inputs, demand: np.ndarray) -> dict[str, np.ndarray]:
    """submarket_demand [GWh] and submarket_units [billion] (submarket, year, trial)."""
    wanted, cells = [], []
    premium = inputs.segment_market("growth_premium", default=0, absent=0)
    for s, segment in enumerate(segments(inputs.scenario)):
        table = inputs.scenario["segments"][segment]
        if not submarkets(inputs.scenario, segment):
            continue
        built = table["growth"].get("process") == "submarkets"
        by_market = parts(inputs, segment, premium[s] if built else np.zeros_like(premium[s])) * demand[s]
        wanted.append(by_market.sum(axis=1))
        with np.errstate(divide="ignore"):
            cells.append(1 / over_submarkets(inputs, segment, "cell_energy", np.inf)[:, None] * wanted[-1])
    return {"submarket_demand": np.concatenate(wanted), "submarket_units": np.concatenate(cells)}


def installation(inputs: Inputs, served: np.ndarray) -> dict[str, np.ndarray]:
    """installed [GWh] and installed_power [GW] (segment, market, year, trial); served is demand less unserved."""
    ratio = inputs.segment_market("installed_ratio", default=0, absent=0)[:, :, None]
    start = inputs.segment_market("duration", default=np.inf, absent=np.inf)[:, :, None]
    end = inputs.segment_market("duration_end", default=np.nan, absent=np.nan)[:, :, None]
    with np.errstate(invalid="ignore"):  # where no duration is given
        hours = start + np.where(np.isnan(end) | np.isinf(start), 0, end - start) * progress(inputs)
    return {"installed": served * ratio, "installed_power": served * ratio / hours}
