#!/usr/bin/python3
"""What commands print that work on scenarios: help, version, check, inputs, central."""
import csv
import io
import json
import re

import harness
from harness import ASSOCIATION, CHINA, COMMANDS, GOLDEN, SMALL, SOURCE

GOLDEN_SCENARIOS = ["association-2030", "china-2030", "china-2030-makers", "china-2031", "stress-639", "stress2-1479", "stress2-4562"]


def warns(scenario):
    """The stress scenarios are no forecasts: their production and demand do not match."""
    return "stress" in str(scenario)


def numbers(text):
    return {(row["variable"], row["index"], row["year"]): float(row["value"]) for row in csv.DictReader(io.StringIO(text))}


class Help(harness.CliCase):
    def test_of_the_program(self):
        for flag in ("--help", "-h"):
            text = self.succeeds(flag).out
            self.assert_words([*COMMANDS, "--version", "--color", "--quiet"], text)

    def test_of_each_command(self):
        options = {"run": ["--output", "--out-dir", "--trials", "--seed", "--method", "--threads", "--set", "--force", "--json",
                           "--repair-correlations", "--work", "--shard"],
                   "sweep": ["--output", "--trials", "--seed", "--method", "--threads", "--set", "--force"],
                   "check": ["--resolved", "--claims", "--trials", "--threads", "--json", "--set", "--repair-correlations"], "inputs": ["--json", "--set", "--repair-correlations"],
                   "central": ["--output", "--set", "--repair-correlations", "--force"],
                   "show": ["--variable", "--year", "--index", "--percentiles", "--claims", "--json"],
                   "export": ["--variable", "--year", "--index", "--percentiles", "--wide", "--format", "--output", "--force"],
                   "compare": ["--probability", "--given", "--variable", "--year", "--index", "--trials", "--seed", "--method", "--threads", "--set", "--json", "--repair-correlations"],
                   "sensitivity": ["--variable", "--index", "--top", "--json"],
                   "trace": ["--trial", "--variable", "--index", "--year", "--quantile", "--trials", "--seed", "--method", "--set", "--all", "--json"],
                   "verify": ["--quick", "--blocks", "--seed", "--threads", "--json"],
                   "score": ["--actuals", "--updated", "--until", "--observe", "--trials", "--seed", "--method", "--threads", "--set", "--json"],
                   "probability": ["--given", "--updated", "--trials", "--seed", "--method", "--threads", "--set", "--json"],
                   "seek": ["--key", "--from", "--to", "--target", "--trials", "--seed", "--method", "--threads", "--set", "--json"],
                   "discover": ["--where", "--trials", "--seed", "--method", "--threads", "--set", "--json"],
                   "decide": ["--payoff", "--minimize", "--risk", "--trials", "--seed", "--method", "--threads", "--set", "--json"],
                   "plan": ["--tasks", "--slurm", "--work", "--output", "--trials", "--json"], "status": ["--missing", "--json"],
                   "merge": ["--output", "--force", "--threads", "--json"], "resume": ["--output", "--force", "--threads", "--json"],
                   "init": ["--segment", "--market", "--years", "--output", "--force"], "explain": ["--json"], "variables": ["--set", "--json"],
                   "extend": ["--trials", "--tasks", "--output", "--force", "--threads", "--json"],
                   "plot": ["--chart", "--variable", "--index", "--year", "--title", "--format", "--output", "--out-dir", "--force"],
                   "report": ["--output", "--force"], "whatif": ["--variable", "--actuals", "--output", "--set", "--threads", "--force"],
                   "help": ["COMMAND"], "man": ["COMMAND", "--out-dir"], "completion": ["SHELL", "fish"], "doctor": ["--json"]}
        for command in COMMANDS:
            with self.subTest(command):
                text = self.succeeds(command, "--help").out
                self.assert_words(["Usage: cellcast " + command, *options[command], "--quiet", "--color"], text)

    def test_needs_no_valid_arguments(self):
        self.assertIn("Usage", self.succeeds("run", "--help", "nothing.toml").out)

    def test_version(self):
        self.assertRegex(self.succeeds("--version").out, r"^cellcast \d+\.\d+\.\d+\n$")


