#!/usr/bin/python3
"""cellcast export: which rows and columns, where they go, and what other programs make of them."""
import csv
import io
import os
import resource
import shutil
import subprocess
import sys
import unittest

import h5py

import harness
from harness import BAD_DATA, CANNOT_CREATE, IO_ERROR, SMALL, USAGE

STATISTICS = ["mean", "sd", "min", "max", "mean_error"]
PANDAS = """
import sys
import pandas
table = pandas.read_csv(sys.argv[1], converters={"variable": str, "index": str})
assert set(table["index"]) == set(sys.argv[2:]), sorted(set(table["index"]))
assert table["value" if "value" in table else "P50"].dtype == float
table = pandas.read_csv(sys.argv[1], keep_default_na=False)
assert set(table["index"]) == set(sys.argv[2:]), sorted(set(table["index"]))
"""
R = """
arguments <- commandArgs(trailingOnly = TRUE)
table <- read.csv(arguments[1], na.strings = character())
stopifnot(setequal(table$index, arguments[-1]), is.numeric(if ("value" %in% names(table)) table$value else table$P50))
"""


class Export(harness.PreparedCase):
    @classmethod
    def prepare(cls, maker):
        cls.path = maker.result(SMALL, "small.h5", "--set", "outputs.thresholds={total_demand=[150.0, 200.0], price=[0.5]}")

    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.succeeds("export", self.path, *arguments).out)))

    def test_rows_that_are_selected(self):
        rows = self.rows("--variable", "price", "--variable", "total_demand,demand", "--year", "2025,2027", "--index", "cells,total,cells.home",
                         "--percentiles", "50")
        places = {(row["variable"], row["index"], row["year"]) for row in rows}
        self.assertEqual(places, {(variable, index, year) for variable, index in (("price", "cells"), ("total_demand", "total"), ("demand", "cells.home"))
                                  for year in ("2025", "2027")})
        self.assertEqual([row["statistic"] for row in rows[:9]], [*STATISTICS, "quantiles_0.5", "quantiles_low_0.5", "quantiles_high_0.5", "exceedance_0.5"])

    def test_units(self):
        units = {row["variable"]: row["unit"] for row in self.rows("--year", "2025")}
        self.assertEqual((units["price"], units["total_demand"], units["total_utilization"]), ("yuan/Wh", "GWh", "1"))

    def test_wide(self):
        rows = self.rows("--wide", "--variable", "total_demand,price", "--percentiles", "5,50,97.5")
        self.assertEqual(list(rows[0]), ["variable", "index", "year", "unit", *STATISTICS, *(f"P{p}{end}" for end in ("", "_low", "_high") for p in ("5", "50", "97.5")),
                                         "exceedance_0.5", "exceedance_150", "exceedance_200"])
        self.assertEqual([(row["variable"], row["index"], row["year"]) for row in rows],
                         [(*cell, str(year)) for cell in (("total_demand", "total"), ("price", "cells")) for year in range(2024, 2028)])
        with h5py.File(self.path) as file:
            kept = file["quantiles/quantile"][()].tolist()
            for i, row in enumerate(rows[:4]):
                for name in STATISTICS:
                    self.assertEqual(float(row[name]), file[name]["total_demand"][i])
                self.assertEqual(float(row["P97.5"]), file["quantiles/total_demand"][i, kept.index(0.975)])
                self.assertEqual(float(row["P5_low"]), file["quantiles_low/total_demand"][i, kept.index(0.05)])
                self.assertEqual([float(row[f"exceedance_{x}"]) for x in (150, 200)], file["exceedance/total_demand"][i].tolist())
                self.assertEqual((row["exceedance_0.5"], rows[4 + i]["exceedance_150"]), ("", ""))

    def test_wide_and_long_say_the_same(self):
        numbers = {(row["variable"], row["index"], row["year"], row["statistic"]): row["value"] for row in self.rows()}
        wide = self.rows("--wide")
        for row in wide:
            at = (row["variable"], row["index"], row["year"])
            self.assertEqual(row["mean"], numbers[*at, "mean"])
            self.assertEqual(row["P2.5_high"], numbers[*at, "quantiles_high_0.025"])
        self.assertEqual(len(wide), len({key[:3] for key in numbers}))

    def test_unknown_names(self):
        cases = [(["--variable", "prise"], ["no variable prise (", "did you mean `price`?"]), (["--index", "cells.hom"], ["no index cells.hom (", "did you mean `cells.home`?"]),
                 (["--index", ","], ["--index"]), (["--year", "2031"], ["no year 2031 (the result runs from 2024 to 2027)"]),
                 (["--percentiles", "12"], ["no percentile P12 (the run has kept P1, P2.5, P5,", "`outputs.quantiles`"])]
        for arguments, words in cases:
            with self.subTest(arguments):
                self.fails(USAGE, words, "export", self.path, *arguments)
                self.fails(USAGE, words, "export", self.path, "--wide", "-o", "x.csv", *arguments)

    def test_to_a_file(self):
        expected = self.succeeds("export", self.path).out
        self.assertEqual(self.succeeds("export", self.path, "-o", "x.csv").out, "")
        self.assertEqual((self.folder / "x.csv").read_text(), expected)
        self.fails(CANNOT_CREATE, ["x.csv: exists", "--force"], "export", self.path, "-o", "x.csv")
        self.succeeds("export", self.path, "-o", "x.csv", "--force", "--wide")
        self.assertEqual((self.folder / "x.csv").read_text(), self.succeeds("export", self.path, "--wide").out)
        self.assertEqual(self.succeeds("export", self.path, "-o", "-").out, expected)
        self.assertFalse((self.folder / "-").exists())
        self.succeeds("export", self.path, "-o", "./-")
        self.assertEqual((self.folder / "-").read_text(), expected)

    def test_file_that_cannot_be_written(self):
        shutil.copy(self.path, self.folder / "x.h5")
        os.link(self.folder / "x.h5", self.folder / "hard.h5")
        for target in ("x.h5", "./x.h5", "hard.h5"):
            self.fails(CANNOT_CREATE, ["the result is read from it"], "export", "x.h5", "-o", target, "--force")
        self.fails(CANNOT_CREATE, ["no folder"], "export", "x.h5", "-o", "nowhere/x.csv")

    def test_file_that_becomes_too_large(self):
        for limit in (1, 65536, 100_000):
            self.fails(IO_ERROR, ["x.csv", "cannot write", "File too large"], "export", self.path, "-o", "x.csv",
                       prepare=lambda size=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.program("export", self.path, "--wide", stdout=full).code, IO_ERROR)

    def test_bad_file(self):
        (self.folder / "bad.h5").write_bytes(self.path.read_bytes()[:-1])
        self.fails(BAD_DATA, ["bad.h5"], "export", "bad.h5", "-o", "x.csv")


