#!/usr/bin/python3
"""The same bytes from one run, from any number of shards merged, from a run that was ended and goes on, and from one that has grown."""
import json
import os
import signal

import harness
import work_case
from harness import CHINA, SMALL
from test_repair import VALID as CORRELATED
from test_update import observation
from work_case import FEW, STOPPED

TRIALS, HALF = "20001", "10000"  # neither they nor their shards are multiples of what threads take at a time
SOBOL = {"trials": "32768", "half": "16384"}  # powers of two in each replicate
# What drives the outputs takes a minute to find.
DRIVERS = ["--trials", "65536", "--set", 'sensitivity.method="sobol"', "--set", "sensitivity.trials=65536"]
# Seconds of a processor: what a run must take that is to be interrupted, and what it gets until then.
LONG, WORK = (15.0, 1.5) if harness.is_sanitized() else (3.0, 0.3)


class SameBytes(work_case.WorkCase):
    """Each way to compute a run, compared with the one run."""

    number = 0

    def scenario(self, text):
        path = self.folder / "changed.toml"
        path.write_text(SMALL.read_text(encoding="utf-8") + text, encoding="utf-8")
        return path

    def compare(self, *arguments, scenario=SMALL, trials=TRIALS, half=HALF, counts=(3, 16)):
        """Without `half` it may not grow."""
        arguments, self.number = (*FEW, *arguments), self.number + 1
        of_all = ("--trials", trials, *arguments)
        expected = self.plain(*of_all, scenario=scenario)
        self.assertTrue(self.plain(*of_all, scenario=scenario, threads="7") == expected, "7 threads")
        self.succeeds("run", scenario, "-o", "x.h5", "--force", "--work", f"whole{self.number}", *of_all)
        self.assertTrue(self.bytes_of("x.h5") == expected, "run --work")
        for count in counts:
            work = f"in-{count}-{self.number}"
            self.shards(work, count, *of_all, scenario=scenario)
            self.assertTrue(self.merged(work) == expected, f"{count} shards")
            self.assertTrue(self.merged(work, "--threads", "1") == expected, f"{count} shards, merged by one thread")
            self.assert_tidy(work)
        if half:
            self.grow(expected, trials, ("--trials", half, *arguments), scenario)

    def grow(self, expected, trials, half, scenario):
        work = f"grown{self.number}"
        self.succeeds("run", scenario, "-o", "half.h5", "--force", "--work", work, *half)
        self.assertFalse(self.bytes_of("half.h5") == expected)
        self.succeeds("extend", work, "--trials", trials, "-o", "grown.h5", "--force")
        self.assertTrue(self.bytes_of("grown.h5") == expected, "extended")

    def test_monte_carlo(self):
        self.compare(counts=(1, 3, 16, 64))

    def test_sobol(self):
        self.compare("--method", "sobol", **SOBOL)

    def test_latin_hypercube(self):
        self.compare("--method", "latin-hypercube", trials="20016", half=None)

    def test_samples_across_shards(self):
        self.compare("--set", "outputs.samples=5000", counts=(16,))
        self.compare("--set", "outputs.samples=1000000", "--method", "sobol", **SOBOL, counts=(3,))

    def test_observations(self):
        self.compare(scenario=self.scenario(observation("total_demand", "", 2026, 180.0, 20.0)), half=None)

    def test_correlations(self):
        self.compare(scenario=self.scenario(CORRELATED))

    def test_sensitivity(self):
        self.compare("--set", 'sensitivity.method="sobol"', "--set", "sensitivity.trials=256", counts=(3,))
        self.compare("--set", "sensitivity.trials=12000", half=None, counts=(3,))
        self.compare("--set", 'sensitivity.method="none"', counts=(3,))

    def test_thresholds(self):
        self.compare("--set", "outputs.thresholds={ total_demand = [150.0] }", counts=(3,))

    def test_grown_with_a_gap_and_in_steps(self):
        expected = self.plain("--trials", TRIALS, *FEW)
        self.shards("w", 3, "--trials", HALF, *FEW, left_out=[1])
        self.succeeds("extend", "w", "--trials", "15000", "--tasks", "2")
        self.succeeds("extend", "w", "--trials", TRIALS, "--tasks", "5")
        self.assertEqual(self.status("w")["done"], list(range(10)))
        self.assertTrue(self.merged("w") == expected)
        self.succeeds("extend", "w", "--trials", TRIALS, "-o", "again.h5")
        self.assertTrue(self.bytes_of("again.h5") == expected)

    def test_kinds_of_processor_in_one_folder(self):
        expected = self.plain("--trials", TRIALS, *FEW)
        for number, kind in enumerate(("portable", "v3", "avx512")):
            arguments = ("run", SMALL, "--work", "w", "--shard", f"{number}/3", "--trials", TRIALS, *FEW)
            outcome = self.program(*arguments, env=harness.environment(CELLCAST_ISA=kind))
            if outcome.code == harness.USAGE and "cannot do that" in outcome.err:
                self.succeeds(*arguments)  # this processor, or this build
        self.assertTrue(self.merged("w") == expected)

    def test_two_writers_of_one_shard(self):
        arguments = ("--trials", TRIALS, *FEW)
        children = [self.start("run", SMALL, "--work", "w", "--shard", f"{number}/2", *arguments) for number in (0, 1, 0, 1, 0, 1)]
        for child in children:
            _, err = child.communicate(timeout=harness.patience())
            self.assertEqual(child.returncode, 0, err)
        self.assertTrue(self.merged("w") == self.plain(*arguments))
        self.assert_tidy("w")


