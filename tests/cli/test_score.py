#!/usr/bin/python3
"""Forecasts held to what happened: every score against NumPy, from kept trials; the same from scenario, result and work folder; bad actuals."""
import json
import math
import re
import signal

import h5py
import numpy as np
import scipy.stats

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL, SOURCE, USAGE

HEADER = "variable,index,year,value,sd,relative,basis,factor,published,source\n"
TRIALS = 2000
SEED = 7  # of small.toml
# Exact and measured, on the variable's basis and on another, a second figure of one number, and what has no logarithm.
ACTUALS = HEADER + """demand,cells.home,2022,50,,,,,,
demand,cells.home,2023,60,,,,,,
demand,cells.home,2024,70,,,,,,
demand,cells.home,2025,90,,,,,2026-01,"one, and another"
demand,cells.home,2026,120,0.05,true,,,,
demand,cells.home,2026,118,,,,,,
demand,cells.abroad,2025,55,5,false,installed,1.1,,
production,cells,2026,140,0.03,true,sold,1.02,,
price,cells,2025,0.47,,,,,,
price,cells,2027,0.4,0.02,,,,,
total_unmet,,2026,3,,,,,,
unmet,cells,2027,0,0.5,,,,,
total_production,,2030,9,,,,,,
production,cars,2025,9,,,,,,
home_firms,cells,2025,9,,,,,,
"""
CLAIMS = """
[[claims]]
what = "demand"
year = 2025
value = 80.0
unit = "GWh"
source = "a"
variable = "demand"
index = "cells.home"
[[claims]]
what = "demand"
year = 2025
value = 100.0
unit = "GWh"
source = "b"
variable = "demand"
index = "cells.home"
[[claims]]
what = "demand of the base year"
year = 2024
value = 70.0
unit = "GWh"
source = "a"
variable = "demand"
index = "cells.home"
"""


def contract():
    """The draws as docs/methods.md has them in Python."""
    program = {}
    exec(re.search(r"```python\n(.*?)```", (SOURCE / "docs" / "methods.md").read_text(encoding="utf-8"), re.S).group(1), program)
    return program["draw"]


DRAW = contract()


def crps(values, x):
    """E|X - x| - E|X - X'| / 2, the latter from the order statistics."""
    ordered, n = np.sort(values), len(values)
    half = np.sum((2 * np.arange(1, n + 1) - n - 1) * ordered) / n**2
    return np.mean(np.abs(values - x)) - half


def quantile(values, p):
    return np.sort(values)[math.ceil(round(p * len(values), 9)) - 1]


def log_score(values, error, x):
    spread = min(np.std(values), (quantile(values, 0.75) - quantile(values, 0.25)) / 1.34)
    width = max(error, 0.9 * spread * len(values) ** -0.2)
    return -math.log(max(np.mean(scipy.stats.norm.pdf(x, values, width)), 1e-6))


def normal_crps(mean, sd, x):
    if sd == 0:
        return abs(x - mean)
    z = (x - mean) / sd
    return sd * (z * (2 * scipy.stats.norm.cdf(z) - 1) + 2 * scipy.stats.norm.pdf(z) - 1 / math.sqrt(math.pi))


