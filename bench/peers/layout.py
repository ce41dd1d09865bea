"""Where each value stands among the rows that are counted: the outputs of docs/model.md, variable after variable, then the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

import parameters  # noqa: F401  (finds the reference implementation)
from inputs import labels, shock_names, uncertain_inputs
import outputs


class Layout:
    def __init__(self, scenario: Mapping[str, Any]) -> None:
        self._labels = labels(scenario)
        self._axes = outputs.variables(scenario)
        self._shapes = {v: tuple(len(self._labels[d]) for d in axes) for v, axes in self._axes.items()}
        ends = np.cumsum([int(np.prod(shape)) for shape in self._shapes.values()]).tolist()
        self._first = dict(zip(self._shapes, [0, *ends]))
        self.outputs: int = ends[-1]
        self.inputs = [*uncertain_inputs(scenario), *shock_names(scenario)]
        self.variables = list(self._shapes)
        self.rows = self.outputs + len(self.inputs)

    def indices(self, variable: str) -> np.ndarray:
        """Rows of a variable, in its shape."""
        shape, first = self._shapes[variable], self._first[variable]
        return np.arange(first, first + int(np.prod(shape))).reshape(shape)

    def views(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Views of values (row, trial), one for each variable, shaped (its dimensions ..., trial)."""
        return {v: values[self._first[v]:][:int(np.prod(shape))].reshape(*shape, -1) for v, shape in self._shapes.items()}

    def names(self) -> Iterator[tuple[str, str, str]]:
        """(variable, dot-joined labels, year) of each row, as `cellcast export` writes them; inputs as (input, name, "")."""
        for variable, dimensions in self._axes.items():
            for key in product(*(self._labels[d] for d in dimensions)):
                yield variable, ".".join(key[:-1]), str(key[-1])
        yield from (("input", name, "") for name in self.inputs)
