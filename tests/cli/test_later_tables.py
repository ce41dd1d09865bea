#!/usr/bin/python3
"""Quotas, submarkets, splits, customs and groups of producers: what every command does, it does with their keys, inputs, shocks and outputs too."""
import json

import h5py
import numpy as np

import harness
from harness import BAD_DATA, SMALL, USAGE

TABLES = """
[markets.abroad]
volatility = 0.1
[quotas.ceiling]
market = "abroad"
from = 2026-01-01
limit = { dist = "uniform", low = 15.0, high = 30.0 }
[economy.material_price]
volatility = 0.1
news = { 2025 = { dist = "normal", mean = -0.2, sd = 0.1, min = -1.0, max = 1.0 } }
[segments.cells.markets.abroad]
home_share_drift = { dist = "uniform", low = -0.1, high = 0.1 }
installed_ratio = 0.9
duration = { dist = "uniform", low = 2.0, high = 3.0 }
[segments.cells.cost]
material_share = 0.3
[segments.cells.submarkets]
cars = { share = 3.0, cell_energy = 50.0 }
ships = { share = { dist = "uniform", low = 0.5, high = 1.5 }, growth = 0.2 }
[segments.cells.splits.form]
round = { base = 1.0, end = 2.0 }
flat = { base = 1.0, end = { dist = "uniform", low = 1.0, high = 3.0 } }
[customs]
exchange_rate = 7.0
exchange_rate_end = { dist = "uniform", low = 6.5, high = 7.5 }
[segments.cells.customs]
unit_energy = 900.0
[segments.cells.competition]
selection = { dist = "uniform", low = 0.0, high = 1.0 }
fixed_cost = 0.1
[producers.leaders.segments.cells]
share = 0.7
firms = 2
skew = 0.5
[producers.second.segments.cells]
share = 0.3
firms = 20
cost = { dist = "uniform", low = 0.0, high = 0.2 }
volatility = 0.2
exit_margin = 0.1
exit_response = 0.5
entry = 1.0
[producers.foreign]
home_owned = false
[producers.foreign.segments.cells]
firms = 3
[producers.others]
home_owned = false
[producers.others.segments.cells]
firms = 9
markets.abroad = { base = 0.2 }
[producers.foreign.segments.cells.markets]
abroad = { base = 0.8, end = { dist = "uniform", low = 0.4, high = 0.9 } }
"""


