"""Correlations of the Gaussian copula: of the normals, and of the ranks they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import special

Atoms = list[tuple[float, float, float]]  # (value, F just below, F at it)
GRID = 1500


def normal_correlation(pair: Mapping[str, Any]) -> float:
    """Pearson correlation of the underlying normals of a `[[correlations]]` entry."""
    return pair["pearson"] if "pearson" in pair else 2 * np.sin(np.pi * pair["rank"] / 6)


def expected_rank_correlation(pearson: float, first: Atoms, second: Atoms) -> float:
    """Spearman correlation, ties at mid-rank, of two inputs with these atoms and normals with this correlation."""
    if not first and not second:
        return 6 / np.pi * np.arcsin(pearson / 2)
    u = (np.arange(GRID) + 0.5) / GRID
    z = special.ndtri(u)
    partner = special.ndtr(pearson * z[:, None] + np.sqrt(1 - pearson**2) * z)
    covariance = ((mid_grade(u, first) - 0.5)[:, None] * (mid_grade(partner, second) - 0.5)).mean()
    return covariance / np.sqrt(grade_variance(first) * grade_variance(second))


def mid_grade(u: np.ndarray, atoms: Atoms) -> np.ndarray:
    """u, or the middle of the probabilities of the atom that u falls into."""
    grade = u.copy()
    for _, below, upto in atoms:
        grade[(u > below) & (u <= upto)] = (below + upto) / 2
    return grade


def grade_variance(atoms: Atoms) -> float:
    """Variance of the mid-grade: that of a uniform less what is lost within the atoms."""
    return (1 - sum((upto - below) ** 3 for _, below, upto in atoms)) / 12
