"""A scenario as arrays, once, so that a batch of trials looks up no names: each key over the segments, markets or years it has.

Names, defaults and shapes are those of docs/model.md; the sets come from the reference implementation (tests/reference/inputs.py).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "reference"))

from inputs import chemistries, drivers, fraction_in_force, home, markets, materials, process, segments, years  # noqa: E402

Scenario = Mapping[str, Any]
Draws = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Place:
    """An element of a parameter that an input drives: scale * draw + offset."""

    index: int
    input: str
    scale: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True)
class Parameter:
    constants: np.ndarray
    places: tuple[Place, ...]

    def over(self, draws: Draws, trials: int) -> np.ndarray:
        """Its values, shaped (..., trial), or (..., 1) where none is uncertain."""
        if not self.places:
            return self.constants[..., None]
        values = np.empty((self.constants.size, trials))
        values[:] = self.constants.reshape(-1, 1)
        for place in self.places:
            values[place.index] = place.scale * draws[place.input] + place.offset
        return values.reshape(*self.constants.shape, trials)


@dataclass(frozen=True)
class Structure:
    """What is the same in all trials and not a number of the scenario's."""

    segments: int
    markets: int
    years: int
    chemistries: int
    materials: int
    drivers: int
    home: int
    lead_time: np.ndarray  # (segment)
    logistic: np.ndarray  # (segment), bool
    served: np.ndarray  # (segment, market), bool
    tariff_market: np.ndarray  # (component)
    tariff_hits: np.ndarray  # (component, segment), bool
    in_force: np.ndarray  # (component, year), part of the year's days


