"""The outputs of docs/model.md: their dimensions, which of them a scenario has, and a walk over single values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np

from inputs import Scenario, labels, producers, splits, submarkets

BY_MARKET = ("demand", "home_share", "deliveries", "local_supply", "overseas_home_supply", "tariff", "market_price")
BY_SEGMENT = (
    "call", "production", "unmet", "capacity", "balance", "retired", "added", "utilization", "pressure", "price", "cost",
    "gross_margin", "revenue", "export_value", "duty", "exports",
)
BY_YEAR = (
    "total_demand", "total_call", "total_production", "total_unmet", "total_capacity", "total_balance", "total_exports",
    "total_revenue", "total_export_value", "total_duty", "total_utilization", "total_gross_margin", "world_supply",
    "cumulative_production", "home_share_of_supply", "home_owned_share_of_supply", "material_price_index",
)

ALWAYS: dict[str, tuple[str, ...]] = {
    **{name: ("segment", "market", "year") for name in BY_MARKET},
    **{name: ("segment", "year") for name in BY_SEGMENT},
    **{name: ("year",) for name in BY_YEAR},
    "chemistry_production": ("chemistry", "year"),
    "material_demand": ("material", "year"),
    "driver_level": ("driver", "year"),
}
QUOTAS = {"unserved": ("segment", "market", "year"), "total_unserved": ("year",)}
SUBMARKETS = {name: ("submarket", "year") for name in ("submarket_demand", "submarket_units")}
CUSTOMS = {
    **{name: ("segment", "market", "year") for name in ("customs_value", "customs_units")},
    **{name: ("year",) for name in ("total_customs_value", "total_customs_units", "total_customs_value_usd", "customs_unit_price")},
}
SPLITS = {name: ("split", "year") for name in ("split_production", "split_share")}
PRODUCERS = {
    **{f"producer_{name}": ("producer", "segment", "year") for name in (
        "production", "capacity", "utilization", "gross_margin", "firms", "supply", "share")},
    **{name: ("segment", "year") for name in ("home_firms", "home_hhi", "world_hhi")},
    **{name: ("segment", "rank", "year") for name in ("home_concentration", "world_concentration")},
}


def variables(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """The outputs that exist for a scenario, and their dimensions."""
    found = dict(ALWAYS)
    served = [table for segment in scenario["segments"].values() for table in segment.get("markets", {}).values()]
    if scenario.get("quotas"):
        found |= QUOTAS
    if any(submarkets(scenario, s) for s in scenario["segments"]):
        found |= SUBMARKETS
    if any("installed_ratio" in table for table in served):
        found["installed"] = ("segment", "market", "year")
    if any("duration" in table for table in served):
        found["installed_power"] = ("segment", "market", "year")
    if "customs" in scenario:
        found |= CUSTOMS
    if splits(scenario):
        found |= SPLITS
    if producers(scenario):
        found |= PRODUCERS
    return found


def values(scenario: Scenario, outputs: Mapping[str, np.ndarray]) -> Iterator[tuple[tuple[str, str, int], np.ndarray]]:
    """((variable, dot-joined labels, year), values over trials) of every output value."""
    names = labels(scenario)
    for variable, dimensions in variables(scenario).items():
        rows = outputs[variable].reshape(-1, outputs[variable].shape[-1])
        for key, row in zip(product(*(names[d] for d in dimensions)), rows, strict=True):
            yield (variable, ".".join(key[:-1]), key[-1]), row
