#!/usr/bin/python3
"""What cannot be read or used: scenarios (65), result files (65), files that are not there (66)."""
import os

import h5py
import numpy as np

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL

READS_SCENARIO = ["run", "check", "inputs", "central"]
READS_RESULT = ["show", "export"]

# (old text, new text, words): each makes small.toml wrong.
WRONG = [
    ("price = 0.5\n", "prise = 0.5\n", ["unknown key", "prise", "did you mean `price`?"]),
    ("price = 0.5\n", "price = -0.5\n", ["price", "out of range"]),
    ("price = 0.5\n", 'price = "0.5"\n', ["price"]),
    ("price = 0.5\n", "price = .5\n", ["price"]),
    ("utilization = 0.6\n", "", ["utilization", "missing"]),
    ('dist = "triangular"', 'dist = "triangle"', ["triangle", "triangular"]),
    ("rate = { dist", "rate = { var = \"nothing\" }\n# { dist", ["nothing"]),
    ("end_year = 2027", "end_year = 2024", ["end_year"]),
    ('name = "small"', 'name = "../small"', ["name"]),
    ("home = true", "home = false", ["home"]),
    ("[markets.home]", "[markets.home", [":"]),
    ("trials = 2000", "trials = 0", ["sampling.trials", "out of range"]),
]


class BadScenario(harness.CliCase):
    def test_each(self):
        for old, new, words in WRONG:
            with self.subTest(new):
                path = self.copy(name="bad.toml", replace=[(old, new)])
                err = self.fails(BAD_DATA, words, "check", path).err
                self.assertRegex(err, r"(?m)^\S*bad\.toml:\d+:\d+: ")
                self.assertRegex(err, r"(?m)^ *\^$")

    def test_every_command_that_reads_one(self):
        path = self.copy(name="bad.toml", replace=[("price = 0.5\n", "prise = 0.5\n")])
        for command in READS_SCENARIO:
            with self.subTest(command):
                self.fails(BAD_DATA, ["bad.toml:", "prise"], command, path)

    def test_all_errors_of_all_files_at_once(self):
        first = self.copy(name="first.toml", replace=[("price = 0.5\n", "prise = 0.5\n"), ("seed = 7", "sead = 7")])
        second = self.copy(name="second.toml", replace=[("home_share = 0.6", "home_share = 6.0")])
        for command in ("check", "run"):
            lines = self.fails(BAD_DATA, [], command, first, SMALL, second).err.splitlines()
            places = [line for line in lines if ".toml:" in line]
            for line, words in zip(places, (["first.toml:", "sead"], ["first.toml:", "prise"], ["second.toml:", "home_share"])):
                self.assertTrue(line.startswith(str(self.folder)), "each begins its line")
                self.assert_words(words, line)
            self.assertGreaterEqual(len(places), 3)

    def test_unknown_method(self):
        self.fails(BAD_DATA, ["sobl", "sobol"], "run", SMALL, "--method", "sobl")

    def test_numbers_of_the_command_line(self):
        for option, value in (("--trials", "0"), ("--trials", "4294967297"), ("--seed", "9223372036854775808")):
            self.fails(BAD_DATA, [option, "out of range"], "run", SMALL, option, value)

    def test_set(self):
        for setting, words in (("segments.cells.prise=1", ["prise", "did you mean"]), ("segments.cell.price=1", ["cell", "cells"]),
                               ("segments.cells.price=-1", ["out of range"]), ("segments.cells.price", ["--set"]),
                               ("segments.cells.price=[", ["--set"]), ('outputs.variables=["demnad"]', ["demnad", "did you mean"])):
            with self.subTest(setting):
                self.fails(BAD_DATA, words, "run", SMALL, "--set", setting)

    def test_what_is_no_scenario_at_all(self):
        path = self.folder / "bad.toml"
        for content in (b"", b"\0" * 100, b"\xff\xfe", b"\x89HDF\r\n\x1a\n" + bytes(range(256)), b"<html></html>\n", b"a." * 100_000 + b"=1",
                        b"[" * 100_000, b"#" * (17 << 20)):
            with self.subTest(content[:10]):
                path.write_bytes(content)
                self.fails(BAD_DATA, ["bad.toml"], "check", path)

    def test_a_result_in_a_scenarios_place(self):
        """Is named, whatever its size, and no line of its bytes is shown."""
        path = self.result(SMALL, "x.h5")
        whole = path.read_bytes()
        for content in (whole, whole[:-512], whole[:100] + bytes(17 << 20) + whole[-512:], b"cellcast\x01\0\0\0" + whole[-500:] + whole[:-512]):
            path.write_bytes(content)
            for command in READS_SCENARIO:
                self.assertEqual(self.fails(BAD_DATA, [], command, path).err,
                                 f"{path}: this is a result file of cellcast, no scenario (a scenario is a text in TOML) results are read by `cellcast show`\n")

    def test_a_trial_that_is_not_finite(self):
        # Two drivers grow elevenfold a year, for 176 years: 121^176 is 10^366.
        path = self.copy(replace=[("end_year = 2027", "end_year = 2200"), ("rate = { dist = \"normal\"", "# { dist = \"normal\""), (
            "volatility = 0.1\n", "volatility = 0.1\nprocess = 'drivers'\ndrivers.a = { base = 1.0, unit = 'cars', rate = 10.0 }\n"
            "drivers.b = { base = 1.0, unit = 'kWh', rate = 10.0 }\n")])
        before = harness.listing(self.folder)
        outcome = self.program("run", path, "--trials", "50")
        self.assertEqual(outcome.code, BAD_DATA, outcome.err)
        self.assert_words(["is not finite", "50", "trial 0", "at their medians too", "a constant"], outcome.err)
        self.assertEqual(harness.listing(self.folder), before)

    def test_whose_overflow_it_is(self):
        constant = self.fails(BAD_DATA, ["is not finite"], "run", SMALL, "--trials", "50", "--set", "segments.cells.price=1e308")
        self.assert_words(["at their medians too", "a constant or a median that is far too large"], constant.err)
        wide = self.fails(BAD_DATA, ["is not finite"], "run", SMALL, "--trials", "50", "--set",
                          'segments.cells.price={ dist = "discrete", values = [0.5, 1e308], weights = [9, 1] }')
        self.assert_words(["narrow the distributions"], wide.err)


