"""A result file as plain arrays: one `Series` per curve."""

from __future__ import annotations

import importlib.util
import itertools
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

SIGNATURE, SEAL, SEAL_SIZE = b"\x89HDF\r\n\x1a\n", b"cellcast", 512
NO_INPUT, BAD_DATA = 66, 65  # exit codes, after sysexits.h


class ResultError(Exception):
    """A mistake of the user's; the program prints it as one line and exits with `exit_code`."""

    def __init__(self, message: str, exit_code: int = BAD_DATA) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True)
class Series:
    """One output over the years."""

    variable: str
    labels: tuple[str, ...]  # of every dimension but the year: ("power",), ("ess", "us"), ()
    long_name: str
    units: str
    years: np.ndarray  # [year]
    levels: np.ndarray  # [level], rising, in (0, 1)
    quantiles: np.ndarray  # [year][level]
    mean: np.ndarray  # [year]
    prior: Series | None = None  # before the observations that have updated it

    @property
    def index(self) -> str:
        return ".".join(self.labels)

    def at(self, level: float) -> np.ndarray:
        """[year], the quantile of a level that is in `levels`."""
        return self.quantiles[:, int(np.flatnonzero(self.levels == level)[0])]


class Result:
    """An open result file, or what its observations have made of it. Groups are read when first asked for."""

    def __init__(self, path: Path, prior: Result | None = None) -> None:
        self.path, self.prior = path, prior
        self._groups = "updated/" if prior else ""
        self.attributes: dict[str, Any] = prior.attributes if prior else dict(_open(path, None).attrs)
        if "cellcast_format" not in self.attributes:
            raise ResultError(f"{path}: not a cellcast result file (no attribute 'cellcast_format')")

    @cached_property
    def quantiles(self) -> xr.Dataset:
        return _open(self.path, self._groups + "quantiles").sortby("quantile")

    @cached_property
    def mean(self) -> xr.Dataset:
        return _open(self.path, self._groups + "mean")

    def rank(self, variable: str, year: int, value: float) -> float:
        """P(X <= value) of a variable with no dimension but the year; `value` is one of its thresholds. Raises ResultError."""
        known = _open(self.path, self._groups + "exceedance") if _has_group(self.path, "exceedance") else {}
        name = f"threshold_{variable}"
        if name not in known or value not in known[name].values:
            raise ResultError(f"{self.path}: {value:g} is no threshold of {variable} there "
                            f"(run it with --set 'outputs.thresholds={{ {variable} = [{value}] }}')")
        return 1 - float(known[variable].sel({"year": year, name: value}))

    @property
    def base_year(self) -> int:
        return int(self.quantiles["year"].values.min())

    @cached_property
    def observations(self) -> int:
        """That have updated it."""
        return int(_open(self.path, "updated/observations").sizes.get("observation", 0)) if self.prior else 0

    @cached_property
    def variables(self) -> list[str]:
        """Names of the output variables, in the file's order."""
        return [str(v) for v, a in self.quantiles.data_vars.items() if {"year", "quantile"} <= set(a.dims)]

    def has(self, *variables: str) -> bool:
        return all(v in self.variables for v in variables)

    def series(self, variable: str) -> list[Series]:
        """Every curve of a variable, in the order of its coordinates."""
        found = [self._series(variable, dims) for dims in _selections(self.quantiles[variable])]
        if self.prior:
            found = [replace(series, prior=prior) for series, prior in zip(found, self.prior.series(variable))]
        return found

    def _series(self, variable: str, labels: tuple[str, ...]) -> Series:
        array = _select(self.quantiles[variable], labels)
        attributes = self.quantiles[variable].attrs
        return Series(
            variable=variable,
            labels=labels,
            long_name=str(attributes.get("long_name", variable)),
            units=self._units(variable, labels),
            years=array["year"].values.astype(int),
            levels=array["quantile"].values.astype(float),
            quantiles=array.transpose("year", "quantile").values.astype(float),
            mean=_select(self.mean[variable], labels).values.astype(float),
        )

    def _units(self, variable: str, labels: tuple[str, ...]) -> str:
        array = self.quantiles[variable]
        if "driver" in array.dims and "driver_unit" in self.quantiles:
            return str(self.quantiles["driver_unit"].sel(driver=labels[0]).values)
        return str(array.attrs.get("units", "1"))


def open_result(path: Path) -> Result:
    """Opens a file and checks that it is whole enough to read; raises ResultError."""
    try:
        with path.open("rb") as file:
            start = file.read(len(SIGNATURE))
            file.seek(max(0, path.stat().st_size - SEAL_SIZE))
            end = file.read(len(SEAL))
    except OSError as error:
        raise ResultError(f"{path}: {error.strerror}", NO_INPUT) from error
    if start == SEAL:
        raise ResultError(f"{path}: written in format 1.0; run its scenario again")
    if start != SIGNATURE or end != SEAL:
        raise ResultError(f"{path}: not a whole cellcast result file (it is not HDF5 with cellcast's seal at the end)")
    result = Result(path)
    if result.attributes.get("kind") == "sweep":
        raise ResultError(f"{path}: a sweep, which has a distribution for each of its points (run one point: cellcast run with its keys by --set)")
    return Result(path, prior=result) if _has_group(path, "updated") else result


def _has_group(path: Path, name: str) -> bool:
    if importlib.util.find_spec("h5py"):
        import h5py
        with h5py.File(path) as file:
            return name in file
    import netCDF4
    with netCDF4.Dataset(path) as file:
        return name in file.groups


def _open(path: Path, group: str | None) -> xr.Dataset:
    try:
        with xr.open_dataset(path, group=group, decode_times=False) as data:
            return data.load()
    except Exception as error:  # h5py, h5netcdf and xarray raise nearly anything on a damaged file
        where = f"group '/{group}'" if group else "the root group"
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ResultError(f"{path}: {where} cannot be read ({reason})") from error


def _outer_dims(array: xr.DataArray) -> list[str]:
    return [str(d) for d in array.dims if d not in ("year", "quantile", "bin", "edge")]


def _selections(array: xr.DataArray) -> list[tuple[str, ...]]:
    labels = [[str(x) for x in array[d].values] for d in _outer_dims(array)]
    return list(itertools.product(*labels))


def _select(array: xr.DataArray, labels: tuple[str, ...]) -> xr.DataArray:
    return array.sel(dict(zip(_outer_dims(array), labels)))