def expected(row, values):
    """All scores of one row, from its trials."""
    y = row["value"] * row["factor"]
    logarithm = bool(y > 0 and (values > 0).all())
    sd = row["sd"] if row["relative"] else row["sd"] * row["factor"]
    if logarithm:
        error = sd if row["relative"] else sd / y
        plain, x = np.log(values), math.log(y)
    else:
        error, plain, x = sd, values, y
    address = f'{row["variable"]}[{row["index"]}{"," if row["index"] else ""}{row["year"]}]'
    wide = plain
    if error > 0:
        wide = plain + error * scipy.stats.norm.ppf([DRAW(SEED, "score.error " + address, i) for i in range(len(values))])
    tie = DRAW(SEED, "score.tie " + address, 0)
    pit = tie * np.mean(wide <= x) + (1 - tie) * np.mean(wide < x)
    q = [quantile(wide, p) for p in (0.05, 0.25, 0.5, 0.75, 0.95)]
    found = {"logarithm": logarithm, "error": error, "pit": pit, "crps": crps(wide, x), "miss": x - q[2],
             "inside_50": 0.25 <= pit <= 0.75, "inside_90": 0.05 <= pit <= 0.95,
             "interval_50": q[3] - q[1] + 4 * (max(q[1] - x, 0) + max(x - q[3], 0)),
             "interval_90": q[4] - q[0] + 20 * (max(q[0] - x, 0) + max(x - q[4], 0)),
             "quantiles": list(np.exp(q)) if logarithm else q}
    found["log_score"] = log_score(plain, error, x) if logarithm else None
    return found


