#!/usr/bin/python3
"""Distributions from data files and shipped scenarios, through the real program: what is embedded, where files may lie, what is refused."""
import json
import shutil
import subprocess

import h5py
import numpy as np
import scipy.stats

import harness
from harness import BAD_DATA, DONE, SMALL

LAW = '{ dist = "empirical", file = "data/growth.csv", column = "rate" }'
TABLE = "year,rate,note\n2021,0.3,\"fast, they said\"\n2022,0.1,\r\n2023, 0.2 ,x\n\n2024,1e-1,\n"
EMBEDDED = '{ dist = "empirical", data = [0.1, 0.1, 0.2, 0.3] }'


class DataFiles(harness.CliCase):
    def setUp(self):
        super().setUp()
        (self.folder / "data").mkdir()
        (self.folder / "data" / "growth.csv").write_text(TABLE, encoding="utf-8")
        self.base = self.folder / "base.toml"
        self.base.write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")

    def extension(self, law, name="s.toml", base="base.toml"):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'extends = "{base}"\nname = "s"\n[segments.cells.growth]\nrate = {law}\n', encoding="utf-8")
        return path

    def test_a_resolved_scenario_holds_the_data_and_needs_no_file(self):
        scenario = self.extension(LAW)
        resolved = self.succeeds("check", "--resolved", scenario).out
        self.assertIn(EMBEDDED, resolved)
        self.assertNotIn("growth.csv", resolved)
        alone = self.folder / "alone" / "resolved.toml"
        alone.parent.mkdir()
        alone.write_text(resolved, encoding="utf-8")
        self.assertEqual(self.succeeds("check", "--resolved", alone).out, resolved)

    def test_a_result_holds_the_data_and_verifies_without_the_file(self):
        scenario = self.extension(LAW)
        self.succeeds("run", scenario, "--trials", "2000", "-o", self.folder / "r.h5")
        shutil.rmtree(self.folder / "data")
        self.succeeds("verify", self.folder / "r.h5")

    def test_a_path_is_relative_to_the_file_that_names_it(self):
        self.extension('{ dist = "empirical", file = "growth.csv", column = "rate" }', "data/inner.toml", "../base.toml")
        outer = self.folder / "outer.toml"
        outer.write_text('extends = "data/inner.toml"\nname = "outer"\n', encoding="utf-8")
        self.assertIn(EMBEDDED, self.succeeds("check", "--resolved", outer).out)

    def test_the_command_line_may_name_a_file_of_the_scenarios_folder(self):
        scenario = self.extension("0.1")
        key = f"segments.cells.growth.rate={LAW}"
        self.assertIn(EMBEDDED, self.succeeds("check", "--resolved", scenario, "--set", key).out)

    def test_within_a_mixture(self):
        law = f'{{ dist = "mixture", of = [{LAW}, {{ dist = "uniform", low = 0, high = 0.1 }}], weights = [1, 1] }}'
        self.assertIn(EMBEDDED, self.succeeds("check", "--resolved", self.extension(law)).out)

    def test_a_quarter_of_a_million_rows_are_read_and_read_back(self):
        rows = "".join(f"{i / 1e6}\n" for i in range(250_000))
        (self.folder / "data" / "growth.csv").write_text("rate\n" + rows, encoding="utf-8")
        scenario = self.extension(LAW)
        resolved = self.folder / "resolved.toml"
        resolved.write_text(self.succeeds("check", "--resolved", scenario).out, encoding="utf-8")
        self.succeeds("check", resolved)
        inputs = json.loads(self.succeeds("inputs", "--json", resolved).out)["inputs"]
        found = next(each for each in inputs if each["name"].endswith("growth.rate"))
        self.assertIn("[250000 values from 0.0 to 0.249999]", found["distribution"])
        self.assertAlmostEqual(found["p50"], (250_000 * 0.5 - 0.5) / 1e6, places=15)  # the i-th at (i - 1/2) / n, the first is 0

    def test_what_is_wrong_in_a_file_is_shown_there(self):
        (self.folder / "data" / "growth.csv").write_text("year,rate\n2021,0.3\n2022,n/a\n2023\n", encoding="utf-8")
        words = ['data/growth.csv:3:6: "n/a" is no number', "2022,n/a", "data/growth.csv:4:1: a row of 1 field, and the first line has 2"]
        self.fails(BAD_DATA, words, "check", self.extension(LAW))


DATA = [0.31, 0.08, 0.22, 0.17, 0.1, 0.19, 0.05, 0.27, 0.12, 0.14, 0.36, 0.2]


def of_data(u):
    """The i-th smallest of n at (i - 1/2) / n, linear between, ends at the extremes."""
    return np.interp(u, (np.arange(len(DATA)) + 0.5) / len(DATA), np.sort(DATA))


def of_mixture(x):
    """0.6 N(0.1, 0.02) + 0.4 U(0.2, 0.4), as a distribution function."""
    return 0.6 * scipy.stats.norm(0.1, 0.02).cdf(x) + 0.4 * scipy.stats.uniform(0.2, 0.2).cdf(x)


