"""The model of docs/model.md in NumPy, vectorised over trials and written from that page alone.

    outputs = simulate(tomllib.load(file), draws)

Arrays are indexed [segment, market, year, trial] as far as the axes apply, in that order. What does not depend on the
pass through the years (shocks, trends, tariffs, trade shares) comes first, then the recursion, then the accounts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accounts import chemistry_and_materials, money, net_price, supply_by_market, totals
from customs import customs, split_outputs
from exogenous import driver_levels, material_price_index, reference_demand
from inputs import Draws, Inputs, Scenario, years
from limits import Market, Quotas, average_price, bound, priced
from outputs import variables
from producers import producer_outputs
from submarkets import installation, submarket_outputs
from trade import Trade, trade_terms


def simulate(scenario: Scenario, draws: Draws) -> dict[str, np.ndarray]:
    """Every output of docs/model.md, shaped (its dimensions..., trial), from draws shaped (trial)."""
    inputs = Inputs(scenario, draws)
    material_price = material_price_index(inputs)
    trade = trade_terms(inputs)
    path = recursion(inputs, reference_demand(inputs), trade, material_price)
    outputs = {"tariff": trade.tariff, "material_price_index": material_price, "driver_level": driver_levels(inputs)}
    outputs |= path
    outputs["market_price"] = priced(inputs, trade, outputs["market_price"], outputs["price"])
    outputs |= supply_by_market(inputs, outputs)
    net = net_price(outputs, trade.pass_through)
    outputs |= money(inputs, outputs, net)
    outputs |= totals(outputs)
    outputs |= chemistry_and_materials(inputs, outputs["production"])
    outputs |= further_accounts(inputs, outputs, net)
    found = {name: outputs[name] for name in variables(scenario)}
    return {name: np.broadcast_to(array, (*array.shape[:-1], inputs.trials)) for name, array in found.items()}


def further_accounts(inputs: Inputs, outputs: dict[str, np.ndarray], net: np.ndarray) -> dict[str, np.ndarray]:
    """Those that a scenario asks for by a table of its own; nothing else depends on them."""
    wanted, found = variables(inputs.scenario), {}
    if "submarket_demand" in wanted:
        found |= submarket_outputs(inputs, outputs["demand"])
    if "installed" in wanted:
        found |= installation(inputs, outputs["demand"] - outputs["unserved"])
    if "customs_value" in wanted:
        found |= customs(inputs, outputs["deliveries"], net)
    if "split_production" in wanted:
        found |= split_outputs(inputs, outputs["production"])
    if "producer_production" in wanted:
        found |= producer_outputs(inputs, outputs)
    return found


# --- the pass through the years -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Behaviour:
    """What the recursion needs of the segments, (segment, trial) unless noted."""

    production: np.ndarray
    price: np.ndarray
    margin: np.ndarray
    utilization: np.ndarray
    price_change: np.ndarray
    elasticity: np.ndarray
    experience: np.ndarray  # b: cost falls with (cumulative supply)^-b
    material_share: np.ndarray
    markup_response: np.ndarray
    markup_floor: np.ndarray
    max_utilization: np.ndarray
    announced: np.ndarray  # realised additions, of base capacity (segment, year, trial)
    retirement: np.ndarray
    exit_utilization: np.ndarray
    exit_response: np.ndarray
    invest_utilization: np.ndarray
    invest_response: np.ndarray
    lead_time: np.ndarray  # (segment) [year]
    local_capacity: np.ndarray  # (segment, market, trial) [GWh]
    local_growth: np.ndarray  # (segment, market, trial) [1/year]


def behaviour(inputs: Inputs) -> Behaviour:
    calendar, get = years(inputs.scenario), inputs.segment
    announced = np.stack(np.broadcast_arrays(*[get(f"supply.announced.{year}", 0) for year in calendar]), axis=1)
    return Behaviour(
        production=get("production"),
        price=get("price"),
        margin=get("gross_margin"),
        utilization=get("utilization"),
        price_change=get("expected_price_change", 0),
        elasticity=get("price_elasticity", 0),
        experience=-np.log2(1 - get("cost.learning_rate", 0)),
        material_share=get("cost.material_share", 0),
        markup_response=get("cost.markup_response", 0),
        markup_floor=get("cost.markup_floor", -0.1),
        max_utilization=get("supply.max_utilization", 1),
        announced=announced * get("supply.realization", 1)[:, None],
        retirement=get("supply.retirement", 0),
        exit_utilization=get("supply.exit_utilization", 0),
        exit_response=get("supply.exit_response", 0),
        invest_utilization=get("supply.invest_utilization", 1),
        invest_response=get("supply.invest_response", 0),
        lead_time=get("supply.lead_time", 1)[:, 0].astype(int),
        local_capacity=inputs.segment_market("local_capacity", default=np.inf, absent=np.inf),
        local_growth=inputs.segment_market("local_capacity_growth", default=0, absent=0),
    )


STATE = ("cost", "price", "call", "capacity", "production", "utilization", "pressure", "balance", "unmet", "retired", "added")


def recursion(inputs: Inputs, reference: np.ndarray, trade: Trade, material_price: np.ndarray) -> dict[str, np.ndarray]:
    """Outputs of the segments by year, demand and home_share by market, and cumulative supply."""
    b = behaviour(inputs)
    shape = (*reference.shape[:3], inputs.trials)
    out = {name: np.zeros((shape[0], *shape[2:])) for name in STATE}
    out |= {name: np.zeros(shape) for name in ("demand", "home_share", "market_price", "unserved")}
    out |= {name: np.zeros(shape[2:]) for name in ("world_supply", "cumulative_production")}
    calibration = base_year(inputs, b, trade, out)
    base_price = average_price(b.price, trade.base_share, trade, 0)
    learned = b.price * (1 - b.margin)
    quotas = Quotas(inputs)
    for t in range(1, shape[2]):
        learned = learned * experience_ratio(out, t) ** -b.experience
        out["cost"][:, t] = learned * ((1 - b.material_share) + b.material_share * material_price[t])
        out["price"][:, t] = out["cost"][:, t] * (1 + markup(b, out["pressure"][:, t - 1]))
        relative = average_price(out["price"][:, t], trade.preferred[:, :, t], trade, t) / base_price
        relative = relative / ((1 + b.price_change) ** t)[:, None]
        wanted = reference[:, :, t] * relative ** -b.elasticity[:, None]
        market = year_market(b, trade, out["price"][:, t], wanted, t)
        out["demand"][:, :, t], share, out["market_price"][:, :, t] = bound(market)
        unserved, share = quotas.ration(t, out["demand"][:, :, t], share, market.room, calibration)
        out["unserved"][:, :, t], out["home_share"][:, :, t] = unserved, share
        out["call"][:, t] = calibration * (share * (out["demand"][:, :, t] - unserved)).sum(axis=1)
        change_capacity(b, out, t)
        produce(b, out, t)
    return out


def base_year(inputs: Inputs, b: Behaviour, trade: Trade, out: dict[str, np.ndarray]) -> np.ndarray:
    """Fill the base year with its data; returns the calibration (segment, trial) [1]."""
    demand = inputs.segment_market("demand", default=0, absent=0)
    out["demand"][:, :, 0] = demand
    out["home_share"][:, :, 0] = trade.base_share
    out["production"][:, 0] = out["call"][:, 0] = b.production
    out["price"][:, 0] = b.price
    out["cost"][:, 0] = b.price * (1 - b.margin)
    out["capacity"][:, 0] = b.production / b.utilization
    out["utilization"][:, 0] = out["pressure"][:, 0] = b.utilization
    out["balance"][:, 0] = b.max_utilization * out["capacity"][:, 0] - b.production
    out["world_supply"][0] = world_supply(out, 0)
    out["cumulative_production"][0] = inputs.value("economy.cumulative_production")
    return b.production / (trade.base_share * demand).sum(axis=1)


def experience_ratio(out: dict[str, np.ndarray], t: int) -> np.ndarray:
    """X[t-1] / X[t-2] (trial) [1]."""
    cumulative = out["cumulative_production"]
    before = cumulative[0] - out["world_supply"][0] if t == 1 else cumulative[t - 2]
    return cumulative[t - 1] / before


def markup(b: Behaviour, last_pressure: np.ndarray) -> np.ndarray:
    """Markup over unit cost (segment, trial) [1]."""
    base = b.margin / (1 - b.margin)
    return np.maximum(b.markup_floor, base + b.markup_response * (last_pressure - b.utilization))


def year_market(b: Behaviour, trade: Trade, price: np.ndarray, wanted: np.ndarray, t: int) -> Market:
    """What buyers see in year t; price (segment, trial), wanted (segment, market, trial)."""
    preferred, landed = trade.preferred[:, :, t], trade.landed[:, :, t]
    average = average_price(price, preferred, trade, t)
    imported, local = price[:, None] * landed, price[:, None] * trade.local[:, t]
    return Market(wanted, preferred, average, imported, local, b.local_capacity * (1 + b.local_growth) ** t, b.elasticity[:, None])


def change_capacity(b: Behaviour, out: dict[str, np.ndarray], t: int) -> None:
    """Retire and add capacity in year t [GWh]."""
    capacity, pressure = out["capacity"], out["pressure"]
    exit_rate = b.retirement + b.exit_response * np.maximum(0, b.exit_utilization - pressure[:, t - 1])
    out["retired"][:, t] = capacity[:, t - 1] * np.clip(exit_rate, 0, 0.9)
    decided = (np.arange(len(capacity)), np.maximum(t - b.lead_time, 0))
    invested = b.invest_response * np.maximum(0, pressure[decided] - b.invest_utilization) * capacity[decided]
    out["added"][:, t] = b.announced[:, t] * capacity[:, 0] + invested
    capacity[:, t] = capacity[:, t - 1] - out["retired"][:, t] + out["added"][:, t]


def produce(b: Behaviour, out: dict[str, np.ndarray], t: int) -> None:
    """Production of year t and what follows from it [GWh]."""
    call, capacity = out["call"][:, t], out["capacity"][:, t]
    effective = b.max_utilization * capacity
    out["production"][:, t] = np.minimum(call, effective)
    out["utilization"][:, t] = out["production"][:, t] / capacity
    out["pressure"][:, t] = call / capacity
    out["balance"][:, t] = effective - call
    out["unmet"][:, t] = call - out["production"][:, t]
    out["world_supply"][t] = world_supply(out, t)
    out["cumulative_production"][t] = out["cumulative_production"][t - 1] + out["world_supply"][t]


def world_supply(out: dict[str, np.ndarray], t: int) -> np.ndarray:
    """Production at home and abroad (trial) [GWh]."""
    local = (1 - out["home_share"][:, :, t]) * (out["demand"][:, :, t] - out["unserved"][:, :, t])
    return out["production"][:, t].sum(axis=0) + local.sum(axis=(0, 1))
