"""Terms of trade: tariffs, relative prices and the share of home producers that buyers prefer.

Stage 5 of docs/model.md. Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inputs import Inputs, days, days_in_force, elapsed, home, hit_segments, markets, segments, years


@dataclass(frozen=True)
class Trade:
    """Terms of trade; at home the tariff is 0 and both relative prices are 1."""

    tariff: np.ndarray  # (segment, market, year, trial) [1]
    pass_through: np.ndarray  # (market, trial) [1]
    landed: np.ndarray  # (segment, market, year, trial), relative to the home price [1]
    local: np.ndarray  # (market, year, trial), relative to the home price [1]
    base_share: np.ndarray  # (segment, market, trial), home producers' share in the base year [1]
    preferred: np.ndarray  # (segment, market, year, trial), the share that buyers prefer [1]


def trade_terms(inputs: Inputs) -> Trade:
    """Relative prices in each market and the share of home producers they lead to."""
    tariff = tariffs(inputs)
    pass_through = inputs.market("tariff_pass_through", 1)
    landed = 1 + inputs.market("freight", 0)[:, None] + pass_through[:, None] * tariff
    decline = inputs.market("local_premium_decline", 0)[:, None]
    local = 1 + inputs.market("local_premium", 0)[:, None] * (1 - decline) ** elapsed(inputs)
    base_share = inputs.segment_market("home_share", default=0, absent=1)
    ratio = landed / local
    preferred = preferred_share(base_share[:, :, None], ratio / ratio[:, :, :1], inputs.market("substitution", 0)[:, None])
    preferred = drifting_share(inputs, preferred, base_share, ratio / ratio[:, :, :1])
    preferred[:, home(inputs.scenario)] = base_share[:, home(inputs.scenario), None]
    return Trade(tariff, pass_through, landed, local, base_share, preferred)


def tariffs(inputs: Inputs) -> np.ndarray:
    """Duty on imports from home, mean over the year (segment, market, year, trial) [1]."""
    scenario = inputs.scenario
    components = scenario.get("tariffs", {})
    rates = {name: inputs.value(f"tariffs.{name}.rate") for name in components}
    width = max((len(rate) for rate in rates.values()), default=1)
    total = np.zeros((len(segments(scenario)), len(markets(scenario)), len(years(scenario)), width))
    for name, component in components.items():
        in_force = np.array([days_in_force(component, year) / days(year) for year in years(scenario)])
        total[hit_segments(scenario, component), markets(scenario).index(component["market"])] += in_force[:, None] * rates[name]
    return total


def preferred_share(base: np.ndarray, relative_price: np.ndarray, elasticity: np.ndarray) -> np.ndarray:
    """Armington share of home producers, equal to `base` at relative price 1 [1]."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        share = base / (base + (1 - base) * relative_price**elasticity)
    return np.where((base == 0) | (base == 1), base, share)


def drifting_share(inputs: Inputs, preferred: np.ndarray, base_share: np.ndarray, relative_price: np.ndarray) -> np.ndarray:
    """The same, but where `home_share_drift` is given its log odds move by as much a year (segment, market, year, trial) [1]."""
    wide = np.broadcast_shapes(preferred.shape, (inputs.trials,))
    elasticity = inputs.market("substitution", 0)
    for s, segment in enumerate(segments(inputs.scenario)):
        for m, market in enumerate(markets(inputs.scenario)):
            path = f"segments.{segment}.markets.{market}.home_share_drift"
            if not inputs.given(path):
                continue
            base = base_share[s, m]
            odds = elasticity[m] * np.log(relative_price[s, m]) - inputs.value(path) * elapsed(inputs)
            with np.errstate(over="ignore", under="ignore", invalid="ignore"):
                share = base / (base + (1 - base) * np.exp(odds))
            preferred = preferred if preferred.shape == wide else np.broadcast_to(preferred, wide).copy()
            preferred[s, m] = np.where((base == 0) | (base == 1), base, share)
    return preferred
