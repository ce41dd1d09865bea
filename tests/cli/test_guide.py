#!/usr/bin/python3
"""The commands that help to write a scenario: init, explain, variables."""
import json
import re

import harness
from harness import BAD_DATA, CANNOT_CREATE, CHINA, SMALL, SOURCE, USAGE

SHIPPED = SOURCE / "scenarios" / "china-2031.toml"


def example_of(text):
    """The lines of TOML in an explanation."""
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("  example  "))
    rest = next((i for i in range(first + 1, len(lines)) if not lines[i].startswith("           ")), len(lines))
    return [line[11:] for line in lines[first:rest]]


class Explain(harness.CliCase):
    def test_a_key_in_any_spelling(self):
        expected = self.succeeds("explain", "segments.NAME.price").out
        self.assert_words(["segments.NAME.price", "meaning", "yuan/Wh", "> 0", "required", "[segments.power]", "price = 0.49", "BNEF", "china-2031.toml:"], expected)
        for spelling in ("segments.*.price", "segments.power.price", "[segments.anything].price", " segments.power.price "):
            with self.subTest(spelling=spelling):
                self.assertEqual(self.succeeds("explain", spelling).out, expected)

    def test_years_lists_and_laws(self):
        self.assertIn("segments.NAME.supply.announced.YEAR", self.succeeds("explain", "segments.power.supply.announced.2027").out)
        self.assertIn("correlations.between", self.succeeds("explain", "correlations.between").out)
        self.assert_words(['dist = "triangular"', "low, mode and high", "p10, mode and p90"], self.succeeds("explain", "triangular").out)

    def test_every_key_is_explained_with_an_example_that_has_it(self):
        keys = json.loads(self.succeeds("explain", "--json", "segments").out)["keys"]
        self.assertGreater(len(keys), 40)
        for key in keys:
            leaf = key["key"].rpartition(".")[2]
            with self.subTest(key=key["key"]):
                self.assertTrue(key["meaning"])
                if leaf not in ("NAME", "YEAR"):
                    self.assertIn(leaf, key["example"])
        with_place = [key for key in keys if key["place"]]
        self.assertGreater(len(with_place), 40)
        for key in with_place:
            name, line = key["place"].split(":")
            at = next(SOURCE.glob(f"scenarios/**/{name}")).read_text(encoding="utf-8").split("\n")[int(line) - 1]
            self.assertIn(key["example"].strip().split("\n")[-1].split(" ")[0], at + key["example"])

    def test_the_end_of_a_key_and_a_table(self):
        self.assert_words(["segments.NAME.growth.volatility", "markets.NAME.volatility"], self.succeeds("explain", "volatility").out)
        self.assertIn("segments.NAME.growth.rate", self.succeeds("explain", "growth.rate").out)
        self.assert_words(["segments.NAME.growth.saturation", "segments.NAME.growth.drivers.NAME.base"], self.succeeds("explain", "growth").out)
        table = self.succeeds("explain", "tariffs").out
        self.assert_words(["tariffs.NAME.market", "tariffs.NAME.rate", "tariffs.NAME.until"], table)

    def test_a_text_has_an_example(self):
        self.assertIn('expression = "total_exports / total_production"', self.succeeds("explain", "derived.own.expression").out)

    def test_a_misspelt_key(self):
        self.fails(USAGE, ["there is no key 'segments.power.prise'", "did you mean 'segments.power.price'?"], "explain", "segments.power.prise")
        self.fails(USAGE, ["did you mean 'volatility'?"], "explain", "volatilty")
        self.fails(USAGE, ["there is no key 'zzz' in scenarios"], "explain", "zzz")
        self.fails(USAGE, ["there is no key ''"], "explain", "")

    def test_json(self):
        found = json.loads(self.succeeds("explain", "segments.power.cost.learning_rate", "--json").out)
        self.assertEqual(found["schema"], "cellcast-explain-1")
        key, = found["keys"]
        self.assertEqual((key["key"], key["required"]), ("segments.NAME.cost.learning_rate", True) if key["default"] is None else (key["key"], False))
        self.assertIn("learning_rate = ", key["example"])


