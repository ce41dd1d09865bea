"""Arithmetic on arrays of values over trials."""

from __future__ import annotations

import numpy as np


def stack(values: list[np.ndarray]) -> np.ndarray:
    """Stack values that broadcast, such as of length 1 and trial, along a new first axis."""
    return np.stack(np.broadcast_arrays(*values)) if values else np.empty((0, 1))


def ratio(numerator: np.ndarray, denominator: np.ndarray, otherwise: float) -> np.ndarray:
    """numerator / denominator, `otherwise` where the denominator is 0."""
    result = np.full(np.broadcast_shapes(numerator.shape, denominator.shape), float(otherwise))
    return np.divide(numerator, denominator, out=result, where=denominator != 0)


def normalised(weights: np.ndarray) -> np.ndarray:
    """Weights over their sum along the first axis, all 0 where that is 0."""
    return ratio(weights, weights.sum(axis=0), 0)
