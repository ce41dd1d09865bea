"""Draws the plots of a result file and checks that each is there, as PNG and SVG, and is drawn the same again; what is drawn of updated results,
drivers and values that many trials share; and that sweeps are refused.

Usage: check_plots.py RESULT.h5, with CELLCAST_SOURCE and CELLCAST_PROGRAM in the environment; RESULT: of china-2030 by plain Monte Carlo.
Last line: `N passed, N failed`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

SOURCE = Path(os.environ["CELLCAST_SOURCE"])
sys.path[:0] = [str(SOURCE / "tests" / "reference"), str(SOURCE / "scripts")]

from comparison import Tally  # noqa: E402

import plot  # noqa: E402, F401, it sets Matplotlib up
from plotting import atoms, balance, distribution, fan, published, style, table  # noqa: E402
from plotting.result import Histogram, Result, Series, open_result  # noqa: E402

KINDS = ("fan", "distribution", "segments", "balance", "table")


def draw(result: object, folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["/usr/bin/python3", SOURCE / "scripts/plot.py", result, "-o", folder, "--actuals", SOURCE / "scenarios/actuals.csv", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def cellcast(*arguments: object) -> None:
    subprocess.run([os.environ["CELLCAST_PROGRAM"], *map(str, arguments)], check=True, capture_output=True)


def check_files(tally: Tally, result: str, first: str, second: str) -> None:
    run = draw(result, first)
    tally.check(run.returncode == 0 and run.stderr == "", f"exit {run.returncode}: {run.stderr}")
    draw(result, second)
    for kind in KINDS:
        for ending in ("png", "svg"):
            name = f"{Path(result).stem}-{kind}.{ending}"
            path = Path(first, name)
            tally.check(path.is_file() and path.stat().st_size > 5000, f"{name} is missing or empty")
            tally.check(path.is_file() and path.read_bytes() == Path(second, name).read_bytes(), f"{name} differs when drawn again")
    tally.check(draw("missing.h5", first).returncode == 66, "a missing file gives 66")
    tally.check(draw(__file__, first).returncode == 65, "a file of another kind gives 65")


def check_sweep(tally: Tally, folder: str) -> None:
    path = Path(folder, "sweep.h5")
    cellcast("sweep", SOURCE / "scenarios/sweeps/us-tariff.toml", "--trials", 64, "-o", path)
    for arguments in ([], ["--variable", "total_production"]):
        run = draw(path, folder, *arguments)
        is_refused = run.returncode == 65 and "sweep.h5: a sweep" in run.stderr and run.stderr.count("\n") == 1
        tally.check(is_refused, f"a sweep: {run.returncode} {run.stderr}")


def check_updated(tally: Tally, folder: str) -> None:
    """What is drawn is /updated; pale, the run's own."""
    path = Path(folder, "news.h5")
    cellcast("run", SOURCE / "scenarios/china-2030-news.toml", "--trials", 16384, "--set", 'sensitivity.method="none"', "-o", path)
    updated, own = open_result(path), Result(path)
    tally.check(updated.observations == 2, f"{updated.observations} observations")
    for variable in ("total_production", "unmet"):
        for drawn, before in zip(updated.series(variable), own.series(variable)):
            tally.check(drawn.prior is not None and np.array_equal(drawn.prior.quantiles, before.quantiles), f"{drawn.index} before the observations")
            is_flat = np.ptp(before.quantiles, axis=1).max() == 0
            tally.check(is_flat or not np.array_equal(drawn.quantiles, before.quantiles), f"{variable} {drawn.index} is not updated")
            histogram = updated.histogram(drawn)
            tally.check(histogram.prior is not None and histogram.prior.counts.sum() == 16384, f"{variable} {drawn.index}: histogram before")
    total = updated.series("total_production")[0]
    figure = fan.fan_figure(updated, total, [])
    colours = [line.get_color() for line in figure.axes[0].lines]
    tally.check(style.PALE_LINE in colours, "nothing pale in the fan")
    shown = {text.get_text() for text in figure.axes[0].texts}
    tally.check(f"{total.at(0.5)[-1]:,.0f}  median" in shown, f"the median named is the updated one: {shown}")
    words = [text.get_text() for text in figure.legends[0].get_texts()]
    tally.check("before: P5\N{EN DASH}P95, median" in words, f"the key: {words}")
    figure = balance.balance_figure(updated)
    tally.check(style.PALE_LINE in {line.get_color() for axes in figure.axes for line in axes.lines}, "nothing pale in the balance")
    shown = {text.get_text() for text in table.table_figure(updated).texts}
    tally.check(f"{total.at(0.5)[-1]:,.0f}" in shown, "the table has the updated median")


