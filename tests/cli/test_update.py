#!/usr/bin/python3
"""Distributions updated with observations: against closed forms, and against weights computed from the kept trials."""
import json
import re
import subprocess
import sys

import h5py
import numpy as np

import harness
from harness import SMALL

# Demand of two drivers: the level of each after a year is base x (1 + rate), linear in a normal rate.
GROWTH = '''[segments.cells.growth]
process = "drivers"
[segments.cells.growth.drivers.cars]
base = 10.0
unit = "million"
rate = { dist = "normal", mean = 0.10, sd = 0.04, min = -0.5, max = 0.7 }
[segments.cells.growth.drivers.size]
base = 50.0
unit = "kWh"
rate = { dist = "normal", mean = 0.05, sd = 0.02, min = -0.3, max = 0.4 }
'''
OBSERVED = '''[[observations]]
variable = "{variable}"
index = "{index}"
year = {year}
value = {value}
sd = {sd}
relative = {relative}
'''


def observation(variable, index, year, value, sd, relative=False):
    return OBSERVED.format(variable=variable, index=index, year=year, value=value, sd=sd, relative=str(relative).lower())


class Update(harness.CliCase):
    def scenario(self, *observations):
        text = SMALL.read_text(encoding="utf-8")
        old = text[text.index("[segments.cells.growth]"):text.index("[segments.cells.supply]")]
        path = self.folder / "news.toml"
        path.write_text(text.replace(old, GROWTH).replace('name = "small"', 'name = "news"') + "\n" + "\n".join(observations), encoding="utf-8")
        return path

    def run_it(self, *observations, trials="200000", arguments=()):
        self.succeeds("run", self.scenario(*observations), "-o", "news.h5", "--force", "--trials", trials, *arguments)
        return h5py.File(self.folder / "news.h5")

    def test_linear_and_gaussian(self):
        """Prior N(0.10, 0.04) of the rate; the level 10 (1 + rate) is observed as 11.6 +- 0.3, so the rate as 0.16 +- 0.03. Means are
        within 4.5 standard errors: odds of 1 in 100,000."""
        seen = observation("driver_level", "cells.cars", 2025, 11.6, 0.3)
        precision = 1 / 0.04**2 + 1 / 0.03**2
        mean, sd = (0.10 / 0.04**2 + 0.16 / 0.03**2) / precision, precision**-0.5
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            with self.subTest(method), self.run_it(seen, trials="262144", arguments=("--method", method)) as file:
                updated = file["updated"]
                effective = updated.attrs["effective_trials"]
                names = list(updated["inputs/input"].asstr())
                rate = names.index("segments.cells.growth.drivers.cars.rate")
                self.assertLess(abs(updated["inputs/mean"][rate] - mean), 4.5 * sd / effective**0.5)
                self.assertLess(abs(updated["inputs/sd"][rate] - sd), 4.5 * sd / (2 * effective)**0.5)
                self.assertAlmostEqual(updated["inputs/shift"][rate], (mean - 0.10) / 0.04, delta=0.02)
                other = names.index("segments.cells.growth.drivers.size.rate")
                self.assertLess(abs(updated["inputs/shift"][other]), 4.5 / effective**0.5)
                level = updated["mean/driver_level"][0]
                self.assertLess(abs(level[1] - 10 * (1 + mean)), 4.5 * 10 * sd / effective**0.5)
                # What has not been observed follows: the level two years on, 10 (1 + rate)^2.
                later = 10 * ((1 + mean) ** 2 + sd**2)
                self.assertLess(abs(level[2] - later), 4.5 * 20 * (1 + mean) * sd / effective**0.5)
                low, high = updated["quantiles_low/driver_level"][0, 1], updated["quantiles_high/driver_level"][0, 1]
                self.assertTrue((low <= updated["quantiles/driver_level"][0, 1]).all() and (updated["quantiles/driver_level"][0, 1] <= high).all())

    def test_two_observations_of_one_and_on_the_logarithm(self):
        seen = [observation("driver_level", "cells.cars", 2025, 11.6, 0.3), observation("driver_level", "cells.cars", 2025, 11.2, 0.3)]
        precision = 1 / 0.04**2 + 2 / 0.03**2
        with self.run_it(*seen) as file:
            rate = list(file["updated/inputs/input"].asstr()).index("segments.cells.growth.drivers.cars.rate")
            mean = (0.10 / 0.04**2 + 0.28 / 0.03**2) / precision
            self.assertAlmostEqual(file["updated/inputs/mean"][rate], mean, delta=4.5 * (precision * file["updated"].attrs["effective_trials"]) ** -0.5)
        with self.run_it(observation("driver_level", "cells.cars", 2025, 11.6, 0.03, True), arguments=("--set", "outputs.samples=200000")) as file:
            values = file["samples/driver_level"][0, 1]
            weights = np.exp(-(((np.log(values) - np.log(11.6)) / 0.03) ** 2) / 2)
            self.assertAlmostEqual(file["updated/mean/driver_level"][0, 1], np.average(values, weights=weights), delta=2e-3)

    def test_against_weights_of_the_kept_trials(self):
        """Rounded weights add noise far below the error of the trials themselves."""
        seen = [observation("driver_level", "cells.cars", 2026, 13.0, 0.5), observation("total_demand", "", 2026, 150.0, 5.0)]
        with self.run_it(*seen, trials="50000", arguments=("--set", "outputs.samples=50000")) as file:
            cars, demand = file["samples/driver_level"][0, 2], file["samples/total_demand"][2]
            weights = np.exp(-(((cars - 13.0) / 0.5) ** 2) / 2 - (((demand - 150.0) / 5.0) ** 2) / 2)
            effective = weights.sum() ** 2 / (weights**2).sum()
            self.assertAlmostEqual(file["updated"].attrs["effective_trials"] / effective, 1, delta=0.01)
            for name in ("total_demand", "total_production", "total_exports"):
                values = file["samples"][name][()]
                expected = np.average(values, axis=-1, weights=weights)
                error = np.sqrt(np.average((values - expected[:, None]) ** 2, axis=-1, weights=weights) / effective) + 1e-9
                self.assertLess((np.abs(file["updated/mean"][name][()] - expected) / error).max(), 0.1, name)
                self.assertEqual(len(set(file["updated/histogram"][name][()].sum(-1))), 1)

    def test_threads(self):
        scenario = self.scenario(observation("total_demand", "", 2026, 150.0, 5.0))
        files = []
        for threads in ("1", "2", "7"):
            self.succeeds("run", scenario, "-o", "news.h5", "--force", "--trials", "30000", "--threads", threads)
            files.append((self.folder / "news.h5").read_bytes())
        self.assertTrue(files[0] == files[1] == files[2])

    def test_the_run_itself_is_as_without(self):
        with self.run_it(observation("total_demand", "", 2026, 150.0, 5.0), trials="5000") as with_news:
            digest = with_news.attrs["results_sha256"]
        with self.run_it(trials="5000") as without:
            self.assertEqual(without.attrs["results_sha256"], digest)
            self.assertNotIn("updated", without)

    def test_too_few(self):
        scenario = self.scenario(observation("driver_level", "cells.cars", 2025, 13.5, 0.01))
        self.fails(harness.BAD_DATA, ["effective trials of 20000", "driver_level cells.cars in 2025", "13.5", "widen `sd`"],
                   "run", scenario, "--trials", "20000")
        scenario = self.scenario(observation("driver_level", "cells.cars", 2025, 1e6, 0.001))
        self.fails(harness.BAD_DATA, ["effective trials", "hardly ever comes near"], "run", scenario, "--trials", "20000")

    def test_what_every_trial_contradicts(self):
        """Then no weight prefers one to another, and the update would be the run itself."""
        for year, value, sd, words in ((2024, 0.5, 0.1, ["is from 10 to 10 here", "95 times `sd`"]), (2026, 1e4, 1e3, ["was observed as 10000"])):
            scenario = self.scenario(observation("driver_level", "cells.cars", year, value, sd))
            self.fails(harness.BAD_DATA, ["driver_level cells.cars", *words, "widen `sd`"], "run", scenario, "--trials", "2000")

    def test_what_has_no_logarithm(self):
        scenario = self.scenario(observation("total_unmet", "", 2024, 1.0, 0.5, relative=True))
        self.fails(harness.BAD_DATA, ["total_unmet in 2024 is above 0 in no trial", "remove `relative`"], "run", scenario, "--trials", "2000")

    def test_few_trials(self):
        agreed = self.scenario(observation("driver_level", "cells.cars", 2024, 10.0, 1.0))
        self.fails(harness.BAD_DATA, ["199 effective trials of 199", "run at least 1000 trials"], "run", agreed, "--trials", "199")
        self.fails(harness.BAD_DATA, ["run at least"], "run", agreed, "--trials", "1")
        self.succeeds("run", agreed, "--trials", "200", warns=True)  # that the base year is the same in all

    def test_the_number_of_trials_that_is_asked_for_is_enough(self):
        """It asks for a fifth more than needed: seeds are fixed, so the outcome is, too."""
        scenario = self.scenario(observation("driver_level", "cells.cars", 2026, 13.0, 0.02))
        said = self.fails(harness.BAD_DATA, ["run at least"], "run", scenario, "--trials", "4000").err
        trials = re.search(r"run at least (\d+) trials", said)[1]
        self.succeeds("run", scenario, "--trials", trials)

    def test_command(self):
        self.run_it(observation("total_demand", "", 2026, 150.0, 5.0), trials="5000").close()
        shown = self.succeeds("show", "news.h5", "--updated").out
        self.assert_words(["Updated by 1 observation", "what to believe", "segments.cells.growth.drivers.cars.rate"], shown)
        found = json.loads(self.succeeds("show", "news.h5", "--updated", "--json").out)
        self.assertEqual(found["schema"], "cellcast-update-1")
        self.assertEqual(found["observations"][0]["value"], 150.0)
        self.assertIn("verified", self.succeeds("verify", "news.h5").out)
        self.fails(harness.BAD_DATA, ["has no updated distributions"], "show", self.result(), "--updated")
        check = harness.SOURCE / "tests" / "output" / "result" / "check_readers.py"
        done = subprocess.run([sys.executable, check, self.folder / "news.h5"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_bad_observations(self):
        good = dict(variable="total_demand", index="", year=2026, value=150.0, sd=5.0)
        for change, words in ((dict(variable="totl_demand"), ["unknown output variable", "did you mean `total_demand`"]),
                              (dict(variable=""), ["unknown output variable ``"]), (dict(index="us"), ["remove `index`"]),
                              (dict(variable="price"), ["needs an `index`"]), (dict(year=2040), ["outside the horizon"]), (dict(sd=0.0), ["observations.sd"]),
                              (dict(value=-3.0, relative=True), ["has no logarithm"])):
            scenario = self.scenario(observation(**{**good, **change}))
            self.fails(harness.BAD_DATA, ["news.toml:", *words], "check", scenario)


if __name__ == "__main__":
    harness.main()
