"""Fan charts: bands of quantiles over the years, the median, the mean, published points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from . import style
from .numbers import amount, band_name, bands, decimals, is_share, level_name, nearest_level
from .published import Point, points_of, sources_note
from .result import Result, Series, without_zeros

PANELS_AT_MOST = 24


@dataclass(frozen=True)
class EndLabel:
    """What stands to the right of a fan."""

    value: float
    text: str
    colour: str
    bold: bool


def fan_figure(result: Result, series: Series, published: list[Point]) -> Figure:
    """One curve, large, every band labelled at its end."""
    figure = style.new_figure(9.2, 5.6, result.title, style.name_and_unit(series))
    points = points_of(published, series)
    labels = end_labels_of(series, points, every_band=True)
    right = 0.35 + 0.078 * max(len(label.text) for label in labels)
    foot = style.footnote(figure, result, sources_note(points))
    figure.subplots_adjust(**style.margins(figure, right=right, top=1.05, bottom=foot + 0.42))
    axes = figure.add_subplot()
    draw_fan(axes, series, points)
    draw_end_labels(axes, series, labels)
    label_points(axes, series, points)
    legend(figure, [series], points)
    return figure


def panels_figure(result: Result, all_series: list[Series], published: list[Point]) -> Figure:
    """Small multiples: one panel a curve, each with its own scale. Left out are curves that are 0 throughout, and what has no room."""
    count = len(all_series)
    all_series = without_zeros(all_series)
    zeros, beyond = count - len(all_series), max(0, len(all_series) - PANELS_AT_MOST)
    all_series = all_series[:PANELS_AT_MOST]
    columns, rows = grid(len(all_series))
    width, height = max(6.4, 0.3 + 4.0 * columns), 1.95 + 2.75 * rows
    figure = style.new_figure(width, height, result.title, style.name_and_unit(*all_series))
    shown = [points_of(published, s) for s in all_series]
    all_points = [p for points in shown for p in points]
    own_scale = "Each panel has its own scale." if len(all_series) > 1 else ""
    left_out = " ".join(f"Left out: {number} {what}." for number, what in ((zeros, "that are 0 throughout"), (beyond, "more")) if number)
    foot = style.footnote(figure, result, " ".join(x for x in (own_scale, left_out, sources_note(all_points)) if x))
    figure.subplots_adjust(**style.margins(figure, left=0.8, right=1.1, top=1.35, bottom=foot + 0.42), wspace=0.62, hspace=0.36)
    for number, (series, points) in enumerate(zip(all_series, shown), start=1):
        axes = figure.add_subplot(rows, columns, number)
        draw_fan(axes, series, points)
        draw_end_labels(axes, series, end_labels_of(series, points, every_band=False), size=8)
        label_points(axes, series, points, size=8)
        axes.set_title(" · ".join(series.labels), loc="left", size=10.5, weight="bold")
        axes.set_ylabel(axes.get_ylabel() if (number - 1) % columns == 0 or _units_differ(all_series) else "")
    legend(figure, all_series, all_points)
    return figure


def grid(count: int) -> tuple[int, int]:
    """Columns and rows for a number of panels."""
    columns = count if count <= 3 else 2 if count == 4 else 3 if count <= 9 else 4
    return columns, -(-count // columns)


def draw_fan(axes: Axes, series: Series, points: list[Point]) -> None:
    """Bands, median, mean and published points; pale, what it was before observations; the axes' range and ticks with them."""
    if series.prior:
        draw_prior(axes, series.prior)
    for band, colour in coloured_bands(series):
        axes.fill_between(series.years, series.at(band[0]), series.at(band[1]), color=colour, linewidth=0)
    middle = nearest_level(series.levels, 0.5)
    axes.plot(series.years, series.at(middle), color=style.BLUE, linewidth=1.8)
    if not series.is_constant():
        axes.plot(series.years, series.mean, color=style.BLUE, linewidth=1.2, linestyle=style.DASH)
    for kind, marker in point_markers(points):
        axes.plot([p.year for p in kind], [p.value for p in kind], linestyle="none", zorder=5, clip_on=False, **marker)
    style.value_axis(axes, series)
    years = sorted({*map(int, series.years), *range(min([p.year for p in points], default=series.years[0]), series.years[0])})
    style.year_axis(axes, years)
    value_range(axes, series, points)


