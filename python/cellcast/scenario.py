"""A scenario, and what can be done with it."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Optional, Union

from cellcast import _core, progress as _progress, questions
from cellcast.result import Result
from cellcast.toml import toml

__all__ = ["Scenario"]


class Scenario:
    """A scenario that was read and checked.

    `Scenario("china-2031.toml")` reads a file, with what it extends; `Scenario.parse(text)` a text. To set a key changes this scenario, and
    `with_key` makes another one. Errors are `cellcast.ScenarioError` with a diagnostic for each thing that is wrong, and
    `cellcast.NoInputError`.
    """

    def __init__(self, path: Union[str, "os.PathLike[str]"], *, set: Iterable[str] = (), trials: Optional[int] = None,
                 seed: Optional[int] = None, method: Optional[str] = None):
        """`set` are changes as on the command line, `key=value`; `method` is monte-carlo, latin-hypercube or sobol."""
        self._core = _core.Scenario.load(os.fspath(path), _core.Changes(set=list(set), trials=trials, seed=seed, method=method))

    @classmethod
    def parse(cls, text: str, name: str = "scenario") -> "Scenario":
        """Reads a text that is no file. `name` is what diagnostics call it."""
        return cls._of(_core.Scenario.parse(text, _core.Changes(), name))

    @classmethod
    def _of(cls, core: _core.Scenario) -> "Scenario":
        scenario = cls.__new__(cls)
        scenario._core = core
        return scenario

    @property
    def name(self) -> str:
        """As the file has it."""
        return self._core.name

    @property
    def title(self) -> str:
        """As the file has it."""
        return self._core.title

    @property
    def trials(self) -> int:
        """Of a run, rounded up as its design demands."""
        return self._core.trials

    @property
    def warnings(self) -> list[_core.Diagnostic]:
        """What is likely a mistake."""
        return self._core.warnings()

    @property
    def inputs(self) -> Any:
        """Uncertain numbers and shocks: a pandas frame by name, with distribution, unit, p5, p50 and p95 (in that unit)."""
        import pandas

        columns = ("name", "distribution", "unit", "p5", "p50", "p95")
        rows = [[getattr(each, column) for column in columns] for each in self._core.inputs()]
        return pandas.DataFrame(rows, columns=columns).set_index("name")

    def resolved(self) -> str:
        """The scenario as a TOML text, with every default and change written out."""
        return self._core.resolved()

    def with_key(self, key: str, value: Any) -> "Scenario":
        """The same with one key changed: to a number, a text, a list, a distribution, or a table."""
        return Scenario._of(self._core.with_key(key, toml(value)))

    def __setitem__(self, key: str, value: Any) -> None:
        """Changes a key. A text that is a table, a list or quoted stands for itself, as TOML."""
        self._core = self._core.with_key(key, _text(value))

    def update(self, changes: Mapping[str, Any]) -> None:
        """Changes several keys at once, such as those that hold only together."""
        self._core = self._core.with_changes(_core.Changes(set=[f"{key}={_text(value)}" for key, value in changes.items()]))

    def copy(self) -> "Scenario":
        """Another one, which changes by itself."""
        return Scenario._of(self._core)

    def _changed(self, trials: Optional[int], seed: Optional[int], method: Optional[str], samples: Union[bool, int, None],
                 keep: Optional[Sequence[str]]) -> _core.Scenario:
        if samples is True:
            samples = self.trials if trials is None else trials
        changes: dict[str, Any] = dict(trials=trials, seed=seed, method=method, samples=samples or None, keep=list(keep or ()))
        return self._core.with_changes(_core.Changes(**changes)) if any(each not in (None, []) for each in changes.values()) else self._core

    def run(self, trials: Optional[int] = None, *, seed: Optional[int] = None, method: Optional[str] = None,
            samples: Union[bool, int, None] = None, keep: Optional[Sequence[str]] = None, threads: int = 0,
            progress: _progress.Progress = False) -> Result:
        """Runs all trials.

        `samples` keeps the outputs of so many leading trials, True of all; `keep` are the output variables that the result holds. `threads`
        is 0 for as many as the machine has: results are the same to the bit for any number. Other threads of Python go on meanwhile, and
        Ctrl-C ends the run. `progress` is True for a line on a terminal, or a callable that takes trials done and trials in all.
        """
        core = self._changed(trials, seed, method, samples, keep)
        return Result._of(_core.run(core, threads, _progress.listener(progress), _progress.warn))

    def central(self) -> Any:
        """The one path in which every input is at its median: a pandas frame with variable, index, year, value."""
        import pandas

        columns = ("variable", "index", "year", "value")
        return pandas.DataFrame([[getattr(each, column) for column in columns] for each in _core.central(self._core)], columns=columns)

    probability = questions.probability_of
    discover = questions.discover
    seek = questions.seek
    trace = questions.trace

    def __repr__(self) -> str:
        return f"<cellcast.Scenario {self.name}: {self.trials:,} trials>"

    def _repr_html_(self) -> str:
        return f"<b>{html.escape(self.title or self.name)}</b> ({self.trials:,} trials)" + self.inputs.to_html(max_rows=12)

    def __reduce__(self) -> Any:
        return Scenario.parse, (self.resolved(), self.name)


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value.lstrip()[:1] in ("{", "[", '"', "'") else toml(value)
