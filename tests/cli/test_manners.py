#!/usr/bin/python3
"""Manners of a command-line program: it ends quietly where nobody reads on, takes numbers as people write them and names as files have them,
knows `-`, and says what it was given in place of what it wants."""
import json
import os
import subprocess

import h5py

import harness
from harness import BAD_DATA, CANNOT_CREATE, CHINA, NO_INPUT, SMALL

ONE = ["--set", 'outputs.variables=["price"]']


class ReaderGone(harness.CliCase):
    def in_shell(self, script, *arguments):
        """Codes of the pipe's commands, and what standard error got."""
        done = subprocess.run(["bash", "-c", script + '; echo "${PIPESTATUS[@]}" >&3', "bash", harness.PROGRAM, *arguments], cwd=self.folder,
                              capture_output=True, text=True, check=False, env=harness.environment(), timeout=harness.patience(),
                              preexec_fn=lambda: (harness.plain_signals(), os.dup2(1, 3)), close_fds=False)
        return done.stdout.splitlines(), done.stderr

    def test_head(self):
        self.result(SMALL, "x.h5")
        for arguments in (["export", "x.h5"], ["central", CHINA], ["show", "x.h5", "--json"], ["check", "--resolved", CHINA], ["trace", SMALL, "--trial", "1", "--json"]):
            with self.subTest(arguments):
                out, err = self.in_shell('"$@" | { head -1; sleep 0.1; }', *arguments)
                self.assertEqual(err, "")
                self.assertEqual(len(out), 2)
                self.assertIn(out[1], (f"{harness.READER_GONE} 0", "0 0"))  # 0: a pipe holds all of it

    def test_head_of_more_than_a_pipe_holds(self):
        self.result(CHINA, "x.h5", "--method", "monte-carlo")
        out, err = self.in_shell('"$@" | head -1', "export", "x.h5")
        self.assertEqual((out, err), (["variable,index,year,unit,statistic,value", f"{harness.READER_GONE} 0"], ""))

    def test_a_result_is_whole_though_nobody_hears_of_it(self):
        out, err = self.in_shell('"$@" | true', "run", SMALL, "-o", "x.h5")
        self.assertEqual(err, "")
        self.assertIn(out, ([f"{harness.READER_GONE} 0"], ["0 0"]))
        self.succeeds("verify", "x.h5")


class NumbersOfTrials(harness.CliCase):
    CASES = [("2e3", 2000), ("2k", 2000), ("2K", 2000), ("2E+3", 2000), ("0.5k", 500), ("1.5e3", 1500), ("1_000", 1000), ("0.002M", 2000), ("3000.0", 3000), ("0.000001G", 1000)]

    def trials(self, *arguments):
        return json.loads(self.succeeds(*arguments).out)["results"][0]["trials"]

    def test_run(self):
        for text, expected in self.CASES:
            with self.subTest(text):
                self.assertEqual(self.trials("run", SMALL, "-o", "x.h5", "--force", "--json", *ONE, "--trials", text), expected)

    def test_other_commands(self):
        self.assertEqual(json.loads(self.succeeds("plan", SMALL, "--json", *ONE, "--trials", "1M").out)["trials"], 1_000_000)
        self.assertIn("of 2000, ", self.succeeds("trace", SMALL, "--trial", "1", "--trials", "2k").out)
        self.copy(name="later.toml", replace=[('name = "small"', 'name = "later"')])
        self.assertIn("later minus small, 1000 trials", self.succeeds("compare", SMALL, "later.toml", "--trials", "1e3").out)
        self.succeeds("check", SMALL, "--claims", "--trials", "1e3")
        self.succeeds("run", SMALL, *ONE, "--trials", "2k", "--work", "w", "--shard", "0/1")
        self.assertEqual(self.trials("extend", "w", "--trials", "4e3", "-o", "x.h5", "--json"), 4000)
        sweep = 'schema = 1\nname = "s"\nscenario = "small.toml"\ndesign = "grid"\n[axes.a]\nkey = "segments.cells.price"\nvalues = [0.4, 0.5]\n'
        self.copy()
        (self.folder / "s.toml").write_text(sweep)
        self.assertEqual(self.trials("sweep", "s.toml", *ONE, "--trials", "1e3", "--json"), 1000)

    def test_a_set_is_toml(self):
        self.fails(BAD_DATA, ["sampling.trials"], "run", SMALL, "--set", "sampling.trials=1e3")
        self.fails(BAD_DATA, ["1k"], "run", SMALL, "--set", "sampling.trials=1k")

    def test_more_than_there_may_be(self):
        self.fails(BAD_DATA, ["out of range", "2^32"], "run", SMALL, "--trials", "5G")


