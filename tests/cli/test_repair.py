#!/usr/bin/python3
"""Correlations that contradict each other, and --repair-correlations, wherever a scenario is read."""
import re

import h5py

import harness
from harness import BAD_DATA, SMALL

READS_SCENARIO = ["run", "check", "inputs", "central"]
REPAIR = "--repair-correlations"
NAMES = ["economy.cumulative_production", "markets.abroad.substitution", "segments.cells.growth.rate"]


def correlation(first, second, value):
    return f'\n[[correlations]]\nbetween = ["{first}", "{second}"]\n{value}\n'


# Two pairs that need a third: of both Pearson 0.9, the smallest eigenvalue is 1 - 0.9 sqrt(2).
CLASH = correlation(NAMES[0], NAMES[1], "rank = 0.9") + correlation(NAMES[1], NAMES[2], "pearson = 0.9")
VALID = correlation(NAMES[0], NAMES[1], "rank = 0.3") + correlation("shock.cells[2025]", "shock.cells[2026]", "rank = 0.5")


class Repair(harness.CliCase):
    def scenario(self, correlations, name="clash.toml"):
        path = self.folder / name
        path.write_text(SMALL.read_text(encoding="utf-8") + correlations, encoding="utf-8")
        return path

    def run_repaired(self):
        self.succeeds("run", self.scenario(CLASH), REPAIR, "-o", "clash.h5", warns=True)
        return self.folder / "clash.h5"

    def attribute(self, path, name):
        with h5py.File(path) as file:
            return file.attrs[name]

    def text(self, path, name):
        with h5py.File(path) as file:
            return file["provenance"][name].asstr()[()]

    def test_without_it_an_error_tells_of_it(self):
        path = self.scenario(CLASH)
        for command in READS_SCENARIO:
            with self.subTest(command):
                err = self.fails(BAD_DATA, ["contradict each other", "smallest eigenvalue", "nearest valid value here is", REPAIR,
                                            f"pearson of `{NAMES[1]}` ~ `{NAMES[2]}` from 0.9 to 0."], command, path).err
                self.assertRegex(err, r"(?m)^\S*clash\.toml:\d+:\d+: the correlations of ")

    def test_with_it_a_warning_tells_of_the_changes(self):
        path = self.scenario(CLASH)
        for command in READS_SCENARIO:
            with self.subTest(command):
                err = self.succeeds(command, path, REPAIR, warns=True).err
                self.assertEqual(err.count(": warning: "), 1)
                self.assert_words(["repaired: ", f"rank of `{NAMES[0]}` ~ `{NAMES[1]}` from 0.9 to 0.",
                                   f"rank of `{NAMES[0]}` ~ `{NAMES[2]}` from 0.0 to 0."], err)

    def test_other_errors_stay(self):
        path = self.scenario(CLASH + correlation(NAMES[0], "markets.abroad.substitutoin", "rank = 0.1"))
        err = self.fails(BAD_DATA, ["did you mean"], "check", path, REPAIR).err
        self.assertNotIn("repaired", err)

    def test_the_result_says_so(self):
        lines = self.text(self.run_repaired(), "repaired_correlations").splitlines()
        self.assertEqual(len(lines), 3)
        number = r"0\.\d{1,6}"
        self.assertRegex(lines[0], rf"^{re.escape(NAMES[0])} ~ {re.escape(NAMES[1])}: rank 0\.9 -> {number}$")
        self.assertRegex(lines[1], rf"^{re.escape(NAMES[1])} ~ {re.escape(NAMES[2])}: pearson 0\.9 -> {number}$")
        self.assertRegex(lines[2], rf"^{re.escape(NAMES[0])} ~ {re.escape(NAMES[2])}: rank 0\.0 -> {number}$")

    def test_the_resolved_scenario_needs_no_repair_and_gives_the_same(self):
        first = self.run_repaired()
        again = self.folder / "again.toml"
        again.write_text(self.text(first, "resolved"), encoding="utf-8")
        printed = self.succeeds("check", "--resolved", REPAIR, self.folder / "clash.toml", "--set", "sampling.trials=2000", warns=True).out
        self.assertEqual(printed, again.read_text(encoding="utf-8"))
        second = self.result(again, "again.h5")
        for name in ("results_sha256", "scenario_sha256"):
            self.assertEqual(self.attribute(first, name), self.attribute(second, name))
        with h5py.File(second) as file:
            self.assertNotIn("repaired_correlations", file["provenance"])

    def test_no_clash_no_change(self):
        path = self.scenario(VALID)
        self.assertEqual(self.result(path, "with.h5", REPAIR).read_bytes(), self.result(path, "without.h5").read_bytes())

    def test_a_hundred_inputs_that_clash(self):
        names = [f"v{i}" for i in range(100)]
        variables = "\n[variables]\n" + "".join(f'{name} = {{ dist = "uniform", low = 0, high = 1 }}\n' for name in names)
        pairs = "".join(correlation(f"variables.{a}", f"variables.{b}", f"rank = {(-1) ** (i * j // 3) * 0.8}")
                        for i, a in enumerate(names) for j, b in enumerate(names[:i]))
        path = self.scenario(variables + pairs)
        err = self.fails(BAD_DATA, [REPAIR, " more"], "check", path).err
        self.assertEqual(err.count("contradict"), 10)
        self.assertIn("valid", self.succeeds("check", path, REPAIR, warns=True).out)


if __name__ == "__main__":
    harness.main()
