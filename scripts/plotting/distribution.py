"""One year's distribution: histogram above, exceedance curve with probabilities read off below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from . import style
from .numbers import amount, bands, is_share, level_name, nearest_level, probability
from .published import Point, points_of, sources_note
from .result import Histogram, Result, Series

TAIL = 0.001  # of the trials, left out of the picture at either end
READINGS = 8  # round values at most
STEM_AT_MOST = 4  # times as high as the bars; higher ones are cut off
STEMS_IN_WORDS = 4


@dataclass(frozen=True)
class Mark:
    """A named line through the histogram."""

    x: float
    name: str
    colour: str
    dash: Any
    align: str  # of the name to the line


def distribution_figure(result: Result, series: Series, histogram: Histogram, published: list[Point]) -> Figure:
    """The last year of one curve."""
    subtitle = f"{style.name_and_unit(series)}, {histogram.year}" + (f" · {' · '.join(series.labels)}" if series.labels else "")
    figure = style.new_figure(9.2, 6.6, result.title, subtitle)
    points = [p for p in points_of(published, series) if p.year == histogram.year]
    low, high = shown_range(histogram, points)
    top, bottom = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": [1, 1.15]})
    note = " ".join(x for x in (_dots(series), _stems(series, histogram), _left_out(histogram, low, high), _pale(series), sources_note(points)) if x)
    foot = style.footnote(figure, result, note)
    figure.subplots_adjust(**style.margins(figure, left=1.0, right=0.35, top=1.4, bottom=foot + 0.6), hspace=0.12)
    top.set_xlim(low, high)
    draw_histogram(top, series, histogram)
    mark_values(top, series, points)
    draw_exceedance(bottom, series, histogram)
    read_off(bottom, series, histogram, points)
    style.value_axis(bottom, series, horizontal=True)
    top.tick_params(axis="x", length=0)
    return figure


def shown_range(histogram: Histogram, points: list[Point]) -> tuple[float, float]:
    """All but the tails, and the published points; never empty."""
    values = [p.value for p in points]
    if histogram.is_constant():
        values.append(float(histogram.edges[0]))
        width = max(np.ptp(values), 0.2 * max(abs(v) for v in values)) or 1.0
    else:
        for each in (histogram, *([histogram.prior] if histogram.prior else [])):
            x, p = each.exceedance
            values += [float(x[p >= 1 - TAIL][-1]), float(x[p <= TAIL][0])]
        if np.ptp(values) == 0:  # nearly all trials have one value
            values += [float(histogram.edges[0]), float(histogram.edges[-1])]
        width = np.ptp(values)
    air = 0.5 * width if histogram.is_constant() else 0.03 * width
    return min(values) - air, max(values) + air


def draw_histogram(axes: Axes, series: Series, histogram: Histogram) -> None:
    """Share of the trials per bin; per median width where bins differ; a stem for a value that many trials share. Pale: before observations."""
    if histogram.is_constant():
        axes.vlines(histogram.edges[0], 0, 1, color=style.BLUE, linewidth=3)
        axes.set_ylim(0, 1.1)
    else:
        typical = typical_width(histogram)
        height = heights(histogram, typical)
        highest = height.max()
        if histogram.prior and not histogram.prior.is_constant():
            pale = heights(histogram.prior, typical)
            axes.stairs(pale, histogram.prior.edges, fill=True, facecolor=style.PALE, edgecolor=style.PALE_LINE)
            highest = max(highest, pale.max())
        axes.stairs(height, histogram.edges, fill=True, color=style.BAND_INNER, alpha=0.8 if histogram.prior else 1)
        draw_stems(axes, histogram, highest)
        unit = "" if series.units == "1" else f" {series.units}"
        width_text = amount(typical, is_share(series.variable, series.units)).replace(" %", " points") + unit
        axes.set_ylabel(f"share of trials per bin\n({width_text} wide)")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: style.tick_text(v, True)))


def typical_width(histogram: Histogram) -> float:
    widths = np.diff(histogram.edges)
    return float(np.median(widths[widths > 1e-12 * np.abs(histogram.edges).max()]))


def heights(histogram: Histogram, typical: float) -> np.ndarray:
    """[bin], share of the trials in as much width as is typical."""
    widths = np.diff(histogram.edges)
    solid = widths > 1e-12 * np.abs(histogram.edges).max()
    return np.where(solid, histogram.shares * typical / np.where(solid, widths, 1), 0)


def draw_stems(axes: Axes, histogram: Histogram, highest: float) -> None:
    """Where they are many times as high as the bars they go through the top, so that bars can be seen; their shares are in words anyway."""
    tallest = max((atom.share for atom in histogram.atoms), default=0.0)
    top = 1.22 * (highest if 0 < STEM_AT_MOST * highest < tallest else max(highest, tallest))
    axes.set_ylim(0, top or 1)
    for prior, colour, width in ((True, style.PALE_LINE, 4.0), (False, style.BLUE, 2.5)):
        for atom in (histogram.prior.atoms if histogram.prior else []) if prior else histogram.atoms:
            axes.vlines(atom.value, 0, min(atom.share, top), color=colour, linewidth=width)


def mark_values(axes: Axes, series: Series, points: list[Point]) -> None:
    """Outer quantiles, median, mean and published points as lines through the histogram, named above it."""
    share = is_share(series.variable, series.units)
    marks = [Mark(float(series.mean[-1]), "every trial", style.BLUE, "-", "right")] if series.is_constant() else _own_marks(series)
    marks += [Mark(p.value, p.source, style.ACCENT, "-", "left") for p in points]
    rows: list[list[Bbox]] = []
    for mark in sorted(marks, key=lambda m: m.x):
        axes.axvline(mark.x, color=mark.colour, linewidth=1.2, linestyle=mark.dash)
        _name_above(axes, mark, f"{mark.name} {amount(mark.x, share)}", rows)


def _own_marks(series: Series) -> list[Mark]:
    middle = nearest_level(series.levels, 0.5)
    median, mean = float(series.at(middle)[-1]), float(series.mean[-1])
    outer = [p for band in bands(series.levels)[:1] for p in band if p != middle]
    marks = [Mark(float(series.at(p)[-1]), level_name(p), style.BLUE, ":", "center") for p in outer]
    sides = ("right", "left") if median <= mean else ("left", "right")
    return marks + [Mark(median, level_name(middle), style.BLUE, "-", sides[0]), Mark(mean, "mean", style.BLUE, style.DASH, sides[1])]


def _name_above(axes: Axes, mark: Mark, text: str, rows: list[list[Bbox]]) -> None:
    """Writes on the lowest row above the axes where the text touches no other; `rows` holds what is taken."""
    renderer = axes.figure.canvas.get_renderer()
    label = axes.text(mark.x, 1.02, text, transform=axes.get_xaxis_transform(), ha=mark.align, va="bottom", size=8.5, color=mark.colour)
    frame, box = axes.get_window_extent(renderer), label.get_window_extent(renderer)
    if box.x1 > frame.x1:
        label.set_ha("right")
    elif box.x0 < frame.x0:
        label.set_ha("left")
    box = label.get_window_extent(renderer).padded(3)
    row = next((i for i, taken in enumerate(rows) if all(box.x1 < t.x0 or box.x0 > t.x1 for t in taken)), len(rows))
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].append(box)
    label.set_y(1.02 + row * 0.085)


def draw_exceedance(axes: Axes, series: Series, histogram: Histogram) -> None:
    """P(X >= x) from the histogram; dots: the file's quantiles."""
    if histogram.is_constant():
        x = float(histogram.edges[0])
        axes.plot([x - abs(x) - 1, x, x, x + abs(x) + 1], [1, 1, 0, 0], color=style.BLUE, linewidth=1.8)
    else:
        if histogram.prior and not histogram.prior.is_constant():
            axes.plot(*histogram.prior.exceedance, color=style.PALE_LINE, linewidth=1.8)
        axes.plot(*histogram.exceedance, color=style.BLUE, linewidth=1.8)
        levels = _shown_levels(series)
        axes.plot([series.at(p)[-1] for p in levels], [1 - p for p in levels], "o", color=style.BLUE, markersize=3.5)
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: style.tick_text(v, True)))
    axes.set_ylabel("probability of at least x")


