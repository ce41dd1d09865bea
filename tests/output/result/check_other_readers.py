#!/usr/bin/python3
"""Reads every group of result files with a program that is not of Python's, and compares what it read.

check_other_readers.py file | ncdf4 | gdal RESULT.h5 | FOLDER...; exit status 77 where the program is not installed.
"""
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5py
import numpy as np

SKIP = 77
NCDF4 = r"""
suppressPackageStartupMessages(library(ncdf4))
nc <- nc_open(commandArgs(TRUE)[1])
say <- function(name, values) {
  number <- is.numeric(values)
  values <- if (number) values[is.finite(values)] else nchar(values, "bytes")
  cat(name, length(values), sprintf("%.15g", sum(as.numeric(values))), "\n", sep = "\t")
}
for (name in names(nc$var)) say(name, ncvar_get(nc, name))
nc_close(nc)
"""


def summary(values):
    """How many values are finite and their sum; of texts, the bytes."""
    if values.dtype == object:
        return values.size, float(sum(len(text) for text in values.ravel()))
    values = values.astype(float)
    return int(np.isfinite(values).sum()), math.fsum(values[np.isfinite(values)].ravel())


def expected(path):
    """{path of a variable: summary}, of all that are no coordinates; and of these."""
    found = {}, {}
    with h5py.File(path, "r") as file:
        def add(name, item):
            if isinstance(item, h5py.Dataset):
                is_scale = item.attrs.get("CLASS") in (b"DIMENSION_SCALE", "DIMENSION_SCALE")
                is_text = h5py.check_string_dtype(item.dtype) is not None
                found[is_scale][name] = summary(np.asarray(item[()], dtype=object if is_text else None))
        file.visititems(add)
    return found


def compared(wanted, read):
    wrong = [f"{name} is not read" for name in wanted if name not in read]
    for name in wanted.keys() & read.keys():
        (count, total), (got, sum_read) = wanted[name], read[name]
        if count != got or not math.isclose(total, sum_read, rel_tol=1e-9, abs_tol=1e-9):
            wrong.append(f"{name}: {got} values of sum {sum_read}, not {count} of sum {total}")
    return wrong


def check_file(path):
    said = subprocess.run(["file", "-b", path], capture_output=True, text=True, check=True).stdout
    mime = subprocess.run(["file", "-b", "--mime-type", path], capture_output=True, text=True, check=True).stdout
    return [] if "Hierarchical Data Format (version 5)" in said and "hdf" in mime else [said + mime]


def check_ncdf4(path):
    with tempfile.NamedTemporaryFile("w", suffix=".R") as script:
        script.write(NCDF4)
        script.flush()
        done = subprocess.run(["Rscript", "--vanilla", script.name, path], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return [done.stderr.strip()]
    rows = (line.rstrip("\t").split("\t") for line in done.stdout.splitlines())
    return compared(expected(path)[0], {name: (int(count), float(total)) for name, count, total in rows})


def arrays_of(group, where=""):
    for name, array in group.get("arrays", {}).items():
        yield where + name, array
    for name, inner in group.get("groups", {}).items():
        yield from arrays_of(inner, where + name + "/")


def flat(values):
    if isinstance(values, list):
        for value in values:
            yield from flat(value)
    else:
        yield values


def summary_of_array(array):
    values = list(flat(array["values"]))
    if array["datatype"] == "String":
        return len(values), float(sum(len((value or "").encode()) for value in values))
    finite = [float(value) for value in values if value is not None and math.isfinite(float(value))]
    return len(finite), math.fsum(finite)


def check_gdal(path):
    done = subprocess.run(["gdalmdiminfo", "-detailed", path], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return [done.stderr.strip()]
    plain, scales = expected(path)
    return compared(plain | scales, {name: summary_of_array(array) for name, array in arrays_of(json.loads(done.stdout))})


def has_ncdf4():
    return shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True, check=False).returncode == 0


READERS = {"file": (check_file, lambda: shutil.which("file")), "ncdf4": (check_ncdf4, has_ncdf4), "gdal": (check_gdal, lambda: shutil.which("gdalmdiminfo"))}


def main():
    check, is_installed = READERS[sys.argv[1]]
    if not is_installed():
        print(f"skipped: {sys.argv[1]} is not installed")
        return SKIP
    failed = 0
    for given in map(pathlib.Path, sys.argv[2:]):
        for path in sorted(given.glob("*.h5")) if given.is_dir() else [given]:
            wrong = check(path)
            failed += bool(wrong)
            print(f"{path.name}: " + ("read by " + sys.argv[1] if not wrong else "\n  ".join(["", *wrong[:20]])))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
