#!/usr/bin/python3
"""Too little memory, too few descriptors, threads or processor time: a clear message and exit code 71, and nothing is left."""
import resource
import signal
import unittest

import harness
from harness import CHINA, DONE, SMALL

OUT_OF_RESOURCES = 71
MIB = 1 << 20
LOADER = 127  # the dynamic loader could not even begin


def limit(which, soft):
    return lambda: resource.setrlimit(which, (soft, soft))


class Limits(harness.CliCase):
    def ends_well(self, outcome, codes):
        """Done, or a message of the program's own; never a signal, never a rest of a file."""
        self.assertIn(outcome.code, codes, outcome.err)
        if outcome.code not in (DONE, LOADER):
            self.assertTrue(any(line.startswith("cellcast: ") for line in outcome.err.splitlines()), outcome.err)
        hidden = [path.name for path in self.folder.iterdir() if path.name != "x.h5"]
        self.assertEqual(hidden, [])
        if outcome.code != DONE:
            self.assertEqual(list(self.folder.iterdir()), [])
        for path in self.folder.iterdir():
            path.unlink()


@unittest.skipIf(harness.is_sanitized(), "a sanitizer takes address space of its own")
class Memory(Limits):
    def test_address_space(self):
        codes = set()
        for mib in (*range(20, 140, 6), *range(140, 400, 40), 800, 1600):
            for command in (["check", CHINA], ["run", CHINA, "-o", "x.h5", "--threads", "2", "--trials", "5000"]):
                with self.subTest((mib, command[0])):
                    outcome = self.program(*command, prepare=limit(resource.RLIMIT_AS, mib * MIB))
                    self.ends_well(outcome, (DONE, OUT_OF_RESOURCES, LOADER))
                    codes.add(outcome.code)
        self.assertLessEqual({DONE, OUT_OF_RESOURCES}, codes, "the limits reach from too little to enough")

    def test_a_small_stack(self):
        for kib in (64, 128, 512):
            with self.subTest(kib):
                outcome = self.program("run", CHINA, "-o", "x.h5", "--trials", "5000", prepare=limit(resource.RLIMIT_STACK, kib << 10))
                self.ends_well(outcome, (DONE, OUT_OF_RESOURCES, LOADER))


@unittest.skipIf(harness.is_sanitized(), "a sanitizer opens files of its own")
class Descriptors(Limits):
    def test_few(self):
        for count in range(0, 21):
            for command in (["check", SMALL], ["run", SMALL, "-o", "x.h5", "--threads", "2"]):
                with self.subTest((count, command[0])):
                    outcome = self.program(*command, prepare=limit(resource.RLIMIT_NOFILE, count))
                    self.ends_well(outcome, (DONE, OUT_OF_RESOURCES, LOADER))

    def test_each_command(self):
        self.succeeds("run", SMALL, "--trials", "2000", "--work", "w", "-o", "r.h5")
        before = harness.listing(self.folder)
        for command in (["run", SMALL, "-o", "x.h5"], ["show", "r.h5"], ["export", "r.h5"], ["verify", "r.h5"], ["compare", "r.h5"],
                        ["sensitivity", "r.h5"], ["trace", "r.h5", "--trial", "3"], ["merge", "w", "-o", "x.h5"],
                        ["run", SMALL, "--trials", "2000", "--work", "w", "-o", "x.h5"]):
            with self.subTest(command):
                outcome = self.program(*command, prepare=limit(resource.RLIMIT_NOFILE, 4))
                self.assertEqual(outcome.code, OUT_OF_RESOURCES, outcome.err)
                self.assert_words(["cellcast: the system refused a resource: ", "h5: Too many open files"], outcome.err)
                self.assertNotIn("100 %", outcome.err, "found before the run")
                self.assertEqual(harness.listing(self.folder), before)


@unittest.skipIf(harness.is_sanitized(), "a sanitizer does not survive a thread that it cannot start")
class Threads(Limits):
    def test_none_to_be_had(self):
        def poor():
            resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
            harness.without_rights()

        self.folder.chmod(0o777)
        outcome = self.program("run", CHINA, "-o", "x.h5", "--threads", "8", "--trials", "20000", prepare=poor)
        self.ends_well(outcome, (DONE, OUT_OF_RESOURCES))


class Time(Limits):
    LONG = ("run", CHINA, "--trials", "4000000000", "--threads", "2")

    def test_processor_time(self):
        def soft():
            resource.setrlimit(resource.RLIMIT_CPU, (1, 60))

        self.fails(OUT_OF_RESOURCES, ["limit of processor time", "nothing was written"], *self.LONG, "-o", "x.h5", prepare=soft)
        outcome = self.program(*self.LONG, "-o", "x.h5", "--work", "w", prepare=soft)
        self.assertEqual(outcome.code, 75, outcome.err)
        self.assert_words(["limit of processor time", "is kept in"], outcome.err)

    def test_processor_time_of_which_no_program_is_told(self):
        # What matters is that no half of a result has its name; the next run removes the rest.
        outcome = self.program(*self.LONG, "-o", "x.h5", prepare=limit(resource.RLIMIT_CPU, 1))
        self.assertIn(outcome.code, (-signal.SIGKILL, OUT_OF_RESOURCES))
        self.assertFalse((self.folder / "x.h5").exists())


if __name__ == "__main__":
    harness.main()
