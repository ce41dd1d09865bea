#!/usr/bin/python3
"""The page of code that the package was designed by, word for word, and every chart."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402
from harness import CHINA, PROGRAM, SOURCE  # noqa: E402

import cellcast as cc  # noqa: E402
import numpy as np  # noqa: E402

SCENARIOS = SOURCE / "scenarios"
OF_A_RUN = ["fan", "exceedance", "histogram", "panels", "stack", "balance", "tornado"]
OF_PAIRS = ["difference", "attribution"]


class Folder(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)

    def program(self, *words):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def is_picture(self, picture):
        self.assertEqual(ElementTree.fromstring(picture.svg).tag, "{http://www.w3.org/2000/svg}svg")
        self.assertGreater(len(picture.frame), 0)
        self.assertEqual(picture._repr_svg_(), picture.svg)
        self.assertTrue(picture._repr_html_().startswith("<div><svg"))
        self.assertIn(picture.name, repr(picture))


class SpecifiedUse(Folder):
    def test_word_for_word(self):
        shutil.copytree(SCENARIOS, self.folder / "scenarios")
        (self.folder / "china-2031.toml").write_text('extends = "scenarios/china-2031.toml"\n[sampling]\ntrials = 16384\n', encoding="utf-8")
        (self.folder / "free-trade.toml").write_text('extends = "china-2031.toml"\nname = "free-trade"\n[tariffs.us_mfn]\nrate = 0.0\n'
                                                     '[segments.power]\nprice = { dist = "lognormal", median = 0.6, sigma = 0.2 }\n',
                                                     encoding="utf-8")

        s = cc.Scenario("china-2031.toml")
        s["segments.power.price"] = cc.lognormal(median=0.6, sigma=0.2)
        r = s.run(trials=65_536, progress=True)
        at_2030 = r.quantiles["total_production"].sel(year=2030)
        self.assertEqual((at_2030.dims, at_2030.attrs["units"]), (("quantile",), "GWh"))
        self.assertTrue(np.all(np.diff(at_2030.values) > 0))
        frame = r.frame("production")
        self.assertEqual(float(frame.query("segment == 'ess' and year == 2030 and statistic == 'mean'").value.iloc[0]),
                         float(r.mean["production"].sel(segment="ess", year=2030)))
        chance = r.probability("total_production[2030] >= 3800")
        self.assertTrue(0 < chance.low < chance.value < chance.high < 1)
        d = s.run(trials=65_536, samples=True, keep=["total_exports"]).samples
        exports = d["total_exports"].values
        self.assertEqual(d["total_exports"].sizes["trial"], 65_536)
        self.assertFalse(exports.flags.owndata or exports.flags.writeable)
        self.assertAlmostEqual(float(d["total_exports"].sel(year=2030).mean()), float(r.mean["total_exports"].sel(year=2030)), delta=1e-6)
        r.save("a.h5")
        again = cc.open("a.h5")
        self.assertEqual(again.mean["total_exports"].values.tolist(), r.mean["total_exports"].values.tolist())
        apart = cc.compare([s, "free-trade.toml"]).difference
        self.assertGreater(float(apart.mean["total_exports"].sel(year=2026)), 0)
        rates = cc.sweep(s, {"tariffs.us_mfn.rate": [0, .1, .2]})
        exports = rates.mean["total_exports"].sel(year=2026)
        self.assertEqual(exports["tariffs_us_mfn_rate"].values.tolist(), [0, 0.1, 0.2])
        self.assertTrue(np.all(np.diff(exports.values) < 0), "a duty that rises does not lower exports")
        drivers = r.sensitivity.table("total_production")
        self.assertTrue(np.all(np.diff(drivers["first_order"].values) <= 0))
        fan = r.plot.fan("total_production")
        self.is_picture(fan)
        self.assertEqual(fan.svg, again.plot.fan("total_production").svg)
        fits = cc.fit([0.2, 0.31, 0.28, 0.22, 0.35, 0.25, 0.27, 0.3])
        s["segments.power.price"] = next(fit for fit in fits if "lognormal" in fit.toml())
        self.assertIn("lognormal", s.resolved())
        try:
            s.run(trials=0)
            self.fail("a run of no trials")
        except cc.ScenarioError as e:
            self.assertTrue([(x.line, x.column, x.problem) for x in e.diagnostics][0][2])
        with self.assertRaises(cc.ScenarioError):
            s["segments.power.price"] = -1

    def test_keys_that_only_hold_together_change_together(self):
        s = cc.Scenario(CHINA)
        s.update({"tariffs.us_mfn.rate": 0.1, "segments.power.price": cc.lognormal(median=0.6, sigma=0.2)})
        self.assertIn("median = 0.6", s.resolved())
        with self.assertRaises(cc.ScenarioError) as caught:
            s.update({"tariffs.us_mfn.rate": -2, "segments.power.price": -1})
        self.assertEqual(len(caught.exception.diagnostics), 2)


class Charts(Folder):
    @classmethod
    def setUpClass(cls):
        cls.scenario = cc.Scenario(CHINA)
        cls.run_once = cls.scenario.run(trials=2048, samples=True)

    def test_those_of_a_run(self):
        r = self.run_once
        for name in [*OF_A_RUN, "convergence"]:
            self.is_picture(getattr(r.plot, name)())
        names = [each.name for each in r.plot()]
        self.assertIn("total_production-fan", names)
        self.assertEqual(len(set(names)), len(names))
        price = r.plot.histogram("price", "ess", year=2029, title="Own words")
        self.assertEqual((price.name, price.title), ("price-ess-2029-histogram", "Own words"))
        self.assertIn("Own words", price.svg)
        with_points = r.plot.fan(actuals=SCENARIOS / "actuals.csv")
        self.assertNotEqual(with_points.svg, r.plot.fan().svg)
        price.save("price.svg")
        self.assertEqual((self.folder / "price.svg").read_text(encoding="utf-8"), price.svg)

    def test_are_the_program_s(self):
        self.run_once.save("r.h5")
        for name in [*OF_A_RUN, "convergence"]:
            drawn = self.program("plot", "r.h5", "--chart", name, "-o", "-")
            self.assertEqual(getattr(self.run_once.plot, name)().svg, drawn)
            self.assertEqual(getattr(cc.open("r.h5").plot, name)().svg, drawn)

    def test_those_of_pairs(self):
        other = self.scenario.copy()
        other["tariffs.us_mfn.rate"] = 0
        pair = cc.compare([self.scenario, other], trials=2048)
        for name in OF_PAIRS:
            self.is_picture(getattr(pair[1].plot, name)("total_exports"))
        beside = pair[1].plot.fan("total_exports", beside=pair[0])
        self.assertNotEqual(beside.svg, pair[1].plot.fan("total_exports").svg)
        with self.assertRaises(cc.UsageError):
            pair[0].plot.difference()

    def test_those_of_sweeps(self):
        rates = cc.sweep(self.scenario, {"tariffs.us_mfn.rate": [0, 0.1, 0.2]}, trials=1024)
        self.is_picture(rates.plot.curve("total_exports", year=2030, target=900))
        both = cc.sweep(self.scenario, {"tariffs.us_mfn.rate": [0, 0.2], "segments.power.price": [0.5, 0.6]}, trials=1024)
        self.is_picture(both.plot.heat_map("total_exports"))
        both.save("both.h5")
        self.assertEqual(cc.open("both.h5").plot.heat_map("total_exports").svg, both.plot.heat_map("total_exports").svg)
        with self.assertRaises(cc.UsageError):
            both.plot.fan()

    def test_those_of_answers(self):
        r = cc.Scenario(CHINA).run(trials=16_384)
        r.save("r.h5")
        condition = "total_exports[2030] < 900"
        (self.folder / "boxes.json").write_text(self.program("discover", "r.h5", "--where", condition, "--json"))
        drawn = self.program("plot", "boxes.json", "-o", "-")
        self.assertEqual(r.plot.boxes(condition).svg, drawn)
        self.assertEqual(cc.plot(r.discover(condition)).svg, drawn)
        files = [SCENARIOS / "vintages" / "2022-03.toml", SCENARIOS / "china-2030-one-basis.toml"]
        told = self.program("score", *files, "--trials", 4096, "--json")
        (self.folder / "score.json").write_text(told)
        card = cc.plot(cc.score(files, trials=4096))
        self.assertEqual(card.svg, self.program("plot", "score.json", "-o", "-"))
        self.is_picture(card)
        self.is_picture(r.plot.scorecard(SCENARIOS / "actuals.csv"))


if __name__ == "__main__":
    harness.main()
