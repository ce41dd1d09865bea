"""Questions to the trials of scenarios and results: docs/questions.md says what the answers mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, Optional, Union

from cellcast import _core, progress as _progress
from cellcast.subjects import Subject, core_of
from cellcast.toml import toml

__all__ = ["decide", "discover", "probability", "score", "seek", "trace", "verify"]


def probability(subjects: Union[Subject, Sequence[Subject]], *conditions: str, given: Optional[str] = None, updated: bool = False,
                threads: int = 0, progress: _progress.Progress = False) -> Any:
    """How likely conditions are: of one subject `Probabilities`; of several a list of them, of the later ones' differences from the first.

    `given`: only trials count in which this holds. `updated`: trials weigh as the scenario's observations say.
    """
    batch = [core_of(each) for each in _all(subjects)]
    answers = _core.probability(batch, list(conditions), given, updated, threads, _progress.listener(progress), _progress.warn)
    return answers[0] if _is_one(subjects) else answers


def probability_of(self: Any, condition: str, *, given: Optional[str] = None, updated: bool = False, threads: int = 0,
                   progress: _progress.Progress = False) -> _core.Estimate:
    """How likely a condition is: `value` in [0, 1], and the ends `low` and `high` of its 95 % interval."""
    return probability(self, condition, given=given, updated=updated, threads=threads, progress=progress).conditions[0].probability


def discover(subject: Subject, condition: str, *, threads: int = 0, progress: _progress.Progress = False) -> _core.Discovery:
    """In which futures a condition holds: limits on the inputs, found by PRIM."""
    return _core.discover(core_of(subject), condition, threads, _progress.listener(progress), _progress.warn)


def seek(subject: Subject, key: str, between: tuple, target: str, *, threads: int = 0, progress: _progress.Progress = False) -> _core.Sought:
    """At which value of a key, between two ends, a statistic is what it is to be: `P(COND) = 0.5`, `median(x) = 900`, `mean(x) = 900`,
    `quantile(x, 0.95) = 900`."""
    low, high = (toml(each) for each in between)
    return _core.seek(core_of(subject), key, low, high, target, threads, _progress.listener(progress), _progress.warn)


def decide(choices: Sequence[Subject], payoff: str, *, minimize: bool = False, cvar: Optional[float] = None, threads: int = 0,
           progress: _progress.Progress = False) -> _core.Decision:
    """Which of two scenarios or more to choose by a payoff, and what it is worth to know more before. `cvar`, in (0, 1): by the mean of this
    part of the trials, the worst."""
    return _core.decide([core_of(each) for each in choices], payoff, minimize, cvar, threads, _progress.listener(progress), _progress.warn)


def score(files: Iterable[Union[str, "os.PathLike[str]"]], actuals: Union[str, "os.PathLike[str]"] = "", *, trials: Optional[int] = None,
          updated: bool = False, until: Optional[int] = None, observed: Sequence[str] = (), threads: int = 0,
          progress: _progress.Progress = False) -> list[_core.Vintage]:
    """Holds forecasts (files of scenarios and results) to what happened: docs/scores.md."""
    return _core.score([os.fspath(each) for each in files], os.fspath(actuals), _core.Changes(trials=trials), updated, until, list(observed),
                       threads, _progress.listener(progress), _progress.warn)


def trace(subject: Subject, trial: Optional[int] = None, *, variable: str = "", index: str = "", year: int = 0, probability: float = 0.5,
          threads: int = 0, progress: _progress.Progress = False) -> _core.Trace:
    """One trial: by its number, from 0, or that whose value of an output is a quantile of it."""
    which: Any = trial if trial is not None else _core.AtQuantile(variable, index, year, probability)
    return _core.trace(core_of(subject), which, threads, _progress.listener(progress))


def verify(path: Union[str, "os.PathLike[str]"], *, base: Union[str, "os.PathLike[str]"] = "", blocks: int = 64, seed: int = 1,
           quick: bool = False, threads: int = 0, progress: _progress.Progress = False) -> list[_core.Step]:
    """Holds a result file against itself and against what its scenario comes to, bit by bit."""
    return _core.verify(os.fspath(path), os.fspath(base), blocks, seed, quick, threads, _progress.listener(progress))


def _is_one(subjects: Any) -> bool:
    return isinstance(subjects, (str, os.PathLike)) or hasattr(subjects, "_core")


def _all(subjects: Any) -> Sequence[Subject]:
    return [subjects] if _is_one(subjects) else subjects