class LaterTables(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.copy()
        self.write("makers.toml", 'extends = "small.toml"\nname = "makers"\n' + TABLES)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def resolved(self, *arguments):
        return self.succeeds("check", "--resolved", *arguments).out

    def test_the_resolved_text_loads_to_itself(self):
        text = self.resolved("makers.toml")
        self.write("again.toml", text)
        self.assertEqual(self.resolved("again.toml"), text)
        for line in ("[quotas.ceiling]", "[segments.cells.splits.form.flat]", "[producers.foreign.segments.cells.markets.abroad]", "ranks = [3, 5, 10]", "home_share_drift"):
            self.assertIn(line, text)
        for first, second in (("makers.toml", "again.toml"),):
            for name in (first, second):
                self.succeeds("run", name, "-o", name + ".h5", "--trials", "500")
            with h5py.File(self.folder / (first + ".h5")) as a, h5py.File(self.folder / (second + ".h5")) as b:
                np.testing.assert_array_equal(a["statistics/mean/producer_share"][()], b["statistics/mean/producer_share"][()]) if "statistics" in a else None

    def test_the_summary_counts_them(self):
        self.assertIn("1 quota, 4 groups of producers, 2024-2027", self.succeeds("check", "makers.toml").out)
        self.assertNotIn("quota", self.succeeds("check", "small.toml").out)

    def test_extending_and_unsetting(self):
        removed = ["producers", "segments.cells.competition", "quotas", "customs", "segments.cells.customs", "segments.cells.submarkets", "segments.cells.splits",
                   "segments.cells.markets.abroad.installed_ratio", "segments.cells.markets.abroad.duration", "segments.cells.markets.abroad.home_share_drift",
                   "markets.abroad.volatility", "economy.material_price", "segments.cells.cost.material_share"]
        self.write("plain.toml", f'extends = "makers.toml"\nname = "small"\nunset = {json.dumps(removed)}\n')
        self.assertEqual(self.resolved("plain.toml"), self.resolved("small.toml"))
        self.write("part.toml", 'extends = "makers.toml"\nname = "part"\nunset = ["producers.foreign", "segments.cells.splits.form.round"]\n[quotas.ceiling]\nlimit = 5.0\n')
        text = self.resolved("part.toml")
        self.assertNotIn("producers.foreign", text)
        self.assertNotIn("splits.form.round", text)
        self.assertIn("limit = 5.0", text)
        self.write("bad.toml", 'extends = "makers.toml"\nname = "bad"\nunset = ["customs"]\n')
        self.fails(BAD_DATA, ["`segments.cells.customs` without `customs`"], "check", "bad.toml")
        self.write("new.toml", 'extends = "makers.toml"\nname = "new"\n[quotas.cieling]\nlimit = 5.0\n')
        self.fails(BAD_DATA, ["`quotas.cieling` is new, and incomplete", "did you mean `ceiling`?"], "check", "new.toml")

    def test_setting(self):
        for word in ("quotas.ceiling.limit=0", "producers.second.segments.cells.drift=0.1", "segments.cells.submarkets.cars.growth=0.1", "customs.exchange_rate=7.2",
                     "segments.cells.splits.form.flat.end=4.0", "concentration.ranks=[2]", "economy.material_price.news.2026=0.1", "producers.leaders.segments.cells.idle=0.2",
                     "segments.cells.markets.abroad.duration_end=4.0", "producers.foreign.segments.cells.markets.abroad.end.high=0.95", "markets.home.volatility=0.1"):
            with self.subTest(word):
                self.assertNotEqual(self.resolved("makers.toml", "--set", word), self.resolved("makers.toml"))

    def test_a_sweep_over_their_keys(self):
        keys = {"limit": ("quotas.ceiling.limit", [0.0, 20.0]), "dearer": ("producers.second.segments.cells.cost", [0.0, 0.1])}
        axes = "".join(f'[axes.{name}]\nkey = "{key}"\nvalues = {values}\n' for name, (key, values) in keys.items())
        self.write("s.toml", 'schema = 1\nname = "s"\nscenario = "makers.toml"\ndesign = "grid"\n[sampling]\ntrials = 500\n[outputs]\n'
                   'variables = ["total_unserved", "home_concentration", "producer_firms"]\n' + axes)
        self.succeeds("sweep", "s.toml", "-o", "s.h5")
        sets = [word for key, value in ((keys["limit"][0], 0.0), (keys["dearer"][0], 0.1)) for word in ("--set", f"{key}={value}")]
        self.succeeds("run", "makers.toml", "-o", "point.h5", "--trials", "500", *sets, "--set", 'outputs.variables=["total_unserved", "home_concentration", "producer_firms"]',
                      "--set", 'sensitivity.method="none"')
        with h5py.File(self.folder / "s.h5") as sweep, h5py.File(self.folder / "point.h5") as run:
            for name in ("total_unserved", "home_concentration", "producer_firms"):
                np.testing.assert_array_equal(np.moveaxis(sweep["mean"][name][()], 0, 0)[1], run["mean"][name][()])
        for wrong, words in (("quotas.celing.limit", "did you mean `ceiling`?"), ("producers.second.segments.cells.cots", "did you mean `cost`?")):
            self.write("bad.toml", (self.folder / "s.toml").read_text().replace("quotas.ceiling.limit", wrong, 1))
            self.fails(BAD_DATA, [words], "check", "bad.toml")

    def test_shocks_of_markets_and_groups_are_groups_of_the_sensitivity(self):
        self.succeeds("run", "makers.toml", "-o", "x.h5", "--trials", "4096", "--set", "sensitivity.trials=2048",
                      "--set", 'sensitivity.variables=["producer_share", "total_unserved", "total_customs_value_usd", "home_concentration"]')
        with h5py.File(self.folder / "x.h5") as file:
            names = list(file["sensitivity/first_order/input"].asstr())
            for name in ("shock.markets.abroad", "shock.producers.second", "shock.producers.second[2026]", "quotas.ceiling.limit", "customs.exchange_rate_end"):
                self.assertIn(name, names)
            row = file["sensitivity/first_order/producer_share"][()].reshape(-1, len(names))
            second = row[list(file["sensitivity/first_order/producer"].asstr()).index("second")] if "producer" in file["sensitivity/first_order"] else row[1]
            self.assertGreater(second[names.index("shock.producers.second")], second[names.index("customs.exchange_rate_end")])

    def test_claims_and_observations(self):
        self.write("seen.toml", 'extends = "makers.toml"\nname = "seen"\n' + """
[[claims]]
what = "share of the second tier"
unit = "%"
value = 25
year = 2027
variable = "producer_share"
index = "second.cells"
[[claims]]
what = "three largest"
unit = "%"
value = 78
year = 2026
variable = "home_concentration"
index = "cells.3"
[[claims]]
what = "exports"
unit = "billion USD"
value = 2.5
year = 2024
variable = "total_customs_value_usd"
[[observations]]
variable = "submarket_demand"
index = "cells.ships"
year = 2025
value = 40.0
sd = 5.0
""")
        self.assertIn("three largest", self.succeeds("check", "--claims", "seen.toml").out)
        self.succeeds("run", "seen.toml", "-o", "x.h5", "--trials", "2000")
        self.assertIn("share of the second tier", self.succeeds("show", "--claims", "x.h5").out)
        self.assertIn("submarkets.ships.share", self.succeeds("show", "--updated", "x.h5").out)
        self.write("idle.toml", 'extends = "makers.toml"\nname = "idle"\n[[observations]]\nvariable = "producer_firms"\nindex = "leaders.cells"\nyear = 2026\nvalue = 2.0\nsd = 1.0\n')
        outcome = self.succeeds("check", "idle.toml", warns=True)
        self.assertIn("`producer_firms[leaders.cells, 2026]` is the same in all trials", outcome.err)

    def test_ties_of_their_inputs(self):
        pair = '[[correlations]]\nbetween = ["{}", "{}"]\nrank = 0.3\n'
        self.write("tied.toml", 'extends = "makers.toml"\nname = "tied"\n' + pair.format("shock.markets.abroad[2025]", "shock.producers.second[2026]") +
                   pair.format("quotas.ceiling.limit", "producers.foreign.segments.cells.markets.abroad.end"))
        self.succeeds("check", "tied.toml")
        self.fails(BAD_DATA, ["`producers.leaders` has no `volatility`, and so no shock"], "check", "tied.toml", "--set",
                   'correlations=[{ between = ["shock.producers.leaders[2025]", "shock.common[2025]"], rank = 0.1 }]')
        outcome = self.succeeds("check", "tied.toml", "--set", "producers.second.segments.cells.volatility=0", warns=True)
        self.assertIn("no output depends on `shock.producers.second[2026]`", outcome.err)

    def test_an_output_without_its_table(self):
        for name, needs in (("unserved", "[quotas]"), ("producer_share", "[producers]"), ("installed_power", "a `duration`")):
            self.fails(BAD_DATA, [f"`{name}` needs", needs], "check", "small.toml", "--set", f'outputs.variables=["{name}"]')
            self.assertIn(name, self.succeeds("central", "makers.toml").out)
            self.assertNotIn(f"{name},", self.succeeds("central", "small.toml").out)


if __name__ == "__main__":
    harness.main()