class Correlated(harness.CliCase):
    """Mixtures and data keep what they are where they are correlated, and have the rank correlation that is asked for."""

    TRIALS = 65_536
    MIXTURE = ('{ dist = "mixture", of = [{ dist = "normal", mean = 0.1, sd = 0.02, min = -0.1, max = 0.3 }, { dist = "uniform", low = 0.2, high = 0.4 }], '
               "weights = [0.6, 0.4] }")

    def draws(self, rank, method):
        scenario = self.copy()
        data = f'{{ dist = "empirical", data = {DATA} }}'
        scenario.write_text(scenario.read_text(encoding="utf-8") + f"""
[variables]
mixed = {self.MIXTURE}
seen = {data}
[[correlations]]
between = ["variables.mixed", "variables.seen"]
rank = {rank}
[derived.both]
expression = "input('variables.mixed') + input('variables.seen')"
unit = "1"
""", encoding="utf-8")
        self.succeeds("run", scenario, "-o", "x.h5", "--force", "--trials", str(self.TRIALS), "--method", method, "--set", f"outputs.samples={self.TRIALS}",
                      "--set", 'outputs.variables=["both"]')
        with h5py.File(self.folder / "x.h5") as file:
            names = file["samples/input"].asstr()[()].tolist()
            return [file["samples/inputs"][names.index(f"variables.{name}")] for name in ("mixed", "seen")]

    def test_ranks_and_margins(self):
        """Kolmogorov's distance of n draws exceeds 2.2 / sqrt(n) with odds of 1.3e-4. The standard error of a rank correlation is at most
        1 / sqrt(n), of which there are four here (6e-5); the data's two atoms of a twenty-fourth each, which share their ranks, and the cut
        of the normal at 10 sd take off less than another. Under the designs both are smaller. Seeds are fixed."""
        for method in ("monte-carlo", "latin-hypercube", "sobol"):
            for rank in (0.7, -0.4, 0.0):
                with self.subTest(method=method, rank=rank):
                    mixed, seen = self.draws(rank, method)
                    self.assertAlmostEqual(scipy.stats.spearmanr(mixed, seen)[0], rank, delta=5 / np.sqrt(self.TRIALS))
                    grid = np.linspace(0.0, 0.45, 2000)
                    counted = np.searchsorted(np.sort(mixed), grid, side="right") / self.TRIALS
                    self.assertLess(np.max(np.abs(counted - of_mixture(grid))), 2.2 / np.sqrt(self.TRIALS))
                    places = np.linspace(0.001, 0.999, 2000)
                    ordered = np.sort(seen)
                    below, up_to = (np.searchsorted(ordered, of_data(places), side=side) / self.TRIALS for side in ("left", "right"))
                    off = np.maximum(below - places, places - up_to)  # an atom's places lie between
                    self.assertLess(np.max(off), 2.2 / np.sqrt(self.TRIALS))
                    self.assertEqual((ordered[0], ordered[-1]), (min(DATA), max(DATA)))
                    self.assertAlmostEqual(np.mean(seen == min(DATA)), 0.5 / len(DATA), delta=4 * np.sqrt(0.5 / len(DATA) / self.TRIALS))


class Shipped(harness.CliCase):
    def test_from_any_folder(self):
        for name in ("china-2031", "policies/rebate-end"):
            with self.subTest(name=name):
                scenario = self.folder / "own.toml"
                scenario.write_text(f'extends = "shipped:{name}"\nname = "own"\n', encoding="utf-8")
                self.succeeds("check", scenario)

    def test_a_name_that_is_none(self):
        for name in ("", "..", ".", "/etc/hostname", "policies", "claims/../china-2031", "zzz"):
            with self.subTest(name=name):
                scenario = self.folder / "own.toml"
                scenario.write_text(f'extends = "shipped:{name}"\n', encoding="utf-8")
                self.fails(BAD_DATA, ["own.toml:1:11: `extends` names no shipped scenario"], "check", scenario)

    def test_where_they_are_installed_beside_the_program(self):
        place = self.folder / "usr"
        (place / "bin").mkdir(parents=True)
        (place / "share" / "cellcast").mkdir(parents=True)
        program = place / "bin" / "cellcast"
        shutil.copy(harness.PROGRAM, program)
        scenario = self.folder / "own.toml"
        scenario.write_text('extends = "shipped:mine"\nname = "own"\n', encoding="utf-8")
        (place / "share" / "cellcast" / "scenarios").mkdir()
        (place / "share" / "cellcast" / "scenarios" / "mine.toml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
        done = subprocess.run([program, "check", "--quiet", scenario], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, DONE, done.stderr)

    def test_where_there_are_none(self):
        program = self.folder / "elsewhere" / "deep" / "down" / "cellcast"
        program.parent.mkdir(parents=True)
        shutil.copy(harness.PROGRAM, program)
        scenario = self.folder / "own.toml"
        scenario.write_text('extends = "shipped:china-2031"\n', encoding="utf-8")
        done = subprocess.run([program, "check", scenario], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, BAD_DATA)
        self.assert_words(["own.toml:1:11", "not installed beside this program", "share/cellcast/scenarios"], done.stderr)


if __name__ == "__main__":
    harness.main()