def read_off(axes: Axes, series: Series, histogram: Histogram, points: list[Point]) -> None:
    """P(X >= x) at a few round values and at the published ones: drop lines, and a list where the curve leaves room."""
    share = is_share(series.variable, series.units)
    readings = [(x, style.INK, "") for x in round_values(series, histogram)]
    readings += [(p.value, style.ACCENT, f"   {p.source}") for p in points]
    readings.sort(key=lambda r: r[0])
    unit = "" if series.units == "1" else f" {series.units}"
    at_right = _curve_is_low_at_right(axes, histogram)
    for row, (x, colour, name) in enumerate(readings if at_right else readings[::-1]):
        p = histogram.probability_of_at_least(x)
        axes.plot([x, x], [0, p], color=colour, linewidth=0.9, linestyle=":")
        axes.plot([x], [p], "o", color=colour, markersize=4.5, markerfacecolor="white", zorder=4)
        text = f"P(≥ {style.tick_text(x, share)}{unit}) = {probability(p)}{name}"
        place = (0.99, 0.965 - 0.085 * row) if at_right else (0.015, 0.04 + 0.085 * row)
        axes.text(*place, text, ha="right" if at_right else "left", va="top" if at_right else "bottom", transform=axes.transAxes,
                  size=9, color=colour, path_effects=style.HALO)


