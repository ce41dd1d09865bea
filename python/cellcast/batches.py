"""Several scenarios at once: under the same draws, or along axes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Optional, Union

from cellcast import _core, progress as _progress
from cellcast.folder import Folder
from cellcast.result import Group, Result
from cellcast.scenario import Scenario
from cellcast.subjects import core_of
from cellcast.toml import toml

__all__ = ["Comparison", "compare", "sweep"]


class Comparison:
    """Results of scenarios under the same draws, in their order; the later ones have the groups `difference/...`, from the first."""

    def __init__(self, results: Sequence[Result]):
        self.results = list(results)

    @property
    def difference(self) -> Union[Group, dict]:
        """Of the second from the first; where there are more, of each later one, by name."""
        later = {each.name: each.difference for each in self.results[1:]}
        return next(iter(later.values())) if len(later) == 1 else later

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __getitem__(self, place: int) -> Result:
        return self.results[place]

    def __repr__(self) -> str:
        return f"<cellcast.Comparison of {', '.join(each.name for each in self.results)}>"


def compare(scenarios: Sequence[Union[Scenario, str, "os.PathLike[str]"]], *, trials: Optional[int] = None, threads: int = 0,
            progress: _progress.Progress = False) -> Comparison:
    """Runs two scenarios or more, each under the draws of the first, trial by trial."""
    cores = []
    for each in scenarios:
        core = core_of(each)
        if not isinstance(core, _core.Scenario):
            raise TypeError("results were run already: compare() takes scenarios, or paths of their files")
        cores.append(core if trials is None else core.with_changes(_core.Changes(trials=trials)))
    return Comparison([Result._of(each) for each in _core.run_batch(cores, threads, _progress.listener(progress), _progress.warn)])


def sweep(scenario: Union[Scenario, str, "os.PathLike[str]"], axes: Mapping[str, Sequence[Any]], *, trials: Optional[int] = None,
          keep: Optional[Sequence[str]] = None, threads: int = 0, progress: _progress.Progress = False) -> Result:
    """Runs a scenario at each combination of the values of some keys, under the same draws. The axes have the keys' names, dots as `_`."""
    base = core_of(scenario)
    if not isinstance(base, _core.Scenario):
        raise TypeError("sweep() takes a scenario, or the path of its file")
    held = Folder()
    folder = held.name
    path = os.path.join(folder, "base.toml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(base.resolved())
    lines = ["schema = 1", f"name = {toml(base.name)}", 'scenario = "base.toml"', 'design = "grid"']
    for key, values in axes.items():
        name = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in key).strip("_")
        lines += [f"[axes.{name}]", f"key = {toml(key)}", f"values = {toml(list(values))}"]
    if trials is not None:
        lines += ["[sampling]", f"trials = {int(trials)}"]
    if keep is not None:
        lines += ["[outputs]", f"variables = {toml(list(keep))}"]
    plan = os.path.join(folder, "sweep.toml")
    with open(plan, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    out = os.path.join(folder, "sweep.h5")
    found = _core.sweep(plan, out, False, _core.Changes(), threads, _progress.listener(progress), _progress.warn)
    return Result._of(found, held)
