"""What does not depend on the pass through the years: shocks, reference demand, tariffs and the terms of trade.

Stages 1, 2 and 5 of docs/model.md. Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inputs import Inputs, drivers, fraction_in_force, home, process, segments, years


# --- shocks and reference demand ------------------------------------------------------------------------------------


def demand_shock(inputs: Inputs) -> np.ndarray:
    """x, log deviation of demand from trend (segment, year, trial) [1]."""
    r = inputs.value("economy.shock_correlation", 0)
    own = np.stack([inputs.shock(s) for s in segments(inputs.scenario)])
    innovation = np.sqrt(r) * inputs.shock("common") + np.sqrt(1 - r) * own
    innovation *= inputs.segment("growth.volatility", 0)[:, None]
    persistence = inputs.segment("growth.persistence", 0)
    x = np.zeros_like(innovation)
    for t in range(1, x.shape[1]):
        x[:, t] = persistence * x[:, t - 1] + innovation[:, t]
    return x


def material_price_index(inputs: Inputs) -> np.ndarray:
    """M, base year = 1 (year, trial) [1]."""
    persistence = inputs.value("economy.material_price.persistence", 0)
    volatility = inputs.value("economy.material_price.volatility", 0)
    drift = inputs.value("economy.material_price.drift", 0)
    shock = inputs.shock("material")
    log_price = np.zeros_like(shock)
    for t in range(1, len(shock)):
        log_price[t] = persistence * log_price[t - 1] + drift + volatility * shock[t]
    return np.exp(log_price)


def reference_demand(inputs: Inputs) -> np.ndarray:
    """Demand before price effects (segment, market, year, trial) [GWh]."""
    base = inputs.segment_market("demand", default=0, absent=0)
    premium = inputs.segment_market("growth_premium", default=0, absent=0)
    trends = [trend(inputs, s, premium[i]) for i, s in enumerate(segments(inputs.scenario))]
    return base[:, :, None] * np.stack(np.broadcast_arrays(*trends)) * np.exp(demand_shock(inputs))[:, None]


def trend(inputs: Inputs, segment: str, premium: np.ndarray) -> np.ndarray:
    """Growth relative to the base year (market, year, trial) [1]; premium (market, trial) [1/year]."""
    growth = f"segments.{segment}.growth"
    t = elapsed(inputs)[:, None]
    kind = process(inputs.scenario, segment)
    if kind == "drivers":
        names = inputs.scenario["segments"][segment]["growth"]["drivers"]
        factor = np.prod(np.broadcast_arrays(*[1 + inputs.value(f"{growth}.drivers.{i}.rate") for i in names]), axis=0)
    else:
        factor = 1 + inputs.value(f"{growth}.rate")
    factor = (factor + premium)[:, None]
    if kind != "logistic":
        return factor**t
    ceiling = inputs.value(f"{growth}.saturation")
    return ceiling / (1 + (ceiling - 1) * np.exp(-np.log(factor) / (1 - 1 / ceiling) * t))


def driver_levels(inputs: Inputs) -> np.ndarray:
    """Level of each growth driver (driver, year, trial) [its own unit]."""
    t = elapsed(inputs)[:, None]
    levels = [np.empty((0, len(t), inputs.trials))]
    for segment, driver in drivers(inputs.scenario):
        path = f"segments.{segment}.growth.drivers.{driver}"
        level = inputs.value(f"{path}.base") * (1 + inputs.value(f"{path}.rate")) ** t
        levels.append(np.broadcast_to(level, (len(t), inputs.trials))[None])
    return np.concatenate(levels)


def elapsed(inputs: Inputs) -> np.ndarray:
    """Years since the base year (year)."""
    return np.arange(len(years(inputs.scenario)), dtype=float)


# --- tariffs and trade ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trade:
    """Terms of trade; at home the tariff is 0 and both relative prices are 1."""

    tariff: np.ndarray  # (segment, market, year, trial) [1]
    pass_through: np.ndarray  # (market, trial) [1]
    landed: np.ndarray  # (segment, market, year, trial), relative to the home price [1]
    local: np.ndarray  # (market, year, trial), relative to the home price [1]
    base_share: np.ndarray  # (segment, market, trial), home producers' share in the base year [1]
    preferred: np.ndarray  # (segment, market, year, trial), the share that buyers prefer [1]


def tariffs(inputs: Inputs) -> np.ndarray:
    """Duty on imports from home, mean over the year (segment, market, year, trial) [1]."""
    scenario = inputs.scenario
    names, calendar = list(scenario["markets"]), years(scenario)
    components = scenario.get("tariffs", {})
    rates = {name: inputs.value(f"tariffs.{name}.rate") for name in components}
    width = max((len(rate) for rate in rates.values()), default=1)
    total = np.zeros((len(scenario["segments"]), len(names), len(calendar), width))
    for name, component in components.items():
        in_force = np.array([fraction_in_force(component.get("from"), component.get("until"), y) for y in calendar])
        hit = [i for i, s in enumerate(scenario["segments"]) if s in component.get("segments", scenario["segments"])]
        total[hit, names.index(component["market"])] += in_force[:, None] * rates[name]
    return total


def trade_terms(inputs: Inputs) -> Trade:
    """Relative prices in each market and the share of home producers they lead to."""
    tariff = tariffs(inputs)
    pass_through = inputs.market("tariff_pass_through", 1)
    landed = 1 + inputs.market("freight", 0)[:, None] + pass_through[:, None] * tariff
    decline = inputs.market("local_premium_decline", 0)[:, None]
    local = 1 + inputs.market("local_premium", 0)[:, None] * (1 - decline) ** elapsed(inputs)[:, None]
    base_share = inputs.segment_market("home_share", default=0, absent=1)
    ratio = landed / local
    preferred = preferred_share(base_share[:, :, None], ratio / ratio[:, :, :1], inputs.market("substitution", 0)[:, None])
    preferred[:, home(inputs.scenario)] = base_share[:, home(inputs.scenario), None]
    return Trade(tariff, pass_through, landed, local, base_share, preferred)


def preferred_share(base: np.ndarray, relative_price: np.ndarray, elasticity: np.ndarray) -> np.ndarray:
    """Armington share of home producers, equal to `base` at relative price 1 [1]."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        share = base / (base + (1 - base) * relative_price**elasticity)
    return np.where((base == 0) | (base == 1), base, share)
