"""What questions may be asked of, as the library takes it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Union

from cellcast import _core

if TYPE_CHECKING:
    from cellcast.result import Result
    from cellcast.scenario import Scenario

__all__ = ["Subject", "core_of"]

Subject = Union["Scenario", "Result", str, "os.PathLike[str]"]


def core_of(subject: Subject) -> Union[_core.Scenario, _core.Result]:
    """The library's own scenario or result; a path is that of a scenario, or of a result where it ends in .h5 or .nc."""
    if isinstance(subject, (str, os.PathLike)):
        path = os.fspath(subject)
        return _core.Result.open(path) if path.endswith((".h5", ".nc")) else _core.Scenario.load(path)
    return subject._core
