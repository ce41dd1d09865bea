"""What a scenario holds: its sets, its uncertain inputs and shocks, and the value of each key in each trial.

Keys, defaults and names are those of docs/model.md. Arrays of values are shaped (..., trial); where all values are
constants the trial axis has length 1 and broadcasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from arrays import stack

Scenario = Mapping[str, Any]
Draws = Mapping[str, np.ndarray]
REQUIRED = object()


def years(scenario: Scenario) -> list[int]:
    """Base year to end year."""
    horizon = scenario["horizon"]
    return list(range(horizon["base_year"], horizon["end_year"] + 1))


def segments(scenario: Scenario) -> list[str]:
    return list(scenario["segments"])


def markets(scenario: Scenario) -> list[str]:
    return list(scenario["markets"])


def home(scenario: Scenario) -> int:
    """Index of the home market."""
    return [bool(market.get("home", False)) for market in scenario["markets"].values()].index(True)


def chemistries(scenario: Scenario) -> list[str]:
    return list(scenario.get("chemistries", {}))


def materials(scenario: Scenario) -> list[str]:
    return list(scenario.get("materials", {}))


def process(scenario: Scenario, segment: str) -> str:
    return scenario["segments"][segment].get("growth", {}).get("process", "cagr")


def drivers(scenario: Scenario) -> list[tuple[str, str]]:
    """(segment, driver) of every segment that grows by drivers."""
    return [
        (segment, driver)
        for segment in segments(scenario)
        if process(scenario, segment) == "drivers"
        for driver in scenario["segments"][segment]["growth"]["drivers"]
    ]


def submarkets(scenario: Scenario, segment: str) -> list[str]:
    return list(scenario["segments"][segment].get("submarkets", {}))


def splits(scenario: Scenario) -> dict[str, list[str]]:
    """Classes of each split, of all segments in their order."""
    found: dict[str, dict[str, None]] = {}
    for segment in scenario["segments"].values():
        for split, classes in segment.get("splits", {}).items():
            found.setdefault(split, {}).update(dict.fromkeys(classes))
    return {split: list(classes) for split, classes in found.items()}


def producers(scenario: Scenario) -> list[str]:
    return list(scenario.get("producers", {}))


def groups_of(scenario: Scenario, segment: str) -> list[str]:
    """Groups of producers that have a table for the segment."""
    return [g for g in producers(scenario) if segment in scenario["producers"][g].get("segments", {})]


def home_owned(scenario: Scenario, group: str) -> bool:
    return scenario["producers"][group].get("home_owned", True)


def ranks(scenario: Scenario) -> list[int]:
    """Numbers of the largest firms whose share is an output; none without producers."""
    return list(scenario.get("concentration", {}).get("ranks", [3, 5, 10])) if producers(scenario) else []


def labels(scenario: Scenario) -> dict[str, list]:
    """Labels of every output dimension but the trial."""
    return {
        "segment": segments(scenario),
        "market": markets(scenario),
        "chemistry": chemistries(scenario),
        "material": materials(scenario),
        "driver": [".".join(pair) for pair in drivers(scenario)],
        "producer": producers(scenario),
        "rank": [str(n) for n in ranks(scenario)],
        "submarket": [f"{s}.{k}" for s in segments(scenario) for k in submarkets(scenario, s)],
        "split": [f"{split}.{v}" for split, classes in splits(scenario).items() for v in classes],
        "year": years(scenario),
    }


def uncertain_inputs(scenario: Scenario) -> dict[str, dict]:
    """Input name -> distribution table, in the order of the file."""
    return dict(_distributions(scenario, ()))


def _distributions(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, dict]]:
    if not isinstance(node, Mapping):
        return
    if "dist" in node:
        yield ".".join(path), dict(node)
        return
    for key, child in node.items():
        yield from _distributions(child, (*path, key))


def shock_names(scenario: Scenario) -> list[str]:
    """Every shock of every year after the base year."""
    series = ["common", "material", *segments(scenario)]
    series += [f"markets.{m}" for m, table in scenario["markets"].items() if "volatility" in table]
    series += [f"producers.{g}" for g in producers(scenario) if any(
        "volatility" in table for table in scenario["producers"][g].get("segments", {}).values())]
    return [f"shock.{name}[{year}]" for year in years(scenario)[1:] for name in series]


def fraction_in_force(start: date | None, until: date | None, year: int) -> float:
    """Part of a year's days from `start` (inclusive) to `until` (exclusive); None is unbounded."""
    return days_between(start, until, year) / days(year)


