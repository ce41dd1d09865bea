"""Supply balance by segment: call against capacity, what stays unmet, utilization."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import style
from .fan import coloured_bands, draw_fan, prior_handle
from .numbers import amount, band_name, bands, is_share, level_name, nearest_level
from .result import Result, Series

NOTE = "Each panel of the upper rows has its own scale. Bands are of each quantity by itself; unmet call is taken trial by trial."
NEEDED = ("call", "capacity", "unmet", "utilization")


def balance_figure(result: Result) -> Figure:
    """One column a segment, and one for their sum where the file has it."""
    columns = _columns(result)
    width, height = max(7.6, 1.0 + 3.1 * len(columns)), 9.0
    figure = style.new_figure(width, height, result.title, "Supply balance: call on home producers against their capacity")
    axes = figure.subplots(3, len(columns), squeeze=False, gridspec_kw={"height_ratios": [1.25, 0.8, 1]})
    foot = style.footnote(figure, result, NOTE)
    figure.subplots_adjust(**style.margins(figure, left=0.95, right=0.45, top=1.45, bottom=foot + 0.42), wspace=0.34, hspace=0.28)
    for column, (name, (call, capacity, unmet, utilization)) in enumerate(columns.items()):
        draw_pair(axes[0, column], call, capacity)
        axes[0, column].set_title(name, loc="left", size=11, weight="bold", pad=10)
        draw_unmet(axes[1, column], unmet, call)
        draw_fan(axes[2, column], utilization, [])
        axes[2, column].set_ylim(0, max(1.0, axes[2, column].get_ylim()[1]) if utilization.quantiles.max() > 1 else 1.0)
        _end_value(axes[2, column], utilization)
    _row_labels(axes, next(iter(columns.values())))
    _legend(figure, [series for four in columns.values() for series in four])
    return figure


def draw_pair(axes: Axes, call: Series, capacity: Series) -> None:
    """Outer bands and medians of both; pale, the medians before observations."""
    for series in (call, capacity):
        if series.prior:
            axes.plot(series.years, series.prior.at(nearest_level(series.prior.levels, 0.5)), color=style.PALE_LINE, linewidth=1.4)
    for series, band_colour, colour in ((call, None, style.BLUE), (capacity, style.BROWN_BAND, style.BROWN)):
        for (low, high), shade in coloured_bands(series)[:1]:
            axes.fill_between(series.years, series.at(low), series.at(high), color=band_colour or shade, alpha=0.7, linewidth=0)
            for edge in (low, high):
                axes.plot(series.years, series.at(edge), color=colour, linewidth=0.6, alpha=0.6)
        axes.plot(series.years, series.at(nearest_level(series.levels, 0.5)), color=colour, linewidth=1.8)
    style.value_axis(axes, call)
    style.year_axis(axes, [int(y) for y in call.years])
    axes.set_ylim(bottom=0)


def draw_unmet(axes: Axes, unmet: Series, call: Series) -> None:
    """Its fan, or one sentence where it is nothing, or next to nothing of the call."""
    draw_fan(axes, unmet, [])
    largest = max(unmet.quantiles.max(), unmet.mean.max())
    if largest < 1e-3 * call.mean.max():
        sentence = "nothing unmet in any trial" if largest == 0 else "less than 0.1 % of the call"
        axes.set_ylim(0, max(0.01 * call.mean.max(), largest) or 1)
        axes.set_yticks([0])
        axes.text(0.5, 0.5, sentence, transform=axes.transAxes, ha="center", va="center", size=9, color=style.MUTED)
    else:
        _end_value(axes, unmet)


def _columns(result: Result) -> dict[str, list[Series]]:
    by_segment = [result.series(v) for v in NEEDED]
    columns = {" · ".join(four[0].labels): list(four) for four in zip(*by_segment)}
    totals = [f"total_{v}" for v in NEEDED]
    if len(columns) > 1 and result.has(*totals):
        columns["All segments"] = [result.series(v)[0] for v in totals]
    return columns


def _end_value(axes: Axes, series: Series) -> None:
    """In a corner that the fan leaves: the last year's mean of an amount, or median of a share."""
    share = is_share(series.variable, series.units)
    middle = nearest_level(series.levels, 0.5)
    value, name = (float(series.at(middle)[-1]), level_name(middle)) if share else (float(series.mean[-1]), "mean")
    name = "" if series.is_constant() else f"{name} "
    text = f"{int(series.years[-1])}: {name}{amount(value, share)}"
    place = {"xy": (0.03, 0.05), "va": "bottom"} if share else {"xy": (0.03, 0.95), "va": "top"}
    axes.annotate(text, **place, xycoords="axes fraction", size=8.5, color=style.BLUE, path_effects=style.HALO)


def _row_labels(axes: np.ndarray, first: list[Series]) -> None:
    unit = f", {first[0].units}" if first[0].units != "1" else ""
    for row, text in enumerate((f"call and capacity{unit}", f"unmet call{unit}", "utilization")):
        for panel in axes[row]:
            panel.set_ylabel("")
        axes[row, 0].set_ylabel(text)


def _legend(figure: Figure, shown: list[Series]) -> None:
    varying = next((s for s in shown if not s.is_constant()), None)
    of = f"{level_name(nearest_level(varying.levels, 0.5))} of " if varying else ""
    handles: list = [Line2D([], [], color=style.BLUE, linewidth=1.8, label=f"{of}call, unmet call, utilization")]
    if varying:
        handles += [Line2D([], [], color=style.BLUE, linewidth=1.2, linestyle=style.DASH, label="mean")]
        handles += [Patch(color=colour, label=band_name(band)) for band, colour in coloured_bands(varying)]
    handles += [Line2D([], [], color=style.BROWN, linewidth=1.8, label=f"{of}capacity")]
    if varying:
        handles += [Patch(color=style.BROWN_BAND, label=f"{band_name(band)} of capacity") for band in bands(varying.levels)[:1]]
    if varying and varying.prior:
        handles += [prior_handle(varying.prior)]
    style.key_line(figure, handles, columns=len(handles) if figure.get_figwidth() > 10.5 else 3)
