"""Values that many trials share exactly, such as a shortage of 0: found in a histogram by what the file knows exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np

FEWEST = 20  # trials in a bin that stands alone, and
LEAST = 0.01  # of all: fewer are taken for outliers


@dataclass(frozen=True)
class Atom:
    value: float
    share: float  # of the trials, in (0, 1]
    bin: int


@dataclass(frozen=True)
class Known:
    """What a file has of a distribution beside the histogram."""

    trials: float  # effective ones where they are weighted
    levels: np.ndarray  # [level], rising
    quantiles: np.ndarray  # [level]
    low: float
    high: float


def find(shares: np.ndarray, edges: np.ndarray, known: Known) -> list[Atom]:
    """Atoms of shares [bin] between edges [bin + 1], rising. Exact where a bin holds nothing else; else the rest of its bin is taken to be like
    the bins beside it, within what the quantiles leave."""
    atoms: list[Atom] = []
    for b in np.flatnonzero((np.diff(edges) == 0) & (shares > 0)):
        atoms.append(Atom(float(edges[b]), float(shares[b]), int(b)))
    for value in np.unique([known.low, known.high, *known.quantiles]):
        b = bin_of(edges, value)
        if edges[b] == edges[b + 1] or shares[b] <= 0:
            continue
        share = _share(b, float(value), shares, edges, known)
        left = shares[b] - sum(a.share for a in atoms if a.bin == b)
        if share > 0 and left > 0:
            atoms.append(Atom(float(value), float(min(share, left)), b))
    return sorted(atoms, key=lambda a: a.value)


def bin_of(edges: np.ndarray, value: float) -> int:
    """The last bin holds its upper edge."""
    return int(np.clip(np.searchsorted(edges, value, side="right") - 1, 0, len(edges) - 2))


def _share(b: int, value: float, shares: np.ndarray, edges: np.ndarray, known: Known) -> float:
    """0 where it is no atom."""
    if _stands_alone(b, shares) and _is_only(b, value, edges, known) and shares[b] >= max(LEAST, FEWEST / known.trials):
        return float(shares[b])
    levels = known.levels[known.quantiles == value]
    if len(levels) < 2 or (levels[-1] - levels[0]) * known.trials < 2:
        return 0.0
    least = (1.0 if value == known.high else levels[-1]) - (0.0 if value == known.low else levels[0])
    beside = [shares[k] for k in (b - 1, b + 1) if 0 <= k < len(shares) and edges[k] < edges[k + 1]]
    return float(np.clip(shares[b] - np.mean(beside or [0.0]), min(least, shares[b]), shares[b]))


def _stands_alone(b: int, shares: np.ndarray) -> bool:
    return all(shares[k] == 0 for k in (b - 1, b + 1) if 0 <= k < len(shares))


def _is_only(b: int, value: float, edges: np.ndarray, known: Known) -> bool:
    return all(x == value for x in (known.low, known.high, *known.quantiles) if bin_of(edges, x) == b)


def steps(atoms: list[Atom], shares: np.ndarray, edges: np.ndarray) -> Iterator[tuple[float, float]]:
    """(x, P(X >= x)) and (x, P(X > x)) at each atom; what else its bin holds is spread evenly over it."""
    for atom in atoms:
        inside = [other for other in atoms if other.bin == atom.bin]
        rest = shares[atom.bin] - sum(other.share for other in inside)
        width = edges[atom.bin + 1] - edges[atom.bin]
        part = (atom.value - edges[atom.bin]) / width if width > 0 else 0.0
        before = shares[: atom.bin].sum() + part * rest + sum(other.share for other in inside if other.value < atom.value)
        yield atom.value, 1 - before
        yield atom.value, max(0.0, 1 - before - atom.share)


def without(atoms: list[Atom], shares: np.ndarray) -> np.ndarray:
    """[bin], what is no atom."""
    rest = shares.astype(float)
    for atom in atoms:
        rest[atom.bin] = max(0.0, rest[atom.bin] - atom.share)
    return rest
