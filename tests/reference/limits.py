"""Trade that binds: what buyers want and pay where local plants are full, and who is served under quotas.

Stage 7 of docs/model.md. Arrays are indexed [segment, market, trial], for one year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inputs import Inputs, days, days_in_force, hit_segments, home, markets, segments, years
from trade import Trade


@dataclass(frozen=True)
class Market:
    """A year's demand before limits, and the prices that buyers compare."""

    demand: np.ndarray  # at the average price (segment, market, trial) [GWh]
    preferred: np.ndarray  # share of home producers (segment, market, trial) [1]
    average: np.ndarray  # the average price (segment, market, trial) [yuan/Wh]
    imported: np.ndarray  # the price of goods from home, duty included (segment, market, trial) [yuan/Wh]
    local: np.ndarray  # the price of local plants (segment, market, trial) [yuan/Wh]
    room: np.ndarray  # what local plants can make (segment, market, trial) [GWh]
    elasticity: np.ndarray  # (segment, 1, trial) [1]


def average_price(price: np.ndarray, share: np.ndarray, trade: Trade, t: int) -> np.ndarray:
    """What the average buyer pays (segment, market, trial) [yuan/Wh]; price (segment, trial)."""
    return price[:, None] * (share * trade.landed[:, :, t] + (1 - share) * trade.local[:, t])


# --- where local plants are full ------------------------------------------------------------------------------------


def bound(market: Market) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """demand [GWh], home_share [1] and market_price [yuan/Wh] (segment, market, trial)."""
    m = market
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        full = (1 - m.preferred) * m.demand > m.room
        top = np.maximum(m.average, m.imported)
        least = np.where(m.imported <= m.local, m.demand, m.demand * (top / m.average) ** -m.elasticity)
        demand = np.where(full, np.maximum(least, np.minimum(m.demand, m.room / (1 - m.preferred))), m.demand)
        share = np.where(demand > 0, np.maximum(m.preferred, 1 - m.room / demand), m.preferred)
        clearing = np.minimum(top, m.average * (m.demand / demand) ** (1 / m.elasticity))
    mixed = share * m.imported + (1 - share) * m.local
    price = np.where(~full | (m.imported <= m.local), mixed, np.where(demand <= least, top, clearing))
    return demand, share, price


def priced(inputs: Inputs, trade: Trade, market_price: np.ndarray, price: np.ndarray) -> np.ndarray:
    """market_price with its base year, at home, and where a segment leaves a market out (segment, market, year, trial)."""
    market_price[:, :, 0] = average_price(price[:, 0], trade.base_share, trade, 0)
    market_price[:, home(inputs.scenario)] = price
    for s, table in enumerate(inputs.scenario["segments"].values()):
        absent = [m not in table.get("markets", {}) for m in markets(inputs.scenario)]
        market_price[s, absent] = 0
    return market_price


# --- quotas ---------------------------------------------------------------------------------------------------------


class Quotas:
    """The quotas of a scenario: days in force and limits."""

    def __init__(self, inputs: Inputs) -> None:
        scenario = inputs.scenario
        shape = len(segments(scenario)), len(markets(scenario))
        self._year_days = np.array([days(year) for year in years(scenario)])
        self._free = np.broadcast_to(self._year_days, (*shape, len(self._year_days))).copy()  # days (segment, market, year)
        self._quotas = []  # (segment, market) index, days by year, limit [GWh a year]
        for name, quota in scenario.get("quotas", {}).items():
            in_force = np.array([days_in_force(quota, year) for year in years(scenario)])
            place = hit_segments(scenario, quota), markets(scenario).index(quota["market"])
            self._free[place] -= in_force
            self._quotas.append((place, in_force, inputs.value(f"quotas.{name}.limit")))

    def ration(self, t: int, demand: np.ndarray, share: np.ndarray, room: np.ndarray, calibration: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """unserved [GWh] and home_share [1] of those served; calibration (segment, trial)."""
        year = self._year_days[t]
        if (self._free[:, :, t] == year).all():
            return np.zeros_like(demand), share
        bound = (self._free[:, :, t] < year)[..., None]
        wanted = share * demand
        home = self._free[:, :, t, None] * wanted
        for (hit, m), in_force, limit in self._quotas:
            home[hit, m] += in_force[t] * np.minimum(limit / calibration[hit], wanted[hit, m])
        home = np.minimum(wanted, home / year)
        taken = np.minimum(wanted - home, np.maximum(0, room - (1 - share) * demand))
        unserved = np.where(bound, wanted - home - taken, 0)
        served = demand - unserved
        rationed = np.minimum(1, np.divide(home, served, out=np.zeros_like(served), where=served != 0))
        return unserved, np.where(bound, rationed, share)
