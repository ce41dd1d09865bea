"""What tests of runs in shards have in common: work folders, and runs that are ended while they work."""
import json
import random
import signal

import harness
from harness import SMALL

# Few outputs: what is tested does not depend on how many there are.
FEW = ["--set", 'outputs.variables=["total_demand", "price", "unmet"]']
PROMISED = 2  # seconds from a signal to the end
STOPPED = 75  # by a signal; the same command goes on
SHARD = "p000000-{:010}-{:010}"  # of the trials first ... end - 1


class WorkCase(harness.CliCase):
    def bytes_of(self, name):
        return (self.folder / name).read_bytes()

    def plain(self, *arguments, scenario=SMALL, threads="1"):
        """The bytes of the one run that all others are to equal."""
        self.succeeds("run", scenario, "-o", "plain.h5", "--force", "--threads", threads, *arguments)
        return self.bytes_of("plain.h5")

    def shards(self, work, count, *arguments, scenario=SMALL, left_out=(), shuffled=random.Random(7)):
        """Computes all shards but some, each by a process of its own, in any order, every other one counted from 1."""
        numbers = [number for number in range(count) if number not in left_out]
        shuffled.shuffle(numbers)
        for number in numbers:
            address = number if number % 2 or number > 0 else count  # N/N is 0/N
            self.succeeds("run", scenario, "--work", work, "--shard", f"{address}/{count}", *arguments)

    def merged(self, work, *arguments):
        self.succeeds("merge", work, "-o", "merged.h5", "--force", *arguments)
        return self.bytes_of("merged.h5")

    def status(self, work, code=harness.DONE):
        outcome = self.program("status", work, "--json")
        self.assertEqual(outcome.code, code, outcome.err)
        found = json.loads(outcome.out)
        self.assertEqual(found["schema"], "cellcast-status-1")
        listed = sorted(sum((found[state] for state in ("done", "begun", "failed", "damaged", "unreadable", "missing")), []))
        self.assertEqual(listed, list(range(found["shards"])), "each shard is listed once")
        self.assertEqual(found["complete"], len(found["done"]) == found["shards"])
        return found

    def names(self, work):
        return sorted(path.name for path in (self.folder / work).iterdir())

    def assert_tidy(self, work):
        """Nothing but the plan and finished shards; no partial result beside it."""
        for name in self.names(work):
            self.assertTrue(name == "plan" or (name.endswith(".shard") and not name.startswith(".")), name)
        self.assertEqual([path.name for path in self.folder.iterdir() if path.name.endswith(".partial")], [])

    def wait_for(self, child, work, suffix):
        """Until the run has a file of this kind in its work folder."""
        def is_there():
            return any(path.name.endswith(suffix) and not path.name.startswith(".") for path in (self.folder / work).glob("*"))

        harness.wait_until(is_there, f"it could be interrupted with a {suffix}", child)

    def wait_until_caught(self, number, child):
        """Until the program listens to this signal, which would end it as any other before."""
        harness.wait_until(lambda: harness.catches(child.pid, number), "it could be interrupted", child)

    def ended_by(self, number, child):
        """(exit code, standard error) of a run that a signal is sent to."""
        if number != signal.SIGKILL:
            self.wait_until_caught(number, child)
        child.send_signal(number)
        out, err = child.communicate(timeout=harness.hangs_after(PROMISED))
        if number != signal.SIGKILL:
            self.assertEqual(out, b"")
        return child.returncode, err.decode()


class ThreeShards(WorkCase):
    """A finished work folder `w`."""
    TRIALS = ("--trials", "3000", *FEW)
    ENDS = (0, 768, 1792, 3000)

    def setUp(self):
        super().setUp()
        self.shards("w", 3, *self.TRIALS)

    def path(self, number, suffix=".shard", work="w"):
        return self.folder / work / (SHARD.format(self.ENDS[number], self.ENDS[number + 1]) + suffix)
