"""Statistics of every row over any number of trials, in memory that does not grow with them: sums, extremes, and a histogram of bins of
equal width that the first batch sets, from which quantiles are interpolated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 1024
MARGIN = 0.1  # of the first batch's range, on either side; what lies further out is counted in the last bin
AT_A_TIME = 16384  # values: as many rows as make so many, so that they stay in the cache and NumPy's calls cost little


@dataclass(frozen=True)
class Bins:
    """Of each row (row)."""

    low: np.ndarray
    scale: np.ndarray  # bins per unit

    @classmethod
    def of(cls, values: np.ndarray) -> Bins:
        """From a first batch (row, trial)."""
        low, high = values.min(axis=1), values.max(axis=1)
        range_ = np.where(high > low, high - low, 1e-6 * np.maximum(1, np.abs(low)))  # an atom, so far
        return cls(low - MARGIN * range_, BINS / (range_ * (1 + 2 * MARGIN)))


@dataclass
class Statistics:
    """Moments are of positions, (value - low) * scale, which lose no digits where a value varies little."""

    bins: Bins
    count: int
    sums: np.ndarray
    squares: np.ndarray
    min: np.ndarray
    max: np.ndarray
    counts: np.ndarray  # (row, bin)

    @classmethod
    def empty(cls, bins: Bins) -> Statistics:
        rows = len(bins.low)
        return cls(bins, 0, np.zeros(rows), np.zeros(rows), np.full(rows, np.inf), np.full(rows, -np.inf), np.zeros((rows, BINS), np.int64))

    def add(self, values: np.ndarray) -> None:
        """Counts a batch (row, trial)."""
        self.count += values.shape[1]
        step = max(1, AT_A_TIME // values.shape[1])
        for first in range(0, len(values), step):
            self._add_rows(values[first:first + step], slice(first, first + step))

    def _add_rows(self, values: np.ndarray, rows: slice) -> None:
        low, high = values.min(axis=1), values.max(axis=1)
        np.minimum(self.min[rows], low, out=self.min[rows])
        np.maximum(self.max[rows], high, out=self.max[rows])
        position = values - self.bins.low[rows, None]
        position *= self.bins.scale[rows, None]
        self.sums[rows] += position.sum(axis=1)
        self.squares[rows] += np.einsum("rb,rb->r", position, position)
        if not self._fit(low, high, rows):
            np.clip(position, 0, BINS - 1, out=position)
        bin_ = position.astype(np.intp)
        if len(values) > 1:
            bin_ += BINS * np.arange(len(values))[:, None]
        self.counts[rows] += np.bincount(bin_.ravel(), minlength=BINS * len(values)).reshape(-1, BINS)

    def _fit(self, low: np.ndarray, high: np.ndarray, rows: slice) -> bool:
        below, scale = self.bins.low[rows], self.bins.scale[rows]
        return bool(((low >= below) & ((high - below) * scale < BINS)).all())

    def merge(self, other: Statistics) -> None:
        """Adds what another with the same bins has counted."""
        self.count += other.count
        for mine, its in ((self.sums, other.sums), (self.squares, other.squares), (self.counts, other.counts)):
            mine += its
        np.minimum(self.min, other.min, out=self.min)
        np.maximum(self.max, other.max, out=self.max)

    def mean(self) -> np.ndarray:
        return np.where(self.max > self.min, self.bins.low + self.sums / self.count / self.bins.scale, self.min)

    def sd(self) -> np.ndarray:
        variance = (self.squares - self.sums**2 / self.count) / (self.count - 1)
        return np.sqrt(np.maximum(variance, 0)) / self.bins.scale * (self.max > self.min)

    def quantiles(self, probabilities: list[float]) -> np.ndarray:
        """(row, probability): linear within a bin, never beyond the extremes."""
        upto = np.concatenate([np.zeros((len(self.counts), 1)), np.cumsum(self.counts, axis=1)], axis=1)
        found = np.empty((len(self.counts), len(probabilities)))
        for row, cumulated in enumerate(upto):
            bin_ = np.interp(np.array(probabilities) * self.count, cumulated, np.arange(BINS + 1))
            found[row] = self.bins.low[row] + bin_ / self.bins.scale[row]
        return np.clip(found, self.min[:, None], self.max[:, None])
