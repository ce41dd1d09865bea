#!/usr/bin/python3
"""cellcast trace: finds a run's trial at a quantile, and computes any trial again, bit for bit."""
import json

import h5py
import numpy as np
from scipy.special import ndtr, ndtri

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL, USAGE

METHODS = ["monte-carlo", "latin-hypercube", "sobol"]
LEVELS = [0.05, 0.5, 0.95]
OUTPUTS = [("total_production", ""), ("price", "ess"), ("total_unmet", "")]  # the last is 0 in most trials
TRIALS = 8192
RESOLUTION = 2 ** -7  # of a value: the widest bins by which quantiles are counted


def bits(values):
    return np.asarray(values, dtype=np.float64).tobytes()


def at(quantile, trials):
    """The rank of a quantile, from 1: the smallest k with k / trials >= quantile."""
    return int(np.ceil(quantile * trials * (1 - 2 ** -50)))


class Kept:
    """A result file that keeps all its trials as samples."""

    def __init__(self, path):
        with h5py.File(path) as file:
            samples = file["samples"]
            self.trials = int(file.attrs["trials"])
            self.inputs = dict(zip(samples["input"].asstr()[()], samples["inputs"][()], strict=True))
            self.outputs = {name: item[()] for name, item in samples.items()
                            if item.ndim > 1 and item.attrs.get("CLASS") is None and name != "inputs"}
            self.labels = {name: list(samples[name].asstr()[()]) for name in ("segment", "market", "chemistry", "material", "driver") if name in samples}
            self.years = list(samples["year"][()])
            self.axes = {name: [samples[name].dims[k][0].name.rsplit("/")[-1] for k in range(samples[name].ndim - 2)] for name in self.outputs}
            self.probabilities = list(file["quantiles/quantile"][()])
            self.quantiles = {name: file[f"quantiles/{name}"][()] for name in self.outputs}

    def place(self, variable, index, year):
        labels, place = index.split(".") if index else [], []
        if self.axes[variable] == ["driver"]:
            labels = [index]
        for axis, label in zip(self.axes[variable], labels, strict=True):
            place.append(self.labels[axis].index(label))
        return (*place, self.years.index(year))