def _curve_is_low_at_right(axes: Axes, histogram: Histogram) -> bool:
    """Whether the room beside the curve is above it, as it is unless the distribution leans far to the right."""
    low, high = axes.get_xlim()
    return histogram.probability_of_at_least(low + 0.65 * (high - low)) < 0.35


def round_values(series: Series, histogram: Histogram) -> list[float]:
    """A handful of round numbers between the outer quantiles."""
    if histogram.is_constant():
        return []
    low, high = float(series.quantiles[-1].min()), float(series.quantiles[-1].max())
    if found := bands(series.levels):
        low, high = float(series.at(found[0][0])[-1]), float(series.at(found[0][1])[-1])
    if low == high:
        low, high = float(histogram.edges[0]), float(histogram.edges[-1])
    ticks = MaxNLocator(nbins=READINGS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(t) for t in ticks if low < t < high]


def _shown_levels(series: Series) -> list[float]:
    return sorted({nearest_level(series.levels, 0.5), *(p for band in bands(series.levels) for p in band)})


def _dots(series: Series) -> str:
    return "" if series.is_constant() else f"Dots: {', '.join(map(level_name, _shown_levels(series)))}; rings: values read off."


def _stems(series: Series, histogram: Histogram) -> str:
    """The largest in words."""
    if histogram.is_constant() or not histogram.atoms:
        return ""
    largest = sorted(histogram.atoms, key=lambda a: -a.share)[:STEMS_IN_WORDS]
    share = is_share(series.variable, series.units)
    words = ", ".join(f"{probability(a.share)} at {amount(a.value, share)}" for a in sorted(largest, key=lambda a: a.value))
    return f"Stems, values that many trials share: {words}{' and others' if len(largest) < len(histogram.atoms) else ''}."


def _pale(series: Series) -> str:
    return "Pale: before the observations." if series.prior else ""


def _left_out(histogram: Histogram, low: float, high: float) -> str:
    if histogram.is_constant():
        return ""
    out = 1 - histogram.probability_of_at_least(low) + histogram.probability_of_at_least(high)
    return f"{probability(out)} of the trials lie beyond the axis." if out > 0 else ""
