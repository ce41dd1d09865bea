#!/usr/bin/python3
"""The same scenario gives the same bytes, whatever the number of threads; another seed gives others."""
import h5py

import harness
from harness import SMALL

# Over 300 blocks of 4096 trials: with few, results that depend on the order of merging could agree by chance.
TRIALS = str(301 * 4096 - 5)
FEW = ["--set", 'outputs.variables=["total_demand", "price", "unmet"]', "--set", "outputs.samples=5000"]

# Every operation and function, so that each has its own part in the bytes.
DERIVED = """
[derived.share]
expression = "total_exports / total_production"
unit = "1"
[derived.powers]
expression = "total_exports^3 / 1e4 - total_production^-2 + abs(price)^0.37 + 2^(total_exports / 100)"
unit = "1"
[derived.functions]
expression = "exp(0 - total_exports / 50) + log(total_production) * sqrt(total_demand)"
unit = "1"
[derived.along]
expression = "change(price) + lag(total_exports) + cumsum(total_demand) + cagr(total_production)"
unit = "1"
[derived.over]
expression = "sum(deliveries, market) - mean(deliveries, market) * max(price, segment) + min(deliveries[market=home], year)"
unit = "1"
[derived.logic]
expression = "if(total_exports > 40 and not price < 0.4 or share[2026] != 0.2, clamp(total_exports, 30, 45), min(price, 1) + max(share, 0.1))"
unit = "1"
[derived.drawn]
expression = "input('segments.cells.growth.rate') * input('shock.common[2026]') - input('markets.abroad.freight')"
unit = "1"
[sampling.stop]
variable = "share"
year = 2027
relative_error = 1e-3
max_trials = 20000
[outputs.thresholds]
share = [0.2, 0.25]
drawn = [0.0]
[[observations]]
variable = "share"
year = 2025
value = 0.3
sd = 0.05
[sensitivity]
method = "sobol"
trials = 2048
variables = ["share", "logic", "drawn"]
"""
LAWS = {"segments.cells.growth.rate": [
    '{ dist = "mixture", of = [{ dist = "normal", mean = 0.1, sd = 0.02, min = 0, max = 0.2 }, { dist = "pert", low = 0.1, mode = 0.2, high = 0.4 }, '
    '{ dist = "discrete", values = [0.05, 0.15], weights = [1, 2] }, { dist = "uniform", low = 0.3, high = 0.4 }], weights = [2, 1, 0.5, 0.25] }',
    '{ dist = "normal", p10 = 0.1, p95 = 0.3, min = -0.5, max = 1 }', '{ dist = "lognormal", p05 = 0.1, p75 = 0.2, max = 1 }',
    '{ dist = "triangular", p10 = 0.1, mode = 0.12, p90 = 0.3 }', '{ dist = "triangular", p10 = 0.1, mode = 0.1, p90 = 0.3 }',
    '{ dist = "empirical", data = [0.31, 0.08, 0.22, 0.22, 0.1, 0.19] }', '{ dist = "empirical", file = "growth.csv", column = "rate" }']}


class Determinism(harness.CliCase):
    def bytes_of(self, *arguments):
        self.succeeds("run", SMALL, "-o", "x.h5", "--force", *arguments)
        return (self.folder / "x.h5").read_bytes()

    def test_threads(self):
        expected = self.bytes_of("--trials", TRIALS, "--threads", "1", *FEW)
        for threads in (2, 7, 16):
            with self.subTest(threads):
                self.assertTrue(self.bytes_of("--trials", TRIALS, "--threads", str(threads), *FEW) == expected)

    def test_kinds_of_processor(self):
        expected = self.bytes_of("--trials", "20000")
        for kind in ("portable", "v3", "avx512"):
            with self.subTest(kind):
                changed = harness.environment(CELLCAST_ISA=kind)
                outcome = self.program("run", SMALL, "-o", "y.h5", "--force", "--trials", "20000", env=changed)
                if kind != "portable" and outcome.code == harness.USAGE and "cannot do that" in outcome.err:
                    continue  # this processor, or this build
                self.assertEqual(outcome.code, harness.DONE, outcome.err)
                self.assertTrue((self.folder / "y.h5").read_bytes() == expected)

    def test_kinds_of_processor_with_derived_outputs(self):
        """Every operation and function of expressions, in all that a run finds of its outputs."""
        scenario = self.copy()
        scenario.write_text(scenario.read_text(encoding="utf-8") + DERIVED, encoding="utf-8")
        self.same_on_all_processors(scenario)

    def test_kinds_of_processor_with_held_laws(self):
        """Mixtures, laws by percentiles, data in the scenario and in a file; correlated."""
        (self.folder / "growth.csv").write_text("rate\n" + "".join(f"{0.1 + 0.013 * (k * k % 17)}\n" for k in range(40)), encoding="utf-8")
        for key, laws in LAWS.items():
            for number, law in enumerate(laws):
                with self.subTest(law=law):
                    scenario = self.copy(name="laws.toml")
                    correlated = f'[[correlations]]\nbetween = ["{key}", "markets.abroad.substitution"]\nrank = 0.6\n'
                    scenario.write_text(scenario.read_text(encoding="utf-8") + correlated, encoding="utf-8")
                    self.same_on_all_processors(scenario, "--set", f"{key}={law}", "--method", ("monte-carlo", "latin-hypercube", "sobol")[number % 3])

    def same_on_all_processors(self, scenario, *arguments):
        found = {}
        for kind in ("portable", "v3", "avx512"):
            outcome = self.program("run", scenario, "-o", "y.h5", "--force", "--trials", "20000", *arguments, env=harness.environment(CELLCAST_ISA=kind))
            if kind != "portable" and outcome.code == harness.USAGE and "cannot do that" in outcome.err:
                continue  # this processor, or this build
            self.assertEqual(outcome.code, harness.DONE, outcome.err)
            found[kind] = (self.folder / "y.h5").read_bytes()
        self.assertIn("portable", found)
        for kind, content in found.items():
            self.assertTrue(content == found["portable"], kind)

    def test_rerun_under_another_name_and_folder(self):
        expected = self.bytes_of("--threads", "2")
        (self.folder / "other").mkdir()
        moved = self.copy(name="other/moved.toml")
        self.succeeds("run", moved, "-o", "y.h5", cwd=self.folder / "other", env=harness.environment(TZ="Asia/Shanghai", LC_ALL="C"))
        self.assertTrue((self.folder / "other" / "y.h5").read_bytes() == expected)

    def test_seed(self):
        first, again, other = (self.bytes_of("--seed", seed) for seed in ("1", "1", "2"))
        self.assertTrue(first == again)
        self.assertFalse(first == other)

    def test_trials_only_add(self):
        for trials, name in (("3000", "few.h5"), ("9000", "many.h5")):
            self.succeeds("run", SMALL, "--trials", trials, "-o", name, "--set", "outputs.samples=3000")
        with h5py.File(self.folder / "few.h5") as few, h5py.File(self.folder / "many.h5") as many:
            self.assertTrue((few["samples/inputs"][:] == many["samples/inputs"][:]).all())
            self.assertTrue((few["samples/demand"][:] == many["samples/demand"][:]).all())


if __name__ == "__main__":
    harness.main()