class Check(harness.CliCase):
    def test_says_what_it_found(self):
        self.assert_words(["china-2030.toml", "valid", "3 segments", "4 markets", "2024-2030"], self.succeeds("check", CHINA).out)

    def test_several(self):
        self.assertEqual(len(self.succeeds("check", CHINA, ASSOCIATION, SMALL).out.splitlines()), 3)

    def test_with_a_changed_key(self):
        self.assertIn("2024-2026", self.succeeds("check", SMALL, "--set", "horizon.end_year=2026").out)

    def test_a_warning_is_no_error(self):
        odd = self.copy(replace=[("production = 100.0", "production = 200.0")])
        outcome = self.succeeds("check", odd, warns=True)
        self.assert_words(["small.toml:", "warning", "segment `cells`"], outcome.err)
        self.assertEqual(outcome.err.count("warning"), 1)
        self.assertIn("valid", outcome.out)

    def test_a_misspelt_name_that_nothing_uses_is_a_warning(self):
        self.copy()
        child = self.folder / "child.toml"
        child.write_text('extends = "small.toml"\nname = "child"\n[markets.abraod]\nfreight = 0.9\n')
        for command in (["check"], ["check", "--resolved"], ["inputs", "--json"], ["central"]):
            outcome = self.succeeds(*command, "child.toml", warns=True)
            self.assert_words(["child.toml:3:10: warning: no segment sells to market `abraod`", "did you mean `abroad`?"], outcome.err)
            self.assertNotIn("warning", outcome.out)
        self.succeeds("check", "small.toml")
        self.fails(harness.BAD_DATA, ["--set markets.abraod.freight=0.9:1:9:", "does not exist", "did you mean `abroad`?"], "check", "small.toml", "--set",
                   "markets.abraod.freight=0.9")

    def test_resolved_loads_and_resolves_to_itself(self):
        scenarios = [CHINA, ASSOCIATION, SMALL, *(GOLDEN / f"{name}.toml" for name in GOLDEN_SCENARIOS)]
        for scenario in scenarios:
            with self.subTest(str(scenario)):
                resolved = self.succeeds("check", "--resolved", scenario, warns=warns(scenario)).out
                again = self.folder / "again.toml"
                again.write_text(resolved, encoding="utf-8")
                self.assertEqual(self.succeeds("check", "--resolved", again, warns=warns(scenario)).out, resolved)
                self.assertEqual(self.succeeds("central", again, warns=warns(scenario)).out,
                                 self.succeeds("central", scenario, warns=warns(scenario)).out)

    def test_resolved_escapes_what_steers_a_terminal(self):
        text = SMALL.read_text(encoding="utf-8").replace("One segment", "One\u202e \u009b31m\U000e0041 segment")
        (self.folder / "odd.toml").write_text(text, encoding="utf-8")
        resolved = self.succeeds("check", "--resolved", self.folder / "odd.toml").out
        self.assertIn(r'title = "One\u202E \u009B31m\U000E0041 segment', resolved)
        (self.folder / "again.toml").write_text(resolved, encoding="utf-8")
        self.assertEqual(self.succeeds("check", "--resolved", self.folder / "again.toml").out, resolved)

    def test_resolved_has_defaults_and_changes(self):
        text = self.succeeds("check", "--resolved", SMALL, "--set", "segments.cells.price=0.7").out
        self.assertRegex(text, r"price = 0\.7")
        self.assert_words(["markup_floor", "-0.1", "lead_time", "quantiles"], text)

    def test_from_a_pipe(self):
        with open(SMALL, "rb") as text:
            self.assertIn("valid", self.succeeds("check", "/dev/stdin", stdin=text).out)


