"""What moves demand and costs from outside: shocks, material prices, reference demand and its drivers.

Stages 1 and 2 of docs/model.md. Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

import numpy as np

from arrays import stack
from inputs import Inputs, drivers, elapsed, markets, process, segments, years
from submarkets import summed_trend


def demand_shock(inputs: Inputs) -> np.ndarray:
    """x, log deviation of demand from trend (segment, year, trial) [1]."""
    r = inputs.value("economy.shock_correlation", 0)
    own = np.stack([inputs.shock(s) for s in segments(inputs.scenario)])
    innovation = np.sqrt(r) * inputs.shock("common") + np.sqrt(1 - r) * own
    return autoregression(inputs.segment("growth.persistence", 0), inputs.segment("growth.volatility", 0)[:, None] * innovation)


def autoregression(persistence: np.ndarray, innovation: np.ndarray) -> np.ndarray:
    """x[t] = persistence x[t-1] + innovation[t], 0 in the base year (segment, year, trial); persistence (segment, trial)."""
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
    news = [inputs.value(f"economy.material_price.news.{year}", 0) for year in years(inputs.scenario)]
    log_price = np.zeros_like(shock)
    for t in range(1, len(shock)):
        log_price[t] = persistence * log_price[t - 1] + drift + volatility * shock[t] + news[t]
    return np.exp(log_price)


def reference_demand(inputs: Inputs) -> np.ndarray:
    """Demand before price effects (segment, market, year, trial) [GWh]."""
    base = inputs.segment_market("demand", default=0, absent=0)
    premium = inputs.segment_market("growth_premium", default=0, absent=0)
    trends = [trend(inputs, s, premium[i]) for i, s in enumerate(segments(inputs.scenario))]
    demand = base[:, :, None] * stack(trends) * np.exp(demand_shock(inputs))[:, None]
    for m, market in enumerate(markets(inputs.scenario)):
        if inputs.given(f"markets.{market}.volatility"):
            demand[:, m] *= np.exp(market_shock(inputs, market))
    return demand


def market_shock(inputs: Inputs, market: str) -> np.ndarray:
    """xm, what a market adds to the log deviation of every segment's demand there (segment, year, trial) [1]."""
    innovation = inputs.value(f"markets.{market}.volatility") * inputs.shock(f"markets.{market}")
    persistence = inputs.segment("growth.persistence", 0)
    return autoregression(persistence, np.stack([innovation] * len(persistence)))


def trend(inputs: Inputs, segment: str, premium: np.ndarray) -> np.ndarray:
    """Growth relative to the base year (market, year, trial) [1]; premium (market, trial) [1/year]."""
    growth = f"segments.{segment}.growth"
    t = elapsed(inputs)
    kind = process(inputs.scenario, segment)
    if kind == "submarkets":
        return summed_trend(inputs, segment, premium)
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
    t = elapsed(inputs)
    levels = [np.empty((0, len(t), inputs.trials))]
    for segment, driver in drivers(inputs.scenario):
        path = f"segments.{segment}.growth.drivers.{driver}"
        level = inputs.value(f"{path}.base") * (1 + inputs.value(f"{path}.rate")) ** t
        levels.append(np.broadcast_to(level, (len(t), inputs.trials))[None])
    return np.concatenate(levels)

