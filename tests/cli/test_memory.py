#!/usr/bin/python3
"""Memory does not grow with the number of trials, and is modest."""
import os
import unittest

import harness
from harness import CHINA

MIB = 1024  # of ru_maxrss, which counts KiB


@unittest.skipIf(harness.is_sanitized(), "a sanitizer takes memory of its own")
class Memory(harness.CliCase):
    def peak(self, *arguments):
        """Largest resident size of a command, KiB. That of the process it comes from counts: this one loads no large library."""
        null = os.open(os.devnull, os.O_RDWR)
        self.addCleanup(os.close, null)
        streams = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)]
        child = os.posix_spawn(harness.PROGRAM, [harness.PROGRAM, *arguments], harness.environment(), file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)
        return usage.ru_maxrss

    def run_of(self, trials):
        return self.peak("run", str(CHINA), "--threads", "2", "--trials", str(trials), "--force", "-o", str(self.folder / "x.h5"))

    def search_in(self, trials):
        return self.peak("trace", str(CHINA), "--threads", "2", "--trials", str(trials), "--variable", "total_production", "--year", "2030",
                         "--quantile", "0.95")

    def test_search_is_flat(self):
        few, many = self.search_in(100_000), self.search_in(2_000_000)
        self.assertLess(many - few, 4 * MIB)
        self.assertLess(many, 64 * MIB)

    def test_flat(self):
        few, many = self.run_of(100_000), self.run_of(2_000_000)
        self.assertLess(abs(many - few), 0.05 * few)
        self.assertLess(max(few, many), 400 * MIB)


if __name__ == "__main__":
    harness.main()
