"""The stages of docs/model.md that follow the pass through the years: supply by market, money, totals, materials.

Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order.
"""

from __future__ import annotations

import numpy as np

from arrays import normalised, ratio, stack
from inputs import Inputs, chemistries, home, materials, progress, segments

Outputs = dict[str, np.ndarray]


def supply_by_market(inputs: Inputs, out: Outputs) -> Outputs:
    """deliveries, local_supply, overseas_home_supply (segment, market, year, trial) and exports [GWh]."""
    served = out["demand"] - out["unserved"]
    called = out["home_share"] * served
    deliveries = ratio(out["production"][:, None] * called, called.sum(axis=1, keepdims=True), 0)
    local_supply = (1 - out["home_share"]) * served
    return {
        "deliveries": deliveries,
        "local_supply": local_supply,
        "overseas_home_supply": overseas_share(inputs) * local_supply,
        "exports": abroad(inputs, deliveries).sum(axis=1),
    }


def overseas_share(inputs: Inputs) -> np.ndarray:
    """Part of local supply from home-owned plants (market, year, trial) [1]."""
    start = inputs.market("overseas_home_share", 0)
    end = stack([
        inputs.value(f"markets.{m}.overseas_home_share_end", start[i]) for i, m in enumerate(inputs.scenario["markets"])
    ])
    return start[:, None] + (end - start)[:, None] * progress(inputs)


def net_price(out: Outputs, pass_through: np.ndarray) -> np.ndarray:
    """What home producers keep of a sale (segment, market, year, trial) [yuan/Wh]; pass_through (market, trial)."""
    return out["price"][:, None] * (1 + pass_through[:, None] * out["tariff"]) / (1 + out["tariff"])


def money(inputs: Inputs, out: Outputs, net: np.ndarray) -> Outputs:
    """revenue, export_value, duty [billion yuan] and gross_margin [1] (segment, year, trial)."""
    tariff = out["tariff"]
    value = out["deliveries"] * net
    revenue = value.sum(axis=1)
    unit_margin = 1 - out["cost"] / out["price"]
    return {
        "revenue": revenue,
        "export_value": abroad(inputs, value).sum(axis=1),
        "duty": abroad(inputs, value * tariff).sum(axis=1),
        "gross_margin": np.where(revenue == 0, unit_margin, 1 - ratio(out["production"] * out["cost"], revenue, 0)),
    }


SUMMED = ("call", "production", "unmet", "capacity", "balance", "exports", "revenue", "export_value", "duty")


def totals(out: Outputs) -> Outputs:
    """Sums over segments (and markets) and the ratios of sums (year, trial)."""
    total = {f"total_{name}": out[name].sum(axis=0) for name in SUMMED}
    total["total_demand"] = out["demand"].sum(axis=(0, 1))
    total["total_unserved"] = out["unserved"].sum(axis=(0, 1))
    total["total_utilization"] = total["total_production"] / total["total_capacity"]
    cost = (out["production"] * out["cost"]).sum(axis=0)
    total["total_gross_margin"] = np.where(total["total_revenue"] == 0, 0, 1 - ratio(cost, total["total_revenue"], 0))
    home_owned = total["total_production"] + out["overseas_home_supply"].sum(axis=(0, 1))
    total["home_share_of_supply"] = ratio(total["total_production"], out["world_supply"], 0)
    total["home_owned_share_of_supply"] = ratio(home_owned, out["world_supply"], 0)
    return total


def chemistry_and_materials(inputs: Inputs, production: np.ndarray) -> Outputs:
    """chemistry_production (chemistry, year, trial) [GWh] and material_demand (material, year, trial) [kt]."""
    shape = (len(chemistries(inputs.scenario)), *production.shape[1:])
    by_chemistry = np.zeros(shape)
    if shape[0]:
        for s, segment in enumerate(segments(inputs.scenario)):
            base, end = shares(inputs, segment, "base"), shares(inputs, segment, "end")
            by_chemistry += production[s] * (base[:, None] + (end - base)[:, None] * progress(inputs))
    by_material = np.zeros((len(materials(inputs.scenario)), *production.shape[1:]))
    for j, material in enumerate(materials(inputs.scenario)):
        for c, chemistry in enumerate(chemistries(inputs.scenario)):
            by_material[j] += by_chemistry[c] * inputs.value(f"chemistries.{chemistry}.materials.{material}", 0)
    return {"chemistry_production": by_chemistry, "material_demand": by_material}


def shares(inputs: Inputs, segment: str, when: str) -> np.ndarray:
    """A segment's chemistry shares at the base or the end, summing to 1 (chemistry, trial) [1]."""
    return normalised(stack([inputs.value(f"segments.{segment}.chemistry.{c}.{when}", 0) for c in chemistries(inputs.scenario)]))


def abroad(inputs: Inputs, by_market: np.ndarray) -> np.ndarray:
    """The same array without the home market."""
    return np.delete(by_market, home(inputs.scenario), axis=1)

