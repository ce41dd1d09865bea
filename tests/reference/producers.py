"""Groups of producers: their plants at home, their money, and what each owner supplies.

Stage 17 of docs/model.md. One segment at a time; arrays are indexed [group, market, year, trial] as far as the axes apply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from arrays import normalised, ratio, stack
from concentration import MOST_FIRMS, Sizes
from inputs import Inputs, groups_of, home_owned, markets, producers, progress, ranks, segments

Outputs = dict[str, np.ndarray]

BY_GROUP = ("production", "capacity", "utilization", "gross_margin", "firms", "supply", "share")
BY_SEGMENT = ("home_firms", "home_hhi", "world_hhi")


def producer_outputs(inputs: Inputs, out: Outputs) -> Outputs:
    """producer_* (producer, segment, year, trial), *_concentration (segment, rank, year, trial), *_hhi and home_firms."""
    scenario = inputs.scenario
    names, shape = producers(scenario), out["production"].shape
    found = {f"producer_{name}": np.zeros((len(names), *shape)) for name in BY_GROUP}
    found |= {name: np.zeros(shape) for name in BY_SEGMENT}
    found |= {f"{who}_concentration": np.zeros((shape[0], len(ranks(scenario)), *shape[1:])) for who in ("home", "world")}
    for s, segment in enumerate(segments(scenario)):
        groups = groups_of(scenario, segment)
        if groups:
            here = [names.index(g) for g in groups]
            for name, array in segment_outputs(inputs, segment, {key: out[key][s] for key in NEEDED}).items():
                if name.startswith("producer_"):
                    found[name][here, s] = array
                else:
                    found[name][s] = array
    return found


NEEDED = ("production", "capacity", "utilization", "retired", "added", "revenue", "cost", "local_supply", "overseas_home_supply")


def segment_outputs(inputs: Inputs, segment: str, out: Outputs) -> Outputs:
    """The same for one segment, its groups only."""
    groups = Groups.read(inputs, segment)
    plants = home_plants(groups, out)
    supply = plants["production"] + supply_abroad(inputs, segment, groups, plants["multiplier"], out)
    share = ratio(supply, out["production"] + out["local_supply"].sum(axis=0), 0)
    at_home = plants["production"] * groups.home_owned
    at_home = ratio(at_home, at_home.sum(axis=0), 0)
    sizes = Sizes(groups.skew, plants["firms"])
    found = {f"producer_{name}": plants[name] for name in ("production", "capacity", "gross_margin", "firms")}
    return found | {
        "producer_utilization": ratio(plants["production"], plants["capacity"], 0),
        "producer_supply": supply,
        "producer_share": share,
        "home_firms": (plants["firms"] * groups.home_owned).sum(axis=0),
        "home_concentration": sizes.largest(ranks(inputs.scenario), at_home),
        "world_concentration": sizes.largest(ranks(inputs.scenario), share),
        "home_hhi": sizes.herfindahl(at_home),
        "world_hhi": sizes.herfindahl(share),
    }


@dataclass(frozen=True)
class Groups:
    """The groups of a segment, (group, trial) unless noted; and the segment's keys that they share (trial)."""

    home_owned: np.ndarray  # (group, 1, 1), bool
    skew: list[float]
    firms: np.ndarray
    share: np.ndarray
    idle: np.ndarray
    entry: np.ndarray
    attrition: np.ndarray
    exit_margin: np.ndarray
    exit_response: np.ndarray
    drift: np.ndarray
    shock: np.ndarray  # volatility * shock (group, year, trial)
    cost: np.ndarray
    premium: np.ndarray
    selection: np.ndarray
    fixed_cost: np.ndarray
    retirement: np.ndarray
    max_utilization: np.ndarray

    @staticmethod
    def read(inputs: Inputs, segment: str) -> Groups:
        names = groups_of(inputs.scenario, segment)
        get = over_groups(inputs, segment)
        share = get("share", 0)
        shocks = [
            inputs.value(f"producers.{g}.segments.{segment}.volatility") * inputs.shock(f"producers.{g}")
            if inputs.given(f"producers.{g}.segments.{segment}.volatility") else np.zeros((progress(inputs).shape[0], 1)) for g in names
        ]
        return Groups(
            home_owned=np.array([home_owned(inputs.scenario, g) for g in names])[:, None, None],
            skew=get("skew", 0)[:, 0].tolist(), firms=get("firms", 1), share=share, idle=get("idle", share), entry=get("entry", 0),
            attrition=get("attrition", 0), exit_margin=get("exit_margin", 0), exit_response=get("exit_response", 0),
            drift=get("drift", 0), shock=stack(shocks), cost=get("cost", 0), premium=get("premium", 0),
            selection=inputs.value(f"segments.{segment}.competition.selection", 0),
            fixed_cost=inputs.value(f"segments.{segment}.competition.fixed_cost", 0),
            retirement=inputs.value(f"segments.{segment}.supply.retirement", 0),
            max_utilization=inputs.value(f"segments.{segment}.supply.max_utilization", 1),
        )