def check_drivers(tally: Tally, result: Result) -> None:
    curves = result.series("driver_level")
    units = [series.units for series in curves]
    tally.check(len(set(units)) == len(units) == 2, f"drivers with units of their own: {units}")
    figure = fan.panels_figure(result, curves, [])
    tally.check([axes.get_ylabel() for axes in figure.axes] == units, f"each panel has its own unit: {units}")
    tally.check(not any(unit in text.get_text() for text in figure.texts for unit in units), "the head has the unit of one of them")
    for series in curves:
        drawn = distribution.distribution_figure(result, series, result.histogram(series), [])
        tally.check(drawn.axes[1].get_xlabel() == series.units, f"the axis of {series.index} has its unit")


def check_zeros(tally: Tally, result: Result) -> None:
    """The home market has no duty: its three curves are left out, and that is said."""
    curves = result.series("tariff")
    figure = fan.panels_figure(result, curves, [])
    tally.check(len(curves) == 12 and len(figure.axes) == 9, f"{len(figure.axes)} panels of {len(curves)} curves")
    tally.check(any("Left out: 3 that are 0 throughout." in text.get_text() for text in figure.texts), "what is left out is not said")
    zeros = [series for series in curves if series.is_zero()]
    tally.check(len(fan.panels_figure(result, zeros, []).axes) == 3, "where all are 0, all are drawn")


def probability_above(histogram: Histogram, value: float) -> float:
    x, p = histogram.exceedance
    return float(p[x == value][-1])


def check_atoms(tally: Tally, result: Result) -> None:
    """Duties of the United States on power cells have four values, of odds 25, 35, 30 and 10 %; shortage is 0 in most trials."""
    [duty] = [series for series in result.series("tariff") if series.labels == ("power", "us")]
    histogram = result.histogram(duty)
    expected = [0.25, 0.35, 0.30, 0.10]
    shares = [atom.share for atom in histogram.atoms]
    # 20,000 trials: a standard error of 0.0034 at most; beyond five of them with odds of 6e-7 each.
    tally.check(len(shares) == 4 and np.allclose(shares, expected, atol=5 * 0.0034, rtol=0), f"shares of the duties: {shares}")
    tally.check(histogram.shares.max() < 1e-12, "nothing of the duties is left for bars")
    middle = (histogram.atoms[1].value + histogram.atoms[2].value) / 2
    tally.check(abs(histogram.probability_of_at_least(middle) - sum(shares[2:])) < 1e-12, "the curve is level between two values")

    [short] = [series for series in result.series("unmet") if series.labels == ("power",)]
    histogram = result.histogram(short)
    first = histogram.counts[0] / histogram.counts.sum()
    tally.check(len(histogram.atoms) == 1 and histogram.atoms[0].value == 0, f"atoms of the shortage: {histogram.atoms}")
    share = histogram.atoms[0].share
    tally.check(np.max(short.levels[short.quantiles[-1] == 0]) <= share < first, f"share of no shortage: {share} of {first} in the first bin")
    tally.check(abs(probability_above(histogram, 0.0) - (1 - share)) < 1e-12, "the curve falls upright at 0")
    # Without the atom the first bin is like the second one; its bar was many times as high.
    tally.check(0.5 < histogram.shares[0] / histogram.shares[1] < 2, f"bars: {histogram.shares[:2]}")
    figure = distribution.distribution_figure(result, short, histogram, [])
    bars = [patch for patch in figure.axes[0].patches if hasattr(patch, "get_data")]
    tally.check(bool(bars) and max(bars[0].get_data().values) < share / 4, "the shared value is drawn as a bar of its bin")
    tally.check(any("Stems" in text.get_text() for text in figure.texts), "no word of the stem")