class Interrupted(work_case.WorkCase):
    """A run that is ended at work goes on from where it was."""

    trials, expected = 1 << 20, None

    def setUp(self):
        super().setUp()
        while not Interrupted.expected:  # long enough on any machine
            before = sum(os.times()[2:4])  # of processes that have ended
            bytes_of_all = self.plain(*self.arguments())
            if sum(os.times()[2:4]) - before >= LONG:
                Interrupted.expected = bytes_of_all
            else:
                Interrupted.trials *= 2

    def arguments(self):
        return ["--trials", str(self.trials), *FEW]

    def run_in(self, work):
        return self.start("run", SMALL, "-o", f"{work}.h5", "--work", work, "--threads", "1", *self.arguments())

    def kept(self, work, before=0):
        """Trials that are kept of a run that was begun: more than before, but not all."""
        found = self.status(work)
        self.assertEqual(found["begun"], [0])
        self.assertGreater(found["trials_kept"], before)
        self.assertLess(found["trials_kept"], self.trials)
        return found["trials_kept"]

    def completes(self, work):
        self.succeeds("run", SMALL, "-o", f"{work}.h5", "--work", work, *self.arguments())
        self.assertTrue(self.bytes_of(f"{work}.h5") == self.expected)
        self.assert_tidy(work)

    def test_killed(self):
        child = self.run_in("w")
        self.wait_for(child, "w", ".checkpoint")
        code, _ = self.ended_by(signal.SIGKILL, child)
        self.assertEqual(code, -signal.SIGKILL)
        self.assertFalse((self.folder / "w.h5").exists())
        self.kept("w")
        self.completes("w")

    def test_signals(self):
        kept = 0
        for number, expected in ((signal.SIGTERM, STOPPED), (signal.SIGUSR1, STOPPED), (signal.SIGINT, 130), (signal.SIGHUP, STOPPED)):
            with self.subTest(number.name):
                child = self.run_in("w")
                self.wait_for(child, "w", "plan")
                harness.wait_for_work(child, WORK)
                code, err = self.ended_by(number, child)
                self.assertEqual(code, expected, err)
                self.assert_words(["cellcast: stopped", "kept in w", "goes on"], err)
                self.assertEqual([path.name for path in self.folder.iterdir() if path.suffix == ".partial"], [])
                kept = self.kept("w", kept)
        self.completes("w")

    def test_signals_of_a_shard_and_of_resume(self):
        child = self.start("run", SMALL, "--work", "w", "--shard", "1/2", "--threads", "1", *self.arguments())
        self.wait_for(child, "w", "plan")
        harness.wait_for_work(child, WORK)
        code, _ = self.ended_by(signal.SIGUSR1, child)
        self.assertEqual(code, STOPPED)
        self.assertEqual(self.status("w")["begun"], [1])
        self.assertEqual(self.status("w")["to_do"], "0-1")
        child = self.start("resume", "w", "--threads", "1", "-o", "w.h5")
        harness.wait_for_work(child, WORK)
        code, _ = self.ended_by(signal.SIGTERM, child)
        self.assertEqual(code, STOPPED)
        self.assertFalse((self.folder / "w.h5").exists())
        self.succeeds("resume", "w", "-o", "w.h5")
        self.assertTrue(self.bytes_of("w.h5") == self.expected)
        self.assert_tidy("w")

    def test_signal_while_it_is_put_together(self):
        child = self.start("run", CHINA, *DRIVERS, "--work", "w", "-o", "w.h5")
        self.wait_for(child, "w", ".shard")
        harness.wait_for_work(child, WORK)
        code, err = self.ended_by(signal.SIGTERM, child)
        self.assertEqual(code, STOPPED, err)
        self.assertIn("kept in w", err)
        self.assertTrue(self.status("w")["complete"])
        self.assertEqual(self.names("w"), ["p000000-0000000000-0000065536.shard", "plan"])
        self.assertFalse((self.folder / "w.h5").exists())

    def test_a_damaged_checkpoint_costs_nothing_but_time(self):
        child = self.run_in("w")
        self.wait_for(child, "w", ".checkpoint")
        self.ended_by(signal.SIGKILL, child)
        [path] = (self.folder / "w").glob("p*.checkpoint")
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        found = self.status("w")
        self.assertEqual((found["missing"], found["trials_kept"]), ([0], 0))
        self.completes("w")


class Plan(work_case.WorkCase):
    def test_the_trials_of_the_largest_shard(self):
        """Their ends are rounded to blocks, so shards are not equal."""
        for trials, tasks in ((2000, 2), (3000, 3), (5000, 3), (4096, 8)):
            with self.subTest((trials, tasks)):
                arguments = (SMALL, "--trials", str(trials), "--tasks", str(tasks), *FEW)
                self.shards(f"w{trials}", tasks, "--trials", str(trials), *FEW)
                ranges = [name.removesuffix(".shard").split("-")[1:] for name in self.names(f"w{trials}") if name.endswith(".shard")]
                largest = max(int(end) - int(first) for first, end in ranges)
                planned = json.loads(self.succeeds("plan", *arguments, "--json").out)
                self.assertEqual(planned["trials_per_shard"], largest)
                self.assertIn(f"in {tasks} shards of up to {largest}\n", self.succeeds("plan", *arguments).out)


if __name__ == "__main__":
    harness.main()