class NamesOfFiles(harness.CliCase):
    NAMES = ["[x]", "[a,b]", "[]", "[", "]", "-x.toml", "--force", "[[x]]", "\x01[x]", "a b", "@x", "x=y", "{x}"]

    def test_each_is_a_file_of_that_name(self):
        for name in self.NAMES:
            with self.subTest(name):
                self.copy(name=name)
                self.assertTrue(self.succeeds("check", "--", name).out.endswith(": valid; 1 segments, 2 markets, 2024-2027, 5 uncertain inputs, 9 shocks\n"))
                self.succeeds("run", *ONE, "-o", "x.h5", "--force", "--", name)

    def test_several(self):
        for name in ("[x]", "a", "b", "[a,b]"):
            self.copy(name=name)
        lines = self.succeeds("check", "[x]", "a", "[a,b]", "b").out.splitlines()
        self.assertEqual([line.split(":")[0] for line in lines], ["[x]", "a", "[a,b]", "b"])

    def test_a_list_is_no_list(self):
        self.copy(name="a")
        self.copy(name="b")
        self.fails(NO_INPUT, ["[a,b]: no such file"], "check", "[a,b]")

    def test_options(self):
        self.succeeds("run", SMALL, *ONE, "-o", "[x]")
        self.succeeds("run", SMALL, *ONE, "--out-dir", ".", "--set", "outputs.quantiles=[0.1, 0.5]")
        self.succeeds("export", "[x]", "-o", "[y]", "--percentiles", "50")
        with h5py.File(self.folder / "small.h5") as file:
            self.assertEqual(file["quantiles/quantile"][()].tolist(), [0.1, 0.5])
        self.fails(harness.USAGE, ["no variable [x] ("], "show", "[x]", "--variable", "[x]")
        self.fails(BAD_DATA, ["--set"], "check", SMALL, "--set", "[x]")


class StandardOutputByName(harness.CliCase):
    def test_texts(self):
        self.assertEqual(self.succeeds("central", SMALL, "-o", "-").out, self.succeeds("central", SMALL).out)
        script = self.succeeds("plan", SMALL, *ONE, "--slurm", "-", "--quiet").out
        self.assertTrue(script.startswith("#!/bin/bash\n"))
        told = self.program("plan", SMALL, *ONE, "--slurm", "-")
        self.assertTrue(told.out.startswith("#!/bin/bash\n"))
        self.assertNotIn("CPU hours", told.out)
        self.assertIn("CPU hours", told.err)
        self.assertEqual(list(self.folder.iterdir()), [])