def days_between(start: date | None, until: date | None, year: int) -> int:
    """Days of a year from `start` (inclusive) to `until` (exclusive); None is unbounded."""
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    begin = first if start is None else max(first, start)
    end = next_first if until is None else min(next_first, until)
    return max(0, (end - begin).days)


def days(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def days_in_force(measure: Mapping[str, Any], year: int) -> int:
    """Days of a year on which a tariff or a quota is in force."""
    return days_between(measure.get("from"), measure.get("until"), year)


def hit_segments(scenario: Scenario, measure: Mapping[str, Any]) -> list[int]:
    """Indices of the segments that a tariff or a quota names."""
    return [i for i, s in enumerate(segments(scenario)) if s in measure.get("segments", segments(scenario))]


class Inputs:
    """The values of a scenario's keys over trials, given a draw of every uncertain input and shock."""

    def __init__(self, scenario: Scenario, draws: Draws) -> None:
        expected = {*uncertain_inputs(scenario), *shock_names(scenario)}
        if expected != set(draws):
            raise ValueError(f"draws do not match the scenario: {sorted(expected ^ set(draws))}")
        self.scenario = scenario
        self.draws = {name: np.asarray(values, dtype=float) for name, values in draws.items()}
        sizes = {values.shape for values in self.draws.values()}
        if len(sizes) != 1 or len(next(iter(sizes))) != 1:
            raise ValueError(f"draws need one shape (trial,), not {sizes}")
        self.trials = next(iter(sizes))[0]

    def given(self, path: str) -> bool:
        """Whether the scenario has a value or a table at a dotted path."""
        node: Any = self.scenario
        for key in path.split("."):
            if not isinstance(node, Mapping) or key not in node:
                return False
            node = node[key]
        return True

    def value(self, path: str, default: Any = REQUIRED) -> np.ndarray:
        """Value at a dotted path, shaped (trial) or (1); `default` where the key is absent."""
        node: Any = self.scenario
        for key in path.split("."):
            if not isinstance(node, Mapping) or key not in node:
                if default is REQUIRED:
                    raise KeyError(f"{path} is missing")
                return np.atleast_1d(np.asarray(default, dtype=float))
            node = node[key]
        return self._resolve(node, path)

    def _resolve(self, node: Any, path: str) -> np.ndarray:
        if isinstance(node, Mapping) and "var" in node:
            shared = self.value(f"variables.{node['var']}")
            return node.get("scale", 1.0) * shared + node.get("offset", 0.0)
        if isinstance(node, Mapping):
            return self.draws[path]
        return np.array([float(node)])

    def segment(self, key: str, default: Any = REQUIRED) -> np.ndarray:
        """`segments.s.KEY`, shaped (segment, trial)."""
        return stack([self.value(f"segments.{s}.{key}", default) for s in segments(self.scenario)])

    def market(self, key: str, default: Any = REQUIRED) -> np.ndarray:
        """`markets.m.KEY`, shaped (market, trial)."""
        return stack([self.value(f"markets.{m}.{key}", default) for m in markets(self.scenario)])

    def segment_market(self, key: str, default: float, absent: float) -> np.ndarray:
        """`segments.s.markets.m.KEY`, shaped (segment, market, trial); `absent` where the segment leaves m out."""
        names = markets(self.scenario)
        rows = []
        for s, table in self.scenario["segments"].items():
            served = table.get("markets", {})
            rows.append([
                self.value(f"segments.{s}.markets.{m}.{key}", default if m in served else absent) for m in names
            ])
        return stack([value for row in rows for value in row]).reshape(len(rows), len(names), -1)

    def shock(self, name: str) -> np.ndarray:
        """One shock series, shaped (year, trial); 0 in the base year."""
        series = [self.draws[f"shock.{name}[{year}]"] for year in years(self.scenario)[1:]]
        return np.stack([np.zeros(self.trials), *series])


def elapsed(inputs: Inputs) -> np.ndarray:
    """Years since the base year (year, 1)."""
    return np.arange(len(years(inputs.scenario)), dtype=float)[:, None]


def progress(inputs: Inputs) -> np.ndarray:
    """t / T (year, 1), from 0 in the base year to 1 in the end year."""
    return np.linspace(0, 1, len(years(inputs.scenario)))[:, None]
