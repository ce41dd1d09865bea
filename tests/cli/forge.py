"""Result files that say what they should not: changed with h5py and sealed again, so that only their contents give them away."""
import contextlib
import hashlib
import shutil
import struct

import h5py

GROUPS = ["mean", "sd", "min", "max", "mean_error", "quantiles", "quantiles_low", "quantiles_high", "exceedance", "histogram"]
SEAL = struct.Struct("<8sHHIQ32s")


def seal(path):
    """Puts a seal behind the HDF5 data: docs/result-format.md, The last 512 bytes. (h5py has cut off the old one.)"""
    content = path.read_bytes()
    path.write_bytes(content + SEAL.pack(b"cellcast", 2, 0, 512, len(content), hashlib.sha256(content).digest()).ljust(512, b"\0"))


def results_sha256(file):
    """Of the values, as docs/result-format.md has it."""
    digest = hashlib.sha256()
    for group in (file[name] for name in GROUPS if name in file):
        for dataset in group.values():
            if dataset.attrs.get("CLASS") != b"DIMENSION_SCALE" and not dataset.name.endswith("/driver_unit"):
                digest.update(dataset[()].tobytes())
    return digest.hexdigest()


@contextlib.contextmanager
def forged(path, digest=False):
    """A copy beside the file, open for changes; sealed afterwards, also with a digest of its values if asked for."""
    copy = path.with_name("forged.h5")
    shutil.copy(path, copy)
    with h5py.File(copy, "r+", track_order=True) as file:
        yield file
        if digest:
            file.attrs["results_sha256"] = results_sha256(file)
    seal(copy)
