#!/usr/bin/python3
"""Bounds of quantiles that there are not, from the run to every reader: not the extremes in disguise, but missing."""
import csv
import io
import json
import math
import re

import h5py
import netCDF4
import numpy as np
import xarray

import harness
from harness import SMALL

# Of 1,024 trials, which every design takes as they are, none bounds P99.9 from above: 0.999^1024 = 36 %. P99 is bounded: 0.99^1024 = 3e-5.
OPTIONS = ["--trials", "1024", "--set", "outputs.quantiles=[0.001, 0.5, 0.99, 0.999]", "--set", 'outputs.variables=["total_demand", "total_production"]']
METHODS = ["monte-carlo", "latin-hypercube", "sobol"]


class Bounds(harness.CliCase):
    def run_it(self, method="monte-carlo", name="x.h5", *more):
        self.succeeds("run", SMALL, "--method", method, *OPTIONS, "-o", name, *more)
        return self.folder / name

    def check_bounds(self, low, high, quantiles):
        for values in (low, high, quantiles):
            self.assertEqual(values.shape[-1], 4)
        self.assertTrue(np.isnan(low[..., 0]).all() and np.isnan(high[..., 3]).all())
        self.assertFalse(np.isnan(low[..., 1:]).any() or np.isnan(high[..., :3]).any() or np.isnan(quantiles).any())
        self.assertTrue((low[..., 1:] <= quantiles[..., 1:]).all() and (quantiles[..., :3] <= high[..., :3]).all())

    def test_under_every_design(self):
        for method in METHODS:
            with self.subTest(method), h5py.File(self.run_it(method, f"{method}.h5")) as file:
                self.check_bounds(*(file[f"{group}/total_demand"][1:] for group in ("quantiles_low", "quantiles_high", "quantiles")))

    def test_readers_are_told_what_is_missing(self):
        path = self.run_it()
        with h5py.File(path) as file:
            for group, has in (("quantiles_low", True), ("quantiles_high", True), ("quantiles", False), ("mean", False)):
                attributes = file[group]["total_demand"].attrs
                self.assertEqual("_FillValue" in attributes, has, group)
                if has:
                    self.assertTrue(np.isnan(attributes["_FillValue"]))
                    self.assertTrue(np.isnan(file[group]["total_demand"].fillvalue))
            # One not-a-number on every machine: the digest is over its bytes.
            high = file["quantiles_high/total_demand"][1:, 3]
            self.assertEqual(set(high.view(np.uint64).tolist()), {0x7FF8000000000000})
        with netCDF4.Dataset(path) as file:
            high = file["quantiles_high/total_demand"][1:]
            self.assertTrue(np.ma.is_masked(high))
            self.assertTrue(high.mask[:, 3].all() and not high.mask[:, :3].any())
        with xarray.open_dataset(path, group="quantiles_high", engine="h5netcdf") as data:
            self.assertTrue(np.isnan(data["total_demand"].values[1:, 3]).all())

    def test_show_export_and_verify(self):
        path = self.run_it()
        shown = self.succeeds("show", path, "--variable", "total_demand").out
        self.assertIn("95 % bounds of quantiles, – where the trials are too few for one", shown)
        self.assertRegex(shown, r"total_demand +2025 +P99\.9 +[\d.]+ +[\d.]+ +–\n")
        self.assertRegex(shown, r"total_demand +2025 +P0\.1 +[\d.]+ +– +[\d.]+\n")
        self.assertNotIn("nan", shown)
        cells = json.loads(self.succeeds("show", path, "--json", "--variable", "total_demand").out)["cells"]
        later = [cell for cell in cells if cell["year"] > 2024]
        self.assertTrue(later)
        for cell in later:
            self.assertIsNone(cell["quantiles_high"][3])
            self.assertIsNone(cell["quantiles_low"][0])
            self.assertIsNotNone(cell["quantiles_high"][2])
        rows = list(csv.DictReader(io.StringIO(self.succeeds("export", path).out)))
        high = [row["value"] for row in rows if row["statistic"] == "quantiles_high_0.999" and row["year"] != "2024"]
        self.assertTrue(high and set(high) == {""})
        self.assertTrue(all(row["value"] for row in rows if row["statistic"] in ("quantiles_high_0.99", "quantiles_0.999", "max")))
        self.succeeds("verify", path)
        again = self.run_it("monte-carlo", "again.h5", "--threads", "3")
        self.assertEqual(again.read_bytes(), path.read_bytes())

    def test_a_sweep(self):
        (self.folder / "small.toml").write_bytes(SMALL.read_bytes())
        (self.folder / "s.toml").write_text('schema = 1\nname = "s"\nscenario = "small.toml"\ndesign = "grid"\n'
                                            '[sampling]\ntrials = 1000\nmethod = "monte-carlo"\n'
                                            '[outputs]\nvariables = ["total_demand"]\nquantiles = [0.5, 0.999]\n'
                                            '[axes.tax]\nkey = "tariffs.duty.rate"\nvalues = [0.1, 0.2]\n', encoding="utf-8")
        self.succeeds("sweep", "s.toml", "-o", "s.h5")
        with h5py.File(self.folder / "s.h5") as file:
            self.assertTrue(np.isnan(file["quantiles_high/total_demand"][:, 1:, 1]).all())
            self.assertTrue(np.isnan(file["quantiles_high/total_demand"].attrs["_FillValue"]))
        self.succeeds("show", "s.h5")
        self.succeeds("export", "s.h5")

    def test_a_rule_that_no_trials_satisfy(self):
        # The largest of n bounds P99.99 with 95 % confidence where 0.9999^n <= 2.5 %: n >= 36,887.
        stop = 'sampling.stop={ variable = "total_demand", quantile = %s, relative_error = 0.01, max_trials = 8192 }'
        for method in ("monte-carlo", "sobol"):
            for quantile, words in (("0.9999", "from above"), ("1e-04", "from below")):
                with self.subTest(method=method, quantile=quantile):
                    err = self.succeeds("run", SMALL, "--method", method, "-o", "x.h5", "--force", "--set", stop % quantile, warns=True).err
                    self.assert_words(["after all 8192 trials", f"the quantile {quantile} of total_demand", "is not known", words, "at least 36887 trials",
                                       "the target 0.01"], err)
                    with h5py.File(self.folder / "x.h5") as file:
                        self.assertEqual(file.attrs["stop_reached"], "false")
                        self.assertTrue(math.isinf(file.attrs["stop_relative_error"]))
                    self.succeeds("verify", self.folder / "x.h5")
        err = self.succeeds("run", SMALL, "-o", "x.h5", "--force", "--set", (stop % '"mean"').replace("0.01", "1e-5"), warns=True).err
        self.assertTrue(re.search(r"the relative error of the mean of total_demand in \d+ is \d\S*, the target 1e-05", err), err)


if __name__ == "__main__":
    harness.main()
