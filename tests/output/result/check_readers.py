#!/usr/bin/python3
"""Opens result files with every reader of Python that users have, and ncdump, and walks them for what breaks one of them.

check_readers.py RESULT.h5 | FOLDER...; the last line is `N passed, N failed`, the exit status 1 where something failed.
"""
import hashlib
import pathlib
import struct
import subprocess
import sys

import h5py
import netCDF4
import numpy as np
import xarray

STATISTICS = ["mean", "sd", "min", "max", "mean_error", "quantiles", "quantiles_low", "quantiles_high", "exceedance", "histogram"]
SMALL = 96 * 1024
# The dimension scale specification of HDF5 itself prescribes these, fixed-length and compound; every netCDF-4 file has them.
SCALE_ATTRIBUTES = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"}


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def that(self, condition, what):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}")

    def works(self, what, function):
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - whatever a reader throws is a failure of the file
            self.that(False, f"{what}: {type(error).__name__}: {error}")
            return None
        self.that(True, what)
        return result


def is_scale(dataset):
    return dataset.attrs.get("CLASS", b"") in (b"DIMENSION_SCALE", "DIMENSION_SCALE")


def is_variable_utf8(type_id):
    """Variable-length, null-terminated UTF-8?"""
    return type_id.is_variable_str() and type_id.get_cset() == h5py.h5t.CSET_UTF8 and type_id.get_strpad() == h5py.h5t.STR_NULLTERM


def check_type(checks, where, type_id):
    kind = type_id.get_class()
    allowed = {h5py.h5t.INTEGER: "integer", h5py.h5t.FLOAT: "float", h5py.h5t.STRING: "string"}
    checks.that(kind in allowed, f"{where}: type is integer, float or string")
    if kind == h5py.h5t.STRING:
        checks.that(is_variable_utf8(type_id), f"{where}: string is variable-length UTF-8")
    if kind == h5py.h5t.INTEGER:
        checks.that(type_id.get_sign() == h5py.h5t.SGN_2, f"{where}: integer is signed")


def creation_properties(item):
    """Those of a file's root group are not the file's own."""
    identifier = h5py.h5g.open(item.file.id, item.name.encode()) if isinstance(item, h5py.Group) else item.id
    return identifier.get_create_plist()


def check_attributes(checks, where, item):
    checks.that(creation_properties(item).get_attr_creation_order() & h5py.h5p.CRT_ORDER_TRACKED, f"{where}: attribute order is tracked")
    for name in item.attrs:
        if name not in SCALE_ATTRIBUTES:
            check_type(checks, f"{where}@{name}", h5py.h5a.open(item.id, name.encode()).get_type())


def check_dataset(checks, dataset):
    where = dataset.name
    check_type(checks, where, dataset.id.get_type())
    for attribute in ("units", "long_name"):
        checks.that(isinstance(dataset.attrs.get(attribute), str) and dataset.attrs[attribute], f"{where} has {attribute}")
    if is_scale(dataset):
        checks.that(dataset.ndim == 1, f"{where}: a coordinate has one axis")
    else:
        for axis, dimension in enumerate(dataset.dims):
            checks.that(len(dimension) == 1, f"{where}: axis {axis} has its scale")
            if len(dimension) == 1:
                scale = dimension[0]
                checks.that(scale.parent == dataset.parent, f"{where}: the scale of axis {axis} is of its own group")
                checks.that(scale.shape == (dataset.shape[axis],), f"{where}: the scale of axis {axis} is as long as the axis")
    is_text = h5py.check_string_dtype(dataset.dtype) is not None  # lies in the heap, which no filter reaches
    size = dataset.size * dataset.dtype.itemsize if dataset.ndim and not is_text else 0
    filtered = bool(dataset.chunks and dataset.shuffle and dataset.fletcher32 and dataset.compression == "gzip" and dataset.compression_opts == 1)
    if size > SMALL:
        checks.that(filtered, f"{where}: chunked, shuffled, gzip 1, fletcher32")
    else:
        checks.that(dataset.chunks is None, f"{where}: contiguous")


def check_tree(checks, group):
    flags = creation_properties(group).get_link_creation_order()
    checks.that(flags & h5py.h5p.CRT_ORDER_TRACKED, f"{group.name}: link order is tracked")
    check_attributes(checks, group.name, group)
    for item in group.values():
        if isinstance(item, h5py.Group):
            check_tree(checks, item)
        else:
            check_attributes(checks, item.name, item)
            check_dataset(checks, item)


def results_sha256(file):
    """Of a sweep's file point after point, each as a run is."""
    points = file.attrs["points"] if file.attrs.get("kind") == "sweep" else None
    digest = hashlib.sha256()
    for point in [...] if points is None else range(points):
        for group in STATISTICS:
            for dataset in file[group].values() if group in file else []:
                is_result = not is_scale(dataset) and not dataset.name.endswith("/driver_unit") and "key" not in dataset.attrs
                if is_result:
                    digest.update(dataset[point].tobytes())
    return digest.hexdigest()


def check_seal(checks, path):
    with open(path, "rb") as file:
        content = file.read()
    data, seal = content[:-512], content[-512:]
    magic, major, minor, size, length, digest = struct.unpack_from("<8sHHIQ32s", seal)
    checks.that(magic == b"cellcast", "magic")
    checks.that((major, minor, size) == (2, 0, 512), "format version and size of the seal")
    checks.that(length == len(data), "length in the seal")
    checks.that(digest == hashlib.sha256(data).digest(), "SHA-256 in the seal")
    checks.that(not any(seal[56:]), "the rest of the seal is zero")
    checks.that(content.startswith(b"\x89HDF\r\n\x1a\n\x02"), "HDF5's signature and superblock are first")
    checks.that(int.from_bytes(content[28:36], "little") == length, "HDF5's data end where the seal begins")


