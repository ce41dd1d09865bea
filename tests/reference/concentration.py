"""How concentrated an industry of groups is: shares of its largest firms, and the Herfindahl index.

Stage 18 of docs/model.md. Within a group sizes fall as rank^-skew; the last firm may exist in part. Arrays are indexed
[group, year, trial].
"""

from __future__ import annotations

import numpy as np

MOST_FIRMS = 1000


class Sizes:
    """Sizes of the firms of each group, as shares of the group."""

    def __init__(self, skews: list[float], firms: np.ndarray) -> None:
        """firms (group, year, trial), at least 1."""
        rank = np.arange(1.0, MOST_FIRMS + 2)
        self._firms = firms
        self._size = np.stack([rank**-skew for skew in skews])[:, :, None, None]
        self._total = self._sums(self._size, 1)

    def _sums(self, sizes: np.ndarray, power: int) -> np.ndarray:
        """Sum over a group's firms, the last of them in part, to a power (group, year, trial)."""
        whole = np.floor(self._firms).astype(int)
        result = np.empty_like(self._firms)
        for g, (group, last) in enumerate(zip(sizes[:, :, 0, 0], whole)):
            before = np.concatenate([[0.0], np.cumsum(group)])
            result[g] = before[last] + (self._firms[g] - last) ** power * group[last]
        return result

    def largest(self, ranks: list[int], group_share: np.ndarray) -> np.ndarray:
        """Share of the n largest firms of all groups, for each n of ranks (rank, year, trial) [1]."""
        k = np.arange(1, ranks[-1] + 1)[:, None, None]
        exists = np.clip(self._firms[:, None] - k + 1, 0, 1)
        shares = group_share[:, None] * exists * self._size[:, : ranks[-1]] / self._total[:, None]
        heads = -np.sort(-shares.reshape(-1, *shares.shape[2:]), axis=0)
        running = np.cumsum(heads, axis=0)
        return np.minimum(1, running[np.array(ranks) - 1])

    def herfindahl(self, group_share: np.ndarray) -> np.ndarray:
        """Sum of the squares of all firms' shares (year, trial) [1]."""
        within = self._sums(self._size**2, 2) / self._total**2
        return (group_share**2 * within).sum(axis=0)
