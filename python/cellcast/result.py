"""What a run found."""

from __future__ import annotations

import functools
import html
import os
import tempfile
from pathlib import Path
from collections.abc import Iterator
from typing import Any, Optional, Union

from cellcast import _core, questions, tables
from cellcast.folder import Folder
from cellcast.plots import Plots

__all__ = ["Group", "Result", "open"]


class Group:
    """A group of a result file: its arrays by name, with coordinates and units, and the groups inside it as attributes.

    `group["total_production"]` is an xarray.DataArray, `group.dataset` all of them as an xarray.Dataset; values are views that cannot be
    written to.
    """

    def __init__(self, core: _core.Result, name: str):
        self._core, self._name = core, name

    @functools.cached_property
    def dataset(self) -> Any:
        """All arrays of the group."""
        return tables.dataset(self._core.group(self._name))

    def __getitem__(self, variable: str) -> Any:
        return self.dataset[variable]

    def __contains__(self, variable: object) -> bool:
        return variable in self.dataset

    def __iter__(self) -> Iterator[str]:
        return iter(self.dataset)

    def __getattr__(self, name: str) -> "Group":
        if name.startswith("_"):
            raise AttributeError(name)
        inner = f"{self._name}/{name}"
        if any(each == inner or each.startswith(inner + "/") for each in self._core.groups()):
            return Group(self._core, inner)
        raise AttributeError(f"the group {self._name} holds no group {name}; it holds {', '.join(self.__dir__())}")

    def __dir__(self) -> list[str]:
        start = self._name + "/"
        return sorted({each[len(start):].split("/")[0] for each in self._core.groups() if each.startswith(start)} | {"dataset"})

    def table(self, variable: str, **where: Any) -> Any:
        """Of a group by inputs, such as `sensitivity`: what drives an output, a pandas frame by input, largest first."""
        return tables.drivers(self._core, self._name, variable, where)

    def __repr__(self) -> str:
        return f"<cellcast.Group {self._name}: {', '.join(self.__dir__())}>"

    def _repr_html_(self) -> str:
        return self.dataset._repr_html_() if self._name in self._core.groups() else html.escape(repr(self))


class Result:
    """What a run found: all that a result file holds, each group under its name (docs/result-format.md).

    `result.quantiles["total_production"].sel(year=2030)` is an xarray.DataArray with names and units. A result never changes.
    """

    def __init__(self, path: Union[str, "os.PathLike[str]"]):
        """Opens the file of a run or of a sweep."""
        self._core = _core.Result.open(os.fspath(path))
        self._folder: Optional[Folder] = None

    @classmethod
    def _of(cls, core: _core.Result, folder: Optional[Folder] = None) -> "Result":
        """`folder` is one that goes with the result, which has its file there."""
        result = cls.__new__(cls)
        result._core, result._folder = core, folder
        return result

    @property
    def name(self) -> str:
        """Of the scenario."""
        return self._core.name

    @property
    def trials(self) -> int:
        """That the run came to."""
        return self._core.trials

    @property
    def groups(self) -> list[str]:
        """Names of all groups."""
        return self._core.groups()

    def __getattr__(self, name: str) -> Group:
        if name.startswith("_"):
            raise AttributeError(name)
        if any(each == name or each.startswith(name + "/") for each in self._core.groups()):
            return Group(self._core, name)
        raise AttributeError(f"this result holds no group {name}; it holds {', '.join(self._core.groups())}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(each.split("/")[0] for each in self._core.groups())})

    def frame(self, variable: str) -> Any:
        """An output as a tidy pandas frame, a row for each number.

        Columns: variable, the output's dimensions (segment, market ... year), statistic (mean, sd, min, max, quantile), probability (of a
        quantile, else not-a-number), value, unit.
        """
        return tables.tidy(self._core, variable)

    @property
    def plot(self) -> Plots:
        """Its charts: `result.plot.fan("total_production")` is shown by a notebook, `result.plot()` are those that suit."""
        return Plots(self)

    def resolved(self) -> str:
        """The scenario that it is of, as a TOML text."""
        return self._core.resolved()

    def save(self, path: Union[str, "os.PathLike[str]"], replace: bool = False) -> None:
        """Writes the file that the program writes for the same scenario, byte for byte; it is whole or absent."""
        self._core.save(os.fspath(path), replace)

    probability = questions.probability_of
    discover = questions.discover
    seek = questions.seek
    trace = questions.trace

    def __repr__(self) -> str:
        return f"<cellcast.Result {self.name}: {self.trials:,} trials, {len(self.groups)} groups>"

    def _repr_html_(self) -> str:
        quantiles = self.quantiles.dataset if "quantiles" in self.groups else None
        head = f"<b>{html.escape(self.name)}</b>: {self.trials:,} trials"
        if quantiles is None or "total_production" not in quantiles:
            return head
        return head + quantiles["total_production"].to_pandas().to_html(float_format="{:,.5g}".format)

    def __reduce__(self) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "result.h5")
            self.save(path)
            return _unpickle, (Path(path).read_bytes(),)


def _unpickle(contents: bytes) -> Result:
    folder = Folder()
    path = os.path.join(folder.name, "result.h5")
    Path(path).write_bytes(contents)
    return Result._of(_core.Result.open(path), folder)


def open(path: Union[str, "os.PathLike[str]"]) -> Result:  # noqa: A001, as in `cellcast.open`
    """Opens the file of a run or of a sweep."""
    return Result(path)
