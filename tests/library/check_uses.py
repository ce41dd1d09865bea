#!/usr/bin/python3
"""What the installed library says is what the program and its files say: check_uses.py BUILD_FOLDER COMPILER [TEST...]

uses.cpp and asks.cpp, beside this file, are built with it by pkg-config. With the environment of the other checks (CELLCAST_PROGRAM, CELLCAST_SOURCE).
"""
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])
PROGRAM = os.environ["CELLCAST_PROGRAM"]
SMALL = SOURCE / "tests" / "cli" / "small.toml"
CHINA = SOURCE / "scenarios" / "china-2030.toml"
BUILD, COMPILER = sys.argv[1:3]


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command}\nexit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.prefix = cls.folder / "prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        cls.library = next(cls.prefix.rglob("libcellcast.so"))
        cls.environment = {**os.environ, "PKG_CONFIG_PATH": str(cls.library.parent / "pkgconfig")}
        cls.of_program = cls.folder / "program.h5"
        run(PROGRAM, "run", SMALL, "-o", cls.of_program)
        cls.uses = cls.build(HERE / "uses.cpp", "uses")
        cls.asks = cls.build(HERE / "asks.cpp", "asks")

    @classmethod
    def build(cls, source, name):
        """A program built by pkg-config."""
        flags = run("pkg-config", "--cflags", "--libs", "cellcast", env=cls.environment).split()
        run(COMPILER, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-pthread", source, *flags, f"-Wl,-rpath,{cls.library.parent}", "-o", cls.folder / name)
        return cls.folder / name

    def ask(self, *words):
        return run(self.uses, *words, cwd=self.folder)

    def refused(self, *words, program=None):
        """What the error said: its kind, its text, and its diagnostics."""
        done = subprocess.run([program or self.uses, *map(str, words)], capture_output=True, text=True, check=False, cwd=self.folder)
        self.assertEqual((done.returncode, done.stderr), (1, ""), done.stdout)
        kind, rest = re.fullmatch(r"(?s).*?^error (\w+): (.*)", done.stdout, re.MULTILINE).groups()
        return kind, rest, [line.split("|") for line in rest.splitlines() if line.count("|") == 5]

    def test_changes_are_those_of_the_command_line(self):
        self.ask("change", SMALL, "changed.h5", "economy.cumulative_production", "{ dist = \"uniform\", low = 400.0, high = 700.0 }")
        run(PROGRAM, "run", SMALL, "-o", self.folder / "by-program.h5", "--trials", "3000", "--seed", "11", "--method", "sobol",
            "--set", "segments.cells.price=0.5", "--set", "outputs.samples=20", "--set", 'outputs.variables=["total_production", "price"]',
            "--set", 'economy.cumulative_production={ dist = "uniform", low = 400.0, high = 700.0 }')
        self.assertEqual(sha256(self.folder / "changed.h5"), sha256(self.folder / "by-program.h5"))

    def test_batches_are_paired(self):
        free_trade = SOURCE / "scenarios" / "china-2030-free-trade.toml"
        for folder in ("batch", "program-batch"):
            (self.folder / folder).mkdir()
        self.ask("batch", CHINA, free_trade, "batch")
        run(PROGRAM, "run", CHINA, free_trade, "--trials", "2048", "--out-dir", self.folder / "program-batch")
        files = sorted(path.name for path in (self.folder / "batch").iterdir())
        self.assertEqual(len(files), 2)
        for file in files:
            self.assertEqual(sha256(self.folder / "batch" / file), sha256(self.folder / "program-batch" / file), file)
        paired = self.folder / "batch" / "china-2030-free-trade.h5"
        self.check_reopened(paired)
        self.check_arrays(paired)

    def test_arrays_are_those_of_the_file(self):
        file = self.folder / "kept.h5"
        run(PROGRAM, "run", CHINA, "--trials", "4096", "--set", "outputs.samples=100", "--set", "outputs.thresholds.price=[50.0, 60.0]", "-o", file)
        self.check_arrays(file)
        self.check_reopened(file)

    def check_reopened(self, file):
        """A file that was opened is saved to the same bytes."""
        again = self.folder / f"again-{file.name}"
        self.ask("reopen", file, again)
        self.assertEqual(sha256(again), sha256(file), file)

    def test_how_a_run_ended_is_kept(self):
        for error in ("0.5", "1e-9"):
            file = self.folder / f"stop-{error}.h5"
            run(PROGRAM, "run", SMALL, "--set", f'sampling.stop={{ variable = "total_production", year = 2027, relative_error = {error} }}', "-o", file)
            self.check_reopened(file)

    def check_arrays(self, path):
        """Every dataset of a file but those of /provenance, with its words and values, is an array."""
        arrays = {}
        for line in self.ask("arrays", path).split("\x1e")[:-1]:
            group, name, unit, long_name, dims, shape, values = line.split("\x1f")
            if group != "provenance":
                arrays[f"{group}/{name}"] = (unit, long_name, dims.rstrip(","), tuple(int(n) for n in shape.split(",") if n), values.split("\t")[:-1])
        seen = []

        def compare(name, item):
            if not isinstance(item, h5py.Dataset) or name.startswith("provenance/"):
                return
            seen.append(name)
            unit, long_name, dims, shape, values = arrays[name]
            self.assertEqual(shape, item.shape, name)
            self.assertEqual((unit, long_name), (item.attrs["units"], item.attrs["long_name"]), name)
            if "DIMENSION_LIST" in item.attrs:
                self.assertEqual(dims, ",".join(item.file[scales[0]].name.rsplit("/", 1)[1] for scales in item.attrs["DIMENSION_LIST"]), name)
            if item.dtype.kind == "O":
                self.assertEqual(values, list(item.asstr()[...].ravel()), name)
            else:
                np.testing.assert_array_equal(np.array(values, float), item[...].ravel(), name)

        with h5py.File(path) as file:
            file.visititems(compare)
            attributes = {f"{name}/{key}" for name in file for key in file[name].attrs if name != "provenance"}
        self.assertGreater(len(seen), 100)
        without_axes = {name for name, (_, _, dims, _, _) in arrays.items() if not dims}
        self.assertEqual(set(arrays) - set(seen) - without_axes, set())
        self.assertLessEqual(without_axes, attributes | set(seen))

    def test_central_inputs_and_resolved(self):
        ours = [line.rsplit(",", 1) for line in self.ask("central", SMALL).splitlines()]
        theirs = [line.rsplit(",", 1) for line in run(PROGRAM, "central", SMALL).splitlines()[1:]]
        self.assertEqual([(cell, f"{float(value):.15g}") for cell, value in ours], [(cell, f"{float(value):.15g}") for cell, value in theirs])
        listed = json.loads(run(PROGRAM, "inputs", "--json", SMALL))["inputs"]
        self.assertEqual([line.split("|") for line in self.ask("inputs", SMALL).splitlines()],
                         [[each["name"], each["distribution"], each["unit"], f"{each['p50']:.17g}"] for each in listed])
        self.assertEqual(self.ask("resolved", SMALL), run(PROGRAM, "check", "--resolved", SMALL))

    def test_what_a_result_says_of_itself(self):
        version, mean, resolved = self.ask("about", self.of_program).split("\n", 2)
        self.assertEqual(run(PROGRAM, "--version").split()[-1], version)
        with h5py.File(self.of_program) as file:
            dataset = file["mean/total_production"]
            self.assertEqual(mean, f"{dataset.attrs['units']} {dataset[...].ravel()[0]:.17g}")
            self.assertEqual(resolved, file["provenance/resolved"].asstr()[()])

    def test_traces_are_those_of_the_program(self):
        by_quantile = ["total_production", "2027", "0.9"]
        for source in (SMALL, self.of_program):
            for words, options in [([], ["--trial", "3"]), (by_quantile, ["--variable", "total_production", "--year", "2027", "--quantile", "0.9"])]:
                with self.subTest(source=source, words=words):
                    told = json.loads(run(PROGRAM, "trace", source, "--json", *options))
                    head, *lines = self.ask("trace", source, *words).splitlines()
                    self.assertEqual(head.split(), [str(told["trial"]), str(told["trials"]), str(told["found"]["rank"] if told["found"] else 0)])
                    rows = [line.split("|") for line in lines]
                    for kind, keys, numbers in [("input", ["name", "unit"], ["value", "median", "probability", "share"]),
                                                ("output", ["variable", "index", "year"], ["value"])]:
                        found = [row[1:] for row in rows if row[0] == kind]
                        self.assertEqual([row[:len(keys)] for row in found], [[str(each[key]) for key in keys] for each in told[f"{kind}s"]])
                        theirs = [[np.nan if each[key] is None else float(each[key]) for key in numbers] for each in told[f"{kind}s"]]
                        np.testing.assert_array_equal([[float(word) for word in row[len(keys):]] for row in found], theirs)
        self.assertEqual(self.ask("trace-run", SMALL), self.ask("trace", self.of_program))

    def test_verification_is_that_of_the_program(self):
        told = json.loads(run(PROGRAM, "verify", self.of_program, "--json"))
        steps = [line.split("|") for line in self.ask("verify", self.of_program).splitlines()]
        self.assertEqual([(step[0], step[1] == "1") for step in steps], [(each["name"], each["state"] == "ok") for each in told["steps"]])
        self.assertTrue(told["verified"])
        self.assertIn("run", [step[0] for step in steps])
        self.assertNotIn("\nrun|", self.ask("verify", self.of_program, "quick"))

    def test_errors_are_data(self):
        bad = self.folder / "bad.toml"
        text = SMALL.read_text(encoding="utf-8").replace("trials = 2000", "trials = -5", 1).replace("seed = 7", "sede = 7", 1)
        bad.write_text(text, encoding="utf-8")
        lines = text.splitlines()
        kind, what, diagnostics = self.refused("load", bad)
        self.assertEqual(kind, "scenario")
        self.assertIn(f"{bad}:", what)
        places = {(int(line), int(column)) for _, line, column, *_ in diagnostics}
        self.assertIn((lines.index("trials = -5") + 1, len("trials = ") + 1), places)
        self.assertIn((lines.index("sede = 7") + 1, 1), places)
        checked = subprocess.run([PROGRAM, "check", "--json", bad], capture_output=True, text=True, check=False).stdout
        self.assertNotIn("--", what)
        self.assertEqual(diagnostics, [[str(each[key]) for key in ("file", "line", "column", "problem", "why", "suggestion")]
                                       for each in json.loads(checked)["diagnostics"]])

    def test_each_kind_of_error(self):
        for kind, words, said in [
                ("scenario", ("unknown-key", CHINA), "did you mean `price`?"),
                ("scenario", ("parse",), "my text:2:"),
                ("no_input", ("load", "none.toml"), "none.toml"),
                ("no_input", ("arrays", "none.h5"), "none.h5"),
                ("data", ("arrays", CHINA), str(CHINA)),
                ("cannot_create", ("reopen", self.of_program, CHINA), "exists"),
                ("cannot_create", ("reopen", self.of_program, "none/a.h5"), "none"),
                ("usage", ("group", self.of_program), "quantile"),
                ("usage", ("array", self.of_program), "no array 'prise'"),
                ("usage", ("far", SMALL), "there is no trial 1099511627776"),
                ("usage", ("trace", SMALL, "prise", "2027", "0.5"), "did you mean 'price'?"),
                ("usage", ("trace", SMALL, "total_production", "2027", "1.5"), "no quantile"),
                ("data", ("verify", CHINA), str(CHINA)),
                ("usage", ("bad-threads", SMALL), "-1 threads"),
                ("stopped", ("stop", CHINA), "stopped")]:
            with self.subTest(words=words):
                got, text, _ = self.refused(*words)
                self.assertEqual(got, kind, text)
                self.assertIn(said, text)

    def test_warnings_are_told(self):
        self.assertRegex(self.ask("warn", SMALL), r"^small 1 after all 1000 trials the relative error of the mean of total_production")

    def test_a_file_that_changed_is_not_read_again(self):
        shutil.copy(SMALL, self.folder / "changing.toml")
        kind, said, _ = self.refused("changed-file", "changing.toml")
        self.assertEqual(kind, "data")
        self.assertIn("changing.toml: has changed", said)

    def test_threads_share_a_scenario(self):
        self.assertEqual(self.ask("threads", SMALL, "one.h5", "two.h5"), "equal\n")
        self.assertEqual(sha256(self.folder / "one.h5"), sha256(self.folder / "two.h5"))

    def assert_answer(self, words, expected):
        """What asks.cpp says of a question, a word a line, is what the program's JSON has."""
        self.assertEqual(run(self.asks, *words, cwd=self.folder).splitlines(), [text_of(value) for value in expected])

    def test_probabilities(self):
        observed = self.folder / "observed.toml"
        observed.write_text(SMALL.read_text(encoding="utf-8") + '[[observations]]\nvariable = "total_demand"\nyear = 2025\nvalue = 150.0\nsd = 6.0\n',
                            encoding="utf-8")
        conditions = ["total_exports[2027] > 40", "input('markets.abroad.freight') > 0"]
        for subject, given, updated in [(SMALL, None, False), (self.of_program, "total_demand[2027] > 100", False), (observed, None, True)]:
            with self.subTest(subject=subject):
                told = json.loads(run(PROGRAM, "probability", subject, *conditions, "--json", *(["--given", given] if given else []),
                                      *(["--updated"] if updated else [])))
                self.assert_answer(["probability", subject, given or "-", "updated" if updated else "-", *conditions], probabilities(told))
        later = self.folder / "later.toml"
        later.write_text(SMALL.read_text(encoding="utf-8").replace('name = "small"', 'name = "later"').replace("freight = 0.05", "freight = 0.1"), encoding="utf-8")
        condition = "difference(total_exports)[2027] < -1"
        told = json.loads(run(PROGRAM, "compare", SMALL, later, "--probability", condition, "--json"))["probabilities"]
        self.assert_answer(["pair", SMALL, later, condition], [value for each in told for value in probabilities(each)])
        with_result = run(self.asks, "pair", self.of_program, later, condition, cwd=self.folder)
        self.assertEqual(with_result, run(self.asks, "pair", SMALL, later, condition, cwd=self.folder))

    def test_boxes(self):
        condition = "total_production[2027] < 150"
        told = json.loads(run(PROGRAM, "discover", self.of_program, "--where", condition, "--json"))
        expected = [*asked(told), condition, told["cases"], *estimate(told["probability"], "estimate"), told["searched"], told["searched_cases"]]
        for box in told["boxes"]:
            expected += [box["trials"], box["cases"], *(value for name in ("coverage", "density", "mass") for value in estimate(box[name], "estimate")), box["step"]]
            expected += [limit[key] for limit in box["limits"] for key in ("input", "unit", "side", "value", "percentile", "found_again")]
            expected += [float(step[key]) if key in ("coverage", "density", "mass") else step[key] for step in box["path"]
                         for key in ("trials", "cases", "limits", "coverage", "density", "mass")]
        self.assertTrue(told["boxes"][0]["limits"])
        self.assert_answer(["discover", self.of_program, condition], expected)

    def test_sought_values(self):
        freight = ["markets.abroad.freight", "0.0", "0.5"]
        duty = ["tariffs.duty.from", "2025-01-01", "2025-12-31"]
        for (key, low, high), target in [(freight, "P(total_exports[2027] < 42) = 0.4"), (freight, "mean(total_exports[2027]) = 1"),
                                         (duty, "mean(tariff[cells, abroad, 2025]) = 0.05")]:
            with self.subTest(target=target):
                done = subprocess.run([PROGRAM, "seek", SMALL, "--key", key, "--from", low, "--to", high, "--target", target, "--json"],
                                      capture_output=True, text=True, check=False)
                told = json.loads(done.stdout)
                expected = [*asked(told), key, told["unit"], told["statistic"], float(told["target"])]
                for end in (told["from"], told["to"]):
                    expected += [number(end["value"]), float(end["statistic"])]
                expected += [number(told["value"]), told["statistic_there"]]
                expected += [number(told["low"]), number(told["high"])]
                self.assert_answer(["seek", SMALL, key, low, high, target], expected)

    def test_decisions(self):
        dear = self.folder / "dear.toml"
        dear.write_text(SMALL.read_text(encoding="utf-8").replace('name = "small"', 'name = "dear"').replace("freight = 0.05", "freight = 0.1"), encoding="utf-8")
        payoff = "total_exports[2027] * (1 + input('markets.abroad.freight') * 5) - 3 * input('markets.abroad.freight')"
        for smaller, cvar in ((False, None), (True, None), (False, "0.25")):
            with self.subTest(smaller=smaller, cvar=cvar):
                told = json.loads(run(PROGRAM, "decide", SMALL, dear, "--payoff", payoff, "--json", *(["--minimize"] if smaller else []),
                                      *(["--risk", f"cvar={cvar}"] if cvar else [])))
                expected = [payoff, told["choose"], *estimate(told["evpi"])]
                for option in told["options"]:
                    expected += [option["scenario"], *estimate(option["mean"])]
                    expected += [float(option[key]) for key in ("sd", "p5", "p50", "p95", "probability_best", "expected_regret")]
                    expected += [option.get("cvar")]
                for known in told["evppi"]:
                    expected += [known["name"], *estimate(known["value"]), *known["inputs"]]
                self.assertEqual(bool(told["evppi"]), cvar is None)
                self.assert_answer(["decide", payoff, "smaller" if smaller else "larger", cvar or "-", SMALL, dear], expected)

    def test_scores(self):
        own = self.folder / "happened.csv"
        own.write_text("variable,index,year,value,sd\ntotal_demand,,2025,140,5\nprice,cells,2026,0.45,0.02\ntotal_unmet,,2026,3,\n", encoding="utf-8")
        of_batteries = (SOURCE / "scenarios" / "vintages" / "2022-03.toml", SOURCE / "scenarios" / "actuals.csv", None)
        for subject, actuals, until in (of_batteries, (SMALL, own, "2025")):
            with self.subTest(subject=subject):
                told = json.loads(run(PROGRAM, "score", subject, "--actuals", actuals, "--trials", "2048", "--json",
                                      *(["--updated", "--until", until] if until else [])))
                [vintage] = told["vintages"]
                update = vintage["updated"] or {"effective_trials": None, "until": 0, "observations": 0, "exact": 0}
                expected = [*asked(vintage), vintage["file"], vintage["actuals"], vintage["base_year"], vintage["end_year"], update["effective_trials"],
                            update["until"], update["observations"], update["exact"], *(vintage["left_out"][key] for key in ("unknown", "other_years", "observed"))]
                for score in vintage["scored"]:
                    expected += scored(score)
                expected += summary(vintage["all"])
                for key in ("horizon", "variable"):
                    for each in vintage[f"by_{key}"]:
                        expected += [each[key], *summary(each)]
                self.assertGreater(len(vintage["scored"]), 1)
                self.assert_answer(["score", actuals, until or "-", subject], expected)

    def test_questions_at_once(self):
        first, second = run(self.asks, "at-once", SMALL, "total_exports[2027] > 40", cwd=self.folder).split()
        told = json.loads(run(PROGRAM, "probability", SMALL, "total_exports[2027] > 40", "--json"))["conditions"][0]["probability"]
        self.assertEqual([float(first), float(second)], [told, told])

    def test_questions_that_cannot_be_answered(self):
        for kind, words, said in [
                ("usage", ("probability", SMALL, "-", "-", "total_exprts[2027] > 1"), "did you mean `total_exports`"),
                ("usage", ("probability", SMALL, "-", "updated", "1"), "no observations"),
                ("data", ("probability", SMALL, "0", "-", "1"), "holds in none"),
                ("data", ("probability", SMALL, "-", "-", "0 / 0"), "is not finite"),
                ("no_input", ("probability", "none.toml", "-", "-", "1"), "none.toml"),
                ("usage", ("no-condition", SMALL), "no condition"),
                ("usage", ("alone", SMALL), "two scenarios or more"),
                ("usage", ("weighed", SMALL), "cannot be weighed"),
                ("data", ("discover", SMALL, "0"), "holds in 0 of"),
                ("usage", ("seek", SMALL, "markets.abroad.freight", "0", "1", "mean(1)"), "`=`"),
                ("scenario", ("seek", SMALL, "markets.abroad.fright", "0", "1", "mean(1) = 2"), "did you mean"),
                ("usage", ("decide", "1", "larger", "-", SMALL), "two scenarios or more"),
                ("usage", ("decide", "1", "larger", "1.5", SMALL, SMALL), "between 0 and 1"),
                ("no_input", ("score", "none.csv", "-", SMALL), "none.csv"),
                ("stopped", ("stop", SMALL), "stopped")]:
            with self.subTest(words=words):
                got, text, _ = self.refused(*words, program=self.asks)
                self.assertEqual(got, kind, text)
                self.assertIn(said, text)
                self.assertNotIn("--", text)


def text_of(value):
    """As asks.cpp writes it."""
    if value is None:
        return "none"
    return f"{value:.17g}" if isinstance(value, float) else str(int(value) if isinstance(value, bool) else value)


def number(value):
    """A date in days, another value as a number with a point."""
    if isinstance(value, str):
        return float((datetime.date.fromisoformat(value) - datetime.date(1970, 1, 1)).days)
    return None if value is None else float(value)


def asked(told):
    return [told["name"], told["method"], told["seed"], told["trials"]]


def estimate(told, name="value"):
    return [float(told[key]) for key in (name, "low", "high")]


def probabilities(told):
    words = [*asked(told), told.get("base", ""), told.get("given_trials")]
    for each in told["conditions"]:
        words += [each["condition"], *estimate(each, "probability"), float(each["effective_trials"]), each.get("trials")]
    return words


def summary(told):
    def means(*keys):
        return [float(told[key] or 0) for key in keys]

    words = [told["n"], *means("crps")]
    for key in ("published", "naive"):
        words += [told[key]["n"], float(told[key]["crps"]), number(told[key]["skill"])]
    for key in ("coverage_50", "coverage_90"):
        words += [float(told[key]["share"] or 0), float(told[key]["low"]), float(told[key]["high"])]
    return words + means("interval_50", "interval_90", "median_miss", "mean_pit") + [told["log_scores"], *means("log_score"), *told["pit"]]


def scored(told):
    words = [told[key] for key in ("variable", "index", "year", "horizon", "unit")] + [float(told[key]) for key in ("value", "factor", "sd")]
    words += [told[key] for key in ("relative", "published", "source", "line", "counts", "logarithm")]
    words += [float(value) for value in (told["error"], *told["quantiles"], told["pit"])] + [told["inside_50"], told["inside_90"]]
    words += [float(told[key]) for key in ("crps", "interval_50", "interval_90", "miss")] + [number(told["log_score"])]
    words += [float(claim) for claim in told["claims"]] + [number(told["published_crps"])]
    if told["naive"]:
        words += [float(told["naive"]["mean"]), float(told["naive"]["sd"]), told["naive"]["growths"]]
    return words + [number(told["naive_crps"])]


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
