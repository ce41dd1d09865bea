#!/usr/bin/python3
"""Draws a cellcast result file: fan charts, distribution, segments, supply balance, percentile table (PNG and SVG)."""

from __future__ import annotations

import argparse
import difflib
import logging
import sys
import warnings
from pathlib import Path
from typing import Iterator

sys.dont_write_bytecode = True  # the folder may be read-only, or a checkout
logging.getLogger("matplotlib").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", message="Glyph .* missing")  # a title in a script that no installed font has

try:
    import matplotlib

    matplotlib.use("Agg")
    from plotting import balance, distribution, fan, style, table
    from plotting.arguments import USAGE, Parser
    from plotting.published import Point, published_of
    from plotting.result import PlotError, Result, open_result, without_zeros
except ImportError as missing:
    sys.exit(f"plot.py: {missing} (install python3-matplotlib, python3-xarray and python3-h5netcdf; run with /usr/bin/python3)")

from matplotlib.figure import Figure

TOTAL, SEGMENTS = "total_production", "production"


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = Parser(prog="plot.py", description=__doc__)
    parser.add_argument("result", type=Path, metavar="RESULT.h5", help="a result file of `cellcast run`")
    parser.add_argument("-o", "--out", type=Path, metavar="DIR",
                        help="where the pictures go (default: the folder 'plots' beside the result)")
    parser.add_argument("--variable", metavar="V",
                        help="draw only this output: its fan and its distributions in the last year")
    parser.add_argument("--actuals", type=Path, metavar="FILE.csv",
                        help="what happened, to lay over, such as scenarios/actuals.csv; outlooks are the claims of the result file")
    return parser.parse_args(argv)


def overview(result: Result, published: list[Point]) -> Iterator[tuple[str, Figure]]:
    """The standard set, as far as the file has the variables."""
    if result.has(TOTAL):
        yield from one_curve(result, TOTAL, published, names=("fan", "distribution"))
    if result.has(SEGMENTS):
        yield "segments", fan.panels_figure(result, result.series(SEGMENTS), published)
    if result.has(*balance.NEEDED):
        yield "balance", balance.balance_figure(result)
    if (figure := table.table_figure(result)) is not None:
        yield "table", figure


def one_curve(result: Result, variable: str, published: list[Point], names: tuple[str, str]) -> Iterator[tuple[str, Figure]]:
    """Fan and distribution of a variable that has no dimension but the year."""
    series = result.series(variable)[0]
    yield names[0], fan.fan_figure(result, series, published)
    if (histogram := result.histogram(series)) is not None:
        yield names[1], distribution.distribution_figure(result, series, histogram, published)


def one_variable(result: Result, variable: str, published: list[Point]) -> Iterator[tuple[str, Figure]]:
    """Its fan, or one panel a curve, and a distribution for each curve; raises PlotError."""
    if variable in result.quantiles and not result.has(variable):
        raise PlotError(f"{result.path}: '{variable}' has no years, and so no fan (cellcast show prints it)", USAGE)
    if not result.has(variable):
        near = difflib.get_close_matches(variable, result.variables, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(result.variables)}"
        raise PlotError(f"{result.path}: no variable '{variable}' ({hint})", USAGE)
    curves = result.series(variable)
    if not curves[0].labels:
        yield from one_curve(result, variable, published, names=(f"{variable}-fan", f"{variable}-distribution"))
        return
    yield f"{variable}-fan", fan.panels_figure(result, curves, published)
    for series in without_zeros(curves):
        if (histogram := result.histogram(series)) is not None:
            yield f"{variable}-distribution-{series.index}", distribution.distribution_figure(result, series, histogram, published)


def draw(options: argparse.Namespace) -> list[Path]:
    """Writes every picture and returns their paths; raises PlotError."""
    result = open_result(options.result)
    published = published_of(result, options.actuals)
    directory = options.out or options.result.parent / "plots"
    style.use_style()
    figures = one_variable(result, options.variable, published) if options.variable else overview(result, published)
    paths = [path for name, figure in figures for path in style.save(figure, directory, f"{options.result.stem}-{name}")]
    if not paths:
        one = result.variables[0] if result.variables else "V"
        raise PlotError(f"{options.result}: holds none of the variables drawn by default (name one: --variable {one})")
    return paths


def main(argv: list[str]) -> int:
    options = arguments(argv)
    try:
        for path in draw(options):
            print(path)
    except PlotError as error:
        print(f"plot.py: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
