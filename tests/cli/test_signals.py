#!/usr/bin/python3
"""Signals end a run, with 128 + their number, and leave nothing behind. Within two seconds: scripts/promises measures them."""
import os
import shutil
import signal
import subprocess
import time
import unittest

import harness
from harness import CHINA, SMALL, SOURCE

SWEEP = SOURCE / "scenarios" / "sweeps" / "us-tariff.toml"
PROMISED = 2  # seconds
FOREVER = ["--trials", "4000000000", "--threads", "2"]


class SignalCase(harness.CliCase):
    def wait_for_partial(self, count=1):
        harness.wait_until(lambda: sum(path.name.endswith(".partial") for path in self.folder.rglob("*")) >= count, "the start of the run")

    def stop(self, child, number):
        child.send_signal(number)
        out, err = child.communicate(timeout=harness.hangs_after(PROMISED))
        return (out or b"").decode(), err.decode()


class Signals(SignalCase):
    def test_each(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number.name):
                child = self.start("run", CHINA, *FOREVER)
                self.wait_for_partial()
                harness.wait_for_work(child, 0.3)
                out, err = self.stop(child, number)
                self.assertEqual(child.returncode, code)
                self.assertEqual(out, "")
                self.assert_words(["cellcast: stopped", "nothing was written"], err)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_at_any_moment(self):
        # Before its handlers stand, the program dies by the signal itself, which a shell shows as the same number.
        for delay in (0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16):
            with self.subTest(delay):
                child = self.start("run", CHINA, *FOREVER)
                time.sleep(delay)
                self.stop(child, signal.SIGTERM)
                self.assertIn(child.returncode, (143, -signal.SIGTERM))
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_in_the_second_of_a_batch(self):
        few = self.copy(name="few.toml", replace=[("trials = 2000", "trials = 64")])
        many = self.copy(name="many.toml", replace=[('name = "small"', 'name = "many"'), ("trials = 2000", "trials = 4000000000")])
        child = self.start("run", few, many, "--threads", "2")
        self.wait_for_partial(2)
        harness.wait_for_work(child, 1.0)  # much more than the first takes
        _, err = self.stop(child, signal.SIGINT)
        self.assertEqual(child.returncode, 130)
        self.assertIn("nothing was written", err)
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"few.toml", "many.toml"})

    def test_while_it_finds_what_drives_the_outputs(self):
        child = self.start("run", CHINA, "--trials", "65536", "--set", 'sensitivity.method="sobol"', "--set", "sensitivity.trials=65536")
        self.wait_for_partial()
        harness.wait_for_work(child, 5.0)  # the trials take a fraction of that, the sensitivity many times as long
        self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_what_was_there_stays(self):
        (self.folder / "x.h5").write_text("precious")
        child = self.start("run", CHINA, *FOREVER, "-o", "x.h5", "--force")
        self.wait_for_partial()
        self.stop(child, signal.SIGTERM)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["x.h5"])
        self.assertEqual((self.folder / "x.h5").read_text(), "precious")

    def test_an_ignored_signal_stays_ignored(self):
        def like_nohup():
            harness.plain_signals()
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

        child = self.start("run", CHINA, *FOREVER, prepare=like_nohup)
        self.wait_for_partial()
        os.kill(child.pid, signal.SIGHUP)
        harness.wait_for_work(child, 0.5)
        self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)

    def test_twice_is_once(self):
        codes = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
        for first in codes:
            for second in codes:
                with self.subTest((first.name, second.name)):
                    child = self.start("run", CHINA, *FOREVER)
                    self.wait_for_partial()
                    child.send_signal(first)
                    self.stop(child, second)
                    self.assertIn(child.returncode, (codes[first], codes[second]))
                    self.assertEqual(list(self.folder.iterdir()), [])

    def test_before_gigabytes_of_samples_are_computed(self):
        child = self.start("run", CHINA, *FOREVER, "--set", "outputs.samples=300000")
        self.wait_for_partial()
        harness.wait_for_work(child, 0.3)
        self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertEqual(list(self.folder.iterdir()), [])