def check_atoms_alone(tally: Tally) -> None:
    """Made up: what is known of a distribution, and what must be found."""
    edges, levels = np.linspace(0, 1, 11), np.array([0.1, 0.25, 0.5, 0.75, 0.9])

    def found(shares: list[float], quantiles: list[float], low: float, high: float, trials: float = 10_000) -> list[tuple[float, float]]:
        known = atoms.Known(trials, levels, np.array(quantiles), low, high)
        return [(atom.value, round(atom.share, 9)) for atom in atoms.find(np.array(shares), edges, known)]

    even = [0.1] * 10
    tally.check(found(even, [0.1, 0.25, 0.5, 0.75, 0.9], 0, 1) == [], "a uniform law has no atom")
    inside = found([0.05] * 3 + [0.55] + [0.05] * 6, [0.15, 0.34, 0.34, 0.55, 0.8], 0, 1)
    tally.check(inside == [(0.34, 0.5)], f"half of the trials at 0.34, the others uniform: {inside}")
    ends = found([0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0.7], [0, 0, 1, 1, 1], 0, 1)
    tally.check(ends == [(0.0, 0.3), (1.0, 0.7)], f"two values: {ends}")
    tally.check(found([1 - 0.0001] + [0] * 8 + [0.0001], [0.01, 0.02, 0.03, 0.04, 0.05], 0, 1) == [], "many values in one bin, and one far off")
    few = found([0.1, 0.9, 0, 0, 0, 0, 0, 0, 0, 0], [0.1, 0.1, 0.13, 0.15, 0.18], 0.05, 0.19, 10)
    tally.check(few == [], f"of ten trials, one value of two levels: {few}")
    shares = np.array([0.05] * 3 + [0.55] + [0.05] * 6)
    curve = list(atoms.steps(atoms.find(shares, edges, atoms.Known(1e4, levels, np.array([0.15, 0.34, 0.34, 0.55, 0.8]), 0, 1)), shares, edges))
    tally.check(np.allclose(curve, [(0.34, 0.83), (0.34, 0.33)]), f"0.15 and two fifths of 0.05 lie below 0.34: {curve}")


def check_nearly_constant(tally: Tally, result: Result) -> None:
    """One trial in ten thousand differs: there is a range to show, and no division by it."""
    counts, edges = np.array([9999, *[0] * 62, 1]), np.linspace(0, 1.5, 65)
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    series = Series("unmet", ("small",), "shortage", "GWh", np.array([2030]), levels, np.zeros((1, 5)), np.array([1.5e-4]))
    found = [atoms.Atom(0.0, 0.9999, 0)]
    histogram = Histogram(2030, counts, edges, (np.array([0, 0, 1.5, 1.5]), np.array([1, 1e-4, 1e-4, 0])), found)
    low, high = distribution.shown_range(histogram, [])
    tally.check(low < 0 < high, f"range: {low} to {high}")
    tally.check(len(distribution.distribution_figure(result, series, histogram, []).axes) == 2, "it is drawn")


def check_published(tally: Tally, result: Result) -> None:
    """What happened comes from the file of actuals, on the variable's basis, and what was foreseen from the result's own claims: no figure twice."""
    points = published.published_of(result, SOURCE / "scenarios/actuals.csv")
    [total] = result.series("total_production")
    shown = published.points_of(points, total)
    tally.check([(p.year, p.value) for p in shown if p.is_outlook] == [(2030, 3800.0), (2025, 1416.5)], f"outlooks: {shown}")
    years = [p.year for p in shown if not p.is_outlook]
    tally.check(years == [2020, 2021, 2022, 2023, 2024, 2025], f"actuals: {years}")
    [sold] = [p.value for p in shown if p.year == 2025 and not p.is_outlook]
    tally.check(abs(sold - 1797.5 * 1.032) < 1e-9, f"sales of 2025 as production: {sold}")
    shares = [p.value for p in points if p.variable == "tariff" and p.is_outlook]
    tally.check(len(shares) == 1 and abs(shares[0] - 0.824) < 1e-12, f"a claim in per cent is drawn as a fraction: {shares}")
    note = published.sources_note(shown)
    tally.check(note.startswith("Actual: MIIT (2020, 2021); association, sold (2022); ") and "Outlook: association (2025, 2030)." in note, note)
    tally.check(all(p.is_outlook for p in published.published_of(result, None)), "without a file there are no actuals")
    tally.check(published.body("SNE by Yonhap; Panasonic") == "SNE" and published.body("EVTank (not checked); sd") == "EVTank", "who counted")


def main() -> int:
    tally = Tally()
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        check_files(tally, sys.argv[1], first, second)
        check_sweep(tally, second)
        style.use_style()
        check_updated(tally, second)
    result = open_result(Path(sys.argv[1]))
    check_published(tally, result)
    check_drivers(tally, result)
    check_atoms(tally, result)
    check_atoms_alone(tally)
    check_zeros(tally, result)
    check_nearly_constant(tally, result)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