class Trace(harness.CliCase):
    def trace(self, source, *arguments):
        document = json.loads(self.succeeds("trace", source, "--json", *arguments).out)
        self.assertEqual(document["schema"], "cellcast-trace-1")
        return document

    def kept(self, source, *arguments):
        self.succeeds("run", source, "-o", "kept.h5", "--force", *arguments, "--set", f"outputs.samples={1 << 20}")
        return Kept(self.folder / "kept.h5")

    def assert_replays(self, document, kept):
        """Every input and every output is that of the kept trial, in every bit."""
        trial = document["trial"]
        self.assertEqual([draw["name"] for draw in document["inputs"]], list(kept.inputs))
        self.assertEqual(bits([draw["value"] for draw in document["inputs"]]), bits([values[trial] for values in kept.inputs.values()]))
        count = 0
        for row in document["outputs"]:
            stored = kept.outputs[row["variable"]][(*kept.place(row["variable"], row["index"], row["year"]), trial)]
            self.assertEqual(float(row["value"]), stored, row)
            count += 1
        self.assertEqual(count, sum(values[..., 0].size for values in kept.outputs.values()))

    def test_quantiles_of_every_design(self):
        for method in METHODS:
            sampling = ["--trials", str(TRIALS), "--method", method]
            kept = self.kept(CHINA, *sampling)
            for variable, index in OUTPUTS:
                values = kept.outputs[variable][kept.place(variable, index, 2030)]
                for level in LEVELS:
                    with self.subTest(method=method, variable=variable, level=level):
                        asked = ["--variable", variable, "--year", "2030", "--quantile", str(level), *(["--index", index] if index else [])]
                        document = self.trace(CHINA, *sampling, *asked)
                        found, rank = document["found"], at(level, kept.trials)
                        self.assertEqual((found["rank"], document["trials"]), (rank, kept.trials))
                        self.assertEqual(found["value"], np.sort(values)[rank - 1])
                        self.assertEqual(document["trial"], int(np.flatnonzero(values == found["value"])[0]), "of equals the first")
                        stored = kept.quantiles[variable][kept.place(variable, index, 2030)][kept.probabilities.index(level)]
                        self.assertLessEqual(abs(found["value"] - stored), RESOLUTION * abs(stored))
                        self.assert_replays(document, kept)

    def test_many_equal_values(self):
        """Half the trials have no duty, the others 25 %: both are atoms, and each is found in its first trial."""
        kept = self.kept(SMALL, "--trials", "200000")
        values = kept.outputs["tariff"][kept.place("tariff", "cells.abroad", 2027)]
        for level, value in ((0.25, 0), (0.75, 0.25)):
            document = self.trace(SMALL, "--trials", "200000", "--variable", "tariff", "--index", "cells.abroad", "--year", "2027",
                                  "--quantile", str(level))
            self.assertEqual((document["found"]["value"], document["trial"]), (value, int(np.argmax(values == value))))
            self.assert_replays(document, kept)

    def test_any_trial(self):
        kept = self.kept(SMALL)
        for trial in (0, 1, 255, 256, 1999):
            self.assert_replays(self.trace(SMALL, "--trial", str(trial)), kept)

    def test_overrides(self):
        changes = ["--seed", "12345678901", "--set", "segments.cells.price=0.75", "--trials", "3000"]
        self.assert_replays(self.trace(SMALL, "--trial", "2999", *changes), self.kept(SMALL, *changes))

    def test_of_a_result(self):
        """Its own scenario, as resolved; overrides still work."""
        changes = ["--seed", "99", "--set", "outputs.variables=['total_demand']"]
        kept = self.kept(SMALL, "--seed", "99")
        self.succeeds("run", SMALL, "-o", "x.h5", *changes)
        self.assert_replays(self.trace("x.h5", "--trial", "17"), kept)
        self.assert_replays(self.trace("x.h5", "--trial", "17", "--seed", "7"), self.kept(SMALL))

    def test_of_a_batch(self):
        """In a batch an input may have another dimension of the design than alone."""
        other = self.copy(SMALL, "other.toml", [('name = "small"', 'name = "other"'), ("price = 0.5", 'price = { dist = "uniform", low = 0.4, high = 0.6 }'),
                                                ("price_elasticity = 0.5", 'price_elasticity = { dist = "uniform", low = 0.4, high = 0.6 }')])
        self.succeeds("run", SMALL, other, "--method", "sobol", "--trials", "4096", "--set", "outputs.samples=4096",
                      "--set", 'correlations=[{ between = ["segments.cells.growth.rate", "economy.cumulative_production"], rank = 0.5 }]',
                      "--set", 'copula={ kind = "student_t", dof = 3.0 }')
        for name in ("small.h5", "other.h5"):
            self.assert_replays(self.trace(name, "--trial", "3000"), Kept(self.folder / name))

    def test_stopping_rule(self):
        """The trials are those after which the run ends, from the scenario or told by a result."""
        rule = ["--method", "monte-carlo", "--set",
                'sampling.stop={ variable = "total_demand", year = 2027, quantile = "mean", relative_error = 0.002, max_trials = 100000 }']
        kept = self.kept(SMALL, *rule)
        self.assertLess(kept.trials, 100_000)
        asked = ["--variable", "total_production", "--year", "2027", "--quantile", "0.95"]
        document = self.trace(SMALL, *rule, *asked)
        self.assertEqual(document["trials"], kept.trials)
        self.assertEqual(document["found"]["value"], np.sort(kept.outputs["total_production"][-1])[at(0.95, kept.trials) - 1])
        self.assertEqual(document, self.trace("kept.h5", *asked))
        self.fails(USAGE, ["no trial", str(kept.trials)], "trace", "kept.h5", "--trial", str(kept.trials))

    def test_threads(self):
        for form in ([], ["--json"], ["--all"]):
            texts = {self.succeeds("trace", CHINA, "--trials", "131072", "--variable", "price", "--index", "ess", "--year", "2029", "--quantile",
                                   "0.5", "--threads", threads, *form).out for threads in ("1", "2", "7")}
            self.assertEqual(len(texts), 1)

    def test_story(self):
        document = self.trace(CHINA, "--trials", "4096", "--variable", "total_production", "--year", "2030", "--quantile", "0.95")
        asked = ["trace", CHINA, "--trials", "4096", "--variable", "total_production", "--year", "2030", "--quantile", "0.95"]
        text = self.succeeds(*asked).out
        self.assert_words([f"trial {document['trial']} of 4096, sobol, seed 20250409", "total_production in 2030 is", "GWh, the quantile 0.95: rank 3892 of 4096"], text)
        titles = ["demand", "tariffs", "trade shares", "call on home producers", "capacity", "utilization", "price", "production"]
        lines = text.split("\n")
        self.assertEqual([line for line in lines if line in titles], titles, "in the order of cause and effect")
        told = lines[lines.index("the 12 inputs of 87 that did most to total_production in 2030 (--all for all)") + 2:][:12]
        effect = lambda draw: (-draw["share"] * abs(ndtri(draw["probability"])), -abs(draw["probability"] - 0.5))
        self.assertEqual([line.split()[0] for line in told], [draw["name"] for draw in sorted(document["inputs"], key=effect)][:12])
        self.assertIn(told[0].split()[0], ("segments.ess.growth.rate", "segments.power.growth.drivers.vehicle_sales.rate"), "what moves it most")
        for variable in ("call", "pressure"):
            self.assertRegex(text, rf"(?m)^{variable} +ess ")
        everything = self.succeeds(*asked, "--all").out
        for draw in document["inputs"]:
            self.assertIn(draw["name"], everything)
        for row in document["outputs"]:
            self.assertRegex(everything, rf"(?m)^{row['variable']} +{row['index']}")
        self.assertNotIn("\nlooked for\n", text)
        self.assertIn("\nlooked for\nduty ", self.succeeds("trace", CHINA, "--trial", "3", "--variable", "duty").out)

    def test_shares(self):
        """They are those of the result where it has told them, and the same from a scenario; without a quantile none are looked for."""
        asked = ["--variable", "total_production", "--year", "2027", "--quantile", "0.95"]
        result = self.result(SMALL, "x.h5")
        with h5py.File(result) as file:
            names = list(file["sensitivity/first_order/input"].asstr())
            shares = dict(zip(names, file["sensitivity/first_order/total_production"][0]))
        document = self.trace(result, *asked)
        self.assertEqual({draw["name"]: draw["share"] for draw in document["inputs"]}, {name: shares[name] for name in names if name in
                         [draw["name"] for draw in document["inputs"]]})
        self.assertEqual(document, self.trace(SMALL, *asked))
        other = ["--variable", "price", "--index", "cells", "--year", "2026", "--quantile", "0.9"]
        self.assertGreater(max(draw["share"] for draw in self.trace(result, *other)["inputs"]), 0.1, "a year that the result has not explained")
        self.assertEqual({draw["share"] for draw in self.trace(SMALL, "--trial", "5")["inputs"]}, {None})
        text = self.succeeds("trace", SMALL, "--trial", "5").out
        self.assertIn("the 12 inputs of 14 that stand out most (--all for all)\n", text)
        self.assertNotIn("% of variance", text)

    def test_percentiles(self):
        """Of shocks they are Phi of the value; of what has steps the middle of the step."""
        for trial in range(5):
            for draw in self.trace(SMALL, "--trial", str(trial))["inputs"]:
                if draw["name"].startswith("shock."):
                    self.assertAlmostEqual(draw["probability"], ndtr(draw["value"]), delta=1e-12)
                if draw["name"] == "tariffs.duty.rate":
                    self.assertAlmostEqual(draw["probability"], 0.25 if draw["value"] == 0 else 0.75, delta=1e-12)
                if draw["name"] == "economy.cumulative_production":
                    self.assertAlmostEqual(draw["probability"], (draw["value"] - 500) / 200, delta=1e-12)
                    self.assertAlmostEqual(draw["median"], 600, delta=1e-9)

    def test_misuse(self):
        asked = ["--quantile", "0.5", "--variable", "price", "--index", "cells", "--year", "2026"]
        cases = [([], ["which trial?", "--trial", "--quantile"]),
                 (["--trial", "1", *asked], ["--trial and --quantile do not go together"]),
                 (["--quantile", "0.5"], ["--quantile goes only with --variable"]),
                 (["--quantile", "0.5", "--variable", "price"], ["--quantile requires --year"]),
                 (["--trial", "1", "--year", "2026"], ["--year goes only with --quantile"]),
                 (["--trial", "1", "--index", "cells"], ["--index goes only with --quantile"]),
                 (["--quantil", "0.5"], ["no option '--quantil'", "did you mean '--quantile'?"]),
                 (["--trial", "2000"], ["no trial 2000", "0 to 1999"]),
                 (["--trial", "-1"], ["--trial", "'-1'", "whole number"]),
                 (["--trial", "1", "--variable", "prise"], ["no output variable 'prise'", "did you mean 'price'?"]),
                 (["--trial", "1", "--variable", "zzz"], ["no output variable 'zzz'", "total_production"]),
                 (["--quantile", "0.5", "--variable", "price", "--index", "cells", "--year", "2023"], ["no year 2023", "2024", "2027"]),
                 (["--quantile", "0.5", "--variable", "price", "--index", "cell", "--year", "2026"], ["no index 'cell'", "did you mean 'cells'?"]),
                 (["--quantile", "0.5", "--variable", "price", "--year", "2026"], ["'price' needs one", "cells"]),
                 (["--quantile", "0.5", "--variable", "total_demand", "--index", "cells", "--year", "2026"], ["one value a year", "leave the index out"]),
                 (["--quantile", "0.5", "--variable", "driver_level", "--index", "x", "--year", "2026"], ["no values in this scenario"])]
        cases += [(["--quantile", level, *asked[2:]], words) for level, words in
                  (("95", ["'95'", "did you mean 0.95?"]), ("5%", ["did you mean 0.05?"]), ("0", ["is not a number between 0 and 1"]), ("1", ["is not a number between 0 and 1"]), ("-0.5", ["is not a number between 0 and 1"]),
                   ("nan", ["is not a number between 0 and 1"]), ("x", ["not a number"]), ("", ["not a number"]), ("0.5 ", ["not a number"]))]
        for arguments, words in cases:
            with self.subTest(arguments):
                self.fails(USAGE, ["cellcast: ", *words], "trace", SMALL, *arguments)

    def test_bad_sources(self):
        self.fails(NO_INPUT, ["nothing.toml"], "trace", "nothing.toml", "--trial", "1")
        self.fails(BAD_DATA, ["prise"], "trace", self.copy(replace=[("price = 0.5", "prise = 0.5")]), "--trial", "1")
        damaged = self.result()
        damaged.write_bytes(damaged.read_bytes()[:-1])
        self.fails(BAD_DATA, ["truncated"], "trace", damaged, "--trial", "1")

    def test_not_finite(self):
        """The trial that a failed run names can be looked at; a quantile there is not."""
        huge = ["--set", 'segments.cells.growth.volatility=3.0', "--set", "segments.cells.growth.persistence=1.0", "--set",
                "segments.cells.markets.home.demand=1e308"]
        run = self.program("run", SMALL, *huge)
        self.assertEqual(run.code, BAD_DATA)
        self.assertIn("not finite", run.err)
        trial = run.err.split("first in trial ")[1].split()[0]
        document = self.trace_with_warnings(SMALL, "--trial", trial, *huge)
        self.assertTrue(any(row["value"] is None for row in document["outputs"]))
        lost = self.program("trace", SMALL, "--variable", "total_demand", "--year", "2027", "--quantile", "0.5", *huge)
        self.assertEqual(lost.code, BAD_DATA)
        self.assert_words(["total_demand in 2027", "first in trial", "--trial"], lost.err)

    def trace_with_warnings(self, *arguments):
        return json.loads(self.succeeds("trace", *arguments, "--json", warns=True).out)


if __name__ == "__main__":
    harness.main()
