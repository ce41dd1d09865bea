"""Published figures to lay over a chart: a CSV of variable,index,year,value,source[,kind,note]."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from .result import NO_INPUT, PlotError, Series

COLUMNS = ("variable", "index", "year", "value", "source")
FORECAST = "outlook"


@dataclass(frozen=True)
class Point:
    """One published value; `kind` is "actual" or "outlook"."""

    variable: str
    index: str  # dot-joined labels, empty for a total
    year: int
    value: float
    source: str
    kind: str

    @property
    def is_outlook(self) -> bool:
        return self.kind == FORECAST


def read_published(path: Path | None) -> list[Point]:
    """The points of a file, none without one; raises PlotError."""
    if path is None:
        return []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [_point(path, row, line) for line, row in enumerate(_rows(path, file), start=2)]
    except OSError as error:
        raise PlotError(f"{path}: {error.strerror}", NO_INPUT) from error
    except UnicodeDecodeError as error:
        raise PlotError(f"{path}: not UTF-8 text") from error


def points_of(points: list[Point], series: Series) -> list[Point]:
    """Those that belong to a curve, from five years before its first year to its last."""
    first, last = series.years[0] - 5, series.years[-1]
    return [
        p for p in points
        if (p.variable, p.index) == (series.variable, series.index) and first <= p.year <= last
    ]


def sources_note(points: list[Point]) -> str:
    """'Published: A (2023, 2024), B (2030).', sources in order of appearance."""
    years: dict[str, set[int]] = {}
    for p in points:
        years.setdefault(p.source, set()).add(p.year)
    if not years:
        return ""
    parts = [f"{source} ({', '.join(map(str, sorted(found)))})" for source, found in years.items()]
    return "Published: " + "; ".join(parts) + "."


def _rows(path: Path, file) -> csv.DictReader:
    reader = csv.DictReader(file)
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or [])]
    if missing:
        raise PlotError(f"{path}:1: no column '{missing[0]}' (expected {','.join(COLUMNS)})")
    return reader


def _point(path: Path, row: dict[str, str], line: int) -> Point:
    try:
        value, year = float(row["value"]), int(row["year"])
        if not math.isfinite(value):
            raise ValueError("not finite")
    except (TypeError, ValueError) as error:
        raise PlotError(f"{path}:{line}: year or value is not a number ({error})") from error
    text = {c: (row.get(c) or "").strip() for c in ("variable", "index", "source", "kind")}
    return Point(year=year, value=value, **text)