def over_groups(inputs: Inputs, segment: str) -> Callable[..., np.ndarray]:
    """Reader of `producers.g.segments.s.KEY` (group, trial); a default may be an array over the groups."""
    names = groups_of(inputs.scenario, segment)

    def get(key: str, default: float | np.ndarray) -> np.ndarray:
        defaults = default if isinstance(default, np.ndarray) else [default] * len(names)
        return stack([inputs.value(f"producers.{g}.segments.{segment}.{key}", other) for g, other in zip(names, defaults)])

    return get


def spread(total: np.ndarray, weight: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """`total` (trial) in proportion to weight, none above its limit; the overflow by room (group, trial)."""
    weight = np.where(weight.sum(axis=0) == 0, limit, weight)
    first = np.minimum(total * normalised(weight), limit)
    left = np.maximum(0, total - first.sum(axis=0))
    return np.minimum(first + left * normalised(limit - first), limit)


# --- plants at home -------------------------------------------------------------------------------------------------


def home_plants(g: Groups, out: Outputs) -> Outputs:
    """production, capacity [GWh], gross_margin [1], firms and multiplier (group, year, trial)."""
    count, (calendar, trials) = len(g.skew), out["production"].shape
    state = {name: np.zeros((count, calendar, trials)) for name in ("production", "capacity", "gross_margin", "firms", "multiplier")}
    preference = normalised(g.share)
    base_year(g, out, state, preference)
    for t in range(1, calendar):
        margin = state["gross_margin"][:, t - 1]
        leaving = np.clip(g.attrition + g.exit_response * np.maximum(0, g.exit_margin - margin), 0, 0.9)
        state["firms"][:, t] = np.clip(state["firms"][:, t - 1] * (1 - leaving) + g.entry, 1, MOST_FIRMS)
        state["multiplier"][:, t] = normalised(state["multiplier"][:, t - 1] * np.exp(g.shock[:, t]))
        with np.errstate(under="ignore"):
            preference = normalised(preference * np.exp(g.drift + g.selection * margin + g.shock[:, t]))
        before = state["capacity"][:, t - 1]
        retired = spread(out["retired"][t], before * (g.retirement + leaving), before)
        state["capacity"][:, t] = np.maximum(0, before - retired + out["added"][t] * preference)
        state["production"][:, t] = spread(out["production"][t], preference, g.max_utilization * state["capacity"][:, t])
        state["gross_margin"][:, t] = gross_margin(g, out, state, t)
    return state


def base_year(g: Groups, out: Outputs, state: Outputs, share: np.ndarray) -> None:
    idle = np.where(g.idle.sum(axis=0) == 0, share, normalised(g.idle))
    made = out["production"][0]
    state["production"][:, 0] = share * made
    spare = np.maximum(0, out["capacity"][0] - made / g.max_utilization)
    state["capacity"][:, 0] = share * made / g.max_utilization + idle * spare
    state["firms"][:, 0] = g.firms
    state["multiplier"][:, 0] = 1 / len(g.skew)
    state["gross_margin"][:, 0] = gross_margin(g, out, state, 0)


def gross_margin(g: Groups, out: Outputs, state: Outputs, t: int) -> np.ndarray:
    """Of home plants in year t, not below -1 (group, trial) [1]."""
    made, plants = state["production"][:, t], state["capacity"][:, t]
    effort = (1 + g.cost) * ((1 - g.fixed_cost) * made + g.fixed_cost * out["utilization"][t] * plants)
    cost = out["production"][t] * out["cost"][t] * normalised(effort)
    revenue = out["revenue"][t] * normalised((1 + g.premium) * made)
    with np.errstate(over="ignore"):
        margin = np.maximum(-1, 1 - ratio(cost, revenue, 0))
    return np.where(revenue == 0, np.where(cost > 0, -1, 0), margin)


# --- plants abroad --------------------------------------------------------------------------------------------------


def supply_abroad(inputs: Inputs, segment: str, g: Groups, multiplier: np.ndarray, out: Outputs) -> np.ndarray:
    """What each group's plants outside the home market supply (group, year, trial) [GWh]."""
    overseas = over_groups(inputs, segment)("overseas", g.share)
    weight = np.where(g.home_owned, overseas[:, None] * multiplier, 0)
    abroad = out["overseas_home_supply"].sum(axis=0) * normalised(weight)
    return abroad + foreign_supply(inputs, segment, multiplier, out["local_supply"] - out["overseas_home_supply"])


def foreign_supply(inputs: Inputs, segment: str, multiplier: np.ndarray, by_market: np.ndarray) -> np.ndarray:
    """The same of foreign-owned groups; by_market (market, year, trial) is what is theirs together [GWh]."""
    names = groups_of(inputs.scenario, segment)
    found = np.zeros_like(multiplier)
    for m, market in enumerate(markets(inputs.scenario)):
        paths = [f"producers.{g}.segments.{segment}.markets.{market}" for g in names]
        start = stack([inputs.value(f"{path}.base", 0) for path in paths])
        end = stack([inputs.value(f"{path}.end", start[i]) for i, path in enumerate(paths)])
        start, end = normalised(start)[:, None], normalised(end)[:, None]
        share = start + (end - start) * progress(inputs)
        found += by_market[m] * normalised(share * multiplier) * share.sum(axis=0)
    return found
