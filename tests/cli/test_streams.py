#!/usr/bin/python3
"""What goes to standard error: progress, colour, and nothing that could steer a terminal."""
import os
import pty
import re
import threading

import harness
from harness import BAD_DATA, CANNOT_CREATE, CHINA, NO_INPUT, PROGRESS, SMALL, USAGE

MANY = ["--trials", str(300 * 4096), "--set", 'outputs.variables=["price"]']
# Anything that moves the cursor, changes colours or the direction of text.
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class TerminalCase(harness.CliCase):
    def on_terminal(self, *arguments, stream="stderr", **options):
        """Exit code, and what a terminal at standard error, or at the other one, got."""
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had here: {error}")
        got = []

        def read():
            try:
                while part := os.read(master, 65536):
                    got.append(part)
            except OSError:  # how a terminal says that its other end is closed
                pass

        reader = threading.Thread(target=read)
        reader.start()
        try:
            outcome = self.program(*arguments, **{stream: slave}, **options)
        finally:
            os.close(slave)  # what ends the reader
            reader.join()
            os.close(master)
        return outcome, b"".join(got).decode("utf-8")


@harness.NEEDS_A_CLOCK
class ProgressInAPipe(harness.CliCase):
    def test_none_in_a_short_run(self):
        """However many trials it has."""
        self.assertEqual(self.under_a_clock(0, "run", SMALL, *MANY, "--threads", "2").err, "")

    def test_names_of_a_batch(self):
        other = self.copy(name="other.toml", replace=[('name = "small"', 'name = "other"')])
        self.assert_words(["small: 100 %", "other: 100 %"], self.under_a_clock(3600, "run", SMALL, other).err)

    def test_none_where_quiet_is_asked_for(self):
        self.assertEqual(self.under_a_clock(3600, "run", SMALL, *MANY, "--threads", "2", "--quiet").err, "")

    def test_a_line_per_tenth_in_a_long_run(self):
        lines = self.under_a_clock(3600, "run", SMALL, *MANY, "--threads", "2").err.splitlines()
        percents = [int(PROGRESS.fullmatch(line)["percent"]) for line in lines]
        self.assertEqual(percents, sorted(set(percents)))
        self.assertEqual(percents[-1], 100)
        self.assertLessEqual(len(lines), 10)
        self.assertGreaterEqual(len(lines), 8)
        for line in lines:
            self.assertTrue(line.startswith("small: "))
            self.assertIn("of 1,228,800 trials, ", line)
            self.assertEqual("to go" in line, "100 %" not in line)


class Progress(TerminalCase):
    def test_one_line_on_a_terminal_that_is_wiped(self):
        outcome, got = self.on_terminal("run", CHINA, "--trials", "262144", "--threads", "2")
        self.assertEqual(outcome.code, 0)
        self.assertEqual(outcome.out, "./china-2030.h5\n")
        self.assertNotIn("\n", got)
        steps = got.split("\r\x1b[K")
        self.assertGreater(len(steps), 3)
        self.assertEqual((steps[0], steps[-1]), ("", ""))
        for step in steps[1:-1]:
            self.assertTrue(PROGRESS.fullmatch(step), step)

    def test_none_where_nothing_runs(self):
        path = self.result(SMALL, "x.h5")
        for arguments in (["check", CHINA], ["inputs", CHINA], ["central", CHINA], ["show", path], ["export", path], ["--help"]):
            with self.subTest(arguments):
                self.assertEqual(self.succeeds(*arguments).err, "")
                self.assertEqual(self.on_terminal(*arguments)[1], "")


class Colour(TerminalCase):
    def setUp(self):
        super().setUp()
        self.bad = self.copy(name="bad.toml", replace=[("price = 0.5\n", "prise = 0.5\n")])

    def coloured(self, text):
        self.assertIn("prise", text)
        return "\x1b[" in text

    def test_off_a_terminal(self):
        cases = [([], {}, False), (["--color", "always"], {}, True), (["--color", "never"], {}, False), (["--color=auto"], {}, False),
                 (["--color", "always"], {"NO_COLOR": "1"}, True)]
        for arguments, env, expected in cases:
            with self.subTest((arguments, env)):
                outcome = self.program("check", self.bad, *arguments, env=harness.environment(**env))
                self.assertEqual(outcome.code, BAD_DATA)
                self.assertEqual(self.coloured(outcome.err), expected)

    def test_on_a_terminal(self):
        cases = [([], {}, True), (["--color", "never"], {}, False), ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True),
                 (["--color", "always"], {"NO_COLOR": "1"}, True)]
        for arguments, env, expected in cases:
            with self.subTest((arguments, env)):
                outcome, got = self.on_terminal("check", self.bad, *arguments, env=harness.environment(**env))
                self.assertEqual(outcome.code, BAD_DATA)
                self.assertEqual(self.coloured(got), expected)

    def test_only_adds(self):
        plain, coloured = (self.program("check", self.bad, "--color", when).err for when in ("never", "always"))
        self.assertEqual(re.sub(r"\x1b\[\d*m", "", coloured), plain)
        self.assertEqual(coloured.count("\x1b[0m") * 2, coloured.count("\x1b["), "each colour ends")