class Score(harness.CliCase):
    def happened(self, text=ACTUALS, name="actuals.csv"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def score(self, *arguments, warns=False):
        return json.loads(self.succeeds("score", *arguments, "--json", warns=warns).out)

    def one(self, *arguments, warns=False):
        return self.score(*arguments, warns=warns)["vintages"][0]

    def small(self, more="", name="small.toml"):
        path = self.copy(name=name)
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
        return path

    def test_every_score_is_that_of_numpy(self):
        self.happened()
        scored = self.one(self.small())["scored"]
        self.succeeds("run", "small.toml", "-o", "kept.h5", "--set", f"outputs.samples={TRIALS}")
        self.assertEqual(len(scored), 9)
        with h5py.File(self.folder / "kept.h5") as file:
            samples = file["samples"]
            years = list(samples["year"][()])
            for row in scored:
                with self.subTest(row["variable"], index=row["index"], year=row["year"], line=row["line"]):
                    values = samples[row["variable"]]
                    labels = [part for part in row["index"].split(".") if part]
                    axes = ["segment", "market"][:len(labels)]
                    place = tuple(list(samples[axis].asstr()[()]).index(label) for axis, label in zip(axes, labels))
                    values = values[(*place, years.index(row["year"]))]
                    self.assertEqual(len(values), TRIALS)
                    for key, value in expected(row, np.asarray(values)).items():
                        if isinstance(value, list):
                            np.testing.assert_allclose(row[key], value, rtol=1e-12, atol=1e-12)
                        elif isinstance(value, (bool, np.bool_)) or value is None:
                            self.assertEqual(row[key], value, key)
                        else:
                            self.assertAlmostEqual(row[key], value, delta=1e-9 * max(1, abs(value)), msg=key)
        self.assertEqual([row["counts"] for row in scored], [True, True, False, True, True, True, True, True, True])
        self.assertEqual(sum(row["logarithm"] for row in scored), 7)

    def test_others_and_means(self):
        self.happened()
        self.small(CLAIMS)
        vintage = self.one("small.toml")
        first = vintage["scored"][0]
        self.assertEqual((first["year"], first["horizon"], first["unit"]), (2025, 1, "GWh"))
        self.assertEqual((first["published"], first["source"], first["line"]), ("2026-01", "one, and another", 5))
        self.assertEqual(first["claims"], [80, 100])
        published = (math.log(90 / 80) + math.log(100 / 90)) / 2
        self.assertAlmostEqual(first["published_crps"], published, places=14)
        growths = [math.log(60 / 50), math.log(70 / 60)]
        sd = np.std(growths, ddof=1)
        for row in vintage["scored"][:3]:
            h = row["horizon"]
            mean = math.log(70) + h * growths[-1]
            self.assertAlmostEqual(row["naive"]["mean"], mean, places=13)
            self.assertAlmostEqual(row["naive"]["sd"], math.sqrt(h) * sd, places=13)
            self.assertEqual(row["naive"]["growths"], 2)
            self.assertAlmostEqual(row["naive_crps"], normal_crps(mean, math.sqrt(h) * sd, math.log(row["value"])), places=12)
        other = vintage["scored"][3]
        self.assertEqual((other["basis"], other["variable_basis"], other["factor"]), ("installed", "sold", 1.1))
        self.assertIsNone(other["naive"])
        self.assertEqual(vintage["left_out"], {"unknown": 2, "other_years": 4, "observed": 0})

        used = [row for row in vintage["scored"] if row["counts"] and row["logarithm"]]
        whole = vintage["all"]
        self.assertEqual(whole["n"], len(used))
        self.assertAlmostEqual(whole["crps"], np.mean([row["crps"] for row in used]), places=14)
        self.assertAlmostEqual(whole["median_miss"], np.median([row["miss"] for row in used]), places=14)
        self.assertAlmostEqual(whole["mean_pit"], np.mean([row["pit"] for row in used]), places=14)
        self.assertAlmostEqual(whole["log_score"], np.mean([row["log_score"] for row in used]), places=13)
        self.assertEqual(whole["coverage_90"]["inside"], sum(row["inside_90"] for row in used))
        low, high = scipy.stats.binomtest(whole["coverage_90"]["inside"], len(used)).proportion_ci(method="wilson")
        self.assertAlmostEqual(whole["coverage_90"]["low"], low, places=12)
        self.assertAlmostEqual(whole["coverage_90"]["high"], high, places=12)
        self.assertEqual(whole["pit"], [sum(min(int(10 * row["pit"]), 9) == tenth for row in used) for tenth in range(10)])
        self.assertEqual(whole["published"]["n"], 1)
        self.assertAlmostEqual(whole["published"]["skill"], 1 - first["crps"] / published, places=12)
        both = [row for row in used if row["naive_crps"] is not None]
        ratio = sum(row["crps"] for row in both) / sum(row["naive_crps"] for row in both)
        self.assertEqual(whole["naive"]["n"], len(both))
        self.assertAlmostEqual(whole["naive"]["skill"], 1 - ratio, places=12)
        self.assertEqual([group["horizon"] for group in vintage["by_horizon"]], [1, 2, 3])
        self.assertEqual([group["n"] for group in vintage["by_horizon"]], [3, 2, 1])
        self.assertEqual([group["variable"] for group in vintage["by_variable"]], ["demand", "production", "price", "total_unmet", "unmet"])

    def test_scenario_result_work_folder_and_threads_agree_to_the_bit(self):
        self.happened()
        self.small()
        self.succeeds("run", "small.toml", "-o", "small.h5", "--set", 'outputs.variables=["price"]')
        self.succeeds("run", "small.toml", "--work", "work", "-o", "merged.h5")

        def scores(*arguments):
            vintage = self.one(*arguments)
            del vintage["file"], vintage["actuals"]
            return vintage

        plain = scores("small.toml")
        for arguments in (["small.toml", "--threads", "1"], ["small.toml", "--threads", "2"], ["small.h5"], ["work"], ["work/"], ["merged.h5"]):
            with self.subTest(arguments):
                self.assertEqual(scores(*arguments), plain)
        self.assertNotEqual(scores("small.toml", "--seed", "8"), plain)
        self.assertEqual(scores("small.h5", "--seed", "8"), scores("small.toml", "--seed", "8"))
        self.assertEqual(scores("work", "--trials", "500")["trials"], 500)
        self.assertEqual(scores("small.h5", "--set", "segments.cells.growth.rate=0.1"), scores("small.toml", "--set", "segments.cells.growth.rate=0.1"))

    def test_a_result_of_a_batch_has_its_dimensions(self):
        """Of two scenarios under Sobol's sequence the second leaves out an input of the first, whose dimension stays empty: alone it draws others."""
        self.happened(HEADER + "price,cells,2027,0.4,,,,,,\n")
        self.small()
        self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"'),
                                              ('cumulative_production = { dist = "uniform", low = 500.0, high = 700.0 }', "cumulative_production = 600.0")])
        self.succeeds("run", "small.toml", "other.toml", "--out-dir", ".", "--method", "sobol", "--trials", "2048", "--set", "outputs.samples=2048")
        row = self.one("other.h5")["scored"][0]
        with h5py.File(self.folder / "other.h5") as file:
            values = np.sort(file["samples/price"][0, 3])
        np.testing.assert_allclose(row["quantiles"], [values[math.ceil(p * 2048) - 1] for p in (0.05, 0.25, 0.5, 0.75, 0.95)], rtol=1e-14)
        alone = self.one("other.toml", "--method", "sobol", "--trials", "2048")["scored"][0]
        self.assertNotEqual(row["quantiles"], alone["quantiles"])

    def test_a_run_that_a_rule_has_ended_has_its_trials(self):
        self.happened()
        rule = 'sampling.stop={variable="price",index="cells",year=2027,relative_error=0.02,max_trials=50000}'
        self.small()
        self.succeeds("run", "small.toml", "-o", "stopped.h5", "--set", rule)
        of_result, of_scenario = self.one("stopped.h5"), self.one("small.toml", "--set", rule)
        with h5py.File(self.folder / "stopped.h5") as file:
            self.assertEqual(of_result["trials"], int(file.attrs["trials"]))
        self.assertEqual(of_result["scored"], of_scenario["scored"])

    def test_updated(self):
        self.happened()
        self.small()
        plain, updated = self.one("small.toml"), self.one("small.toml", "--updated", "--until", "2025", "--trials", "100000", warns=True)
        self.assertIsNone(plain["updated"])
        seen = updated["updated"]
        self.assertEqual((seen["until"], seen["observations"], seen["exact"]), (2025, 1, 2))
        self.assertLess(seen["effective_trials"], 100000)
        self.assertEqual({row["year"] for row in updated["scored"]}, {2026, 2027})
        self.assertEqual(updated["left_out"]["observed"], 3)
        outcome = self.succeeds("score", "small.toml", "--updated", "--until", "2025", "--trials", "100000", warns=True)
        self.assertIn("small: warning: of the actuals up to 2025, 2 have no `sd`, and cannot weigh trials", outcome.err)
        self.assertNotIn("counts what is", outcome.err)  # there is a factor
        self.happened(ACTUALS.replace("installed,1.1", "installed,"), "other.csv")
        outcome = self.succeeds("score", "small.toml", "--updated", "--until", "2025", "--trials", "100000", "--actuals", "other.csv", warns=True)
        self.assertIn("other.csv:8:37: warning: `demand` counts what is sold, the observation what is installed", outcome.err)
        # The same observation in the scenario does the same: 55 x 1.1 installed, with an error of 5 x 1.1.
        own = '[[observations]]\nvariable = "demand"\nindex = "cells.abroad"\nyear = 2025\nvalue = 55.0\nsd = 5.0\n'
        self.small(own + "factor = 1.1\n", "own.toml")
        by_own = self.one("own.toml", "--updated", "--trials", "100000")
        self.assertEqual(by_own["scored"], updated["scored"])
        self.small(own.replace("55.0", "60.5").replace("5.0\n", "5.5\n"), "same.toml")
        self.assertEqual([row["pit"] for row in self.one("same.toml", "--updated", "--trials", "100000")["scored"]],
                         [row["pit"] for row in updated["scored"]])
        self.succeeds("run", "own.toml", "--trials", "100000", "-o", "own.h5")
        with h5py.File(self.folder / "own.h5") as file:
            self.assertEqual(by_own["updated"]["effective_trials"], file["updated"].attrs["effective_trials"])

    def test_only_some_are_observed(self):
        self.happened(ACTUALS.replace("price,cells,2025,0.47,", "price,cells,2025,0.47,0.02"))
        self.small()
        arguments = ["small.toml", "--updated", "--until", "2025", "--trials", "100000"]
        self.assertEqual(self.one(*arguments, warns=True)["updated"]["observations"], 2)
        some = self.one(*arguments, "--observe", "price,production")
        self.assertEqual((some["updated"]["observations"], some["updated"]["exact"]), (1, 0))
        self.assertEqual({row["year"] for row in some["scored"]}, {2026, 2027})
        self.assertEqual(self.one(*arguments, "--observe", "demand,price", warns=True)["updated"]["observations"], 2)
        self.fails(USAGE, ["'prise'", "did you mean 'price'?"], "score", *arguments, "--observe", "prise")
        self.fails(USAGE, ["--observe", "--until"], "score", "small.toml", "--observe", "price")

    def test_nothing_to_observe_is_said(self):
        self.happened()
        self.small()
        outcome = self.succeeds("score", "small.toml", "--updated", "--until", "2024", warns=True)
        self.assertIn("small: warning: no actual up to 2024 updates it", outcome.err)
        self.assertIn("9 figures", outcome.out)
        self.fails(BAD_DATA, ["small.toml: has no observations", "--until YEAR"], "score", "small.toml", "--updated")
        self.fails(USAGE, ["--until", "--updated"], "score", "small.toml", "--until", "2025")
        self.happened(HEADER + "price,cells,2025,0.001,0.01,true,,,,\n")
        self.fails(BAD_DATA, ["effective trials", "widen `sd`"], "score", "small.toml", "--updated", "--until", "2025")

    def test_nothing_to_score_is_said(self):
        self.happened(HEADER + "price,cells,2024,0.5,,,,,,\n")
        self.small()
        outcome = self.succeeds("score", "small.toml", warns=True)
        self.assertIn("small: warning: nothing to score", outcome.err)
        self.assertEqual(self.one("small.toml", warns=True)["all"]["n"], 0)
        self.assertIsNone(self.one("small.toml", warns=True)["all"]["crps"])

    def test_which_actuals(self):
        (self.folder / "vintages").mkdir()
        self.copy(name="vintages/small.toml")
        self.fails(NO_INPUT, ["vintages/small.toml: nothing to score it by (neither vintages/actuals.csv nor actuals.csv exists)", "--actuals"],
                   "score", "vintages/small.toml")
        self.happened()
        self.assertEqual(self.one("vintages/small.toml")["actuals"], "actuals.csv")
        self.happened(name="vintages/actuals.csv")
        self.assertEqual(self.one("vintages/small.toml")["actuals"], "vintages/actuals.csv")
        self.happened(name="other.csv")
        self.assertEqual(self.one("vintages/small.toml", "--actuals", "other.csv")["actuals"], "other.csv")
        outcome = self.program("score", "small.toml", cwd=self.folder / "vintages")
        self.assertEqual(outcome.code, 0, outcome.err)
        self.fails(NO_INPUT, ["none.csv: no such file"], "score", "vintages/small.toml", "--actuals", "none.csv")
        self.fails(NO_INPUT, ["vintages: is a directory, not a file of actuals"], "score", "vintages/small.toml", "--actuals", "vintages")

    def test_bad_actuals(self):
        self.small()
        cases = [("prodution,cells,2025,1,,,,,,\n", ["a.csv:2:1: unknown output variable `prodution`", "did you mean `production`?"]),
                 ("production,,2025,1,,,,,,\n", ["a.csv:2:12: `production` needs an `index`"]),
                 ("production,cells.home,2025,1,,,,,,\n", ["a.csv:2:12: no scenario has an index"]),
                 ("production,cells,3025,1,,,,,,\n", ["a.csv:2:18: `year` is \"3025\"", "1900 to 2200"]),
                 ("production,cells,2025,1,-1,,,,,\n", ["a.csv:2:25: `sd` is \"-1\""]),
                 ("production,cells,2025,1,x,,,,,\n", ["a.csv:2:25: `sd` is \"x\""]),
                 ("production,cells,2025,1,,,made,,,\n", ["a.csv:2:27: `basis` is \"made\"", "produced, sold, installed or shipped"]),
                 ("production,cells,2025,1,,,,0,,\n", ["a.csv:2:28: `factor` is \"0\""]),
                 ("production,cells,2025,1,,,,,,\n" * 2, ["a.csv:3:1: this row stands in the file twice"]),
                 ("production,cells\n", ["a.csv:2:12: this line has 2 fields"]),
                 ('production,"cells\n', ["a.csv:2:12: this quote is never closed"])]
        for text, words in cases:
            with self.subTest(text):
                self.happened(HEADER + text, "a.csv")
                self.fails(BAD_DATA, words, "score", "small.toml", "--actuals", "a.csv")
        for content, words in ((b"", ["a.csv:1:1: no header"]), (b"production,cells,2025,1\n", ["no header of actuals"]),
                               (b"\x00\x01\xff", ["a.csv:1:1: not CSV"]), (SMALL.read_bytes(), ["no header of actuals"]),
                               (HEADER.encode() + b"production,cells,2025,1,,,,,,\xff\n", ["a.csv:2:30: not CSV"])):
            with self.subTest(content[:20]):
                (self.folder / "a.csv").write_bytes(content)
                self.fails(BAD_DATA, words, "score", "small.toml", "--actuals", "a.csv")
        self.succeeds("run", "small.toml", "-o", "x.h5")
        self.fails(BAD_DATA, ["x.h5:1:1: not CSV"], "score", "small.toml", "--actuals", "x.h5")
        rows = "".join(f"production,cells,2025,{number},,,,,,\n" for number in range(1_000_000))
        self.happened(HEADER + rows, "many.csv")
        self.fails(BAD_DATA, ["many.csv:1:1: the file is too large"], "score", "small.toml", "--actuals", "many.csv")
        short = "variable,year,value\n" + "".join(f"total_call,2025,{number}\n" for number in range(500_000))
        self.happened(short, "many.csv")
        self.fails(BAD_DATA, ["many.csv:100002:1: more than 100000 rows"], "score", "small.toml", "--actuals", "many.csv")

    def test_a_label_that_no_scenario_has(self):
        self.happened(HEADER + "production,cell,2025,100,,,,,,\nproduction,quite_another,2025,100,,,,,,\nprice,cells,2025,0.5,,,,,,\n")
        outcome = self.succeeds("score", self.small(), warns=True)
        self.assertIn('actuals.csv:2:12: warning: `production` has no index "cell" in any of the scenarios', outcome.err)
        self.assertIn("did you mean `cells`?", outcome.err)
        self.assertEqual(outcome.err.count("warning"), 1)
        self.assertIn("2 of what it does not have", outcome.out)

    def test_shipped_vintages_are_scored_without_a_warning(self):
        """Not even of `installed` of storage, of which the vintage of 2022 says nothing though it has the labels."""
        for name, has_storage in (("vintages/2022-03.toml", False), ("china-2030-one-basis.toml", True)):
            with self.subTest(name):
                shown = self.succeeds("score", SOURCE / "scenarios" / name, "--trials", "256").out
                self.assertEqual("installed ess.china" in shown, has_storage)

    def test_several_have_a_report_card(self):
        self.happened()
        self.small()
        self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"'), ("seed = 7", "seed = 8")])
        both = self.score("small.toml", "other.toml")
        self.assertEqual([vintage["name"] for vintage in both["vintages"]], ["small", "other"])
        self.assertEqual(both["all"]["n"], sum(vintage["all"]["n"] for vintage in both["vintages"]))
        text = self.succeeds("score", "small.toml", "other.toml").out
        self.assertRegex(text, r"report card +n +CRPS")
        self.assertRegex(text, r"(?m)^other +6 ")
        self.assertRegex(text, r"(?m)^all +12 ")
        self.assertLessEqual(max(len(line) for line in text.splitlines()), 120)

    def test_the_table(self):
        self.happened()
        text = self.succeeds("score", self.small(CLAIMS)).out
        self.assert_words(["small: One segment, two markets", "2000 trials, monte-carlo, seed 7, held to", "9 figures of 2025 to 2027",
                           "sold, x 1.02", "* not in the means", "† not in the means", "Wilson's 95 % interval as if"], text)
        self.assertIn("demand cells.home", text)

    def test_what_cannot_be_scored(self):
        self.happened()
        self.small()
        self.fails(BAD_DATA, ["small: 100000000 trials cannot be scored", "--trials, at most 67108864"], "score", "small.toml", "--trials", "100000000")
        self.fails(NO_INPUT, ["none.toml"], "score", "none.toml")
        (self.folder / "empty").mkdir()
        self.fails(BAD_DATA, ["empty: not a work folder"], "score", "empty", "--actuals", "actuals.csv")

    def test_what_is_not_finite(self):
        self.happened(HEADER + "revenue,cells,2025,100,,,,,,\n")
        self.small()
        self.fails(BAD_DATA, ["revenue cells in 2025 cannot be scored (it is not finite in trial 0)", "`cellcast trace --trial 0`"],
                   "score", "small.toml", "--trials", "50", "--set", "segments.cells.price=1e308")

    def test_a_signal_ends_it(self):
        self.happened(HEADER + "total_production,,2025,1500,,,,,,\n")
        self.stops_at(signal.SIGTERM, "score", CHINA, "--actuals", "actuals.csv", "--trials", "50000000", work=1)