def check_correlations(checks, file):
    """The pairs of correlated inputs: known names, and draws as asked for."""
    inputs = file["inputs"]
    names = set(inputs["input"].asstr()[:])
    first, second = inputs["correlation_first"].asstr()[:], inputs["correlation_second"].asstr()[:]
    requested, achieved = inputs["correlation_requested"][:], inputs["correlation_achieved"][:]
    checks.that(names >= {*first, *second}, "correlated inputs are inputs")
    checks.that(len({frozenset(pair) for pair in zip(first, second)}) == len(first), "each pair of inputs stands once")
    # The standard error is at most about 1 / sqrt(n): 6 of it are odds below 1e-8 for each pair.
    checks.that((abs(achieved - requested) < 6 / np.sqrt(int(file.attrs["trials"]))).all(), "achieved correlations are those requested")


def check_h5py(checks, path):
    with h5py.File(path, "r", track_order=True) as file:
        check_tree(checks, file)
        checks.that(file.attrs["Conventions"] == "CF-1.10", "Conventions")
        checks.that(file.attrs["results_sha256"] == results_sha256(file), "results_sha256")
        resolved = file["provenance/resolved"][()]
        checks.that(file.attrs["scenario_sha256"] == hashlib.sha256(resolved).hexdigest(), "scenario_sha256")
        checks.that(file.attrs["trials"].isdigit() and file.attrs["seed"].isdigit(), "trials and seed are decimal strings")
        if "inputs/correlation" in file:
            check_correlations(checks, file)
        if "histogram" in file:
            for dataset in file["histogram"].values():
                if "bin" in [d[0].name.split("/")[-1] for d in dataset.dims if len(d)]:
                    checks.that((dataset[()].sum(axis=-1) == int(file.attrs["trials"])).all(), f"{dataset.name}: all trials are in it")
        groups = []
        file.visititems(lambda name, item: groups.append(name) if isinstance(item, h5py.Group) else None)
        return groups


def check_xarray(checks, path, groups, engine):
    """What xarray reads of each group; `None`: with the engine that it chooses."""
    found = {}
    for group in [None, *groups]:
        what = f"xarray with {engine or 'no engine named'} reads {group or '/'}"
        dataset = checks.works(what, lambda group=group: xarray.open_dataset(path, group=group, engine=engine).load())
        if dataset is None or group in (None, "provenance"):
            continue
        found[group] = dataset
        for dimension in dataset.dims:
            checks.that(dimension in dataset.coords, f"{what}: {dimension} has coordinates")
        for name, variable in dataset.variables.items():
            checks.that(variable.attrs.get("units"), f"{what}: {name} has units")
            checks.that(variable.attrs.get("long_name"), f"{what}: {name} has long_name")
    return found


def check_engines_agree(checks, path, plain, other):
    with h5py.File(path, "r") as file:
        for group, dataset in plain.items():
            checks.that(list(dataset.variables) == list(other[group].variables), f"{group}: both engines list the same variables in the same order")
            checks.that(dataset.equals(other[group]), f"{group}: both engines read the same")
            names = {name for name, item in file[group].items() if isinstance(item, h5py.Dataset)}
            checks.that(set(dataset.variables) == names, f"{group}: xarray reads all that is there")
            for name, variable in dataset.data_vars.items():
                raw = file[group][name]
                if np.issubdtype(raw.dtype, np.number):
                    checks.that(np.array_equal(raw[()], variable.values, equal_nan=True), f"{group}/{name}: h5py reads the same")


def check_netcdf4(checks, path, groups):
    with netCDF4.Dataset(path) as file:
        for group in groups:
            for name, variable in file[group].variables.items():
                checks.works(f"netCDF4 reads {group}/{name}", lambda variable=variable: variable[...])


def check_ncdump(checks, path, groups):
    is_small = pathlib.Path(path).stat().st_size < 10 << 20
    options = [] if is_small else ["-h"]  # with all values it would be hundreds of MB of text
    run = subprocess.run(["ncdump", *options, path], capture_output=True, text=True, check=False)
    checks.that(run.returncode == 0, f"ncdump: {run.stderr}")
    for group in groups:
        checks.that(f"group: {group.split('/')[-1]} {{" in run.stdout, f"ncdump shows {group}")


def check_file(checks, path):
    check_seal(checks, path)
    groups = checks.works("h5py reads it", lambda: check_h5py(checks, path)) or []
    plain, other = (check_xarray(checks, path, groups, engine) for engine in (None, "h5netcdf"))
    checks.works("both engines and h5py agree", lambda: check_engines_agree(checks, path, plain, other))
    checks.works("netCDF4 reads it", lambda: check_netcdf4(checks, path, groups))
    check_ncdump(checks, path, groups)


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    checks = Checks()
    for given in map(pathlib.Path, sys.argv[1:]):
        for path in sorted(given.glob("*.h5")) if given.is_dir() else [given]:
            failed = checks.failed
            check_file(checks, str(path))
            print(f"{path.name}: {checks.failed - failed} failed")
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
