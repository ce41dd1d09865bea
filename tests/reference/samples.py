"""The kept trials of a result file: groups /samples and /provenance (docs/result-format.md)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import h5py
import numpy as np

from inputs import Scenario


class Samples:
    """Inputs and outputs of the trials that a run kept, and the scenario it read."""

    def __init__(self, path: Path) -> None:
        self._file = h5py.File(path, "r")
        if "samples" not in self._file:
            raise ValueError(f"{path}: no group /samples (the run kept no trials) set outputs.samples")
        self._group = self._file["samples"]
        self._labels: dict[str, list] = {}
        self.inputs: list[str] = self.labels("input")
        self.trials: int = self._group["inputs"].shape[1]

    def scenario(self, which: str) -> Scenario:
        """The scenario as read ("scenario") or with every default filled in ("resolved")."""
        return tomllib.loads(self._file["provenance"][which].asstr()[()])

    def labels(self, dimension: str) -> list:
        """Labels of a dimension, strings or years."""
        if dimension not in self._labels:
            dataset = self._group[dimension]
            text = h5py.check_string_dtype(dataset.dtype) is not None
            self._labels[dimension] = (dataset.asstr()[()] if text else dataset[()]).tolist()
        return self._labels[dimension]

    def draws(self, start: int, stop: int) -> dict[str, np.ndarray]:
        """Input or shock name -> draws (trial) of trials start ... stop - 1."""
        return dict(zip(self.inputs, self._group["inputs"][:, start:stop]))

    def output(self, variable: str, start: int, stop: int) -> np.ndarray | None:
        """A stored output (its dimensions..., trial); None where the file lacks it."""
        return self._group[variable][..., start:stop] if variable in self._group else None
