#!/usr/bin/python3
"""Differences between a scenario and the base of its batch: what they are, against the kept trials of both; that they are paired; and that
a scenario's own statistics know nothing of its neighbours."""
import json
import subprocess
import sys

import h5py
import numpy as np

import harness
from harness import SMALL

STATISTICS = ("mean", "sd", "min", "max", "quantiles", "exceedance", "histogram")
HIGHER = [('name = "small"', 'name = "higher"'), ("values = [0.0, 0.25]", "values = [0.1, 0.5]"), ("local_premium = 0.3", "local_premium = 0.2")]
UNRELATED = [("[markets.home]\n", '[variables]\nunrelated = { dist = "uniform", low = 0.0, high = 1.0 }\n\n[markets.home]\n')]
KEEP = ["--set", "outputs.samples=2000"]


def variables(group):
    scales = {"segment", "market", "year", "chemistry", "material", "driver", "driver_unit", "trial", "input", "unit", "inputs", "quantile"}
    return [name for name in group if name not in scales]


class Compare(harness.CliCase):
    def batch(self, *arguments, base=(), later=HIGHER, out="."):
        self.copy(replace=base)
        self.copy(name="higher.toml", replace=later)
        self.succeeds("run", "small.toml", "higher.toml", "--out-dir", out, "--force", *arguments, warns=UNRELATED[0] in [*base, *later])
        return self.folder / out / "small.h5", self.folder / out / "higher.h5"

    def test_differences_are_those_of_the_trials(self):
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            with self.subTest(method):
                base, later = self.batch("--method", method, "--trials", "2048", "--set", "outputs.samples=2048")
                with h5py.File(base) as a, h5py.File(later) as b:
                    difference = b["difference"]
                    self.assertEqual(difference.attrs["base"], "small")
                    self.assertEqual(int(difference.attrs["shared_inputs"]), len(a["inputs/input"]))
                    for name in variables(difference["mean"]):
                        self.check(name, a, b, difference)

    def check(self, name, a, b, difference):
        values = b["samples"][name][()] - a["samples"][name][()]
        close = lambda found, expected: np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9, err_msg=name)
        np.testing.assert_array_equal(difference["samples"][name][()], values, err_msg=name)
        close(difference["mean"][name][()], values.mean(-1))
        close(difference["sd"][name][()], values.std(-1, ddof=1))
        close(difference["min"][name][()], values.min(-1))
        close(difference["max"][name][()], values.max(-1))
        close(difference["exceedance"][name][..., 0], (values > 0).mean(-1))
        self.assertTrue((difference["histogram"][name][()].sum(-1) == values.shape[-1]).all())
        for q, p in enumerate(difference["quantiles/quantile"]):
            exact = np.quantile(values, p, axis=-1, method="inverted_cdf")
            np.testing.assert_allclose(difference["quantiles"][name][..., q], exact, rtol=2**-6, atol=1e-9, err_msg=name)
        apart = a["sd"][name][()] ** 2 + b["sd"][name][()] ** 2
        paired = difference["sd"][name][()] ** 2
        varies = paired > 0
        close(difference["variance_reduction"][name][()][varies], (apart[varies] / paired[varies]))

    def test_the_mean_of_the_difference_is_that_of_the_means(self):
        base, later = self.batch("--trials", "20000")
        with h5py.File(base) as a, h5py.File(later) as b:
            for name in variables(b["difference/mean"]):
                np.testing.assert_allclose(b["difference/mean"][name][()], b["mean"][name][()] - a["mean"][name][()], rtol=1e-7, atol=1e-9)

    def test_pairing_takes_the_noise_away(self):
        """Two tariff cases: the paired difference varies by less than a fifth of what independent draws would."""
        higher = [('name = "small"', 'name = "higher"'), ("values = [0.0, 0.25]", "values = [0.1, 0.35]")]
        base, later = self.batch("--trials", "20000", later=higher)
        with h5py.File(base) as a, h5py.File(later) as b:
            for name in ("total_production", "total_exports", "total_demand"):
                apart = np.hypot(a["sd"][name][-1], b["sd"][name][-1])
                self.assertLess(b["difference/sd"][name][-1], apart / 5, name)

    def test_threads(self):
        expected = [path.read_bytes() for path in self.batch("--trials", "30000", "--threads", "1", *KEEP)]
        for threads in ("2", "7"):
            self.assertTrue([path.read_bytes() for path in self.batch("--trials", "30000", "--threads", threads, *KEEP)] == expected, threads)

    def test_neighbours_change_nothing(self):
        """An input that one scenario alone has: under Monte Carlo in any scenario, else in a later one."""
        for method, base_too in (("monte-carlo", True), ("latin-hypercube", False), ("sobol", False)):
            with self.subTest(method):
                design = ("--method", method, "--trials", "2048")
                first, second = (path.read_bytes() for path in self.batch(*design))
                self.assertTrue(self.batch(*design, later=HIGHER + UNRELATED)[0].read_bytes() == first)
                if base_too:
                    self.assertTrue(self.batch(*design, base=UNRELATED)[1].read_bytes() == second)

    def test_its_own_statistics_are_those_of_a_run_alone(self):
        base, later = self.batch("--trials", "5000")
        self.succeeds("run", "higher.toml", "-o", "alone.h5", "--trials", "5000")
        self.succeeds("run", "small.toml", "-o", "base.h5", "--trials", "5000")
        self.assertTrue((self.folder / "base.h5").read_bytes() == base.read_bytes())
        with h5py.File(later) as batch, h5py.File(self.folder / "alone.h5") as alone:
            self.assertEqual(batch.attrs["results_sha256"], alone.attrs["results_sha256"])
            self.assertNotIn("difference", alone)

    def test_shifts_add_up(self):
        _, later = self.batch("--trials", "8000")
        with h5py.File(later) as file:
            shift = file["difference/median_shift"]
            paths = list(shift["change_path"].asstr())
            self.assertEqual(sorted(paths[:-1]), ["markets.abroad.local_premium", "tariffs.duty.rate"])
            self.assertEqual(paths[-1], "")
            median = list(file["quantiles/quantile"]).index(0.5)
            found = shift["total_exports"][-1].sum()
            for name, change in (("small", 0), ("markets.abroad.local_premium", 1)):
                self.assertTrue(np.isfinite(shift["total_exports"][-1, change]), name)
            with h5py.File(self.folder / "small.h5") as base:
                expected = file["quantiles/total_exports"][-1, median] - base["quantiles/total_exports"][-1, median]
            self.assertAlmostEqual(found, expected, places=9)

    def test_one_change_alone_is_what_a_run_with_it_shows(self):
        _, later = self.batch("--trials", "8000")
        self.succeeds("run", "small.toml", "-o", "one.h5", "--trials", "8000", "--set", "markets.abroad.local_premium=0.2")
        with h5py.File(later) as file, h5py.File(self.folder / "one.h5") as one, h5py.File(self.folder / "small.h5") as base:
            shift = file["difference/median_shift"]
            change = list(shift["change_path"].asstr()).index("markets.abroad.local_premium")
            median = list(file["quantiles/quantile"]).index(0.5)
            for name in ("total_exports", "production"):
                expected = one["quantiles"][name][..., median] - base["quantiles"][name][..., median]
                np.testing.assert_array_equal(shift[name][..., change], expected)

    def test_a_table_that_only_one_has(self):
        added = [('name = "small"', 'name = "higher"'), ("[segments.cells]\n", '[tariffs.more]\nmarket = "abroad"\nfrom = 2026-01-01\nrate = 0.2\n\n[segments.cells]\n')]
        _, later = self.batch("--trials", "4000", later=added)
        with h5py.File(later) as file:
            shift = file["difference/median_shift"]
            self.assertEqual(list(shift["change_path"].asstr()), ["tariffs.more", ""])
            self.assertLess(shift["total_exports"][-1, 0], 0)
            self.assertEqual(shift["total_exports"][-1, 1], 0)

    def test_other_segments_and_years(self):
        """Only what both have is compared."""
        later = [('name = "small"', 'name = "higher"'), ("end_year = 2027", "end_year = 2026")]
        _, file = self.batch("--trials", "3000", later=later)
        with h5py.File(file) as result:
            self.assertEqual(list(result["difference/mean/year"]), [2024, 2025, 2026])
            self.assertEqual(np.abs(result["difference/max/total_demand"][()]).max(), 0)

    def test_scenarios_that_have_little_in_common(self):
        """What only one has does not come into differences, nor do inputs that only a mixture of the two has break the attribution."""
        self.copy(replace=[("seed = 7", "seed = 1")])
        for method in ("monte-carlo", "sobol"):
            self.succeeds("run", "small.toml", harness.ASSOCIATION, "--trials", "512", "--method", method, "--force")
            with h5py.File(self.folder / "association-2030.h5") as file:
                self.assertNotIn("production", file["difference/mean"])
                self.assertEqual(list(file["difference/mean/year"]), [2024, 2025, 2026, 2027])

    def test_what_is_not_paired_is_said(self):
        self.copy()
        self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"'), ("seed = 7", "seed = 8")])
        outcome = self.program("run", "small.toml", "other.toml")
        self.assertEqual(outcome.code, harness.DONE)
        self.assertIn("other: no differences from small are counted: their seeds differ\n", outcome.err)
        with h5py.File(self.folder / "other.h5") as file:
            self.assertNotIn("difference", file)
        self.fails(harness.BAD_DATA, ["nothing can be compared"], "compare", "small.toml", "other.toml", "--trials", "500")
        self.fails(harness.BAD_DATA, ["has no differences"], "compare", "other.h5")

    def test_command(self):
        _, later = self.batch("--trials", "3000")
        shown = self.succeeds("compare", "small.toml", "higher.toml", "--trials", "3000").out
        self.assertIn("higher minus small, 3000 trials\npaired: yes, 14 shared inputs\n", shown)
        self.assertEqual(shown, self.succeeds("compare", later).out)
        found = json.loads(self.succeeds("compare", later, "--json", "--variable", "total_exports", "--year", "2027").out)
        self.assertEqual(found["schema"], "cellcast-compare-1")
        (cell,) = found["differences"][0]["cells"]
        with h5py.File(later) as file:
            self.assertEqual(cell["mean"], file["difference/mean/total_exports"][-1])
            self.assertEqual(cell["probability_above_zero"], file["difference/exceedance/total_exports"][-1, 0])
        self.assertEqual(len(cell["median_shifts"]), len(found["differences"][0]["changes"]))
        self.fails(harness.USAGE, ["no variable nothing"], "compare", later, "--variable", "nothing")
        self.fails(harness.NO_INPUT, ["missing.h5"], "compare", "missing.h5")
        self.fails(harness.BAD_DATA, ["small.toml"], "compare", "small.toml")

    def test_readers(self):
        _, later = self.batch("--trials", "2000", *KEEP)
        check = harness.SOURCE / "tests" / "output" / "result" / "check_readers.py"
        done = subprocess.run([sys.executable, check, later], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    harness.main()
