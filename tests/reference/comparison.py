"""Counting of checks, and the measure of agreement between two numbers."""

from __future__ import annotations

import numpy as np

TOLERANCE = 1e-9


def disagreement(actual: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Relative difference, absolute where |expected| < 1; infinite where either is not finite."""
    with np.errstate(invalid="ignore"):
        difference = np.abs(np.asarray(actual) - expected) / np.maximum(1, np.abs(expected))
    return np.where(np.isfinite(difference), difference, np.inf)


class Tally:
    """Passed and failed checks; failures are printed, the first few of them."""

    def __init__(self, shown: int = 20) -> None:
        self.passed = 0
        self.failed = 0
        self._shown = shown

    def check(self, ok: bool, failure: str) -> None:
        """Count one check; `failure` says what is wrong if it is not ok."""
        if ok:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= self._shown:
            print(f"FAILED {failure}")

    def close(self) -> int:
        """Print the last line; the exit status is 0 only if something was checked and nothing failed."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 0 if self.passed and not self.failed else 1
