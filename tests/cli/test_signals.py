#!/usr/bin/python3
"""Signals end a run within two seconds, with 128 + their number, and leave nothing behind."""
import os
import signal
import time

import harness
from harness import CHINA, SMALL

LIMIT = 2.0 if not harness.is_sanitized() else 20.0  # seconds
FOREVER = ["--trials", "4000000000", "--threads", "2"]


class Signals(harness.CliCase):
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
        return out.decode(), err.decode()

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


if __name__ == "__main__":
    harness.main()