class BadResult(harness.CliCase):
    def setUp(self):
        super().setUp()
        self.whole = self.result(SMALL, "small.h5").read_bytes()
        self.path = self.folder / "bad.h5"

    def refuses(self, content, words):
        self.path.write_bytes(content)
        for command in READS_RESULT:
            with self.subTest(command):
                self.fails(BAD_DATA, ["bad.h5: ", *words], command, self.path)

    def test_truncated(self):
        size = len(self.whole)
        for length in (1, 7, 8, 47, 48, 511, 512, 513, size // 2, size - 513, size - 511, size - 1):
            with self.subTest(length):
                self.refuses(self.whole[:length], ["truncated"] if length >= 8 else ["not a cellcast result"])
        self.refuses(self.whole[:-512], ["damaged or changed by another program", "open results for reading only"])

    def test_flipped_bit(self):
        size = len(self.whole)
        for place in (0, 9, 11, 28, 44, 512, 4096, size // 3, size // 2, size - 513, *(size - 512 + at for at in (0, 9, 12, 17, 30, 100, 511))):
            with self.subTest(place):
                damaged = bytearray(self.whole)
                damaged[place] ^= 0x10
                self.refuses(bytes(damaged), [])

    def test_longer(self):
        self.refuses(self.whole + b"\n", ["damaged"])
        self.refuses(self.whole + self.whole, ["damaged"])

    def test_an_impossible_length(self):
        def saying(length):
            return self.whole[:-496] + length.to_bytes(8, "little") + self.whole[-488:]

        for length in (2**64 - 1, 2**64 - 512, 2**63 - 512):
            with self.subTest(length):
                self.refuses(saying(length), ["damaged (the length in its seal is impossible)"])
        self.refuses(saying(2**63 - 513), [f"damaged ({2**63 - 1 - len(self.whole)} bytes of it are missing)"])
        self.refuses(saying(0), [f"damaged ({len(self.whole) - 512} bytes were added to it)"])

    def test_something_else(self):
        self.refuses(b"", ["empty"])
        self.refuses(CHINA.read_bytes(), ["not a cellcast result"])
        self.refuses(b"\0" * 5000, ["not a cellcast result"])

    def test_hdf5_of_another_program(self):
        with h5py.File(self.path, "w") as file:
            file["x"] = [1, 2, 3]
        self.refuses(self.path.read_bytes(), ["not a cellcast result file (it is HDF5 without cellcast's seal)"])

    def test_a_result_that_another_program_has_changed(self):
        for change in (lambda file: None, lambda file: file.create_dataset("x", data=range(1000)), lambda file: file["mean/price"].write_direct(
                np.zeros(file["mean/price"].shape)), lambda file: file.pop("sd")):
            self.path.write_bytes(self.whole)
            with h5py.File(self.path, "r+") as file:
                change(file)
            self.refuses(self.path.read_bytes(), ["damaged or changed by another program", "run its scenario again"])

    def test_a_newer_format(self):
        self.refuses(self.whole[:-504] + b"\x03\x00" + self.whole[-502:], ["format 3", "newer"])

    def test_the_format_before(self):
        block = b"cellcast\x01\0\0\0\0\x02\0\0" + self.whole[-496:]  # it stood first
        self.refuses(block + self.whole[:-512], ["written in format 1.0 (this program reads format 2.0) run its scenario again",
                                                 "`h5dump -d /provenance/scenario ", "bad.h5`"])


class NoInput(harness.CliCase):
    def refused_by_all(self, path, words, **options):
        for command in READS_SCENARIO + READS_RESULT:
            with self.subTest(command):
                self.fails(NO_INPUT, ["cellcast: ", *words], command, path, **options)

    def test_missing(self):
        self.refused_by_all("nothing.toml", ["nothing.toml", "o such file"])

    def test_folder(self):
        (self.folder / "results").mkdir()
        self.refused_by_all("results", ["results: "])

    def test_dangling_link(self):
        (self.folder / "link.toml").symlink_to("nowhere")
        self.refused_by_all("link.toml", ["link.toml"])

    def test_circular_link(self):
        (self.folder / "link.toml").symlink_to("link.toml")
        self.refused_by_all("link.toml", ["link.toml"])

    def test_a_file_is_no_folder(self):
        self.copy()
        self.refused_by_all("small.toml/x.toml", ["small.toml/x.toml"])

    def test_name_too_long(self):
        self.refused_by_all("x" * 300, ["xxx"])

    def test_one_of_several(self):
        self.fails(NO_INPUT, ["nothing.toml"], "run", SMALL, "nothing.toml")

    def test_all_that_is_wrong_with_several(self):
        """In the order of the command line; the code is that of a file that is missing."""
        self.copy(name="a.toml", replace=[("price = 0.5\n", "prise = 0.5\n")])
        self.copy(name="c.toml", replace=[("price = 0.5\n", "price = -0.5\n")])
        for command in ("check", "run", "compare"):
            outcome = self.fails(NO_INPUT, [], command, "a.toml", "nothing.toml", "c.toml", "nix.toml")
            places = [outcome.err.index(words) for words in ("a.toml:", "cellcast: nothing.toml: ", "c.toml:", "cellcast: nix.toml: ")]
            self.assertEqual(places, sorted(places))
        self.fails(BAD_DATA, ["a.toml:", "c.toml:"], "check", "a.toml", "c.toml")

    def test_unreadable(self):
        self.copy().chmod(0)
        (self.folder / "closed").mkdir()
        self.copy(name="closed/x.toml")
        (self.folder / "closed").chmod(0)
        self.folder.chmod(0o755)
        self.refused_by_all("small.toml", ["ermission denied"], prepare=harness.without_rights)
        self.refused_by_all("closed/x.toml", ["ermission denied"], prepare=harness.without_rights)

    def test_a_pipe_is_no_result(self):
        os.mkfifo(self.folder / "pipe")
        for command in READS_RESULT:
            self.fails(NO_INPUT, ["not a regular file"], command, "pipe")


if __name__ == "__main__":
    harness.main()
