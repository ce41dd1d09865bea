"""What can go wrong. Each error has words, and of a scenario a diagnostic for each thing that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from cellcast._core import Diagnostic

__all__ = [
    "CannotCreateError", "DataError", "Diagnostic", "DiskError", "Error", "NoInputError", "ResourcesError", "ScenarioError", "Stopped",
    "UsageError",
]


class Error(Exception):
    """Something could not be done; `str()` is all of it in words."""

    def __init__(self, words: str, diagnostics: Sequence[Diagnostic] = ()):
        super().__init__(words, list(diagnostics))

    def __str__(self) -> str:
        return self.args[0]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Sorted by place; each with file, line, column, problem, why and suggestion."""
        return self.args[1]


class ScenarioError(Error):
    """A scenario or sweep says something wrong: `diagnostics` tell what and where."""


class UsageError(Error):
    """What was asked for does not exist, or does not go together."""


class NoInputError(Error):
    """A file is missing or unreadable."""


class DataError(Error):
    """A file's contents or a run's numbers cannot be used."""


class CannotCreateError(Error):
    """A file exists already, or its folder cannot be written."""


class DiskError(Error):
    """A disk or another device failed."""


class ResourcesError(Error):
    """Memory, descriptors or threads were not to be had."""


class Stopped(Error):
    """The run was asked to stop."""
