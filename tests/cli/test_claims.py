#!/usr/bin/python3
"""The ledger of published figures: check --claims, show --claims, and /claims of a result file."""
import json
import math
import re
import tomllib
from fractions import Fraction

import h5py
import numpy as np

import harness
from harness import ASSOCIATION, BAD_DATA, CHINA, SMALL, USAGE

LEDGER = CHINA.parent / "claims" / "association-2025.toml"

# What the report's figures say of each other, worked out by hand from the report: (figure, test, verdict, expected, difference), two decimals.
KNOWN = {
    ("output-2023-miit", "figure", "conflict", 910.00, 30.00),               # 940 GWh by MIIT, 910 by the association
    ("output-2024", "sum", "rounding", 1171.00, -1.00),                      # 823 + 254 + 94
    ("output-growth-2024-miit", "figure", "conflict", 28.60, -4.60),         # the consequence: +24 % or +28.6 %
    ("alliance-output-2024", "sum", "conflict", 1077.00, 19.80),             # CABIA 1096.8, the association 823 + 254
    ("alliance-output-growth-2024", "growth", "conflict", 31.50, 9.50),      # CABIA +41 %, 1077 / 819
    ("world-installed-2024-ev-volumes", "figure", "conflict", 894.40, -24.40),  # EV-volumes 870, SNE 894.4
    ("ev-sales-2030-iea", "figure", "conflict", 42.00, 28.00),               # IEA 70 million, EV-volumes 42 million
    ("new-storage-growth-2024", "growth", "conflict", 99.34, 32.52),         # 131.86 %, but 42.46 / 21.3
    ("lithium-storage-share-2024", "share", "conflict", 92.75, -0.11),       # 92.64 %, but 39.38 / 42.46
    ("output-2030", "sum", "rounding", 3802.00, -2.00),                      # 2450 + 1226 + 126
}


def ledger_figures():
    """{name: (claim, half a unit of the last digit as written)}."""
    text = LEDGER.read_text(encoding="utf-8")
    written = dict(re.findall(r'name = "([^"]+)".*? value = (-?[0-9.]+)', text))
    claims = {claim["name"]: claim for claim in tomllib.loads(text)["claims"]}
    assert written.keys() == claims.keys()
    return {name: (claim, Fraction(written[name]), Fraction(1, 2 * 10 ** len(written[name].partition(".")[2]))) for name, claim in claims.items()}


def names(side):
    return [side] if isinstance(side, str) else side


def recomputed():
    """What the figures say of each other, by exact arithmetic and by trying all ends of all intervals."""
    figures, found, first = ledger_figures(), set(), {}

    def ends(side):
        values = [figures[name][1] for name in names(side)]
        slack = sum(figures[name][2] for name in names(side))
        return sum(values) - slack, sum(values), sum(values) + slack

    def judge(name, test, value, tolerance, own, low, expected, high):
        difference = float(value) - float(expected)
        if abs(difference) <= float(own) + 1e-6:
            return
        is_rounding = float(low) <= float(value + tolerance) + 1e-6 and float(value - tolerance) <= float(high) + 1e-6
        found.add((name, test, "rounding" if is_rounding else "conflict", round(float(expected), 2), round(difference, 2)))

    for name, (claim, value, tolerance) in figures.items():
        kind = (claim["what"], claim.get("scope"), claim["unit"], claim.get("year"))
        other = first.setdefault(kind, name)
        if other != name:
            _, base, slack = figures[other]
            judge(name, "figure", value, tolerance, max(tolerance, slack), base - slack, base, base + slack)
        if "sum" in claim:
            judge(name, "sum", value, tolerance, tolerance, *ends(claim["sum"]))
        for test, over, under in (("growth", "to", "from"), ("share", "part", "whole")):
            if test not in claim:
                continue
            years = 1
            if claim["unit"].endswith("/year"):
                years = figures[names(claim[test]["to"])[0]][0]["year"] - figures[names(claim[test]["from"])[0]][0]["year"]

            def rate(ratio, test=test, years=years):
                return 100 * ratio if test == "share" else 100 * (float(ratio) ** (1 / years) - 1)
            (a, b, c), (d, e, f) = ends(claim[test][over]), ends(claim[test][under])
            judge(name, test, value, tolerance, tolerance, rate(a / f), rate(b / e), rate(c / d))
    return found


