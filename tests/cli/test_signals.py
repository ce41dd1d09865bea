#!/usr/bin/python3
"""Signals end a run within two seconds, with 128 + their number, and leave nothing behind."""
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

import harness
from harness import CHINA, SMALL, SOURCE

LIMIT = 2.0 if not harness.is_sanitized() else 20.0  # seconds
SWEEP = SOURCE / "scenarios" / "sweeps" / "us-tariff.toml"
FOREVER = ["--trials", "4000000000", "--threads", "2"]


class SignalCase(harness.CliCase):
    def wait_for_partial(self, count=1):
        deadline = time.monotonic() + 20
        while sum(path.name.endswith(".partial") for path in self.folder.rglob("*")) < count:
            self.assertLess(time.monotonic(), deadline, "the run does not start")
            time.sleep(0.01)

    def stop(self, child, number):
        begin = time.monotonic()
        child.send_signal(number)
        out, err = child.communicate(timeout=harness.patience())
        self.assertLess(time.monotonic() - begin, LIMIT)
        return (out or b"").decode(), err.decode()


class Signals(SignalCase):
    def test_each(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number.name):
                child = self.start("run", CHINA, *FOREVER)
                self.wait_for_partial()
                time.sleep(0.3)
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
        child = self.start("run", SMALL, CHINA, "--threads", "2", "--trials", "1048576")
        self.wait_for_partial(2)
        while b"china-2030: 10 %" not in child.stderr.readline():
            self.assertIsNone(child.poll(), "the run ended by itself")
        _, err = self.stop(child, signal.SIGINT)
        self.assertEqual(child.returncode, 130)
        self.assertIn("nothing was written", err)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_while_it_finds_what_drives_the_outputs(self):
        child = self.start("run", CHINA, "--trials", "65536", "--set", 'sensitivity.method="sobol"', "--set", "sensitivity.trials=65536")
        while b"china-2030: 100 %" not in child.stderr.readline():
            self.assertIsNone(child.poll(), "the run ended by itself")
        time.sleep(0.3)
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
        time.sleep(0.5)
        self.assertIsNone(child.poll(), "it runs on")
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
        time.sleep(0.3)
        self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertEqual(list(self.folder.iterdir()), [])


def samples(count):
    return ["--trials", str(count), "--set", f"outputs.samples={count}"]


class WhileItWrites(SignalCase):
    """Samples make files of hundreds of megabytes, which take many times longer to write than the program has."""

    def wait_for_bytes(self, folder, count=4 << 20):
        deadline = time.monotonic() + harness.patience()
        while not any(path.stat().st_size > count for path in folder.glob(".*.partial")):
            self.assertLess(time.monotonic(), deadline, "nothing is written")
            time.sleep(0.01)

    def test_a_result(self):
        child = self.start("run", CHINA, *samples(60000), "-o", "x.h5")
        self.wait_for_bytes(self.folder)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertIn("nothing was written", err)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_second_of_a_batch(self):
        child = self.start("run", SMALL, CHINA, *samples(60000))
        while not (self.folder / "small.h5").exists():
            self.assertIsNone(child.poll(), "the run ended by itself")
            time.sleep(0.01)
        self.wait_for_bytes(self.folder)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 143)
        self.assertIn("stopped; ./small.h5 is in place and whole", err)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["small.h5"])

    def test_of_a_work_folder(self):
        scenario, size = CHINA, samples(16384)
        child = self.start("run", scenario, *size, "--work", "w", "-o", "x.h5")
        self.wait_for_bytes(self.folder)
        _, err = self.stop(child, signal.SIGTERM)
        self.assertEqual(child.returncode, 75)
        self.assertIn("kept in w", err)
        for command in (["merge", "w", "-o", "x.h5"], ["resume", "w", "-o", "x.h5"]):
            with self.subTest(command):
                child = self.start(*command)
                self.wait_for_bytes(self.folder)
                self.stop(child, signal.SIGTERM)
                self.assertEqual(child.returncode, 75)
                self.assertEqual([path.name for path in self.folder.iterdir()], ["w"])
        self.succeeds("merge", "w", "-o", "x.h5")
        self.succeeds("run", scenario, *size, "-o", "y.h5")
        self.assertEqual((self.folder / "x.h5").read_bytes(), (self.folder / "y.h5").read_bytes())

    @unittest.skipIf(harness.is_sanitized() or shutil.which("strace") is None, "needs strace, and a program without a sanitizer")
    def test_any_command_that_syncs(self):
        slow = ["strace", "-qq", "-o", os.devnull, "-f", "-e", "inject=fsync:delay_enter=1000000"]
        for command in (["central", SMALL, "-o", "x"], ["plan", SMALL, "--tasks", "2", "--slurm", "x"], ["run", SMALL, "-o", "x"],
                        ["sweep", SWEEP, "--trials", "64", "-o", "x"]):
            with self.subTest(command[0]):
                tracer = subprocess.Popen([*slow, harness.PROGRAM, *command], cwd=self.folder, stdin=subprocess.DEVNULL,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=harness.plain_signals)
                self.addCleanup(self.end, tracer)
                self.wait_for_bytes(self.folder, 0)
                children = pathlib.Path(f"/proc/{tracer.pid}/task/{tracer.pid}/children").read_text().split()
                if command[0] in ("run", "sweep"):
                    time.sleep(0.5)  # their partial is there from the start
                os.kill(int(children[0]), signal.SIGTERM)
                _, err = tracer.communicate(timeout=harness.patience())
                self.assertEqual(tracer.returncode, 143)
                self.assertIn(b"cellcast: stopped; nothing was written", err)
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
                while not (self.folder / "x.h5").exists():
                    time.sleep(0.01)
                time.sleep(0.3)
                _, err = self.stop(child, signal.SIGTERM)
                self.assertEqual(child.returncode, 143)
                self.assertIn("stopped; x.h5 is in place and whole", err)
                (self.folder / "x.h5").unlink()
                os.close(reader)
                os.close(writer)


if __name__ == "__main__":
    harness.main()
