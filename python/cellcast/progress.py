"""What a run says while it runs."""

from __future__ import annotations

import sys
import time
import warnings
from typing import Callable, Optional, Union

from cellcast._core import Diagnostic

__all__ = ["Progress", "ScenarioWarning", "warn"]

Progress = Union[bool, Callable[[int, int], None]]


class ScenarioWarning(UserWarning):
    """A scenario says something that is likely a mistake."""


def warn(diagnostic: Diagnostic) -> None:
    place = f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column}: " if diagnostic.line else f"{diagnostic.file}: "
    parts = [place + diagnostic.problem, diagnostic.why, diagnostic.suggestion]
    warnings.warn("; ".join(part for part in parts if part), ScenarioWarning, stacklevel=4)


class _Line:
    """A line on a terminal that tells how far a run is."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        elapsed = time.monotonic() - self.began
        left = elapsed * (of - done) / done if done else 0.0
        sys.stderr.write(f"\r{done / of:4.0%} {done:,} of {of:,} trials, {elapsed:.0f} s, {left:.0f} s left \033[K")
        if done >= of:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def listener(progress: Progress) -> Optional[Callable[[int, int], None]]:
    """A callable as it is; True is a line on a terminal, and nothing where there is none."""
    if callable(progress):
        return progress
    return _Line() if progress and sys.stderr.isatty() else None
