#!/usr/bin/python3
"""Memory does not grow with the number of trials, and is modest."""
import os
import unittest

import harness
from harness import CHINA

MIB = 1024  # of ru_maxrss, which counts KiB


@unittest.skipIf(harness.is_sanitized(), "a sanitizer takes memory of its own")
class Memory(harness.CliCase):
    def peak(self, trials):
        """Largest resident size of a run, KiB."""
        null = os.open(os.devnull, os.O_RDWR)
        self.addCleanup(os.close, null)
        streams = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)]
        arguments = ["run", str(CHINA), "--threads", "2", "--trials", str(trials), "--force", "-o", str(self.folder / "x.h5")]
        child = os.posix_spawn(harness.PROGRAM, [harness.PROGRAM, *arguments], harness.environment(), file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)
        return usage.ru_maxrss

    def test_flat(self):
        few, many = self.peak(100_000), self.peak(2_000_000)
        self.assertLess(abs(many - few), 0.05 * few)
        self.assertLess(max(few, many), 400 * MIB)


if __name__ == "__main__":
    harness.main()
