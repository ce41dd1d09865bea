"""One look for every picture, and the words around it."""

from __future__ import annotations

import errno
import re
import textwrap
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .numbers import is_share, sentence_case
from .result import PlotError, Result, Series

INK, MUTED, RULE = "#1f2933", "#5f6b7a", "#d5dae1"
BLUE, BAND_OUTER, BAND_INNER = "#1f4e79", "#d3e1ee", "#a3c1dc"
PALE, PALE_LINE = "#e9e9e4", "#a9a9a0"  # what observations have updated since
BROWN, BROWN_BAND = "#8a6d3b", "#e6dcc6"
ACCENT = "#c2491d"
DASH = (0, (3, 2))
HALO = [withStroke(linewidth=2.5, foreground="white")]
CANNOT_CREATE, DISK_FULL = 73, 74  # exit codes, after sysexits.h

RC = {
    "font.family": ["DejaVu Sans", "Noto Sans CJK SC", "WenQuanYi Zen Hei"],
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,  # a title may hold a dollar sign
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "legend.frameon": False,
    "svg.hashsalt": "cellcast",  # equal input, equal bytes
    "savefig.dpi": 150,
}


def use_style() -> None:
    plt.rcdefaults()
    matplotlib.rcParams.update(RC)


def new_figure(width: float, height: float, title: str, subtitle: str) -> Figure:
    """Inches; the head takes about 0.85 of them."""
    figure = plt.figure(figsize=(width, height))
    _one_line(figure, title, y=1 - 0.30 / height, size=13, weight="bold")
    _one_line(figure, subtitle, y=1 - 0.58 / height, size=10, color=MUTED)
    return figure


def margins(figure: Figure, *, left: float = 0.8, right: float = 0.3, top: float = 0.95, bottom: float = 0.95) -> dict[str, float]:
    """Inches to the fractions that `subplots_adjust` and grid specs take."""
    width, height = figure.get_size_inches()
    return {"left": left / width, "right": 1 - right / width, "top": 1 - top / height, "bottom": bottom / height}


def footnote(figure: Figure, result: Result, *notes: str) -> float:
    """What was run, after what the reader of this picture must know. Returns the inches it takes."""
    width, height = figure.get_size_inches()
    lines = [line for note in notes if note for line in textwrap.wrap(note, int(width * 16.5))]
    lines.append(run_note(result))
    figure.text(_x(figure), 0.12 / height, "\n".join(lines), size=7.5, color=MUTED, va="bottom", linespacing=1.4)
    return 0.12 + 0.15 * len(lines)


def run_note(result: Result) -> str:
    """Trials, method, seed and scenario, from the root attributes."""
    a = result.attributes
    trials = str(a.get("trials", "?"))
    count = f"{int(trials):,} trial{'' if trials == '1' else 's'}" if trials.isdigit() else f"{trials} trials"
    scenario = f"scenario {a.get('name', '?')} ({str(a.get('scenario_sha256', '?'))[:12]})"
    version = f"cellcast {a.get('cellcast_version', '?')}"
    if result.prior:
        count += f", updated by {result.observations} observation{'' if result.observations == 1 else 's'} (as good as {result.trials:,.0f} trials)"
    return " · ".join([count, str(a.get("method", "?")), f"seed {a.get('seed', '?')}", scenario, version])


def name_and_unit(*all_series: Series) -> str:
    """Without a unit where each curve has its own."""
    units = {series.units for series in all_series} - {"1"}
    return sentence_case(all_series[0].long_name) + (f", {units.pop()}" if len(units) == 1 and all(s.units != "1" for s in all_series) else "")


def value_axis(axes: Axes, series: Series, *, horizontal: bool = False) -> None:
    """Ticks as the reader writes them, the unit in the label."""
    share = is_share(series.variable, series.units)
    axis = axes.xaxis if horizontal else axes.yaxis
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda v, _: tick_text(v, share)))
    label = "" if series.units == "1" else series.units
    (axes.set_xlabel if horizontal else axes.set_ylabel)(label)


def tick_text(value: float, share: bool) -> str:
    """A tick's value in as many digits as it has."""
    shown = round(100 * value if share else value, 12) + 0.0  # no -0
    text = f"{shown:,.10g}" if abs(shown) < 1e6 else f"{shown:,.0f}"
    return (text + " %" if share else text).replace("-", "\N{MINUS SIGN}")


def year_axis(axes: Axes, years: list[int]) -> None:
    """Every year, or every few where the axes have no room."""
    inches = axes.get_position().width * axes.figure.get_figwidth()
    step = max(1, -(-len(years) // max(2, int(inches / 0.5))))
    axes.set_xticks(years[::-1][::step][::-1])
    axes.tick_params(axis="x", length=3)
    air = 0.17 / inches * (years[-1] - years[0])
    axes.set_xlim(years[0] - air, years[-1] + air)


def key_line(figure: Figure, handles: list, *, columns: int = 0) -> None:
    """The legend, under the head of the figure."""
    width, height = figure.get_size_inches()
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(_x(figure), 1 - 0.80 / height), ncol=columns or len(handles),
                  fontsize=8.5, handlelength=1.6, columnspacing=1.4, borderpad=0, borderaxespad=0)


def save(figure: Figure, directory: Path, stem: str) -> list[Path]:
    """Writes STEM.png and STEM.svg; raises PlotError."""
    stem = re.sub(r"[^\w.-]", "_", stem)
    paths = [directory / f"{stem}.{kind}" for kind in ("png", "svg")]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        figure.savefig(paths[0], metadata={"Software": None})
        figure.savefig(paths[1], metadata={"Date": None, "Creator": None})
    except OSError as error:
        code = DISK_FULL if error.errno == errno.ENOSPC else CANNOT_CREATE
        raise PlotError(f"{error.filename or directory}: {error.strerror}", code) from error
    finally:
        plt.close(figure)
    return paths


def _one_line(figure: Figure, text: str, y: float, **look) -> None:
    """Cut with an ellipsis where the figure is too narrow."""
    line = figure.text(_x(figure), y, text, va="center", **look)
    right = (figure.get_figwidth() - 0.25) * figure.dpi
    while line.get_window_extent().x1 > right and len(text) > 1:
        text = text[:-1].rstrip()
        line.set_text(text + "…")


def _x(figure: Figure) -> float:
    return 0.25 / figure.get_size_inches()[0]
