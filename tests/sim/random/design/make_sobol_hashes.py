#!/usr/bin/python3
"""Writes tests/data/sobol_hashes.csv: Joe and Kuo's Sobol points as SciPy has them, as one hash per dimension.

The hash is FNV-1a, 64 bits, over the first 1,024 points of a dimension, in SciPy's (Gray code) order; a point is its 32-bit fraction,
four bytes, lowest first. Dimensions count from 1. Needs SciPy >= 1.9.
"""

import sys

import numpy as np
from scipy.stats import qmc

POINTS = 1024
DIMENSIONS = [*range(1, 101), 1000, 3667]


def fnv1a(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return h


def main():
    points = qmc.Sobol(d=max(DIMENSIONS), scramble=False, bits=32).random(POINTS)
    fractions = np.round(points * 2**32).astype("<u4")
    assert np.array_equal(fractions / 2**32, points)
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("dimension,hash\n")
        for dimension in DIMENSIONS:
            out.write(f"{dimension},{fnv1a(fractions[:, dimension - 1].tobytes()):016x}\n")


if __name__ == "__main__":
    main()