class Reader:
    """Reads keys into parameters."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def key(self, pattern: str, sets: Mapping[str, list], default: float = np.nan, otherwise: str = "") -> Parameter:
        """The key over its sets: `segments.{s}.price`. Where it is absent: the key `otherwise`, else the default."""
        constants = np.empty([len(labels) for labels in sets.values()])
        places = []
        for index, labels in enumerate(product(*sets.values())):
            names = dict(zip(sets, labels))
            node = self._node(pattern.format(**names))
            path = pattern if node is not None else otherwise
            node = node if node is not None else self._node(otherwise.format(**names))
            constants.flat[index], place = self._value(node, path.format(**names), index, default)
            places += place
        return Parameter(constants, tuple(places))

    def _node(self, path: str) -> Any:
        node: Any = self._scenario
        for name in path.split("."):
            if not isinstance(node, Mapping) or name not in node:
                return None
            node = node[name]
        return node

    def _value(self, node: Any, path: str, index: int, default: float) -> tuple[float, list[Place]]:
        if node is None:
            return default, []
        if not isinstance(node, Mapping):
            return float(node), []
        if "var" not in node:
            return np.nan, [Place(index, path)]
        shared, scale, offset = self._node(f"variables.{node['var']}"), node.get("scale", 1.0), node.get("offset", 0.0)
        if isinstance(shared, Mapping):
            return np.nan, [Place(index, f"variables.{node['var']}", scale, offset)]
        return scale * shared + offset, []


def shock(series: list[str], calendar: list[int]) -> Parameter:
    """(series, year), 0 in the base year."""
    places = [Place(i * len(calendar) + t, f"shock.{name}[{calendar[t]}]") for i, name in enumerate(series) for t in range(1, len(calendar))]
    return Parameter(np.zeros((len(series), len(calendar))), tuple(places))


def structure(scenario: Scenario) -> Structure:
    components = scenario.get("tariffs", {}).values()
    names = segments(scenario)
    return Structure(
        segments=len(names), markets=len(markets(scenario)), years=len(years(scenario)), chemistries=len(chemistries(scenario)),
        materials=len(materials(scenario)), drivers=len(drivers(scenario)), home=home(scenario),
        lead_time=np.array([scenario["segments"][s]["supply"].get("lead_time", 1) for s in names]),
        logistic=np.array([process(scenario, s) == "logistic" for s in names]),
        served=np.array([[m in scenario["segments"][s].get("markets", {}) for m in markets(scenario)] for s in names]),
        tariff_market=np.array([markets(scenario).index(c["market"]) for c in components], dtype=int),
        tariff_hits=np.array([[s in c.get("segments", names) for s in names] for c in components]).reshape(-1, len(names)),
        in_force=np.array([[fraction_in_force(c.get("from"), c.get("until"), y) for y in years(scenario)]
                           for c in components]).reshape(-1, len(years(scenario))),
    )


def parameters(scenario: Scenario) -> dict[str, Parameter]:
    """Every key of the model, by its name; axes in the order segment, market, year, chemistry as far as they apply."""
    read = Reader(scenario).key
    s, m, t = {"s": segments(scenario)}, {"m": markets(scenario)}, {"t": years(scenario)}
    c, j = {"c": chemistries(scenario)}, {"j": materials(scenario)}
    driver_paths = [f"segments.{segment}.growth.drivers.{driver}" for segment, driver in drivers(scenario)]
    d, n = {"d": driver_paths}, {"n": list(scenario.get("tariffs", {}))}
    found = {
        "shock_correlation": read("economy.shock_correlation", {}, 0),
        "cumulative_production": read("economy.cumulative_production", {}),
        "material_persistence": read("economy.material_price.persistence", {}, 0),
        "material_volatility": read("economy.material_price.volatility", {}, 0),
        "material_drift": read("economy.material_price.drift", {}, 0),
        "tariff_pass_through": read("markets.{m}.tariff_pass_through", m, 1),
        "overseas_end": read("markets.{m}.overseas_home_share_end", m, 0, otherwise="markets.{m}.overseas_home_share"),
        "tariff_rate": read("tariffs.{n}.rate", n),
        "announced": read("segments.{s}.supply.announced.{t}", s | t, 0),
        "chemistry_base": read("segments.{s}.chemistry.{c}.base", s | c, 0),
        "chemistry_end": read("segments.{s}.chemistry.{c}.end", s | c, 0),
        "intensity": read("chemistries.{c}.materials.{j}", j | c, 0),
        "driver_base": read("{d}.base", d), "driver_rate": read("{d}.rate", d),
        "growth_rates": growth_rates(scenario, read),
        "saturation": read("segments.{s}.growth.saturation", s, 1),
        "common": shock(["common"], years(scenario)), "material": shock(["material"], years(scenario)),
        "own": shock(segments(scenario), years(scenario)),
    }
    for key in ("freight", "local_premium", "local_premium_decline", "substitution", "overseas_home_share"):
        found[key] = read(f"markets.{{m}}.{key}", m, 0)
    for key, default in SEGMENT_KEYS.items():
        found[key.split(".")[-1]] = read(f"segments.{{s}}.{key}", s, default)
    for key, default in {"demand": 0, "growth_premium": 0, "local_capacity": np.inf, "local_capacity_growth": 0}.items():
        found[f"market_{key}"] = read(f"segments.{{s}}.markets.{{m}}.{key}", s | m, default)
    found["home_share"] = read("segments.{s}.markets.{m}.home_share", s | m, 1)
    return found


SEGMENT_KEYS = {
    "production": np.nan, "price": np.nan, "gross_margin": np.nan, "utilization": np.nan, "expected_price_change": 0,
    "price_elasticity": 0, "growth.volatility": 0, "growth.persistence": 0, "supply.max_utilization": 1, "supply.realization": 1,
    "supply.retirement": 0, "supply.exit_utilization": 0, "supply.exit_response": 0, "supply.invest_utilization": 1,
    "supply.invest_response": 0, "cost.learning_rate": 0, "cost.material_share": 0, "cost.markup_response": 0, "cost.markup_floor": -0.1,
}


def growth_rates(scenario: Scenario, read: Any) -> Parameter:
    """The rates whose factors (1 + rate) multiply to a segment's annual growth, (segment, rate); 0 where a segment has fewer."""
    paths = []
    for s in segments(scenario):
        growth = scenario["segments"][s]["growth"]
        by_driver = process(scenario, s) == "drivers"
        paths.append([f"segments.{s}.growth.drivers.{i}.rate" for i in growth["drivers"]] if by_driver else [f"segments.{s}.growth.rate"])
    width = max(map(len, paths))
    flat = [path for row in paths for path in row + ["none"] * (width - len(row))]
    rates = read("{r}", {"r": flat}, 0)
    return Parameter(rates.constants.reshape(len(paths), width), rates.places)
