#!/usr/bin/python3
"""10,000 shards: looked at and merged in 500 MB, and to the bytes of one run. Within a minute: scripts/promises measures it."""
import os
import tempfile
import time
import unittest

import harness
import work_case
from harness import SMALL

SHARDS, TRIALS = 10_000, "20000"
PROMISED, MOST = 60, 500 * 1000  # ru_maxrss counts KiB
FEW = ["--set", 'outputs.variables=["total_demand"]', "--trials", TRIALS]


@unittest.skipIf(harness.is_sanitized(), "a sanitizer takes time and memory of its own")
class ManyShards(work_case.WorkCase):
    def measured(self, *arguments):
        """(seconds, largest resident size) of a command."""
        null = os.open(os.devnull, os.O_RDWR)
        streams = [(os.POSIX_SPAWN_DUP2, null, descriptor) for descriptor in (0, 1, 2)]
        begin = time.monotonic()
        child = os.posix_spawn(harness.PROGRAM, [harness.PROGRAM, *arguments], harness.environment(), file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        seconds = time.monotonic() - begin
        os.close(null)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)
        return seconds, usage.ru_maxrss

    def test_status_and_merge(self):
        expected = self.plain(*FEW)
        # In memory, where there is a place: to write them is not what is measured, and a disk takes minutes for 20,000 syncs.
        shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        work = self.enterContext(tempfile.TemporaryDirectory(prefix="cellcast-shards-", dir=shared))
        self.succeeds("run", SMALL, "--work", work, "--shard", f"0/{SHARDS}", *FEW)
        self.succeeds("resume", work, "--threads", "1", timeout=6 * harness.patience())
        self.assertEqual(len(os.listdir(work)), SHARDS + 1)
        looked, looked_size = self.measured("status", work)
        merged, merged_size = self.measured("merge", work, "-o", str(self.folder / "m.h5"))
        print(f"{SHARDS} shards: status {looked:.2f} s {looked_size} KiB, merge {merged:.2f} s {merged_size} KiB")
        self.assertTrue(self.bytes_of("m.h5") == expected)
        self.assertLess(looked + merged, harness.hangs_after(PROMISED))
        self.assertLess(max(looked_size, merged_size), MOST)


if __name__ == "__main__":
    harness.main()
