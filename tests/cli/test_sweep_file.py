#!/usr/bin/python3
"""The result file of a sweep: that xarray and netCDF read it as tables over the sweep's axes, that a point of it is the run of that point's
scenario, bit for bit, and what commands for runs say to it."""
import shutil
import subprocess
import sys

import h5py
import numpy as np
import xarray

import harness
from harness import BAD_DATA, DONE, SOURCE

SWEEP = SOURCE / "scenarios" / "sweeps" / "us-tariff.toml"
TRIALS = ["--trials", "512", "--method", "monte-carlo"]  # whose draws of an input know nothing of the other inputs
CHECK_READERS = SOURCE / "tests" / "output" / "result" / "check_readers.py"
STATISTICS = ("mean", "sd", "min", "max", "mean_error", "quantiles", "quantiles_low", "quantiles_high", "exceedance", "histogram")


def axes_of(group):
    return [name for name, dataset in group.items() if "key" in dataset.attrs]


def results_of(group):
    return [name for name, dataset in group.items() if "coordinates" in dataset.attrs]


class SweepFile(harness.CliCase):
    @classmethod
    def setUpClass(cls):
        """One sweep for all tests, which only read it."""
        case = cls("setUp")
        case.setUp()
        case.succeeds("sweep", str(SWEEP), "-o", "sweep.h5", *TRIALS)
        cls.whole, cls.keep = case.folder / "sweep.h5", case

    @classmethod
    def tearDownClass(cls):
        cls.keep.doCleanups()

    def copied(self):
        return shutil.copy(self.whole, self.folder / "sweep.h5")

    def test_every_reader_reads_every_dataset(self):
        done = subprocess.run([sys.executable, CHECK_READERS, self.whole], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_axes_make_a_table_in_one_line(self):
        with h5py.File(self.whole, track_order=True) as file:
            axes, raw = axes_of(file["mean"]), file["mean/production"][()]
            values = [np.array([v.decode() if isinstance(v, bytes) else v for v in file["mean"][axis][()]]) for axis in axes]
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(self.whole, group="mean", engine=engine) as mean:
                self.assertEqual(set(mean.production.coords), {"point", "segment", "year", *axes})
                table = mean.production.sel(segment="power", year=2030).set_index(point=axes)
                table = table.unstack() if len(axes) > 1 else table
                segment, year = list(mean.segment.values).index("power"), list(mean.year.values).index(2030)
                for point in range(mean.sizes["point"]):
                    place = dict(zip(axes, (value[point] for value in values))) if len(axes) > 1 else {"point": values[0][point]}
                    self.assertEqual(table.sel(place).item(), raw[point, segment, year])

    def test_a_point_is_the_run_of_its_scenario(self):
        with h5py.File(self.whole, track_order=True) as file:
            point = file.attrs["points"] - 1
            (self.folder / "base.toml").write_bytes(file["provenance/resolved"][()])
            settings = []
            for axis in axes_of(file["mean"]):
                dataset = file["mean"][axis]
                value = dataset[point]
                text = f'"{value.decode()}"' if isinstance(value, bytes) else repr(float(value))
                for key in dataset.attrs["key"].split(", "):
                    settings += ["--set", f"{key}={text}"]
            outcome = self.program("run", "base.toml", "-o", "point.h5", *settings)
            self.assertEqual(outcome.code, DONE, outcome.err)
            with h5py.File(self.folder / "point.h5", track_order=True) as run:
                for statistic in STATISTICS:
                    self.assertEqual(statistic in file, statistic in run)
                    for name in results_of(file[statistic]) if statistic in file else []:
                        np.testing.assert_array_equal(file[statistic][name][point], run[statistic][name][()], err_msg=f"{statistic}/{name}")

    def test_the_base_differs_from_itself_by_nothing(self):
        with h5py.File(self.whole, track_order=True) as file:
            if "difference" not in file:
                self.assertFalse(any("base_point" in item.attrs for item in file.values()))
                return
            difference = file["difference"]
            base = difference.attrs["base_point"]
            for name in results_of(difference["mean"]):
                for statistic in ("mean", "sd", "min", "max", "quantiles", "exceedance"):
                    self.assertFalse(difference[statistic][name][base].any(), f"{statistic}/{name}")
                gap = file["mean"][name][()] - file["mean"][name][base]
                np.testing.assert_allclose(difference["mean"][name][()], gap, rtol=1e-9, atol=1e-9, err_msg=name)

    def test_commands_for_runs_refuse_it(self):
        self.copied()
        for command in (["compare"], ["sensitivity"], ["verify"], ["trace", "--trial", "0"]):
            with self.subTest(command[0]):
                outcome = self.program(*command, "sweep.h5")
                self.assertEqual(outcome.code, BAD_DATA)
                self.assert_words(["sweep.h5", "it is a sweep's file", "xarray"], outcome.err)

    def test_show_and_export_have_every_point(self):
        self.copied()
        with h5py.File(self.whole, track_order=True) as file:
            axes, points = axes_of(file["mean"]), int(file.attrs["points"])
            production = file["mean/total_production"][()]
        lines = self.succeeds("export", "sweep.h5", "--variable", "total_production").out.splitlines()
        self.assertEqual(lines[0], ",".join(["point", *axes, "variable,index,year,unit,statistic,value"]))
        means = [line.split(",") for line in lines if ",mean," in line]
        self.assertEqual([float(line[-1]) for line in means], list(production.ravel()))
        self.assertEqual({int(line[0]) for line in means}, set(range(points)))
        shown = self.succeeds("show", "sweep.h5").out
        self.assert_words([*axes, "P5", "P50", "P95"], shown)


if __name__ == "__main__":
    harness.main()