class Quiet(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.copy()
        self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"'), ("seed = 7", "seed = 8")])

    def test_notes(self):
        self.assertIn("no differences", self.program("run", "small.toml", "other.toml").err)
        for arguments in (["--quiet", "run", "small.toml", "other.toml", "--force"], ["run", "small.toml", "other.toml", "--force", "-q"]):
            outcome = self.program(*arguments)
            self.assertEqual((outcome.code, outcome.out, outcome.err), (0, "./small.h5\n./other.h5\n", ""))

    def test_warnings(self):
        arguments = ["check", "small.toml", "--set", "sampling.method='sobol'", "--set", "sampling.trials=1000"]
        self.assertIn("warning", self.program(*arguments).err)
        self.assertEqual(self.program(*arguments, "--quiet").err, "")

    def test_errors_are_told(self):
        self.fails(BAD_DATA, ["unknown key"], "check", "small.toml", "--set", "nmae='x'", "--quiet")
        self.fails(NO_INPUT, ["nothing.toml"], "check", "nothing.toml", "--quiet")


class RemovedFolder(harness.CliCase):
    def within(self, *arguments):
        """The program in a folder that has been removed."""
        gone = self.folder / "gone"
        gone.mkdir()
        return self.program(*arguments, prepare=lambda: (os.chdir(gone), os.rmdir(gone)))

    def test_words(self):
        small = self.copy()
        result = self.result(SMALL, "x.h5")
        cases = [(NO_INPUT, ["check", "x.toml"]), (NO_INPUT, ["run", "x.toml"]), (NO_INPUT, ["show", "x.h5"]), (NO_INPUT, ["status", "w"]), (CANNOT_CREATE, ["run", small]),
                 (CANNOT_CREATE, ["run", small, "--work", "w"]), (CANNOT_CREATE, ["run", small, "--work", "w", "-o", self.folder / "y.h5"]),
                 (CANNOT_CREATE, ["central", small, "-o", "c.csv"]), (CANNOT_CREATE, ["export", result, "-o", "c.csv"]), (NO_INPUT, ["sweep", "s.toml"]),
                 (CANNOT_CREATE, ["plan", small, "--slurm", "s.sh"]), (CANNOT_CREATE, ["plan", small, "--slurm", self.folder / "s.sh"])]
        for code, arguments in cases:
            with self.subTest(arguments):
                outcome = self.within(*arguments)
                self.assertEqual((outcome.code, outcome.out), (code, ""), outcome.err)
                self.assertIn("the working folder has been removed; go to another one with `cd`\n", outcome.err)
                self.assertNotIn("filesystem", outcome.err)

    def test_what_needs_no_folder_works(self):
        small = self.copy()
        result = self.result(SMALL, "x.h5")
        for arguments in (["check", small], ["show", result], ["export", result, "-o", self.folder / "x.csv"], ["run", small, *ONE, "-o", self.folder / "y.h5"]):
            with self.subTest(arguments):
                self.assertEqual(self.within(*arguments).code, 0)


class OneForTheOther(harness.CliCase):
    """A result in a scenario's place, and the other way round."""

    def setUp(self):
        super().setUp()
        self.copy()
        self.result(SMALL, "x.h5", *ONE)

    def is_plain(self, outcome):
        self.assertEqual(outcome.err.count("\n"), 1, outcome.err)
        self.assertNotRegex(outcome.err, r"\\u\{|\\x|\ufffd")

    def test_results_where_scenarios_belong(self):
        for arguments in (["run", "x.h5"], ["check", "x.h5"], ["inputs", "x.h5"], ["central", "x.h5"], ["plan", "x.h5"], ["sweep", "x.h5"], ["run", "small.toml", "x.h5"]):
            with self.subTest(arguments):
                self.is_plain(self.fails(BAD_DATA, ["x.h5: this is a", "no scenario", "cellcast show"], *arguments))

    def test_scenarios_where_results_belong(self):
        for command in ("show", "export", "sensitivity", "verify"):
            with self.subTest(command):
                self.is_plain(self.fails(BAD_DATA, ["small.toml: not a cellcast result file (it is a text)", "cellcast run"], command, "small.toml"))

    def test_compare(self):
        for arguments, words in ((["small.toml", "x.h5"], ["x.h5: this is a result, not a scenario (results and scenarios are not compared"]),
                                 (["x.h5", "small.toml"], ["x.h5: this is a result, not a scenario"]), (["x.h5", "x.h5"], ["two results", "base first"]),
                                 (["x.h5"], ["x.h5: has no differences"]), (["small.toml"], ["small.toml", "in twos or more, the base first"])):
            with self.subTest(arguments):
                self.is_plain(self.fails(BAD_DATA, words, "compare", *arguments))

    def test_a_variable_is_looked_up_before_anything_is_simulated(self):
        self.copy(name="later.toml", replace=[('name = "small"', 'name = "later"')])
        self.fails(harness.USAGE, ["--variable: there is no output variable 'prise'; did you mean 'price'?"], "compare", "small.toml", "later.toml",
                   "--trials", "4e9", "--variable", "prise", timeout=60)


if __name__ == "__main__":
    harness.main()