class Claims(harness.CliCase):
    def check(self, scenario, *arguments):
        return json.loads(self.succeeds("check", "--claims", "--json", scenario, *arguments).out)["ledgers"][0]

    def among_figures(self, ledger):
        return {(c["claim"], c["test"], c["verdict"], round(c["expected"], 2), round(c["difference"], 2))
                for c in ledger["conflicts"] if c["test"] != "scenario"}

    def test_known_conflicts(self):
        self.assertEqual(recomputed(), KNOWN)
        for scenario in (ASSOCIATION, CHINA):
            with self.subTest(scenario.name):
                ledger = self.check(scenario, "--trials", "1024")
                self.assertEqual(self.among_figures(ledger), KNOWN)
                self.assertGreaterEqual({claim["name"] for claim in ledger["claims"]}, ledger_figures().keys())
                for conflict in ledger["conflicts"]:
                    self.assertAlmostEqual(conflict["relative"], conflict["difference"] / abs(conflict["expected"]), places=12)
                    self.assertEqual(conflict["verdict"] == "rounding", abs(conflict["difference"]) <= conflict["explained"] + 1e-9)

    def test_identities_that_hold_are_tested(self):
        """A figure changed by one in its last place is found out."""
        text = LEDGER.read_text(encoding="utf-8")
        (self.folder / "claims").mkdir()
        scenario = self.copy(ASSOCIATION)
        for old, new, claim, test in (("value = 70.3", "value = 70.4", "power-share-2024", "share"), ("value = 1039.5", "value = 1040.5", "alliance-sales-2024", "sum"),
                                      ("value = -11.4", "value = -11.5", "revenue-growth-2024", "growth"), ("value = 45.3", "value = 45.6", "eu-all-duties-2024", "sum"),
                                      ('value = 20, unit = "%/year"', 'value = 21, unit = "%/year"', "power-growth-2030", "growth")):
            with self.subTest(claim):
                self.assertEqual(text.count(old), 1)
                (self.folder / "claims" / LEDGER.name).write_text(text.replace(old, new), encoding="utf-8")
                more = {found[:2] for found in self.among_figures(self.check(scenario)) - KNOWN}
                self.assertIn((claim, test), more)

    def test_deterministic_scenario(self):
        found = {c["claim"]: c for c in self.check(ASSOCIATION)["conflicts"] if c["test"] == "scenario"}
        self.assertAlmostEqual(found["output-2030"]["expected"], 823 * 1.2 ** 6 + 254 * 1.3 ** 6 + 94 * 1.05 ** 6, places=6)
        self.assertNotIn("power-2024", found)
        self.assertEqual(found["output-2024"]["difference"], -1)

    def test_percentiles_are_those_of_the_trials(self):
        arguments = ("--trials", "4096", "--set", 'sampling.method="monte-carlo"')
        self.succeeds("run", CHINA, "-o", "x.h5", *arguments, "--set", "outputs.samples=4096")
        ledger = self.check(CHINA, *arguments)
        placed = 0
        with h5py.File(self.folder / "x.h5") as file:
            samples = file["samples"]
            for claim in ledger["claims"]:
                if not claim["variable"]:
                    self.assertIsNone(claim["central"])
                    continue
                variable = samples[claim["variable"]]
                cell, labels = [], claim["index"].split(".", 0 if claim["variable"] == "driver_level" else -1)
                for axis in [dimension[0].name.rpartition("/")[2] for dimension in variable.dims][:-1]:
                    known = samples[axis][:] if axis == "year" else samples[axis].asstr()[:]
                    cell.append(list(known).index(claim["year"] if axis == "year" else labels.pop(0)))
                values = variable[tuple(cell)] * (100 if claim["unit"] == "%" else 1)
                if values.min() == values.max() or claim["year"] == 2024:  # the base year
                    self.assertIsNone(claim["percentile"])
                    continue
                placed += 1
                self.assertAlmostEqual(claim["percentile"], np.mean(values <= claim["value"]), delta=0.002, msg=claim["name"])
        self.assertGreaterEqual(placed, 6)
        (outlook,) = (claim for claim in ledger["claims"] if claim["name"] == "output-2030")
        self.assertTrue(0.5 < outlook["percentile"] < 0.7, "the README says that 41 % reach it")

    def test_a_result_holds_what_check_finds(self):
        self.succeeds("run", CHINA, "-o", "x.h5", "--trials", "8192")
        shown, checked = (json.loads(self.succeeds(*arguments).out)["ledgers"][0]
                          for arguments in (["show", "--claims", "--json", "x.h5"], ["check", "--claims", "--json", CHINA, "--trials", "8192"]))
        self.assertEqual(shown, checked)
        table, same = self.succeeds("show", "--claims", "x.h5").out, self.succeeds("check", "--claims", CHINA, "--trials", "8192").out
        self.assertEqual(table, same)
        self.assert_words(["output-2023-miit", "910", "940", "+30.00", "823 + 254 + 94", "1171", "percentiles of 8192 trials", "P5"], table)
        with h5py.File(self.folder / "x.h5") as file:
            claims = file["claims"]
            self.assertEqual(list(claims["claim"].asstr()[:]), [claim["name"] for claim in shown["claims"]])
            self.assertEqual(claims["conflict_expected"].shape, (len(shown["conflicts"]),))
            self.assertTrue(math.isnan(claims["percentile"][0]))
            self.assertNotIn("variable", [key for key in claims["value"].attrs])

    def test_threads_change_nothing(self):
        outcomes = {self.succeeds("check", "--claims", "--json", CHINA, "--trials", "65536", "--threads", threads).out for threads in ("1", "2", "5")}
        self.assertEqual(len(outcomes), 1)
        for threads in ("1", "3"):
            self.succeeds("run", CHINA, "-o", f"{threads}.h5", "--trials", "16384", "--threads", threads)
        self.assertEqual((self.folder / "1.h5").read_bytes(), (self.folder / "3.h5").read_bytes())

    def test_claims_leave_results_alone(self):
        claims = self.copy(name="with.toml")
        claims.write_text(claims.read_text() + '[[claims]]\nwhat = "output"\nvalue = 120\nunit = "GWh"\nyear = 2026\nvariable = "total_production"\n')
        digests = []
        for scenario in (SMALL, claims):
            self.succeeds("run", scenario, "-o", "x.h5", "--force")
            with h5py.File(self.folder / "x.h5") as file:
                digests.append(file.attrs["results_sha256"])
        self.assertEqual(*digests)

    def test_none(self):
        self.assertEqual(self.succeeds("check", "--claims", SMALL).out, "small: One segment, two markets\nno claims\n")
        self.result()
        self.assertIn("no claims\n", self.succeeds("show", "--claims", "result.h5").out)
        document = json.loads(self.succeeds("check", "--claims", "--json", SMALL, ASSOCIATION).out)
        self.assertEqual((document["schema"], [len(ledger["claims"]) > 0 for ledger in document["ledgers"]]), ("cellcast-claims-1", [False, True]))

    def test_misuse(self):
        self.fails(USAGE, ["--claims"], "check", SMALL, "--trials", "5")
        self.fails(USAGE, ["--resolved"], "check", SMALL, "--json", "--resolved")
        self.fails(USAGE, ["--resolved"], "check", SMALL, "--claims", "--resolved")
        self.fails(USAGE, ["--claims"], "show", "x.h5", "--claims", "--year", "2025")

    def test_refused_with_its_place(self):
        wrong = self.copy(name="wrong.toml")
        line = wrong.read_text().count("\n") + 1
        wrong.write_text(wrong.read_text() + '[[claims]]\nwhat = "output"\nvalue = 120\nunit = "GW"\nyear = 2026\nvariable = "total_production"\nsum = ["x"]\n')
        self.fails(BAD_DATA, [f"wrong.toml:{line + 3}:8: `total_production` is not in \"GW\"", f"wrong.toml:{line + 6}:8: unknown claim `x`"],
                   "check", "--claims", wrong)


if __name__ == "__main__":
    harness.main()
