"""The outputs of docs/model.md: their dimensions, and a walk over single values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np

from inputs import Scenario, labels

BY_MARKET = ("demand", "home_share", "deliveries", "local_supply", "overseas_home_supply", "tariff")
BY_SEGMENT = (
    "call", "production", "unmet", "capacity", "balance", "retired", "added", "utilization", "pressure", "price", "cost",
    "gross_margin", "revenue", "export_value", "duty", "exports",
)
BY_YEAR = (
    "total_demand", "total_call", "total_production", "total_unmet", "total_capacity", "total_balance", "total_exports",
    "total_revenue", "total_export_value", "total_duty", "total_utilization", "total_gross_margin", "world_supply",
    "cumulative_production", "home_share_of_supply", "home_owned_share_of_supply", "material_price_index",
)

DIMENSIONS: dict[str, tuple[str, ...]] = {
    **{name: ("segment", "market", "year") for name in BY_MARKET},
    **{name: ("segment", "year") for name in BY_SEGMENT},
    **{name: ("year",) for name in BY_YEAR},
    "chemistry_production": ("chemistry", "year"),
    "material_demand": ("material", "year"),
    "driver_level": ("driver", "year"),
}


def values(scenario: Scenario, outputs: Mapping[str, np.ndarray]) -> Iterator[tuple[tuple[str, str, int], np.ndarray]]:
    """((variable, dot-joined labels, year), values over trials) of every output value."""
    names = labels(scenario)
    for variable, dimensions in DIMENSIONS.items():
        rows = outputs[variable].reshape(-1, outputs[variable].shape[-1])
        for key, row in zip(product(*(names[d] for d in dimensions)), rows, strict=True):
            yield (variable, ".".join(key[:-1]), key[-1]), row
