"""The percentile table as a picture, from the same numbers as the bands."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from . import style
from .numbers import amount, decimals, is_share, percentile, sentence_case, table_levels
from .result import Result, Series

TOTALS = (
    "total_demand", "total_call", "total_production", "total_exports", "total_capacity", "total_unmet", "total_balance",
    "total_utilization", "total_revenue", "total_export_value", "total_duty", "total_gross_margin",
    "home_share_of_supply", "home_owned_share_of_supply", "material_price_index", "total_unserved", "total_customs_value",
    "total_customs_value_usd", "total_customs_units",
)
BY_SEGMENT = ("production", "unmet", "utilization", "price", "gross_margin")
NAME_WIDTH, COLUMN_WIDTH, UNIT_WIDTH, ROW_HEIGHT = 4.3, 0.82, 1.05, 0.235  # inches
NAME_CHARACTERS = 58


@dataclass(frozen=True)
class Row:
    """A line of the table; a heading where it has no numbers."""

    name: list[str]  # lines
    unit: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return ROW_HEIGHT * (len(self.name) - 0.25 * (len(self.name) - 1)) + (0 if self.numbers else 0.10)


def table_figure(result: Result) -> Figure | None:
    """The end year's headline variables; None where the file has none of them."""
    rows, year, levels = _rows(result)
    if not rows:
        return None
    columns = [percentile(p) for p in levels] + ["mean"]
    width = 0.5 + NAME_WIDTH + UNIT_WIDTH + COLUMN_WIDTH * len(columns)
    height = 1.85 + sum(r.height for r in rows)
    figure = style.new_figure(width, height, result.title, f"Percentiles, {year}")
    y = _header(figure, columns, levels, height - 1.0)
    for number, row in enumerate(rows):
        y -= row.height
        _draw(figure, row, y, levels, rule=number + 1 == len(rows) or not rows[number + 1].numbers)
    style.footnote(figure, result)
    return figure


def _rows(result: Result) -> tuple[list[Row], int, list[float]]:
    totals = [s for v in TOTALS if result.has(v) for s in result.series(v)]
    rows = [_row(s, sentence_case(s.long_name), _places(s)) for s in totals]
    found = list(totals)
    for variable in BY_SEGMENT:
        if result.has(variable):
            group = result.series(variable)
            found += group
            rows.append(Row(textwrap.wrap(sentence_case(group[0].long_name), NAME_CHARACTERS + 20) or [variable]))
            most = 2 + min(_places(s) for s in group)  # one row's crumbs need no more digits than the others' loaves
            rows += [_row(s, "   " + " · ".join(s.labels), min(most, _places(s))) for s in group]
    if not found:
        return [], 0, []
    return rows, int(found[0].years[-1]), table_levels(found[0].levels)


def _values(series: Series) -> list[float]:
    return [float(series.at(p)[-1]) for p in table_levels(series.levels)] + [float(series.mean[-1])]


def _places(series: Series) -> int:
    return 1 if is_share(series.variable, series.units) else decimals(_values(series))


def _row(series: Series, name: str, places: int) -> Row:
    share = is_share(series.variable, series.units)
    lines = textwrap.wrap(name, NAME_CHARACTERS, subsequent_indent="   ", drop_whitespace=True) if len(name) > NAME_CHARACTERS else [name]
    unit = "" if series.units == "1" else series.units
    return Row(lines, unit, tuple(amount(v, share, places) for v in _values(series)))


def _header(figure: Figure, columns: list[str], levels: list[float], y: float) -> float:
    for number, name in enumerate(columns):
        weight = "bold" if _is_median(levels, number) else "normal"
        _text(figure, _right_edge(number), y + 0.07, name, ha="right", color=style.MUTED, weight=weight)
    _rule(figure, y, style.INK)
    return y - 0.04


def _draw(figure: Figure, row: Row, y: float, levels: list[float], rule: bool) -> None:
    base = y + 0.06
    for i, line in enumerate(reversed(row.name)):
        _text(figure, 0.25, base + i * 0.75 * ROW_HEIGHT, line, weight="normal" if row.numbers else "bold")
    _text(figure, 0.25 + NAME_WIDTH, base, row.unit, color=style.MUTED)
    for number, text in enumerate(row.numbers):
        _text(figure, _right_edge(number), base, text, ha="right", weight="bold" if _is_median(levels, number) else "normal")
    if rule:
        _rule(figure, y - 0.01, style.RULE)


def _is_median(levels: list[float], number: int) -> bool:
    return number < len(levels) and levels[number] == 0.5


def _right_edge(number: int) -> float:
    return 0.25 + NAME_WIDTH + UNIT_WIDTH + COLUMN_WIDTH * (number + 1) - 0.05


def _text(figure: Figure, x: float, y: float, text: str, **look) -> None:
    width, height = figure.get_size_inches()
    figure.text(x / width, y / height, text, size=look.pop("size", 9), va="bottom", **look)


def _rule(figure: Figure, y: float, colour: str) -> None:
    width, height = figure.get_size_inches()
    figure.add_artist(Line2D([0.25 / width, 1 - 0.25 / width], [y / height] * 2, color=colour, linewidth=0.8))
