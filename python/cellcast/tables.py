"""Arrays of a result as xarray's datasets and pandas' frames."""

from __future__ import annotations

from typing import Any

import numpy as np

from cellcast import _core

__all__ = ["dataset", "drivers", "tidy"]


def dataset(arrays: list[tuple]) -> Any:
    """An xarray.Dataset of a group's arrays; those with the name of their only dimension are its coordinates.

    The axes of a sweep, which stand right behind its points, are coordinates too; a single one takes the points' place as a dimension.
    """
    import xarray

    coordinates: dict[str, Any] = {}
    variables: dict[str, Any] = {}
    axes: list[str] = []
    for name, unit, long_name, dims, values in arrays:
        attributes = {key: text for key, text in (("units", unit), ("long_name", long_name)) if text}
        if list(dims) == ["point"] and name != "point" and list(coordinates) == ["point", *axes] and not variables:
            axes.append(name)
        is_coordinate = list(dims) == [name] or name in axes
        (coordinates if is_coordinate else variables)[name] = (dims, values, attributes)
    found = xarray.Dataset(variables, coordinates)
    return found.swap_dims(point=axes[0]) if len(axes) == 1 else found


_STATISTICS = ("mean", "sd", "min", "max")


def tidy(core: _core.Result, variable: str) -> Any:
    """A row for each number of an output: its mean, sd, extremes and quantiles."""
    import pandas

    frames = []
    for group in (*_STATISTICS, "quantiles"):
        if group not in core.groups():
            continue
        arrays = dataset(core.group(group))
        if variable not in arrays:
            raise KeyError(f"the result holds no output {variable}")
        array = arrays[variable]
        frame = array.to_dataframe(name="value").reset_index() if array.dims else pandas.DataFrame({"value": [float(array)]})
        frame["statistic"] = "quantile" if group == "quantiles" else group
        frame["probability"] = frame.pop("quantile") if group == "quantiles" else np.nan
        frame["unit"] = array.attrs.get("units", "")
        frame.insert(0, "variable", variable)
        frames.append(frame)
    table = pandas.concat(frames, ignore_index=True)
    last = ["statistic", "probability", "value", "unit"]
    return table[[column for column in table.columns if column not in last] + last]


def _chosen(array: Any, where: dict) -> Any:
    try:
        return array.sel(where)
    except KeyError:
        held = "; ".join(f"{dim}: {', '.join(str(each) for each in array[dim].values)}" for dim in where if dim in array.coords)
        raise KeyError(f"{array.name} is not there for {where}; it is for {held or ', '.join(array.dims)}") from None


def drivers(core: _core.Result, group: str, variable: str, where: dict) -> Any:
    """What a group has by input of one output in its last year, or where `where` says: a column for each group inside it."""
    import pandas

    columns = {}
    for each in core.groups():
        if not each.startswith(group + "/"):
            continue
        arrays = dataset(core.group(each))
        if variable not in arrays or "input" not in arrays[variable].dims:
            continue
        array = _chosen(arrays[variable], where)
        if "year" in array.dims:
            array = array.isel(year=-1)
        if array.dims != ("input",):
            more = ", ".join(dim for dim in array.dims if dim != "input")
            raise ValueError(f"{variable} has more than one value: say which {more}, as in table({variable!r}, {more.split(', ')[0]}=...)")
        columns[each[len(group) + 1:]] = array.to_series()
    if not columns:
        raise KeyError(f"{group} holds nothing by input of {variable}")
    table = pandas.DataFrame(columns)
    first = "first_order" if "first_order" in table else table.columns[0]
    return table.sort_values(first, ascending=False)