class Variables(harness.CliCase):
    def test_all_and_those_of_a_scenario(self):
        everything = json.loads(self.succeeds("variables", "--json").out)
        self.assertEqual(everything["schema"], "cellcast-variables-1")
        names = [row["name"] for row in everything["variables"]]
        self.assertEqual(len(names), len(set(names)))
        of_small = json.loads(self.succeeds("variables", "--json", SMALL).out)["variables"]
        self.assertLess(len(of_small), len(names))
        self.assertLessEqual({row["name"] for row in of_small}, set(names))
        self.assertNotIn("producer_share", {row["name"] for row in of_small})
        self.assertIn("producer_share", names)

    def test_cells_are_those_of_a_result(self):
        rows = json.loads(self.succeeds("variables", "--json", CHINA).out)["variables"]
        central = self.succeeds("central", CHINA).out.split("\n")[1:-1]
        for row in rows:
            with self.subTest(variable=row["name"]):
                self.assertEqual(row["cells"], sum(line.startswith(row["name"] + ",") for line in central))
        self.assertEqual({row["name"] for row in rows}, {line.split(",")[0] for line in central})

    def test_as_a_table(self):
        self.assert_words(["variable", "production", "GWh", "segment year", "[producers]"], self.succeeds("variables").out)
        self.assert_words(["cells", "production"], self.succeeds("variables", SMALL).out)

    def test_what_is_wrong(self):
        self.fails(harness.NO_INPUT, ["nothing.toml: no such file"], "variables", "nothing.toml")
        self.fails(USAGE, ["without a scenario there is nothing to set"], "variables", "--set", "schema=1")


class Init(harness.CliCase):
    def starter(self, *arguments):
        path = self.folder / "first.toml"
        self.succeeds("init", *arguments, "-o", path, "--force")
        return path

    def test_check_passes_without_a_warning(self):
        for arguments in ([], ["--segment", "power"], ["--segment", "cells", "--segment", "packs"], ["--market", "china"],
                          ["--market", "china", "--market", "us", "--market", "eu", "--market", "row"], ["--years", "2024:2025"], ["--years", "2030:2050"],
                          ["--segment", "small", "--market", "a", "--market", "b", "--years", "2025:2035"]):
            with self.subTest(arguments=arguments):
                self.succeeds("check", self.starter(*arguments))

    def test_what_was_asked_for_is_there(self):
        text = self.succeeds("init", "--segment", "cells", "--market", "here", "--market", "there", "--years", "2026:2033").out
        self.assert_words(["[segments.cells]", "[markets.here]\nhome = true", "[markets.there]", "base_year = 2026", "end_year = 2033", 'market = "there"'], text)
        self.assertNotIn("power", text)

    def test_policies_act(self):
        """A duty takes exports from home and raises the market's price; demand, learning and investment move, too."""
        scenario = self.starter()
        values = {}
        for rate in ("0", "0.25"):
            rows = self.succeeds("central", scenario, "--set", f"tariffs.duty.rate={rate}").out.split("\n")[1:-1]
            values[rate] = {tuple(row.split(",")[:3]): float(row.split(",")[3]) for row in rows}
        free, taxed = values["0"], values["0.25"]
        last = "2031"
        self.assertLess(taxed["total_exports", "", last], free["total_exports", "", last])
        self.assertLess(taxed["demand", "power.abroad", last], free["demand", "power.abroad", last])
        self.assertLess(free["cost", "power", last], free["cost", "power", "2025"])
        self.assertGreater(free["total_capacity", "", last], free["total_capacity", "", "2025"])

    def test_responses_are_those_of_the_shipped_scenario(self):
        shipped = SHIPPED.read_text(encoding="utf-8")
        text = self.succeeds("init").out
        for key in ("substitution", "tariff_pass_through", "learning_rate", "invest_response", "exit_response", "invest_utilization", "markup_response"):
            with self.subTest(key=key):
                values = {re.split(r"  +#", line)[0].strip() for line in text.split("\n") if line.startswith(key + " = ")}
                self.assertTrue(values)
                for value in values:
                    self.assertIn(value, shipped)

    def test_a_run_of_it(self):
        self.succeeds("run", self.starter(), "--trials", "4096", "-o", self.folder / "first.h5")

    def test_what_it_refuses(self):
        for words, arguments in ((["'1x' cannot be the name of a segment"], ["--segment", "1x"]), (["the market 'a' is given twice"], ["--market", "a", "--market", "a"]),
                                 (["--years '2025' is not two years, as 2025:2031"], ["--years", "2025"]), (["is not two years"], ["--years", "x:2031"]),
                                 (["the years end in 2025"], ["--years", "2025:2025"]), (["cannot have the year 99"], ["--years", "99:2025"]),
                                 (["101 segments, and a scenario has at most 100"], [word for i in range(101) for word in ("--segment", f"s{i}")]),
                                 (["cannot be the name of a segment"], ["--segment", ""]), (["is not two years"], ["--years", "2025:99999999999"])):
            with self.subTest(arguments=arguments[:4]):
                self.fails(USAGE, words, "init", *arguments)
        self.fails(USAGE, ["common"], "init", "--segment", "common")

    def test_a_file_that_exists_is_kept(self):
        path = self.folder / "first.toml"
        path.write_text("mine", encoding="utf-8")
        self.fails(CANNOT_CREATE, ["first.toml"], "init", "-o", path)
        self.assertEqual(path.read_text(encoding="utf-8"), "mine")


if __name__ == "__main__":
    harness.main()