class Basis(harness.CliCase):
    """Observations of another basis than their variable's."""

    def observed(self, variable, index, more=""):
        text = SMALL.read_text(encoding="utf-8")
        text += f'[[observations]]\nvariable = "{variable}"\nindex = "{index}"\nyear = 2025\nvalue = 120.0\nsd = 20.0\n{more}'
        path = self.folder / "seen.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_warned_of_without_a_factor(self):
        self.observed("production", "cells", 'basis = "sold"\n')
        for command in (["check"], ["run", "--force", "--trials", "20000"]):
            outcome = self.succeeds(*command, "seen.toml", warns=True)
            self.assertIn("`production` counts what is produced, the observation what is sold", outcome.err)
            self.assertIn("`factor`", outcome.err)

    def test_silent_where_there_is_nothing_to_warn_of(self):
        for variable, index, more in (("production", "cells", 'basis = "sold"\nfactor = 1.02\n'), ("production", "cells", 'basis = "produced"\n'),
                                      ("production", "cells", ""), ("demand", "cells.home", 'basis = "sold"\n'),
                                      ("price", "cells", 'basis = "installed"\n')):
            with self.subTest(variable, more=more):
                self.succeeds("check", self.observed(variable, index, more))

    def test_the_factor_leads_to_what_is_observed(self):
        self.observed("production", "cells", 'basis = "sold"\nfactor = 1.05\n')
        resolved = self.succeeds("check", "--resolved", "seen.toml").out
        self.assertIn('basis = "sold"\nfactor = 1.05\n', resolved)
        self.succeeds("run", "seen.toml", "--trials", "20000", "-o", "seen.h5")
        with h5py.File(self.folder / "seen.h5") as file:
            self.assertEqual(file["updated/observations/value"][0], 120 * 1.05)
            self.assertEqual(file["updated/observations/sd"][0], 20 * 1.05)

    def test_bad_ones(self):
        self.observed("production", "cells", 'basis = "soldd"\n')
        self.fails(BAD_DATA, ["`observations.basis`", "did you mean `sold`?"], "check", "seen.toml")
        self.observed("production", "cells", "factor = 0.0\n")
        self.fails(BAD_DATA, ["`observations.factor`"], "check", "seen.toml")


if __name__ == "__main__":
    harness.main()
