#!/usr/bin/python3
"""Misuse of the command line: exit code 64, a message that helps, and nothing done."""
import harness
from harness import ASSOCIATION, CHINA, SMALL, USAGE

# (arguments, words of the message). `x` is no file: the command line is looked at first.
MISUSE = [
    ([], ["a command is missing", "--help"]),
    (["chek", "x"], ["no command 'chek'", "did you mean 'check'?"]),
    (["Run", "x"], ["no command 'Run'", "did you mean 'run'?"]),
    (["exprot", "x"], ["no command 'exprot'", "did you mean 'export'?"]),
    (["help"], ["no command 'help'", "--help"]),
    (["x.toml"], ["no command 'x.toml'"]),
    (["--verison"], ["no option '--verison'", "did you mean '--version'?"]),
    (["--bogus", "run", "x"], ["--bogus"]),
    (["run"], ["run", "scenario", "required", "cellcast run --help"]),
    (["check"], ["check", "required"]),
    (["inputs"], ["inputs", "required"]),
    (["central"], ["central", "required"]),
    (["show"], ["show", "result", "required"]),
    (["export"], ["export", "required"]),
    (["trace"], ["trace", "scenario", "required"]),
    (["verify"], ["verify", "result", "required"]),
    (["verfy", "x"], ["no command 'verfy'", "did you mean 'verify'?"]),
    (["run", "x", "--trails=5"], ["no option '--trails'", "did you mean '--trials'?"]),
    (["run", "x", "--froce"], ["did you mean '--force'?"]),
    (["run", "x", "--resolved"], ["no option '--resolved'"]),
    (["check", "x", "--trials", "5"], ["--trials requires --claims"]),
    (["show", "x", "--colour", "never"], ["did you mean '--color'?"]),
    (["export", "x", "-z"], ["no option '-z'"]),
    (["show", "a", "b"], ["one word too many", "'b'"]),
    (["inputs", "a", "b"], ["one word too many", "'b'"]),
    (["central", "a", "b"], ["one word too many"]),
    (["export", "a", "b"], ["one word too many"]),
    (["run", "x", "--threads", "0"], ["--threads", "0", "1", "1024"]),
    (["run", "x", "--threads", "1025"], ["--threads", "1025"]),
    (["run", "x", "--threads", "two"], ["--threads", "'two'", "whole number"]),
    (["run", "x", "--threads", "-1"], ["--threads", "'-1'"]),
    (["run", "x", "--threads"], ["--threads"]),
    (["run", "x", "--trials", "-5"], ["--trials", "'-5'", "whole number"]),
    (["run", "x", "--trials", "1e6"], ["--trials", "'1e6'", "whole number"]),
    (["run", "x", "--trials", "010"], ["--trials", "'010'"]),
    (["run", "x", "--trials", "0x10"], ["--trials", "'0x10'"]),
    (["run", "x", "--trials", ""], ["--trials"]),
    (["run", "x", "--trials", "99999999999999999999999"], ["--trials"]),
    (["run", "x", "--seed", "-1"], ["--seed", "'-1'"]),
    (["run", "x", "--seed", "1.5"], ["--seed", "'1.5'"]),
    (["run", "x", "--set"], ["--set"]),
    (["run", "x", "-o"], ["--output"]),
    (["run", "x", "-o", ""], ["--output", "empty"]),
    (["run", "x", "--out-dir", ""], ["--out-dir", "empty"]),
    (["central", "x", "-o", ""], ["--output", "empty"]),
    (["run", "x", "-o", "a.h5", "--out-dir", "d"], ["--output", "--out-dir"]),
    (["show", "x", "--year", "soon"], ["--year", "'soon'"]),
    (["--color", "purple", "check", "x"], ["--color", "purple", "auto", "always", "never"]),
    (["--color", "purple"], []),
]


class Usage(harness.CliCase):
    def test_misuse(self):
        for arguments, words in MISUSE:
            with self.subTest(arguments):
                outcome = self.fails(USAGE, ["cellcast: ", *words], *arguments)
                self.assertEqual(outcome.err.count("\n"), 1, "one line")

    def test_one_output_for_two_scenarios(self):
        self.fails(USAGE, ["-o", "2 scenarios", "--out-dir"], "run", SMALL, ASSOCIATION, "-o", "x.h5")

    def test_two_scenarios_of_one_name(self):
        twin = self.copy(name="twin.toml")
        self.fails(USAGE, ["two scenarios", "'small'"], "run", SMALL, twin)
        self.fails(USAGE, ["two scenarios", "'small'"], "run", SMALL, SMALL, "--force")

    def test_misuse_is_found_before_a_scenario_is_read(self):
        self.fails(USAGE, ["--threads"], "run", self.folder / "nothing.toml", "--threads", "0")

    def test_kind_of_processor(self):
        for wanted in ("avx10", "V3", " "):
            with self.subTest(wanted):
                words = ["CELLCAST_ISA", f"'{wanted}'", "no such kind", "portable"]
                self.fails(USAGE, words, "run", SMALL, env=harness.environment(CELLCAST_ISA=wanted))

    def test_options_before_and_after(self):
        for arguments in (["--color", "never", "check", CHINA], ["check", CHINA, "--color", "never"], ["check", "--color=never", CHINA],
                          ["check", "--", CHINA]):
            with self.subTest(arguments):
                self.succeeds(*arguments)


if __name__ == "__main__":
    harness.main()
