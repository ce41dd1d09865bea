"""Charts, those of `cellcast plot`: docs/seeing.md shows them."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Optional, Union

from cellcast import _core

if TYPE_CHECKING:
    from cellcast.result import Result

__all__ = ["Picture", "Plots", "plot"]

_Path = Union[str, "os.PathLike[str]"]


class Picture:
    """A chart as SVG. A notebook shows it."""

    def __init__(self, core: _core.Picture):
        self._core = core

    @property
    def name(self) -> str:
        """Fit for a file: `total_production-fan`."""
        return self._core.name

    @property
    def title(self) -> str:
        """What it shows, in words."""
        return self._core.title

    @property
    def svg(self) -> str:
        """The chart, a document of its own."""
        return self._core.svg

    @property
    def frame(self) -> Any:
        """Its numbers, a pandas frame."""
        import pandas

        return pandas.read_csv(io.StringIO(self._core.csv))

    def save(self, path: _Path) -> None:
        """Writes the SVG; a file of that name is replaced."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f"<div>{self.svg[self.svg.index('<svg'):]}</div>"

    def __repr__(self) -> str:
        return f"<cellcast.Picture {self.name}: {self.title}>"


class Plots:
    """The charts of a result: `result.plot.fan("total_production")`, or `result.plot()` for those that suit it.

    Of each: `variable` is an output (the first headline one that there is), `index` its labels but the year, joined by dots (the first),
    `title` a text in place of what was found. `actuals` is a file of what happened, drawn as points; `beside` another scenario's result,
    drawn beneath.
    """

    def __init__(self, result: "Result"):
        self._result = result

    def __call__(self, variable: str = "", *, actuals: _Path = "", beside: Optional["Result"] = None) -> list[Picture]:
        """The charts that suit the result, or an output of it."""
        return self._all("", variable, actuals=os.fspath(actuals), beside=beside and beside._core)

    def fan(self, variable: str = "", index: str = "", *, title: str = "", actuals: _Path = "", beside: Optional["Result"] = None) -> Picture:
        """An output over the years: median and bands, with published figures."""
        return self._one("fan", variable, index=index, title=title, actuals=os.fspath(actuals), beside=beside and beside._core)

    def exceedance(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "",
                   beside: Optional["Result"] = None) -> Picture:
        """How likely an output is at least a value, in a year (the last)."""
        return self._one("exceedance", variable, index=index, year=year, title=title, beside=beside and beside._core)

    def histogram(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "") -> Picture:
        """The distribution of an output in a year (the last)."""
        return self._one("histogram", variable, index=index, year=year, title=title)

    def panels(self, variable: str = "", *, title: str = "", actuals: _Path = "") -> Picture:
        """A fan for each index of an output."""
        return self._one("panels", variable, title=title, actuals=os.fspath(actuals))

    def stack(self, variable: str = "", index: str = "", *, title: str = "") -> Picture:
        """Parts of an output over the years, one on another (all of them); `index` is a label that they share."""
        return self._one("stack", variable, index=index, title=title)

    def balance(self, index: str = "", *, title: str = "") -> Picture:
        """The call on home producers against their capacity, over the years; `index` is a segment (all)."""
        return self._one("balance", index=index, title=title)

    def tornado(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "") -> Picture:
        """What drives an output in a year (the last)."""
        return self._one("tornado", variable, index=index, year=year, title=title)

    def difference(self, variable: str = "", index: str = "", *, title: str = "") -> Picture:
        """Of a later result of `compare`: by how much an output differs from the first's, over the years."""
        return self._one("difference", variable, index=index, title=title)

    def attribution(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "") -> Picture:
        """Of a later result of `compare`: what each of its changes alone does to the median, in a year (the last)."""
        return self._one("attribution", variable, index=index, year=year, title=title)

    def convergence(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "") -> Picture:
        """How the median settles as trials are added, in a year (the last). The result must keep samples: `run(samples=True)`."""
        return self._one("convergence", variable, index=index, year=year, title=title)

    def curve(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "",
              target: Optional[float] = None) -> Picture:
        """Of a sweep along one axis: an output in a year (the last). `target` is a value to reach, in its unit."""
        return self._one("curve", variable, index=index, year=year, title=title, target=target)

    def heat_map(self, variable: str = "", index: str = "", *, year: Optional[int] = None, title: str = "",
                 target: Optional[float] = None) -> Picture:
        """Of a sweep along two axes: an output in a year (the last). `target` is a value to reach, in its unit."""
        return self._one("heat-map", variable, index=index, year=year, title=title, target=target)

    def boxes(self, condition: str, *, title: str = "") -> Picture:
        """In which futures a condition holds: `discover`, and its boxes drawn."""
        return plot(self._result.discover(condition), title=title)

    def scorecard(self, actuals: _Path, *, title: str = "") -> Picture:
        """The result held to what happened: `score`, and its card drawn."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "result.h5")
            self._result.save(path)
            return Picture(_core.plot_scorecard(_core.score([path], os.fspath(actuals)), title))

    def _all(self, chart: str, variable: str = "", **wanted: Any) -> list[Picture]:
        return [Picture(each) for each in _core.plot(self._result._core, chart, variable, **wanted)]

    def _one(self, chart: str, variable: str = "", **wanted: Any) -> Picture:
        return self._all(chart, variable, **wanted)[0]


def plot(answer: Union[_core.Discovery, Sequence[_core.Vintage]], *, title: str = "") -> Picture:
    """The chart of an answer: of `discover` its boxes, of `score` a scorecard. `title` stands in place of what was found."""
    if isinstance(answer, _core.Discovery):
        return Picture(_core.plot_boxes(answer, title))
    return Picture(_core.plot_scorecard(list(answer), title))