def draw_prior(axes: Axes, prior: Series) -> None:
    """Outer band and median."""
    for low, high in bands(prior.levels)[:1]:
        axes.fill_between(prior.years, prior.at(low), prior.at(high), color=style.PALE, linewidth=0)
        for edge in (low, high):
            axes.plot(prior.years, prior.at(edge), color=style.PALE_LINE, linewidth=0.7)
    axes.plot(prior.years, prior.at(nearest_level(prior.levels, 0.5)), color=style.PALE_LINE, linewidth=1.4)


def prior_handle(prior: Series) -> Patch:
    names = [band_name(band) for band in bands(prior.levels)[:1]] + [level_name(nearest_level(prior.levels, 0.5))]
    return Patch(facecolor=style.PALE, edgecolor=style.PALE_LINE, linewidth=0.8, label=f"before: {', '.join(names)}")


def value_range(axes: Axes, series: Series, points: list[Point]) -> None:
    """From zero, or below it where values are; a little air above."""
    shown = [series, *([series.prior] if series.prior else [])]
    values = np.concatenate([*(s.quantiles[:, _shown(s)].ravel() for s in shown), *(s.mean for s in shown), [p.value for p in points]])
    low, high = min(0.0, values.min()), max(0.0, values.max())
    if low == high:
        high = 1.0
    air = 0.06 * (high - low)
    axes.set_ylim(low - air if low < 0 else 0, high + air)
    if low < 0:
        axes.axhline(0, color=style.MUTED, linewidth=0.8)


def end_labels_of(series: Series, points: list[Point], *, every_band: bool) -> list[EndLabel]:
    """Quantiles, mean and outlooks of the last year, rising; one entry for a constant."""
    share = is_share(series.variable, series.units)
    values = _end_values(series, every_band)
    outlooks = [(p.value, p.source if every_band else "published") for p in points if _is_at_end(p, series)]
    places = None if share else decimals([v for v, _, _ in values] + [v for v, _ in outlooks])

    def label(value: float, name: str, colour: str, bold: bool = False) -> EndLabel:
        return EndLabel(value, f"{amount(value, share, places)}  {name}".strip(), colour, bold)

    labels = [label(v, name, style.BLUE if bold else style.MUTED, bold) for v, name, bold in values]
    labels += [label(v, name, style.ACCENT) for v, name in outlooks]
    return sorted(labels, key=lambda x: x.value)


def _end_values(series: Series, every_band: bool) -> list[tuple[float, str, bool]]:
    """(value, name, in bold)"""
    if series.is_constant():
        return [(float(series.mean[-1]), "", True)]
    middle = nearest_level(series.levels, 0.5)
    found = bands(series.levels) if every_band else bands(series.levels)[:1]
    levels = sorted({middle, *(p for band in found for p in band)})
    values = [(float(series.at(p)[-1]), level_name(p), p == middle) for p in levels]
    return values + ([(float(series.mean[-1]), "mean", False)] if every_band else [])


def draw_end_labels(axes: Axes, series: Series, labels: list[EndLabel], size: float = 9) -> None:
    """To the right of the last year, moved apart where they would touch."""
    wanted = axes.transData.transform([(series.years[-1], label.value) for label in labels])[:, 1]
    gap = size * 1.32 * axes.figure.dpi / 72
    for label, y in zip(labels, spread(list(wanted), gap)):
        y_data = axes.transData.inverted().transform((0, y))[1]
        axes.annotate(label.text, (1.02, y_data), xycoords=("axes fraction", "data"), size=size, va="center", color=label.colour,
                      weight="bold" if label.bold else "normal", annotation_clip=False)