class Inputs(harness.CliCase):
    NAMES = ["economy.cumulative_production", "markets.abroad.substitution", "tariffs.duty.rate", "segments.cells.growth.rate",
             "segments.cells.cost.learning_rate"]

    def numbers_only(self, names):
        """The scenario's own, which come first; the shocks follow."""
        names = list(names)
        shocks = [name for name in names if name.startswith("shock.")]
        self.assertEqual(names[len(names) - len(shocks):], shocks)
        return names[:len(names) - len(shocks)]

    def test_table(self):
        lines = self.succeeds("inputs", SMALL).out.splitlines()
        self.assertEqual(lines[0].split(), ["input", "distribution", "unit", "P5", "P50", "P95"])
        self.assertEqual(self.numbers_only(line.split()[0] for line in lines[1:]), self.NAMES)
        self.assertFalse([line for line in lines if line != line.rstrip()], "blanks at a line's end")

    def test_json(self):
        document = json.loads(self.succeeds("inputs", SMALL, "--json").out)
        self.assertRegex(document["schema"], r"^cellcast-inputs-\d+$")
        self.assertEqual(self.numbers_only(row["name"] for row in document["inputs"]), self.NAMES)
        for row in document["inputs"]:
            self.assertEqual(set(row), {"name", "distribution", "unit", "p5", "p50", "p95"})
            self.assertLessEqual(row["p5"], row["p50"])
            self.assertLessEqual(row["p50"], row["p95"])
        first = document["inputs"][0]  # uniform between 500 and 700
        self.assertEqual(first["unit"], "GWh")
        for key, value in (("p5", 510), ("p50", 600), ("p95", 690)):
            self.assertAlmostEqual(first[key], value, delta=1e-9)

    def test_set_makes_a_number_certain(self):
        document = json.loads(self.succeeds("inputs", SMALL, "--json", "--set", "tariffs.duty.rate=0.1").out)
        self.assertNotIn("tariffs.duty.rate", [row["name"] for row in document["inputs"]])

    def test_none(self):
        document = json.loads(self.succeeds("inputs", ASSOCIATION, "--json").out)
        self.assertEqual(self.numbers_only(row["name"] for row in document["inputs"]), [])


class Central(harness.CliCase):
    def test_known_answers(self):
        for name in GOLDEN_SCENARIOS:
            with self.subTest(name):
                found = numbers(self.succeeds("central", GOLDEN / f"{name}.toml", warns=warns(name)).out)
                expected = numbers((GOLDEN / f"{name}.central.csv").read_text(encoding="utf-8"))
                self.assertEqual(found.keys(), expected.keys())
                wrong = {key for key, value in expected.items() if not abs(found[key] - value) <= 1e-9 * max(1, abs(value))}
                self.assertFalse(wrong)

    def test_shipped_scenarios_give_the_known_answers(self):
        for name in ("association-2030", "china-2030", "china-2030-makers", "china-2031"):
            with self.subTest(name):
                self.assertEqual(self.succeeds("central", SOURCE / "scenarios" / f"{name}.toml").out,
                                 self.succeeds("central", GOLDEN / f"{name}.toml").out)

    def test_the_outlook(self):
        found = numbers(self.succeeds("central", ASSOCIATION).out)
        for segment, value in (("power", 2457.464832), ("ess", 1226.009486), ("small", 125.968990)):
            self.assertAlmostEqual(found["production", segment, "2030"], value, delta=1e-6)

    def test_form(self):
        lines = self.succeeds("central", SMALL).out.splitlines()
        self.assertEqual(lines[0], "variable,index,year,value")
        self.assertEqual(lines[1], "demand,cells.home,2024,70")
        digits = [len(re.sub(r"e.*|[^\d]", "", line.split(",")[3]).lstrip("0")) for line in lines[1:]]
        self.assertEqual(max(digits), 15)

    def test_to_a_file(self):
        printed = self.succeeds("central", SMALL).out
        self.assertEqual(self.succeeds("central", SMALL, "-o", "c.csv").out, "")
        self.assertEqual((self.folder / "c.csv").read_text(encoding="utf-8"), printed)
        self.succeeds("central", SMALL, "-o", "c.csv", "--force", "--set", "segments.cells.price=0.6")
        self.assertNotEqual((self.folder / "c.csv").read_text(encoding="utf-8"), printed)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["c.csv"])

    def test_json(self):
        document = json.loads(self.succeeds("central", SMALL, "--json").out)
        self.assertRegex(document["schema"], r"^cellcast-central-\d+$")
        found = {(row["variable"], row["index"], str(row["year"])): row["value"] for row in document["rows"]}
        expected = numbers(self.succeeds("central", SMALL).out)
        self.assertEqual(found.keys(), expected.keys())
        self.assertTrue(all(abs(found[key] - value) <= 1e-13 * abs(value) for key, value in expected.items()))


if __name__ == "__main__":
    harness.main()
