#!/usr/bin/python3
"""Misuse of the command line: exit code 64, a message that helps, and nothing done."""
import re

import harness
from harness import ASSOCIATION, CHINA, SMALL, USAGE

# (arguments, words of the message). `x` is no file: the command line is looked at first.
MISUSE = [
    ([], ["a command is missing", "--help"]),
    (["chek", "x"], ["no command 'chek'", "did you mean 'check'?"]),
    (["Run", "x"], ["no command 'Run'", "did you mean 'run'?"]),
    (["exprot", "x"], ["no command 'exprot'", "did you mean 'export'?"]),
    (["help", "rnu"], ["no command 'rnu'", "did you mean `run`?"]),
    (["man", "x"], ["no command 'x'"]),
    (["completion", "csh"], ["no shell csh", "fish"]),
    (["x.toml"], ["no command 'x.toml'"]),
    (["--verison"], ["no option '--verison'", "did you mean '--version'?"]),
    (["--bogus", "run", "x"], ["--bogus"]),
    (["run"], ["run: SCENARIO is missing", "cellcast run --help"]),
    (["check"], ["check: SCENARIO is missing"]),
    (["inputs"], ["inputs: SCENARIO is missing"]),
    (["central"], ["central: SCENARIO is missing"]),
    (["show"], ["show: RESULT is missing"]),
    (["export"], ["export: RESULT is missing"]),
    (["trace"], ["trace: SCENARIO|RESULT is missing"]),
    (["verify"], ["verify: RESULT is missing"]),
    (["verfy", "x"], ["no command 'verfy'", "did you mean 'verify'?"]),
    (["run", "x", "--trails=5"], ["no option '--trails'", "did you mean '--trials'?"]),
    (["run", "x", "--froce"], ["did you mean '--force'?"]),
    (["run", "x", "--resolved"], ["no option '--resolved'"]),
    (["check", "x", "--trials", "5"], ["--trials goes only with --claims"]),
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
    (["run", "x", "--trials", "1.5"], ["--trials", "'1.5'", "whole number of trials", "1e6", "100k", "1M"]),
    (["run", "x", "--trials", "1.2345k"], ["--trials", "'1.2345k'", "whole number"]),
    (["run", "x", "--trials", "1e99"], ["--trials", "'1e99'", "too large", "4294967296"]),
    (["run", "x", "--trials", "1e99999999999999999999999"], ["--trials", "too large"]),
    (["run", "x", "--trials", "1e18k"], ["--trials", "'1e18k'"]),
    (["run", "x", "--trials", "1kk"], ["--trials", "'1kk'", "whole number of trials"]),
    (["run", "x", "--trials", "-1k"], ["--trials", "'-1k'"]),
    (["run", "x", "--trials", "k"], ["--trials", "'k'"]),
    (["run", "x", "--trials", "1m"], ["--trials", "'1m'", "did you mean 1M?"]),
    (["run", "x", "--trials", "1."], ["--trials", "'1.'"]),
    (["run", "x", "--trials", "1e-3"], ["--trials", "'1e-3'"]),
    (["run", "x", "--trials", "1 M"], ["--trials", "'1 M'"]),
    (["run", "x", "--trials", "1,000"], ["--trials", "'1,000'"]),
    (["sweep", "x", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["plan", "x", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["compare", "x", "y", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["trace", "x", "--trial", "1", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["extend", "x", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["check", "x", "--claims", "--trials", "1kk"], ["--trials", "'1kk'"]),
    (["--trials", "10", "run", "x"], ["run: the option '--trials' belongs after the command: cellcast run --trials ..."]),
    (["--trials=10", "run", "x"], ["cellcast run --trials ..."]),
    (["--trails", "10", "run", "x"], ["run: there is no option '--trails'; '--trials' belongs after the command: cellcast run --trials ..."]),
    (["-o", "y.h5", "run", "x"], ["the option '-o' belongs after the command: cellcast run -o ..."]),
    (["--wide", "export", "x"], ["cellcast export --wide ..."]),
    (["--trials", "10"], ["the option '--trials' belongs after the command: cellcast COMMAND --trials ..."]),
    (["--trials", "10", "rnu", "x"], ["the option '--trials' belongs after the command"]),
    (["--bogus", "export", "x"], ["there is no option '--bogus'"]),
    (["run", "[x]", "--trials", "[5]"], ["--trials", "'[5]'"]),
    (["show", "a", "[b]"], ["one word too many", "'[b]'"]),
    (["[x]"], ["no command '[x]'"]),
    (["run", "x", "-o", "-"], ["--output", "standard output", "name a file"]),
    (["run", "x", "-o", "-", "--work", "w"], ["--output", "standard output"]),
    (["sweep", "x", "-o", "-"], ["--output", "standard output"]),
    (["merge", "w", "-o", "-"], ["--output", "standard output"]),
    (["resume", "w", "-o", "-"], ["--output", "standard output"]),
    (["extend", "w", "--trials", "1e6", "-o", "-"], ["--output", "standard output"]),
    (["plan", "x", "--slurm", "-", "--json"], ["--slurm", "--json", "standard output"]),
    (["plan", "x", "--slurm", "s", "-o", "-"], ["--output", "standard output"]),
    (["show", "x", "--percentiles", "0"], ["--percentiles", "'0'", "between 0 and 100"]),
    (["show", "x", "--percentiles", "10,100"], ["--percentiles", "'100'"]),
    (["show", "x", "--percentiles", "median"], ["--percentiles", "'median'"]),
    (["show", "x", "--percentiles", "nan"], ["--percentiles", "'nan'"]),
    (["show", "x", "--percentiles", "10;50"], ["--percentiles", "'10;50'"]),
    (["show", "x", "--percentiles", ","], ["--percentiles"]),
    (["show", "x", "--year", "2025,soon"], ["--year", "'soon'"]),
    (["show", "x", "--claims", "--index", "y"], ["--claims", "--index"]),
    (["show", "x", "--claims", "--percentiles", "50"], ["--claims", "--percentiles"]),
    (["export", "x", "-o", ""], ["--output", "empty"]),
    (["export", "x", "--wied"], ["did you mean '--wide'?"]),
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
    (["run", "x", "--trials"], ["--trials takes a value, N"]),
    (["run", "x", "--trials="], ["--trials takes a value, N"]),
    (["run", "x", "--color"], ["--color takes a value, auto, always or never"]),
    (["run", "x", "--trials", "5", "--trials", "6"], ["--trials is given more than once"]),
    (["run", "x", "-o", "a", "--output", "b"], ["--output is given more than once"]),
    (["run", "x", "--color", "never", "--color", "always"], ["--color is given more than once"]),
    (["run", "x", "--force=yes"], ["--force takes no value"]),
    (["run", "x", "--quiet=5"], ["--quiet takes no value"]),
    (["run", "x", "--help=5"], ["--help takes no value"]),
    (["run", "x", "-o=y.h5"], ["'=y.h5' begins with =", "-o x"]),
    (["run", "x", "--threads", "0"], ["--threads: '0' is not within 1 to 1024"]),
    (["run", "x", "--color", "purple"], ["--color: 'purple' is none of auto, always, never"]),
    (["plot", "x", "-o", "a", "--out-dir", "b"], ["--output and --out-dir do not go together"]),
    (["plot", "x", "--year", "soon"], ["--year: 'soon' is not a whole number"]),
    (["plot", "x", "--year", "99999999999"], ["--year: the number is too large"]),
    (["show", "x", "--year", "2030,99999999999"], ["--year: the number is too large"]),
    (["plot", "x", "--target", "much"], ["--target: 'much' is not a number"]),
    (["seek", "x"], ["seek: --key is missing"]),
]

# What the parser would say by itself, in words of programmers.
JARGON = re.compile(r"required|excludes|Could not|At Most|At Least|received|override|not in range|not in \{|expected|rgument|ubcommand|\bINT\b|\bTEXT\b")


class Usage(harness.CliCase):
    def test_misuse(self):
        for arguments, words in MISUSE:
            with self.subTest(arguments):
                outcome = self.fails(USAGE, ["cellcast: ", *words], *arguments)
                self.assertEqual(outcome.err.count("\n"), 1, "one line")
                self.assertNotRegex(outcome.err, JARGON)

    def test_every_wrong_use_of_every_option_is_told_in_our_words(self):
        """Each option without its value, with one that nothing is read from, twice, and with a value where it takes none."""
        tried = 0
        for command in harness.COMMANDS:
            told = self.succeeds(command, "--help").out
            words = re.findall(r"[A-Z]+", re.search(r"Usage: cellcast \S+ (.*)", told)[1].replace("[OPTIONS]", ""))
            for name, placeholder in re.findall(r"^ +(?:-\w, )?(--[a-z-]+)(?: ([^a-z\s]\S*|i/N))?(?=  |$)", told, re.MULTILINE):
                uses = [[name], [name, "\x01"], [name, "1", name, "1"], [name, "99999999999999999999"]] if placeholder else [[f"{name}=1"]]
                for use in uses:
                    with self.subTest(command, use=use):
                        outcome = self.program(command, *words, *use)
                        if outcome.code == USAGE:
                            self.assertNotRegex(outcome.err, JARGON)
                            tried += 1
        self.assertGreater(tried, 300)

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