class Missing(harness.CliCase):
    """Segments whose names readers of CSV take for missing values."""

    NAMES = ["NA", "nan", "null", "None"]

    def setUp(self):
        super().setUp()
        base = SMALL.read_text(encoding="utf-8").replace("low = 500.0, high = 700.0", "low = 5000.0, high = 7000.0")
        tables = base[base.index("[segments.cells]"):].split("\n[")
        own = "[" .join(["", *(table + "\n" for table in [tables[0][1:], *tables[1:]] if table.startswith("segments.cells"))])
        added = "".join(own.replace("segments.cells", f"segments.{name}") for name in self.NAMES)
        (self.folder / "odd.toml").write_text(base + "\n" + added, encoding="utf-8")
        self.succeeds("run", "odd.toml", "--trials", "500", "-o", "odd.h5", "--set", 'outputs.variables=["price", "total_demand"]')
        self.succeeds("export", "odd.h5", "-o", "odd.csv")
        self.succeeds("export", "odd.h5", "--wide", "-o", "wide.csv")

    def test_are_in_quotes(self):
        text = (self.folder / "odd.csv").read_text()
        for name in self.NAMES:
            self.assertIn(f'\nprice,"{name}",2025,yuan/Wh,mean,', text)
        self.assertIn("\nprice,cells,2025,", text)
        self.assertIn("\ntotal_demand,total,2025,", text)

    def test_pandas(self):
        for name in ("odd.csv", "wide.csv"):
            subprocess.run([sys.executable, "-c", PANDAS, self.folder / name, "cells", "total", *self.NAMES], check=True)

    @unittest.skipIf(shutil.which("Rscript") is None, "needs R")
    def test_r(self):
        for name in ("odd.csv", "wide.csv"):
            subprocess.run(["Rscript", "-e", R, self.folder / name, "cells", "total", *self.NAMES], check=True, capture_output=True)

    def test_are_selected(self):
        for name in self.NAMES:
            (row,) = csv.DictReader(io.StringIO(self.succeeds("export", "odd.h5", "--wide", "--variable", "price", "--year", "2025", "--index", name).out))
            self.assertEqual(row["index"], name)


if __name__ == "__main__":
    harness.main()
