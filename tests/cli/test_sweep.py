#!/usr/bin/python3
"""Sweeps: every point is the run it stands for, in one go, in shards or resumed; bad files are told of by line."""
import os
import shutil
import signal
import subprocess
import unittest

import h5py
import numpy as np

import harness

SWEEP = """
schema = 1
name = "small-sweep"
scenario = "small.toml"
design = "{design}"
{top}
[sampling]
trials = {trials}
method = "{method}"
[outputs]
variables = ["production", "total_production"]
{axes}
"""
GRID = """
[axes.growth]
key = "{growth}"
values = [0.05, 0.1]
[axes.tax]
key = "{tax}"
from = 0.0
to = 0.5
steps = 3
"""


GROWTH, DUTY = "segments.cells.growth.rate", "tariffs.duty.rate"


class Sweep(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.copy()

    def sweep(self, name="s.toml", design="grid", top="", trials=2000, method="monte-carlo", axes=None):
        path = self.folder / name
        axes = GRID.format(growth=GROWTH, tax=DUTY) if axes is None else axes
        path.write_text(SWEEP.format(design=design, top=top, trials=trials, method=method, axes=axes), encoding="utf-8")
        return path

    def run_sweep(self, path, name="out.h5", *arguments):
        self.succeeds("sweep", path, "-o", name, *arguments)
        return self.folder / name

    def point_run(self, name, **values):
        """The run that a point stands for."""
        sets = [word for key, value in values.items() for word in ("--set", f"{key.replace('__', '.')}={value}")]
        self.succeeds("run", "small.toml", "-o", name, "--trials", "2000", "--method", "monte-carlo", *sets,
                      "--set", 'outputs.variables=["production", "total_production"]', "--set", 'sensitivity.method="none"')
        return h5py.File(self.folder / name)

    def test_what_it_is_read_from_stays(self):
        self.sweep()
        for target in ("s.toml", "small.toml"):
            for command in (["sweep", "s.toml", "-o"], ["plan", "s.toml", "--slurm"], ["sweep", "s.toml", "--work", "v", "-o"]):
                with self.subTest((command, target)):
                    self.fails(harness.CANNOT_CREATE, [target, "is read from it"], *command, target, "--force")

    def test_points_are_runs(self):
        made = h5py.File(self.run_sweep(self.sweep()))
        np.testing.assert_array_equal(made["mean/growth"], [0.05, 0.05, 0.05, 0.1, 0.1, 0.1])
        np.testing.assert_array_equal(made["mean/tax"], [0.0, 0.25, 0.5, 0.0, 0.25, 0.5])
        for point, (growth, tax) in enumerate(zip(made["mean/growth"], made["mean/tax"])):
            run = self.point_run(f"p{point}.h5", segments__cells__growth__rate=growth, tariffs__duty__rate=tax)
            for group in ("mean", "sd", "mean_error", "quantiles", "quantiles_low", "quantiles_high", "histogram"):
                for variable in ("production", "total_production"):
                    np.testing.assert_array_equal(made[f"{group}/{variable}"][point], run[f"{group}/{variable}"][()], f"{group}/{variable}")

    def test_same_bytes_everywhere(self):
        for method in ("monte-carlo", "sobol"):
            path = self.sweep(f"{method}.toml", top="base = { growth = 0.1, tax = 0.25 }", method=method, trials=2048)
            whole = self.run_sweep(path, f"{method}.h5", "--threads", "1").read_bytes()
            self.assertEqual(self.run_sweep(path, f"{method}-7.h5", "--threads", "7").read_bytes(), whole)
            for shards in (1, 4, 6, 13):
                work = f"{method}-{shards}.work"
                for shard in reversed(range(shards)):
                    self.succeeds("sweep", path, "--shard", f"{shard}/{shards}", "--work", work)
                self.succeeds("merge", work, "-o", f"{work}.h5")
                self.assertEqual((self.folder / f"{work}.h5").read_bytes(), whole, work)

    def test_killed_and_resumed(self):
        path = self.sweep(trials=200_000)
        whole = self.run_sweep(path).read_bytes()
        command = [harness.PROGRAM, "sweep", str(path), "-o", "kept.h5", "--work", "w"]
        for kill in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
            process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            harness.wait_until(lambda child=process: child.poll() is not None or harness.catches(child.pid, signal.SIGTERM), "a handler")
            if process.poll() is None:
                harness.wait_until(lambda child=process: child.poll() is not None or harness.processor_seconds(child.pid) > 0.4, "some work")
            process.send_signal(kill)
            self.assertIn(process.wait(timeout=harness.hangs_after(2)), (-signal.SIGKILL, 75, 0))
            if (self.folder / "kept.h5").exists():
                break
        self.succeeds("sweep", path, "-o", "kept.h5", "--work", "w", "--force")
        self.assertEqual((self.folder / "kept.h5").read_bytes(), whole)

    def test_differences_are_paired(self):
        made = h5py.File(self.run_sweep(self.sweep(top="base = { growth = 0.05, tax = 0.0 }")))
        mean, change = made["mean/total_production"][()], made["difference/mean/total_production"][()]
        np.testing.assert_allclose(change, mean - mean[0], rtol=1e-9, atol=1e-9)
        self.assertTrue((change[0] == 0).all())
        spread = made["difference/sd/total_production"][()]
        self.assertLess(spread[1:, -1].max(), made["sd/total_production"][1:, -1].max() / 2, "paired differences are known better")

    def test_designs(self):
        axes = f'[axes.growth]\nkey = "{GROWTH}"\n{{}}\n[axes.tax]\nkey = "{DUTY}"\n{{}}'
        zipped = h5py.File(self.run_sweep(self.sweep(design="zip", axes=axes.format("values = [0.1, 0.2]", "values = [0.0, 0.5]")), "zip.h5"))
        np.testing.assert_array_equal(zipped["mean/tax"], [0.0, 0.5])
        listed = axes.format("", "") + "\n[[points]]\ngrowth = 0.3\ntax = 0.1\n[[points]]\ntax = 0.2\ngrowth = 0.1\n"
        made = h5py.File(self.run_sweep(self.sweep(design="list", axes=listed), "list.h5"))
        np.testing.assert_array_equal(made["mean/growth"], [0.3, 0.1])
        uniform = 'dist = "uniform"\nlow = 0.0\nhigh = 0.5'
        for design in ("latin-hypercube", "sobol"):
            made = h5py.File(self.run_sweep(self.sweep(design=design, top="points = 8", axes=axes.format(uniform, uniform)), f"{design}.h5"))
            for axis in ("growth", "tax"):  # one point in each eighth
                self.assertEqual(sorted(np.floor(made[f"mean/{axis}"][()] * 16).astype(int)), list(range(8)), design)

    def test_axes_reach_parameters_and_texts(self):
        axes = (f'[axes.rate]\nkey = "{GROWTH}.mean"\nvalues = [0.1, 0.2]\n[axes.begin]\nkey = "tariffs.duty.from"\n'
                "values = [2025-01-01, 2026-07-01]")
        made = h5py.File(self.run_sweep(self.sweep(axes=axes)))
        self.assertEqual([text.decode() for text in made["mean/begin"]], ["2025-01-01", "2026-07-01"] * 2)
        self.assertGreater(made["mean/total_production"][2, -1], made["mean/total_production"][0, -1])

    def test_integer_keys_take_a_range(self):
        axis = '[axes.lead]\nkey = "segments.cells.supply.lead_time"\n'
        ranged = h5py.File(self.run_sweep(self.sweep(axes=axis + "from = 1\nto = 3\nsteps = 3"), "range.h5"))
        listed = h5py.File(self.run_sweep(self.sweep(axes=axis + "values = [1, 2, 3]"), "values.h5"))
        np.testing.assert_array_equal(ranged["mean/lead"], [1.0, 2.0, 3.0])
        self.assertEqual(ranged["mean/lead"].dtype, np.float64)
        np.testing.assert_array_equal(ranged["mean/total_production"], listed["mean/total_production"])

    def test_ranges_of_integers_are_those_of_reals(self):
        axis = f'[axes.tax]\nkey = "{DUTY}"\n'
        whole, real = (h5py.File(self.run_sweep(self.sweep(axes=axis + words + "\nsteps = 5"), name))
                       for words, name in (("from = 0\nto = 2", "whole.h5"), ("from = 0.0\nto = 2.0", "real.h5")))
        for name in ("tax", "total_production", "production"):
            np.testing.assert_array_equal(whole["mean"][name], real["mean"][name])
            self.assertEqual(whole["mean"][name].dtype, real["mean"][name].dtype)

    def test_a_bad_point_is_shown_at_the_value_that_it_is_due_to(self):
        share, demand = ("segments.cells.markets.abroad." + key for key in ("home_share", "demand"))
        axes = f'[axes.share]\nkey = "{share}"\nvalues = [0.6, 0.2]\n[axes.size]\nkey = "{demand}"\nvalues = [40.0, 900.0]'
        wrong = "`segments.cells.markets.abroad.local_capacity` may be less than local plants supply"
        self.fails(harness.BAD_DATA, ["bad.toml:17:17:", wrong, "where size = 900"], "sweep", self.sweep("bad.toml", axes=axes), "-o", "bad.h5")
        corner = self.sweep("corner.toml", axes=axes.replace("900.0", "60.0"))
        self.succeeds("check", corner)  # each value alone is right
        outcome = self.program("sweep", corner, "-o", "corner.h5")
        self.assertEqual(outcome.code, harness.BAD_DATA)
        self.assert_words(["corner.toml:17:17:", wrong, "where share = 0.2, size = 60"], outcome.err)
        self.assertFalse((self.folder / "corner.h5").exists())

    def test_bad_files(self):
        def bad(words, **changes):
            self.fails(harness.BAD_DATA, words, "sweep", self.sweep("bad.toml", **changes), "-o", "bad.h5")

        axis = "[axes.growth]\n"
        bad(["bad.toml:13:1:", "unknown key `axes.growth.kez`", "did you mean `key`"], axes=axis + f'kez = "{GROWTH}"\nvalues = [1]')
        bad(["bad.toml:14:11:", "is out of range"], axes=f'[axes.tax]\nkey = "{DUTY}"\nvalues = [-3.0]')
        bad(["bad.toml:13:7:", "segments.cels", "did you mean `cells`"], axes=axis + 'key = "segments.cels.price"\nvalues = [1]')
        bad(["bad.toml:13:7:", "unknown key"], axes=axis + 'key = "segments.cells.prize"\nvalues = [1]')
        bad(["cannot be an axis"], axes=axis + 'key = "sampling.seed"\nvalues = [1, 2]')
        bad(["name of a coordinate"], axes=f'[axes.year]\nkey = "{GROWTH}"\nvalues = [0.1]')
        bad(["two axes set"], axes=GRID.format(growth=GROWTH, tax=GROWTH))
        bad(["unknown design", "did you mean `grid`"], design="gird")
        bad(["no power of two"], design="sobol", top="points = 7",
            axes=axis + f'key = "{GROWTH}"\ndist = "uniform"\nlow = 0.0\nhigh = 0.1')
        bad(["none of the points"], top="base = { growth = 0.07, tax = 0.0 }")
        bad(["there is no axis"], axes="")
        bad(["too many points"], axes=GRID.format(growth=GROWTH, tax=DUTY).replace("steps = 3", "steps = 100000"))
        bad(["lacks `steps`"], axes=axis + f'key = "{GROWTH}"\nfrom = 0\nto = 1')
        bad(["keeps no samples"], axes=GRID.format(growth=GROWTH, tax=DUTY).replace("[axes.growth]", "samples = 3\n[axes.growth]", 1))
        bad(["must be a number"], axes=axis + f'key = "{GROWTH}"\nvalues = [[1]]')
        bad(["not all numbers"], axes=axis + f'key = "{GROWTH}"\nvalues = [0.1, "a"]')

    def test_what_a_sweep_does_not_use_need_not_fit_it(self):
        """A stopping rule, sensitivities and observations of a variable that the sweep does not keep."""
        more = '[sensitivity]\nvariables = ["price"]\n' \
               '[[observations]]\nvariable = "price"\nindex = "cells"\nyear = 2025\nvalue = 0.5\nsd = 0.1\n'
        rule = 'stop = { variable = "price", index = "cells", relative_error = 0.1 }\n'
        path = self.folder / "small.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("[sampling]\n", "[sampling]\n" + rule) + more, encoding="utf-8")
        self.assertIn("[sampling.stop]", self.succeeds("check", "small.toml", "--resolved").out)
        sweep = self.sweep()
        sweep.write_text(sweep.read_text(encoding="utf-8").replace("trials = 2000\n", ""), encoding="utf-8")
        self.succeeds("check", sweep)
        self.succeeds("plan", sweep)
        self.assertNotIn("stop", h5py.File(self.run_sweep(sweep)).attrs)

    def test_a_long_axis(self):
        """Once it took half a minute; scripts/promises holds it to a second."""
        axes = f'[axes.tax]\nkey = "{DUTY}"\nvalues = [{", ".join(str(k / 1e5) for k in range(90_000))}, -3.0, 0.95]'
        self.fails(harness.BAD_DATA, ["s.toml:14:", "is out of range"], "check", self.sweep(axes=axes))

    def test_missing_scenario(self):
        (self.folder / "small.toml").unlink()
        self.fails(harness.NO_INPUT, ["small.toml", "s.toml"], "sweep", self.sweep(), "-o", "x.h5")

    @unittest.skipIf(harness.is_sanitized() or shutil.which("valgrind") is None, "counts instructions by valgrind")
    def test_cheaper_than_runs(self):
        """Measured 0.32 of the instructions of as many runs, with few trials; scripts/promises measures time, with as many as one has."""
        bench = [str(harness.SOURCE / "scripts" / "bench_sweep.py"), "--program", harness.PROGRAM, "--points", "8", "--runs", "1",
                 "--trials", "512", "--instructions"]
        made = subprocess.run(bench, capture_output=True, text=True, check=True)
        self.assertLess(float(made.stdout.split()[-1]), 0.5, made.stdout)

    def test_check(self):
        self.assertIn("valid; 6 points of 2 axes, 2000 trials each", self.succeeds("check", self.sweep()).out)
        self.fails(harness.BAD_DATA, ["unknown design"], "check", self.sweep(design="gird"))

    def test_plan(self):
        planned = self.succeeds("plan", self.sweep(), "--tasks", "3", "--json")
        self.assertIn('"points": 6', planned.out)


if __name__ == "__main__":
    harness.main()
