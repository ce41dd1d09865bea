#!/usr/bin/python3
"""Derived outputs: a derived output stands wherever an output does. Most of it is shown by one that is a copy of an output, or twice it."""
import csv
import io
import json
import re
import sys

import h5py
import numpy as np

import harness
from harness import BAD_DATA, SMALL, USAGE

TABLES = '''
[derived.exported]
expression = "total_exports / total_production"
unit = "1"
long_name = "share of production that is exported"
[derived.twice]
expression = "2 * deliveries"
unit = "GWh"
[derived.pace]
expression = """
cagr(total_production)
  + 0 * exported[base]"""
unit = "1/year"
[derived.same]
expression = 'price'
unit = "yuan/Wh"
'''
DERIVED = ["exported", "twice", "pace", "same"]


class Derived(harness.CliCase):
    def scenario(self, more="", tables=TABLES, name="own.toml"):
        path = self.folder / name
        text = SMALL.read_text(encoding="utf-8").replace('name = "small"', f'name = "{name.removesuffix(".toml")}"')
        path.write_text(text + tables + more, encoding="utf-8")
        return path

    def open(self, *arguments, more="", name="own.h5"):
        self.succeeds("run", self.scenario(more), "-o", name, "--force", *arguments)
        return h5py.File(self.folder / name)

    def cells(self, *arguments):
        return json.loads(self.succeeds(*arguments, "--json").out)

    def test_values_units_names_and_dimensions(self):
        with self.open("--set", "outputs.samples=500") as file:
            samples, mean = file["samples"], file["mean"]
            np.testing.assert_array_equal(samples["twice"][()], 2 * samples["deliveries"][()])
            np.testing.assert_array_equal(samples["same"][()], samples["price"][()])
            np.testing.assert_array_equal(samples["exported"][()], samples["total_exports"][()] / samples["total_production"][()])
            total = samples["total_production"][()]
            np.testing.assert_allclose(samples["pace"][()], (total[-1] / total[0]) ** (1 / 3) - 1, rtol=1e-12, atol=1e-12)
            for name, units, long_name, dimensions in (("exported", "1", "share of production that is exported", ["year"]),
                                                       ("twice", "GWh", "2 * deliveries", ["segment", "market", "year"]),
                                                       ("pace", "1/year", "cagr(total_production) + 0 * exported[base]", [])):
                self.assertEqual((mean[name].attrs["units"], mean[name].attrs["long_name"]), (units, long_name))
                self.assertEqual([dimension[0].name.rpartition("/")[2] for dimension in mean[name].dims], dimensions)
            self.assertEqual(file["derived/output"].asstr()[()].tolist(), DERIVED)
            self.assertEqual(file["derived/dimensions"].asstr()[()].tolist(), ["year", "segment market year", "", "segment year"])
            for group in ("mean", "sd", "quantiles", "histogram"):
                np.testing.assert_array_equal(file[group]["same"][()], file[group]["price"][()])

    def test_nothing_changes_without_them(self):
        plain, own = self.result(name="plain.h5"), self.folder / "own.h5"
        self.succeeds("run", self.scenario(), "-o", own, "--trials", "2000")
        with h5py.File(plain) as a, h5py.File(own) as b:
            self.assertNotIn("derived", a)
            for name in a["mean"]:
                if a["mean"][name].dtype.kind == "f":
                    np.testing.assert_array_equal(a["mean"][name][()], b["mean"][name][()])

    def test_kept_alone(self):
        with self.open("--set", 'outputs.variables=["pace"]') as file:
            self.assertEqual(sorted(file["mean"]), ["pace"])
            self.assertEqual(file["derived/output"].asstr()[()].tolist(), DERIVED)
        self.succeeds("verify", "own.h5")
        self.fails(BAD_DATA, ["`exported` is not kept"], "check", self.scenario('\n[sensitivity]\nvariables = ["exported"]\n[outputs]\nvariables = ["pace"]\n'))

    def test_thresholds(self):
        with self.open(more="\n[outputs.thresholds]\nexported = [0.2, 0.25]\npace = [0.1]\ntotal_exports = [30.0]\n",
                       *("--set", "outputs.samples=2000")) as file:
            samples = file["samples"]
            np.testing.assert_allclose(file["exceedance/exported"][()][:, 0], np.mean(samples["exported"][()] > 0.2, axis=1), atol=1e-12)
            np.testing.assert_allclose(file["exceedance/pace"][()], [np.mean(samples["pace"][()] > 0.1)], atol=1e-12)
            self.assertEqual(file["exceedance/threshold_pace"].attrs["units"], "1/year")

    def test_stopping_rule(self):
        for rule in ('variable = "exported"\nyear = 2027', 'variable = "pace"', 'variable = "twice"\nindex = "cells.abroad"'):
            with self.subTest(rule), self.open(more=f"\n[sampling.stop]\n{rule}\nrelative_error = 0.01\nmax_trials = 100000\n") as file:
                self.assertEqual(file.attrs["stop_reached"], "true")
                self.assertGreater(int(file.attrs["trials"]), 100)
            self.succeeds("verify", "own.h5")
        self.fails(BAD_DATA, ["`pace` has no years", "remove `year`"], "check",
                   self.scenario('\n[sampling.stop]\nvariable = "pace"\nyear = 2026\nrelative_error = 0.01\n'))

    def test_observations(self):
        """Observing twice an output as twice what is observed of it weighs the trials as observing it does."""
        of_output = '\n[[observations]]\nvariable = "deliveries"\nindex = "cells.home"\nyear = 2026\nvalue = 90.0\nsd = 5.0\n'
        of_twice = '\n[[observations]]\nvariable = "twice"\nindex = "cells.home"\nyear = 2026\nvalue = 180.0\nsd = 10.0\n'
        with self.open("--trials", "20000", more=of_output) as first, self.open("--trials", "20000", more=of_twice, name="twice.h5") as second:
            for name in ("total_production", "exported"):
                np.testing.assert_array_equal(first["updated/mean"][name][()], second["updated/mean"][name][()])
            self.assertEqual(second["updated/observations/variable"].asstr()[0], "twice")
        with self.open("--trials", "20000", more='\n[[observations]]\nvariable = "pace"\nvalue = 0.15\nsd = 0.02\n') as file:
            self.assertLess(file["updated/sd/pace"][()], file["sd/pace"][()])
        self.succeeds("verify", "own.h5")
        self.assertIn("pace", self.succeeds("show", "own.h5", "--updated").out)
        self.fails(BAD_DATA, ["`exported` needs a `year`"], "check", self.scenario('\n[[observations]]\nvariable = "exported"\nvalue = 0.2\nsd = 0.1\n'))
        self.fails(BAD_DATA, ["`observations.year` is missing"], "check", self.scenario('\n[[observations]]\nvariable = "price"\nindex = "cells"\nvalue = 0.2\nsd = 0.1\n'))

    def test_claims(self):
        claims = ('\n[[claims]]\nwhat = "exports"\nvariable = "exported"\nyear = 2026\nvalue = 20\nunit = "%"\n'
                  '[[claims]]\nwhat = "pace"\nvariable = "pace"\nvalue = 0.15\nunit = "1/year"\n')
        with self.open(more=claims, *("--set", "outputs.samples=2000")) as file:
            pace = file["samples/pace"][()]
            self.assertAlmostEqual(file["claims/percentile"][1], np.mean(pace <= 0.15), delta=2e-3)
        self.assertIn("2 of model variables", self.succeeds("check", self.scenario(claims), "--claims", warns=False).out)
        self.fails(BAD_DATA, ["`pace` is not in \"GWh\"", "it is in 1/year"], "check",
                   self.scenario('\n[[claims]]\nwhat = "pace"\nvariable = "pace"\nvalue = 0.15\nunit = "GWh"\n'))

    def test_sensitivity(self):
        for method in ("given-data", "sobol"):
            more = f'\n[sensitivity]\nmethod = "{method}"\ntrials = 2048\nvariables = ["same", "price", "pace", "twice"]\n'
            with self.subTest(method), self.open("--trials", "4096", more=more) as file:
                groups = ["first_order"] + (["sobol_total"] if method == "sobol" else [])
                for group in groups:
                    np.testing.assert_array_equal(file["sensitivity"][group]["same"][()], file["sensitivity"][group]["price"][()])
                self.assertEqual(file["sensitivity/first_order/pace"].ndim, 1)
            self.assertIn("pace, 1/year", self.succeeds("sensitivity", "own.h5", "--variable", "pace").out)
            self.assertIsNone(self.cells("sensitivity", "own.h5", "--variable", "pace")["outputs"][0]["year"])
            self.succeeds("verify", "own.h5")

    def test_differences(self):
        """Outputs of one name are paired though the scenarios give them in another order, and one has more."""
        base = self.scenario(name="base.toml")
        order = TABLES.split("[derived.")
        later = self.scenario('\n[derived.own]\nexpression = "total_demand"\nunit = "GWh"\n', tables="".join("[derived." + part for part in order[:0:-1]),
                              name="later.toml")
        later.write_text(later.read_text().replace("freight = 0.05", "freight = 0.2"), encoding="utf-8")
        (self.folder / "both").mkdir()
        self.succeeds("run", base, later, "--out-dir", "both", "--set", "outputs.samples=300", "--trials", "3000")
        with h5py.File(self.folder / "both/base.h5") as a, h5py.File(self.folder / "both/later.h5") as b:
            for name in DERIVED:
                np.testing.assert_array_equal(b["difference/samples"][name][()], b["samples"][name][()] - a["samples"][name][()])
            self.assertNotIn("own", b["difference/mean"])
            np.testing.assert_array_equal(b["difference/mean/same"][()], b["difference/mean/price"][()])
            np.testing.assert_array_equal(b["difference/median_shift/same"][()], b["difference/median_shift/price"][()])
        self.succeeds("verify", "both/later.h5", "--base", base)
        self.assertIn("pace", self.succeeds("compare", base, later, "--variable", "pace", "--trials", "2000").out)
        self.assertIn("exported", self.succeeds("compare", "both/later.h5", "--variable", "exported").out)

    def test_sweep(self):
        self.scenario()
        sweep = self.folder / "points.toml"
        sweep.write_text('schema = 1\nname = "points"\nscenario = "own.toml"\ndesign = "grid"\nbase = { freight = 0.05 }\n'
                         '[axes.freight]\nkey = "markets.abroad.freight"\nvalues = [0.05, 0.2]\n', encoding="utf-8")
        self.succeeds("sweep", sweep, "--trials", "2000", "-o", "points.h5")
        with h5py.File(self.folder / "points.h5") as file:
            np.testing.assert_array_equal(file["mean/same"][()], file["mean/price"][()])
            np.testing.assert_array_equal(file["difference/mean/same"][()], file["difference/mean/price"][()])
            self.assertEqual(file["mean/pace"].shape, (2,))
        rows = list(csv.DictReader(io.StringIO(self.succeeds("export", "points.h5", "--variable", "pace", "--wide").out)))
        self.assertEqual([row["year"] for row in rows], ["", ""])
        for text, words in ((sweep.read_text().replace("axes.freight", "axes.pace").replace("base = { freight", "base = { pace"), "the name of a derived output"),
                            (sweep.read_text().replace("markets.abroad.freight", "derived.pace.unit").replace("[0.05, 0.2]", '["1", "2"]').replace("{ freight = 0.05", '{ freight = "1"'),
                             "cannot be an axis")):
            sweep.write_text(text, encoding="utf-8")
            self.fails(BAD_DATA, [words], "sweep", sweep, "-o", "other.h5")

    def test_central(self):
        rows = list(csv.DictReader(io.StringIO(self.succeeds("central", self.scenario()).out)))
        of = {(row["variable"], row["index"], row["year"]): float(row["value"]) for row in rows}
        self.assertEqual(of["same", "cells", "2026"], of["price", "cells", "2026"])
        self.assertEqual(of["exported", "", "2027"], of["total_exports", "", "2027"] / of["total_production", "", "2027"])
        self.assertIn(("pace", "", ""), of)
        years = [row["year"] for row in self.cells("central", self.folder / "own.toml")["rows"] if row["variable"] == "pace"]
        self.assertEqual(years, [None])

    def test_central_though_not_kept(self):
        out = self.succeeds("central", self.scenario('\n[outputs]\nvariables = ["total_demand"]\n')).out
        self.assertIn("exported,,2026,", out)

    def test_trace(self):
        with self.open("--set", "outputs.samples=2000") as file:
            pace, exported = file["samples/pace"][()], file["samples/exported"][()]
        for arguments, values in ((["--variable", "pace"], pace), (["--variable", "exported", "--year", "2026"], exported[2])):
            found = self.cells("trace", "own.h5", "--quantile", "0.9", *arguments)
            self.assertEqual(found["found"]["value"], np.sort(values)[1799])
            self.assertEqual(values[found["trial"]], found["found"]["value"])
            outputs = {(row["variable"], row["index"], row["year"]): row["value"] for row in found["outputs"]}
            self.assertEqual(outputs["pace", "", None], pace[found["trial"]])
        text = self.succeeds("trace", "own.h5", "--trial", "3").out
        self.assert_words(["derived outputs", "exported", "of all years together", "pace"], text)
        self.fails(USAGE, ["'pace' has no years"], "trace", "own.h5", "--quantile", "0.9", "--variable", "pace", "--year", "2026")
        self.fails(USAGE, ["did you mean 'exported'?"], "trace", "own.h5", "--quantile", "0.9", "--variable", "exporteed", "--year", "2026")
        self.fails(USAGE, ["--quantile requires --year"], "trace", "own.h5", "--quantile", "0.9", "--variable", "exported")

    def test_shards(self):
        scenario = self.scenario('\n[outputs.thresholds]\npace = [0.1]\n')
        self.succeeds("run", scenario, "-o", "whole.h5", "--trials", "10000", "--threads", "1")
        self.succeeds("run", scenario, "-o", "more.h5", "--trials", "10000", "--threads", "3")
        for shard in range(3):
            self.succeeds("run", scenario, "--work", "work", "--shard", f"{shard}/3", "--trials", "10000")
        self.succeeds("merge", "work", "-o", "merged.h5")
        whole = (self.folder / "whole.h5").read_bytes()
        self.assertEqual(whole, (self.folder / "merged.h5").read_bytes())
        self.assertEqual(whole, (self.folder / "more.h5").read_bytes())
        self.succeeds("verify", "merged.h5")

    def test_verify(self):
        self.open().close()
        self.succeeds("verify", "own.h5")
        lines = self.succeeds("verify", "own.h5").out
        self.assertIn("values the same to the bit", lines)

    def test_show_and_export(self):
        self.open("--trials", "4000").close()
        text = self.succeeds("show", "own.h5").out
        self.assert_words(["exported", "pace", "1/year", "same"], text)
        self.assertNotIn("twice", text)
        self.assertIn("twice", self.succeeds("show", "own.h5", "--variable", "twice", "--year", "2026").out)
        cells = self.cells("show", "own.h5", "--variable", "pace")["cells"]
        self.assertEqual([(cell["year"], cell["index"], cell["unit"]) for cell in cells], [(None, "", "1/year")])
        rows = list(csv.DictReader(io.StringIO(self.succeeds("export", "own.h5").out)))
        self.assertEqual({row["year"] for row in rows if row["variable"] == "pace"}, {""})
        self.assertEqual({row["unit"] for row in rows if row["variable"] == "exported"}, {"1"})
        self.fails(USAGE, ["did you mean `exported`?"], "show", "own.h5", "--variable", "exporteed")

    def test_variables(self):
        rows = {row["name"]: row for row in self.cells("variables", self.scenario())["variables"]}
        self.assertEqual([name for name in rows if name in DERIVED], DERIVED)
        for name, unit, dimensions, cells, long_name in (("exported", "1", ["year"], 4, "share of production that is exported"),
                                                         ("twice", "GWh", ["segment", "market", "year"], 8, "2 * deliveries"),
                                                         ("pace", "1/year", [], 1, "cagr(total_production) + 0 * exported[base]")):
            row = rows[name]
            self.assertEqual((row["unit"], row["dimensions"], row["cells"], row["long_name"]), (unit, dimensions, cells, long_name))
        self.assertRegex(self.succeeds("variables", self.folder / "own.toml").out, r"(?m)^pace +1/year +1 +cagr")

    def test_resolved(self):
        resolved = self.succeeds("check", self.scenario(), "--resolved").out
        (self.folder / "resolved.toml").write_text(resolved, encoding="utf-8")
        self.assertEqual(self.succeeds("check", "resolved.toml", "--resolved").out, resolved)
        self.assertIn('expression = "cagr(total_production)\\n  + 0 * exported[base]"', resolved)

    def test_set_adds_and_replaces(self):
        added = '{ expression = "total_exports[end]", unit = "GWh" }'
        self.succeeds("run", SMALL, "-o", "a.h5", "--set", f"derived.last={added}")
        with h5py.File(self.folder / "a.h5") as file:
            self.assertEqual(file["mean/last"][()], file["mean/total_exports"][-1])
        self.succeeds("run", self.scenario(), "-o", "b.h5", "--set", 'derived.exported.expression="total_exports"', "--set", 'derived.exported.unit="GWh"')
        with h5py.File(self.folder / "b.h5") as file:
            self.assertEqual(file["mean/exported"].attrs["units"], "GWh")
        failed = self.fails(BAD_DATA, ["did you mean `total_exports`?"], "check", SMALL, "--set", 'derived.last={ expression = "totl_exports", unit = "1" }')
        self.assertIn("derived.last={ expression = \"totl_exports\", unit = \"1\" }\n" + " " * 29 + "^", failed.err)

    def test_input_makes_a_variable_an_input(self):
        tables = '\n[variables]\nwhim = { dist = "normal", mean = 3.0, sd = 1.0 }\n'
        self.assertIn("nothing draws on variable `whim`", self.succeeds("check", self.scenario(tables), warns=True).err)
        used = tables + "[derived.drawn]\nexpression = 'input(\"variables.whim\") + 0 * input(\"shock.common[2026]\")'\nunit = \"1\"\n"
        self.succeeds("check", self.scenario(used))
        with self.open(more=used, *("--set", "outputs.samples=50")) as file:
            inputs = file["samples/input"].asstr()[()].tolist()
            np.testing.assert_array_equal(file["samples/drawn"][()], file["samples/inputs"][inputs.index("variables.whim")])

    def test_not_finite(self):
        failed = self.fails(BAD_DATA, ["wrong is not finite in", "of 2000 trials, first in trial"], "run", SMALL, "-o", "x.h5", "--set",
                            'derived.wrong={ expression = "1 / (input(\\"shock.common[2026]\\") > 0)", unit = "1" }')
        first = int(re.search(r"first in trial (\d+)", failed.err)[1])
        self.succeeds("run", SMALL, "-o", "right.h5", "--set", "outputs.samples=100")
        with h5py.File(self.folder / "right.h5") as file:
            inputs = file["samples/input"].asstr()[()].tolist()
            shocks = file["samples/inputs"][inputs.index("shock.common[2026]")]
        self.assertEqual(first, int(np.argmax(shocks <= 0)))
        self.fails(BAD_DATA, ["is not finite in 2000 of 2000 trials, first in trial 0"], "run", SMALL, "-o", "x.h5", "--set",
                   'derived.wrong={ expression = "1 / 0", unit = "1" }')

    def test_errors_stand_at_their_spot(self):
        for table, line, column, words in (
                ('[derived.a]\nexpression = "1 + totl_exports"\nunit = "1"\n', 2, 19, "did you mean `total_exports`?"),
                ('[derived.a]\nexpression = \'1 + totl_exports\'\nunit = "1"\n', 2, 19, "unknown output"),
                ('[derived.a]\nexpression = "input(\\"segments.cells.prise\\")"\nunit = "1"\n', 2, 21, "did you mean `segments.cells.price`?"),
                ('[derived.a]\nexpression = """\n1 +\n  totl_exports"""\nunit = "1"\n', 4, 3, "unknown output"),
                ('[derived.a]\nexpression = """1 + \\\n   totl_exports"""\nunit = "1"\n', 3, 4, "unknown output"),
                ("[derived.a]\nexpression = '''\n1 + totl_exports'''\nunit = \"1\"\n", 3, 5, "unknown output"),
                ('[derived.a]\nexpression = "é"\nunit = "1"\n', 2, 15, "cannot stand here"),
                ('[derived.a]\nexpression = "\\u0031 + \\t totl_exports"\nunit = "1"\n', 2, 27, "unknown output"),
                ('[derived.a]\nexpression = "1 +"\nunit = "1"\n', 2, 18, "the expression ends here"),
                ('[derived.a]\nexpression = ""\nunit = "1"\n', 2, 15, "the expression ends here"),
                ('[derived.a]\nexpression = "1"\n', 1, 1, "`derived.a.unit` is missing"),
                ('[derived.a]\nexpression = 1\nunit = "1"\n', 2, 14, "must be a text"),
                ('[derived.a]\nexpression = "a + 1"\nunit = "1"\n', 2, 15, "`a` -> `a`"),
                ('[derived.a]\nexpression = "1 + b"\nunit = "1"\n[derived.b]\nexpression = "lag(c)"\nunit = "1"\n[derived.c]\nexpression = "total_demand * a"\nunit = "1"\n',
                 8, 30, "`a` -> `b` -> `c` -> `a`"),
                ('[derived.price]\nexpression = "1"\nunit = "1"\n', 1, 10, "an output of the model"),
                ('[derived.producer_share]\nexpression = "1"\nunit = "1"\n', 1, 10, "an output of the model"),
                ('[derived.year]\nexpression = "1"\nunit = "1"\n', 1, 10, "a dimension"),
                ('[derived.lag]\nexpression = "1"\nunit = "1"\n', 1, 10, "a function"),
                ('[derived.and]\nexpression = "1"\nunit = "1"\n', 1, 10, "a word of expressions"),
                ('[derived.trial]\nexpression = "1"\nunit = "1"\n', 1, 10, "result files"),
                ('[derived.threshold_x]\nexpression = "1"\nunit = "1"\n', 1, 10, "threshold_"),
                ('[derived.x_edges]\nexpression = "1"\nunit = "1"\n', 1, 10, "_edges"),
                ('[derived.Share]\nexpression = "1"\nunit = "1"\n', 1, 10, "no name of an output")):
            with self.subTest(table):
                before = SMALL.read_text(encoding="utf-8").count("\n")
                failed = self.fails(BAD_DATA, [words], "check", self.scenario(tables=table, name="bad.toml"))
                self.assertIn(f":{before + line}:{column}: ", failed.err)
                self.assertEqual(failed.err.count("bad.toml:"), 1, failed.err)

    def test_limits(self):
        many = "".join(f'[derived.x{k}]\nexpression = "{k}"\nunit = "1"\n' for k in range(200))
        self.succeeds("check", self.scenario(tables=many))
        self.fails(BAD_DATA, ["more than 200 derived outputs"], "check", self.scenario(tables=many + '[derived.more]\nexpression = "1"\nunit = "1"\n'))


if __name__ == "__main__":
    sys.exit(harness.main())