def samples(count):
    return ["--trials", str(count), "--set", f"outputs.samples={count}"]


class WhileItWrites(SignalCase):
    """Samples make files of hundreds of megabytes, which take many times longer to write than the program has."""

    def wait_for_bytes(self, child, count=4 << 20):
        harness.wait_until(lambda: any(path.stat().st_size > count for path in self.folder.glob(".*.partial")), "something is written", child)

    def test_a_result(self):
        child = self.start("run", CHINA, *samples(60000), "-o", "x.h5")
        self.wait_for_bytes(child)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertIn("nothing was written", err)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_second_of_a_batch(self):
        child = self.start("run", SMALL, CHINA, *samples(60000))
        harness.wait_until((self.folder / "small.h5").exists, "the first result", child)
        self.wait_for_bytes(child)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertIn("stopped; ./small.h5 is in place and whole", err)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["small.h5"])

    def test_of_a_work_folder(self):
        scenario, size = CHINA, samples(16384)
        child = self.start("run", scenario, *size, "--work", "w", "-o", "x.h5")
        self.wait_for_bytes(child)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 75)
        self.assertIn("kept in w", err)
        for command in (["merge", "w", "-o", "x.h5"], ["resume", "w", "-o", "x.h5"]):
            with self.subTest(command):
                child = self.start(*command)
                self.wait_for_bytes(child)
                self.stop(child, signal.SIGTERM)
                self.assertEqual(child.returncode, 75)
                self.assertEqual([path.name for path in self.folder.iterdir()], ["w"])
        self.succeeds("merge", "w", "-o", "x.h5")
        self.succeeds("run", scenario, *size, "-o", "y.h5")
        self.assertEqual((self.folder / "x.h5").read_bytes(), (self.folder / "y.h5").read_bytes())

    @unittest.skipIf(harness.is_sanitized() or shutil.which("strace") is None, "needs strace, and a program without a sanitizer")
    def test_any_command_that_syncs(self):
        # The signal comes as a file is about to be synced: no moment is later at which nothing has been written.
        at_sync = ["strace", "-qq", "-o", os.devnull, "-f", "-e", "inject=fsync:signal=SIGTERM:when=1"]
        for command in (["central", SMALL, "-o", "x"], ["plan", SMALL, "--tasks", "2", "--slurm", "x"], ["run", SMALL, "-o", "x"],
                        ["sweep", SWEEP, "--trials", "64", "-o", "x"]):
            with self.subTest(command[0]):
                done = subprocess.run([*at_sync, harness.PROGRAM, *command], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                                      preexec_fn=harness.plain_signals, timeout=harness.patience(), check=False)
                self.assertEqual(done.returncode, 143)
                self.assertIn(b"cellcast: stopped; nothing was written", done.stderr)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_while_nobody_takes_what_it_says(self):
        for is_blocking in (True, False):
            with self.subTest(is_blocking):
                reader, writer = os.pipe()
                os.set_blocking(writer, False)
                try:
                    while os.write(writer, bytes(4096)):
                        pass
                except BlockingIOError:
                    os.set_blocking(writer, is_blocking)
                child = subprocess.Popen([harness.PROGRAM, "run", SMALL, "-o", "x.h5", "--force"], cwd=self.folder, stdout=writer,
                                         stderr=subprocess.PIPE, preexec_fn=harness.plain_signals)
                self.addCleanup(self.end, child)
                harness.wait_until((self.folder / "x.h5").exists, "the result", child)
                harness.wait_until(lambda: harness.is_asleep(child.pid), "it waits", child)
                _, err = self.stop(child, signal.SIGTERM)
                self.assertEqual(child.returncode, 143)
                self.assertIn("stopped; x.h5 is in place and whole", err)
                (self.folder / "x.h5").unlink()
                os.close(reader)
                os.close(writer)


if __name__ == "__main__":
    harness.main()