def spread(wanted: list[float], gap: float) -> list[float]:
    """Rising positions at least `gap` apart and, in the mean of each cluster, where they are wanted."""
    clusters: list[list[float]] = []  # [sum of wanted, count]
    for y in wanted:
        clusters.append([y, 1])
        while len(clusters) > 1 and _top(clusters[-2], gap) + gap > _bottom(clusters[-1], gap):
            last = clusters.pop()
            clusters[-1] = [clusters[-1][0] + last[0], clusters[-1][1] + last[1]]
    return [_bottom(c, gap) + gap * i for c in clusters for i in range(int(c[1]))]


def label_points(axes: Axes, series: Series, points: list[Point], size: float = 8.5) -> None:
    """Values above published points, the latest first, as far as they have room; the end labels name outlooks of the last year."""
    share = is_share(series.variable, series.units)
    places = None if share else decimals([p.value for p in points])
    taken: list[np.ndarray] = []
    for p in sorted(points, key=lambda p: (p.is_outlook, p.year), reverse=True):
        text, place = amount(p.value, share, places), axes.transData.transform((p.year, p.value))
        room = np.array([0.66 * len(text), 1.0]) * size * axes.figure.dpi / 72
        if _is_at_end(p, series) or any(np.all(np.abs(place - other) < room) for other in taken):
            continue
        taken.append(place)
        axes.annotate(text, (p.year, p.value), (0, 7), textcoords="offset points", ha="center", size=size,
                      color=style.ACCENT, path_effects=style.HALO, zorder=6)


def point_markers(points: list[Point]) -> list[tuple[list[Point], dict]]:
    """Actuals filled, outlooks hollow."""
    hollow = {"marker": "D", "markersize": 6, "color": style.ACCENT, "markerfacecolor": "white", "markeredgewidth": 1.4}
    filled = {"marker": "o", "markersize": 5, "color": style.ACCENT, "markeredgecolor": "white", "markeredgewidth": 0.8}
    kinds = [([p for p in points if not p.is_outlook], filled), ([p for p in points if p.is_outlook], hollow)]
    return [k for k in kinds if k[0]]


def legend(figure: Figure, all_series: list[Series], points: list[Point]) -> None:
    """One line of keys under the head of the figure."""
    first = next((s for s in all_series if not s.is_constant()), all_series[0])
    handles: list = []
    if first.is_constant():
        handles.append(Line2D([], [], color=style.BLUE, linewidth=1.8, label="every trial"))
    else:
        handles += [Patch(color=colour, label=band_name(band)) for band, colour in coloured_bands(first)]
        handles.append(Line2D([], [], color=style.BLUE, linewidth=1.8, label=level_name(nearest_level(first.levels, 0.5))))
        handles.append(Line2D([], [], color=style.BLUE, linewidth=1.2, linestyle=style.DASH, label="mean"))
    for kind, marker in point_markers(points):
        handles.append(Line2D([], [], linestyle="none", label=f"published {kind[0].kind or 'value'}", **marker))
    if first.prior:
        handles.append(prior_handle(first.prior))
    style.key_line(figure, handles)


def coloured_bands(series: Series) -> list[tuple[tuple[float, float], str]]:
    """The bands of a curve, the outer first; a single one takes the inner colour."""
    found = bands(series.levels)
    return list(zip(found, (style.BAND_OUTER, style.BAND_INNER)[-len(found):])) if found else []


def _is_at_end(point: Point, series: Series) -> bool:
    return point.is_outlook and point.year == series.years[-1]


def _shown(series: Series) -> list[int]:
    shown = {nearest_level(series.levels, 0.5), *(p for band in bands(series.levels) for p in band)}
    return [i for i, p in enumerate(series.levels) if p in shown]


def _units_differ(all_series: list[Series]) -> bool:
    return len({s.units for s in all_series}) > 1


def _bottom(cluster: list[float], gap: float) -> float:
    return cluster[0] / cluster[1] - gap * (cluster[1] - 1) / 2


def _top(cluster: list[float], gap: float) -> float:
    return cluster[0] / cluster[1] + gap * (cluster[1] - 1) / 2