class Escapes(TerminalCase):
    NAMES = ["\x1b[31mred\x1b]0;title\x07", "two\nlines\rback\ttab\x7f", "\u202egnp.exe\u2066\x9b31m"]

    def is_harmless(self, outcome):
        self.assertGreaterEqual(outcome.code, 64)
        self.assertFalse(STEERS.search(outcome.err), repr(outcome.err))
        return outcome

    def test_names_on_the_command_line(self):
        cases = [(NO_INPUT, ["check", "{}"]), (NO_INPUT, ["run", "{}"]), (NO_INPUT, ["show", "{}"]), (NO_INPUT, ["export", "{}"]),
                 (USAGE, ["{}"]), (USAGE, ["run", SMALL, "--{}"]), (USAGE, ["run", SMALL, "--trials", "{}"]), (USAGE, ["show", "x", "{}"]),
                 (CANNOT_CREATE, ["run", SMALL, "-o", "nowhere/{}"]), (CANNOT_CREATE, ["run", SMALL, "--out-dir", "nowhere/{}"]),
                 (CANNOT_CREATE, ["central", SMALL, "-o", "nowhere/{}"]), (BAD_DATA, ["check", SMALL, "--set", "{}=1"]),
                 (BAD_DATA, ["run", SMALL, "--method", "{}"]), (USAGE, ["--color", "{}", "check", SMALL])]
        for name in self.NAMES:
            for code, arguments in cases:
                with self.subTest((name, arguments)):
                    outcome = self.is_harmless(self.program(*(str(word).replace("{}", name) for word in arguments)))
                    self.assertEqual(outcome.code, code, outcome.err)
                    if code != BAD_DATA:
                        self.assertEqual(outcome.err.count("\n"), 1, "one line")

    def test_names_of_bad_files(self):
        for name in self.NAMES:
            with self.subTest(name):
                (self.folder / name).write_text("schema = 1\n")
                for command in ("check", "run", "show"):
                    outcome = self.is_harmless(self.program(command, name))
                    self.assertEqual(outcome.code, BAD_DATA)

    def test_texts_in_a_scenario(self):
        for old, new in (("price = 0.5\n", '"pr\\u001b[31mice" = 0.5\n'), ('name = "small"', 'name = "\\u001b[31m"'),
                         ("price = 0.5\n", "price = 0.5 # \x1b[31m\nprise = 1 # \x1b[31m \u202e\n"), ('"triangular"', '"\\u001b]0;x\\u0007"')):
            with self.subTest(new):
                path = self.copy(name="bad.toml", replace=[(old, new)])
                self.assertEqual(self.is_harmless(self.program("check", path)).code, BAD_DATA)

    def test_a_valid_name_is_shown_clean(self):
        odd = self.copy(name="odd\x1b[31m.toml")
        self.assertFalse(STEERS.search(self.succeeds("check", odd).out.rstrip("\n")))
        title = self.copy(name="title.toml", replace=[("One segment", "\\u001b[31mOne segment")])
        self.assertFalse(STEERS.search(self.succeeds("show", self.result(title, "x.h5")).out.replace("\n", "")))

    def assert_shown_clean(self, *arguments):
        out = self.succeeds(*arguments).out
        self.assertIn("\\u{", out)
        self.assertFalse(STEERS.search(out.replace("\n", "")), repr(out))

    def test_names_in_sentences(self):
        """Those of work folders and scripts."""
        few = ("--trials", "2000", "--set", 'outputs.variables=["price"]')
        for name in ("d\x1b[31m", "d\u009b31m", "d\u202egnp", "d\u200bx"):
            with self.subTest(name):
                for shard in ("0/2", "1/2"):
                    self.assert_shown_clean("run", SMALL, *few, "--work", name, "--shard", shard)
                    self.assert_shown_clean("status", name)
                self.assert_shown_clean("resume", name)
                self.assert_shown_clean("plan", SMALL, "--slurm", name + ".sbatch")

    def test_names_of_results(self):
        """Printed for scripts as they are, and clean on a terminal."""
        few = ("--trials", "2000", "--set", 'outputs.variables=["price"]', "--force")
        for name in ("a\x1b[31m", "a\u009b31m", "a\u202egnp"):
            (self.folder / name).mkdir()
            for where, path in ((["-o", name + ".h5"], name + ".h5"), (["--out-dir", name], name + "/small.h5"),
                                (["--work", "w", "-o", name + ".h5"], name + ".h5")):
                with self.subTest(where):
                    self.assertEqual(self.succeeds("run", SMALL, *few, *where).out, path + "\n")
                    outcome, got = self.on_terminal("run", SMALL, *few, *where, stream="stdout")
                    self.assertEqual(outcome.code, 0)
                    self.assertFalse(STEERS.search(got.removesuffix("\r\n")), repr(got))
                    self.assertTrue(got.startswith("a\\u{"), repr(got))

    def test_a_name_that_is_not_utf8(self):
        outcome = self.program("check", os.fsencode("x\udcff.toml"))
        self.assertEqual(outcome.code, NO_INPUT)
        self.assertIn("x\\xFF.toml", outcome.err)


if __name__ == "__main__":
    harness.main()
