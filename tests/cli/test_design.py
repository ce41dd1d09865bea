#!/usr/bin/python3
"""Designs and the stopping rule, from the command line to the result file."""
import h5py

import harness
from harness import BAD_DATA, SMALL

STOP = 'sampling.stop={ variable = "total_production", quantile = %s, relative_error = %s, max_trials = %s }'


class Design(harness.CliCase):
    def attributes(self, *arguments, warns=False):
        self.succeeds("run", SMALL, "-o", "x.h5", "--force", *arguments, warns=warns)
        with h5py.File(self.folder / "x.h5") as file:
            return dict(file.attrs)

    def bytes_of(self, *arguments):
        self.succeeds("run", SMALL, "-o", "x.h5", "--force", *arguments)
        return (self.folder / "x.h5").read_bytes()

    def test_threads(self):
        for method in ("latin-hypercube", "sobol"):
            options = ["--method", method, "--trials", str(2**19), "--set", "outputs.samples=5000"]
            expected = self.bytes_of("--threads", "1", *options)
            for threads in ("2", "7"):
                with self.subTest(method=method, threads=threads):
                    self.assertTrue(self.bytes_of("--threads", threads, *options) == expected)

    def test_trials_are_rounded_up_aloud(self):
        outcome = self.succeeds("run", SMALL, "-o", "x.h5", "--method", "sobol", "--trials", "2000", warns=True)
        self.assertIn("2000 trials are rounded up to 2048, 16 replicates x 128 points", outcome.err)
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(file.attrs["trials"], "2048")
            self.assertIn("trials = 2048", file["provenance/resolved"].asstr()[()])
            self.assertAlmostEqual(file.attrs["confidence_factor"], 2.131449546, places=8)

    def test_replicates_give_the_error_of_the_mean(self):
        self.succeeds("run", SMALL, "-o", "x.h5", "--method", "sobol", "--trials", "4096", "--set", "outputs.samples=4096")
        with h5py.File(self.folder / "x.h5") as file:
            values = file["samples/total_production"][-1]
            # Trials 2^k R ... are points of one replicate after the other.
            replicate, size = list(range(16)), 16
            while size < 4096:
                replicate += [r for r in range(16) for _ in range(size // 16)]
                size *= 2
            means = [values[[r == k for r in replicate]].mean() for k in range(16)]
            centre = sum(means) / 16
            error = (sum((m - centre) ** 2 for m in means) / 15 / 16) ** 0.5
            self.assertAlmostEqual(file["mean_error/total_production"][-1] / error, 1, places=9)

    def test_the_rule_ends_the_run_alike_on_any_number_of_threads(self):
        for method in ("monte-carlo", "sobol"):
            for quantile, target in (('"mean"', "0.002"), ("0.95", "0.01")):
                options = ["--method", method, "--set", STOP % (quantile, target, 10_000_000)]
                with self.subTest(method=method, quantile=quantile):
                    expected = self.bytes_of("--threads", "1", *options)
                    self.assertTrue(self.bytes_of("--threads", "5", *options) == expected)
                    with h5py.File(self.folder / "x.h5") as file:
                        self.assertEqual(file.attrs["stop_reached"], "true")
                        self.assertLessEqual(file.attrs["stop_relative_error"], float(target))
                        self.assertLess(int(file.attrs["trials"]), 10_000_000)
                        self.assertEqual(int(file["histogram/total_production"][-1].sum()), int(file.attrs["trials"]))

    def test_a_stopped_run_is_a_run_of_as_many_trials(self):
        stop = STOP % ('"mean"', "0.002", 10_000_000)
        trials = self.attributes("--set", stop)["trials"]
        with h5py.File(self.folder / "x.h5") as file:
            stopped, scenario = file.attrs["results_sha256"], file.attrs["scenario_sha256"]
            (self.folder / "again.toml").write_text(file["provenance/resolved"].asstr()[()])
        self.assertEqual(self.attributes("--trials", trials)["results_sha256"], stopped)
        self.succeeds("run", "again.toml", "-o", "y.h5")
        with h5py.File(self.folder / "y.h5") as file:
            self.assertEqual(file.attrs["results_sha256"], stopped)
            self.assertEqual(file.attrs["trials"], trials)
            self.assertEqual(file.attrs["scenario_sha256"], scenario)

    def test_most_trials(self):
        stop = STOP % ('"mean"', "1e-6", 20_000)
        outcome = self.succeeds("run", SMALL, "-o", "x.h5", "--set", stop, warns=True)
        self.assertIn("after all 20000 trials the relative error of the mean of total_production in 2027 is", outcome.err)
        with h5py.File(self.folder / "x.h5") as file:
            self.assertEqual(file.attrs["trials"], "20000")
            self.assertEqual(file.attrs["stop_reached"], "false")
        # Whole nets only: the largest within the limit. And --trials is a limit too.
        self.assertEqual(self.attributes("--method", "sobol", "--set", stop, warns=True)["trials"], "16384")
        self.assertEqual(self.attributes("--trials", "5000", "--set", stop, warns=True)["trials"], "5000")

    def test_a_hypercube_cannot_grow(self):
        self.fails(BAD_DATA, ["must be able to grow", "sobol"], "run", SMALL, "--method", "latin-hypercube", "--set",
                   STOP % ('"mean"', "0.01", 20_000))


if __name__ == "__main__":
    harness.main()
