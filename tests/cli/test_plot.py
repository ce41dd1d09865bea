#!/usr/bin/python3
"""cellcast plot: a chart of every kind of every kind of result, whose numbers are those of the tables; what cannot be drawn says why."""
import json
import os
import re
import resource
import shutil
import sys
import unittest

import harness
import pictures
from harness import BAD_DATA, CANNOT_CREATE, CHINA, IO_ERROR, NO_INPUT, SMALL, USAGE

RUN_CHARTS = ["fan", "exceedance", "histogram", "panels", "stack", "balance", "tornado"]
OBSERVED = 'observations=[{ variable = "total_production", year = 2025, value = 120.0, sd = 40.0 }]'
THRESHOLDS = "outputs.thresholds={ total_production = [100.0, 120.0], price = [0.5] }"
SWEEP = """
schema = 1
name = "sweep"
scenario = "small.toml"
design = "grid"
[axes.cells_price]
key = "segments.cells.price"
values = [0.6, 0.4, 0.5]
"""
SECOND_AXIS = """
[axes.begin]
key = "tariffs.duty.from"
values = [2025-07-01, 2026-01-01]
"""


class Plot(harness.PreparedCase):
    @classmethod
    def prepare(cls, maker):
        cls.maker = maker
        cls.run_result = maker.result(SMALL, "run.h5", "--trials", "2048", "--set", THRESHOLDS, "--set", "outputs.samples=512")
        cls.updated = maker.result(SMALL, "updated.h5", "--trials", "2048", "--set", OBSERVED)
        base, later = maker.copy(name="base.toml"), maker.copy(name="later.toml", replace=[('name = "small"', 'name = "later"')])
        maker.succeeds("run", base, later, "--set", "tariffs.duty.rate=0.3", "--trials", "512", "--out-dir", ".")
        maker.copy(name="small.toml")
        for name, text in (("one.toml", SWEEP), ("two.toml", SWEEP + SECOND_AXIS)):
            (maker.folder / name).write_text(text)
            maker.succeeds("sweep", name, "--trials", "256", "-o", name.replace(".toml", ".h5"))

    def result(self, scenario, name, *arguments):
        self.succeeds("run", scenario, "-o", name, *arguments)
        return self.folder / name

    def svg(self, source, *arguments, warns=False):
        outcome = self.succeeds("plot", source, "-o", "-", *arguments, warns=warns)
        return pictures.check(self, outcome.out)

    def cell(self, result, variable, year, *arguments):
        shown = json.loads(self.succeeds("show", result, "--json", "--variable", variable, "--year", str(year), *arguments).out)
        return dict(shown["cells"][0], probabilities=shown["probabilities"], trials=shown["trials"])

    def test_every_chart_of_a_run(self):
        for chart in [*RUN_CHARTS, "convergence"]:
            with self.subTest(chart):
                self.svg(self.run_result, "--chart", chart)

    def test_every_chart_of_a_run_that_is_updated(self):
        for chart in RUN_CHARTS:
            with self.subTest(chart):
                svg = self.svg(self.updated, "--chart", chart)
                if chart in ("fan", "exceedance"):
                    self.assertTrue(any("before" in text for text in pictures.texts(svg)))

    def test_every_output(self):
        shown = json.loads(self.succeeds("show", self.run_result, "--json", "--variable",
                                         ",".join(line.split()[0] for line in self.succeeds("variables").out.splitlines() if line and line.split()[0] in self.names())).out)
        self.assertGreater(len({cell["variable"] for cell in shown["cells"]}), 30)
        for variable in sorted({cell["variable"] for cell in shown["cells"]}):
            with self.subTest(variable):
                self.succeeds("plot", self.run_result, "--variable", variable, "--out-dir", ".", "--force")
        for path in self.folder.glob("*.svg"):
            with self.subTest(path.name):
                pictures.check(self, path.read_text())

    def names(self):
        return {row.split(",")[0] for row in self.succeeds("export", self.run_result).out.splitlines()[1:]}

    def test_default_set(self):
        paths = self.succeeds("plot", self.run_result).out.splitlines()
        for chart in RUN_CHARTS:
            self.assertTrue(any(path.endswith(f"{chart}.svg") for path in paths), chart)
        for path in paths:
            pictures.check(self, (self.folder / path).read_text())

    def test_numbers_of_the_fan_are_those_of_the_table(self):
        texts = pictures.texts(self.svg(self.run_result, "--chart", "fan", "--variable", "total_demand"))
        cell = self.cell(self.run_result, "total_demand", 2027)
        by_name = {"P5": 0.05, "P25": 0.25, "median": 0.5, "P75": 0.75, "P95": 0.95}
        found = 0
        for text in texts:
            if match := re.fullmatch(r"([\d,.]+) (P\d+|median)", text):
                self.assertTrue(pictures.is_rounded(pictures.number(match[1]), cell["quantiles"][cell["probabilities"].index(by_name[match[2]])]), text)
                found += 1
        self.assertEqual(found, 5)

    def test_the_title_is_the_finding(self):
        svg = self.svg(self.run_result, "--chart", "fan", "--variable", "total_production")
        cell = self.cell(self.run_result, "total_production", 2027)
        low, middle, high = (cell["quantiles"][cell["probabilities"].index(p)] for p in (0.05, 0.5, 0.95))
        title = "".join(svg.find(f"{pictures.SVG}title").itertext())
        match = re.fullmatch("Home makes (.+)\u202fGWh in 2027; nine chances in ten for (.+) to (.+)", title)
        self.assertIsNotNone(match, title)
        for shown, exact in zip(match.groups(), (middle, low, high)):
            self.assertTrue(pictures.is_rounded(pictures.number(shown), exact), title)

    def test_numbers_of_thresholds_are_those_of_the_table(self):
        texts = pictures.texts(self.svg(self.run_result, "--chart", "exceedance", "--variable", "total_production"))
        cell = self.cell(self.run_result, "total_production", 2027)
        for threshold, chance in zip(cell["thresholds"], cell["exceedance"]):
            shown = [text for text in texts if text.startswith(f"P(> {threshold:.1f}) = ")]
            self.assertEqual(len(shown), 1, texts)
            self.assertLessEqual(abs(pictures.number(shown[0].split(" = ")[1]) - chance), 0.0051)

    def test_numbers_of_the_tornado_are_those_of_the_table(self):
        svg = self.svg(self.run_result, "--chart", "tornado", "--variable", "total_production")
        explained = json.loads(self.succeeds("sensitivity", self.run_result, "--json", "--variable", "total_production").out)
        output = explained["outputs"][0]
        most = max(range(len(explained["inputs"])), key=lambda k: output["first_order"][k])
        numbers = [pictures.number(text) for text in pictures.texts(svg) if re.fullmatch("[\\d,.]+", text)]
        for name in ("mean_low", "mean_high"):
            self.assertTrue(any(pictures.is_rounded(shown, output[name][most]) for shown in numbers), (name, output[name][most], numbers))

    def test_numbers_of_the_stack_are_those_of_the_table(self):
        texts = pictures.texts(self.svg(self.run_result, "--chart", "stack", "--variable", "production"))
        shown = json.loads(self.succeeds("show", self.run_result, "--json", "--variable", "production", "--year", "2027").out)
        for cell in shown["cells"]:
            median = cell["quantiles"][shown["probabilities"].index(0.5)]
            self.assertTrue(any(re.match("[\\d,.]+  ", text) and pictures.is_rounded(pictures.number(text), median) for text in texts), (cell["index"], median, texts))

    def test_waterfall(self):
        texts = pictures.texts(self.svg(self.run_result, "--chart", "waterfall", "--variable", "total_demand"))
        cells = [self.cell(self.run_result, "total_demand", year) for year in (2024, 2025, 2026, 2027)]
        medians = [cell["quantiles"][cell["probabilities"].index(0.5)] for cell in cells]
        changes = [pictures.number(text) for text in texts if re.fullmatch("[+\u2212][\\d,.]+", text)][1:]  # the first is the title's
        self.assertEqual(len(changes), 3, texts)
        for change, before, after in zip(changes, medians, medians[1:]):
            self.assertTrue(pictures.is_rounded(change, after - before), (change, before, after))
        ends = [pictures.number(text) for text in texts if re.fullmatch("[\\d,.]+\u202fGWh", text)]
        self.assertTrue(pictures.is_rounded(ends[0], medians[0]) and pictures.is_rounded(ends[-1], medians[-1]), ends)
        self.svg(self.result(SMALL, "year.h5", "--trials", "64", "--set", "horizon.end_year=2025"), "--chart", "waterfall")

    def test_difference_and_attribution(self):
        compared = self.maker.folder / "later.h5"
        title = "".join(self.svg(compared, "--chart", "difference").find(f"{pictures.SVG}title").itertext())
        self.assertIn("Against small", title)
        for chart in ("difference", "attribution"):
            with self.subTest(chart):
                outcome = self.program("plot", compared, "--chart", chart, "-o", "-")
                if chart == "attribution" and outcome.code == USAGE:
                    self.assertIn("which change", outcome.err)
                else:
                    pictures.check(self, outcome.out)

    def test_two_scenarios_in_one_picture(self):
        for chart in ("fan", "exceedance", "histogram"):
            svg = self.svg(self.run_result, "--chart", chart, "--beside", self.maker.folder / "later.h5")
            self.assertTrue(any(text.startswith("later") for text in pictures.texts(svg)), chart)

    def test_sweeps(self):
        self.svg(self.maker.folder / "one.h5", "--target", "120")
        svg = self.svg(self.maker.folder / "two.h5", "--target", "120", "--variable", "total_production")
        shown = self.succeeds("show", self.maker.folder / "two.h5", "--variable", "total_production", "--year", "2027", "--percentiles", "50").out
        medians = [float(line.split()[-1]) for line in shown.splitlines() if re.match(r" *\d+ ", line) and line.split()[0].isdigit() and len(line.split()) == 6]
        numbers = [pictures.number(text) for text in pictures.texts(svg) if re.fullmatch("[\\d,.]+", text)]
        self.assertEqual(len(medians), 6, shown)
        for median in medians:
            self.assertTrue(any(pictures.is_rounded(shown, median) for shown in numbers), (median, numbers))
        self.fails(USAGE, ["no fan", "heat-map"], "plot", self.maker.folder / "two.h5", "--chart", "fan")

    def test_answers(self):
        boxes = self.succeeds("discover", SMALL, "--trials", "2048", "--where", "total_production[2027] > 130", "--json").out
        (self.folder / "boxes.json").write_text(boxes)
        self.svg("boxes.json")
        (self.folder / "actuals.csv").write_text("variable,year,value,sd\ntotal_demand,2025,130,5\ntotal_demand,2026,150,5\n")
        (self.folder / "score.json").write_text(self.succeeds("score", self.run_result, "--actuals", "actuals.csv", "--json").out)
        self.svg("score.json", "--chart", "scorecard")
        self.fails(USAGE, ["has no boxes", "scorecard"], "plot", "score.json", "--chart", "boxes")

    def test_bad_answers(self):
        for text, words in (("{", "expected a text"), ('{"a": ', "ends too early"), ("{}", "schema"), ('{"schema": "cellcast-show-1"}', "cellcast-show-1"), ("[" * 100, "not a cellcast result"),
                            ('{"a": ' + "[" * 100, "too deep"), ('{"schema": "cellcast-score-1", "vintages": [1, {"all": {"n": -5, "pit": [1e308]}}]}', None),
                            ('{"schema": "cellcast-discover-1", "boxes": [{"limits": [{}]}]}', None)):
            with self.subTest(text[:40]):
                (self.folder / "a.json").write_text(text)
                if words is None:
                    self.svg("a.json")
                else:
                    self.fails(BAD_DATA, ["a.json", words], "plot", "a.json")

    def test_odd_distributions(self):
        """A constant, one of a few values, below zero, over two years and over sixty."""
        constant = self.result(SMALL, "constant.h5", "--trials", "200", "--set", "segments.cells.growth.rate=0.1", "--set", "derived.loss={ expression = \"0 - total_production\", unit = \"GWh\" }",
                               "--set", 'derived.mark={ expression = "1 / 4", unit = "GWh" }', "--set", 'derived.step={ expression = "total_production > 100", unit = "1" }')
        for variable in ("loss", "mark", "step"):
            for chart in ("fan", "exceedance", "histogram", "panels", "stack"):
                with self.subTest(variable=variable, chart=chart):
                    outcome = self.program("plot", constant, "--variable", variable, "--chart", chart, "-o", "-")
                    if outcome.code == USAGE:
                        self.assertRegex(outcome.err, "no years|all are 0")
                    else:
                        pictures.check(self, outcome.out)
        for end in (2025, 2084):
            long = self.result(SMALL, f"{end}.h5", "--trials", "200", "--set", f"horizon.end_year={end}", "--set", "sensitivity.method=\"none\"")
            for chart in ("fan", "panels", "stack", "balance", "exceedance"):
                with self.subTest(end=end, chart=chart):
                    self.svg(long, "--chart", chart)

    def test_few_quantiles(self):
        for quantiles in ("[0.5]", "[0.1, 0.9]", "[0.9]", "[0.3, 0.6]"):
            path = self.result(SMALL, "few.h5", "--trials", "200", "--set", f"outputs.quantiles={quantiles}", "--force")
            for chart in ("fan", "exceedance", "histogram", "panels", "stack", "balance"):
                with self.subTest(quantiles=quantiles, chart=chart):
                    self.svg(path, "--chart", chart)

    def test_one_trial(self):
        path = self.result(SMALL, "one-trial.h5", "--trials", "1")
        for chart in ("fan", "exceedance", "histogram"):
            self.svg(path, "--chart", chart)
        self.fails(USAGE, ["what drives", "200 trials"], "plot", path, "--chart", "tornado")

    def test_hostile_titles(self):
        self.assertGreaterEqual(len(pictures.HOSTILE), 50)
        for title in pictures.HOSTILE:
            if "\0" in title:
                continue
            with self.subTest(title[:40]):
                self.svg(self.run_result, "--chart", "fan", "--title", title)

    def test_what_is_asked_for_and_is_not_there(self):
        for words, *arguments in ((["no chart fann", "did you mean `fan`"], "--chart", "fann"), (["total_produktion"], "--variable", "total_produktion"),
                                  (["no index cels", "cells"], "--variable", "price", "--index", "cels"), (["no year 1999"], "--chart", "histogram", "--year", "1999"),
                                  (["no format gif", "svg, png, pdf"], "--format", "gif"), (["no difference", "both together"], "--chart", "difference"),
                                  (["has no curve"], "--chart", "curve"), (["one file", "--chart"], "-o", "x.svg")):
            with self.subTest(words):
                self.fails(USAGE, words, "plot", self.run_result, *arguments)
        self.fails(NO_INPUT, ["nowhere.h5"], "plot", "nowhere.h5")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_labels(self):
        labels = 'labels={ cells = "Fahr<b>zeuge</b>", "segments.cells.growth.rate" = "How fast it grows", total_production = "What is made", "shock.common" = "Luck" }'
        path = self.result(SMALL, "labels.h5", "--trials", "2048", "--set", labels)
        texts = pictures.texts(self.svg(path, "--chart", "tornado"))
        self.assertTrue({"How fast it grows", "Luck"} & set(texts), texts)
        self.assertIn("Fahr<b>zeuge</b>", pictures.texts(self.svg(path, "--chart", "panels", "--variable", "price")))
        self.assertTrue(any(text.startswith("What is made: ") for text in pictures.texts(self.svg(path, "--chart", "fan"))))
        shown = self.succeeds("show", path, "--labels", "--variable", "total_production,price").out
        self.assertRegex(shown, "What is made +2025")
        self.assertRegex(shown, "producers +Fahr<b>zeuge</b> +2025")
        self.assertIn("How fast it grows", self.succeeds("sensitivity", path, "--labels", "--variable", "total_demand").out)
        self.assertNotIn("How fast", self.succeeds("sensitivity", path, "--variable", "total_demand").out)
        self.succeeds("verify", path)

    def test_pictures_of_other_formats(self):
        if shutil.which("rsvg-convert") is None:
            self.skipTest("rsvg-convert is not installed (librsvg2-bin)")
        self.succeeds("plot", self.run_result, "--chart", "fan", "-o", "a.png")
        self.assertEqual((self.folder / "a.png").read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        self.succeeds("plot", self.run_result, "--chart", "fan", "--format", "pdf", "-o", "a")
        self.assertEqual((self.folder / "a").read_bytes()[:5], b"%PDF-")

    def test_no_converter(self):
        outcome = self.program("plot", self.run_result, "--chart", "fan", "-o", "a.png", env=dict(os.environ, PATH="/nowhere"))
        self.assertNotEqual(outcome.code, 0)
        self.assert_words(["rsvg-convert", "librsvg2-bin"], outcome.err)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_files_that_exist(self):
        (self.folder / "a.svg").write_text("precious")
        self.fails(CANNOT_CREATE, ["a.svg", "exists", "--force"], "plot", self.run_result, "--chart", "fan", "-o", "a.svg")
        self.assertEqual((self.folder / "a.svg").read_text(), "precious")
        self.succeeds("plot", self.run_result, "--chart", "fan", "-o", "a.svg", "--force")
        self.succeeds("plot", self.run_result)
        before = harness.listing(self.folder)
        self.fails(CANNOT_CREATE, ["exists"], "plot", self.run_result)
        self.assertEqual(harness.listing(self.folder), before)
        copy = self.folder / "copy.h5"
        shutil.copy(self.run_result, copy)
        self.fails(CANNOT_CREATE, ["copy.h5", "read from it"], "plot", "copy.h5", "--chart", "fan", "-o", "copy.h5", "--force")

    def test_full_disk(self):
        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        outcome = self.program("plot", self.run_result, "--chart", "fan", "-o", "a.svg", prepare=small_files)
        self.assertEqual(outcome.code, IO_ERROR, outcome.err)
        self.assertEqual(list(self.folder.iterdir()), [])
        outcome = self.program("plot", self.run_result, "--chart", "fan", "-o", "/dev/full")
        self.assertNotEqual(outcome.code, 0)

    def test_published_figures(self):
        path = self.result(CHINA, "china.h5", "--trials", "4096", "--set", 'sensitivity.method="none"')
        actuals = harness.SOURCE / "scenarios" / "actuals.csv"
        svg = self.svg(path, "--chart", "fan", "--actuals", actuals)
        self.assertTrue(any(text.startswith("3,800 ") for text in pictures.texts(svg)))
        self.assertTrue(any("MIIT" in text and "(2020" in text for text in pictures.texts(svg)))
        claims = json.loads(self.succeeds("show", path, "--claims", "--json").out)
        [place] = [claim["percentile"] for ledger in claims["ledgers"] for claim in ledger["claims"] if claim.get("variable") == "total_production" and claim["year"] == 2030]
        texts = pictures.texts(self.svg(path, "--chart", "exceedance"))
        [shown] = [text for text in texts if text.startswith("P(> 3,800) = ")]
        self.assertLessEqual(abs(pictures.number(shown.split(" = ")[1]) - (1 - place)), 0.0051)


if __name__ == "__main__":
    harness.main()
