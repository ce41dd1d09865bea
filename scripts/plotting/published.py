"""Published figures to lay over a chart: what happened, from scenarios/actuals.csv, and what was foreseen, from the claims of the result file."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from .result import NO_INPUT, PlotError, Result, Series

COLUMNS = ("variable", "year", "value")
ACTUAL, OUTLOOK = "actual", "outlook"


@dataclass(frozen=True)
class Point:
    """One published value, on the basis of the variable; `kind` is "actual" or "outlook"."""

    variable: str
    index: str  # dot-joined labels, empty for a total
    year: int
    value: float
    source: str
    kind: str
    basis: str = ""  # what was counted, where that is not the variable's own: "sold"

    @property
    def is_outlook(self) -> bool:
        return self.kind == OUTLOOK


def published_of(result: Result, actuals: Path | None) -> list[Point]:
    """Of several actuals for one number the first; figures that are claims of years beyond the base year; raises PlotError."""
    return [*read_actuals(actuals), *outlooks(result)]


def read_actuals(path: Path | None) -> list[Point]:
    """The first point of each number of a file, none without one; raises PlotError."""
    if path is None:
        return []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [_point(path, row, line) for line, row in enumerate(_rows(path, file), start=2)]
    except OSError as error:
        raise PlotError(f"{path}: {error.strerror}", NO_INPUT) from error
    except UnicodeDecodeError as error:
        raise PlotError(f"{path}: not UTF-8 text") from error
    first: dict[tuple[str, str, int], Point] = {}
    for p in rows:
        first.setdefault((p.variable, p.index, p.year), p)
    return list(first.values())


def outlooks(result: Result) -> list[Point]:
    """Claims of the file that are figures of outputs in years after the base year."""
    return [
        Point(c.variable, c.index, c.year, c.value / 100 if c.unit == "%" else c.value, c.source, OUTLOOK)
        for c in result.claims if c.variable and c.year > result.base_year
    ]


def points_of(points: list[Point], series: Series) -> list[Point]:
    """Those that belong to a curve, from five years before its first year to its last."""
    first, last = series.years[0] - 5, series.years[-1]
    return [
        p for p in points
        if (p.variable, p.index) == (series.variable, series.index) and first <= p.year <= last
    ]


def sources_note(points: list[Point]) -> str:
    """'Actual: A (2023), A, sold (2024). Outlook: B (2030).', sources in order of appearance."""
    return " ".join(x for x in (_sources("Actual", [p for p in points if not p.is_outlook]),
                                _sources("Outlook", [p for p in points if p.is_outlook])) if x)


def _sources(word: str, points: list[Point]) -> str:
    years: dict[str, set[int]] = {}
    for p in points:
        years.setdefault(", ".join(x for x in (body(p.source), p.basis) if x), set()).add(p.year)
    parts = [f"{source} ({', '.join(map(str, sorted(found)))})" for source, found in years.items()]
    return f"{word}: {'; '.join(parts)}." if parts else ""


def body(source: str) -> str:
    """Who counted, without where it was read and how it was worked out: `SNE by Yonhap; Panasonic` is SNE's."""
    for end in (";", ":", " by ", " (", " in the "):
        source = source.partition(end)[0]
    return source.strip()


def _rows(path: Path, file) -> csv.DictReader:
    reader = csv.DictReader(file)
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or [])]
    if missing:
        raise PlotError(f"{path}:1: no column '{missing[0]}' (expected variable,index,year,value,factor,source and others)")
    return reader


def _point(path: Path, row: dict[str, str], line: int) -> Point:
    try:
        value, year = float(row["value"]) * float(row.get("factor") or 1), int(row["year"])
        if not math.isfinite(value):
            raise ValueError("not finite")
    except (TypeError, ValueError) as error:
        raise PlotError(f"{path}:{line}: year, value or factor is not a number ({error})") from error
    text = {c: (row.get(c) or "").strip() for c in ("variable", "index", "source", "basis")}
    return Point(year=year, value=value, kind=ACTUAL, **text)
