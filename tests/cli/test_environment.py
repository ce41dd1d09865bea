#!/usr/bin/python3
"""Locales, time zones, clocks and missing variables change nothing; pipes and devices are read as far as they can be."""
import os
import shutil
import signal
import subprocess
import unittest

import harness
from harness import BAD_DATA, CHINA, NO_INPUT, SMALL

# Hours forth and back, at each call.
CLOCK = r"""
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
int clock_gettime(clockid_t id, struct timespec *t) {
  static int calls;
  const int result = (int)syscall(SYS_clock_gettime, id, t);
  t->tv_sec += (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) % 3 - 1) * 7200;
  return result;
}
"""


class Surroundings(harness.CliCase):
    def same(self, **options):
        """A run's bytes and what is printed, against those of an ordinary surrounding."""
        outcome = self.succeeds("run", SMALL, "-o", "x.h5", "--force", **options)
        printed = [self.program(*arguments, **options).out for arguments in (["central", CHINA], ["inputs", CHINA], ["show", "x.h5"])]
        return outcome.out, (self.folder / "x.h5").read_bytes(), printed

    def test_locales_and_zones(self):
        expected = self.same(env=harness.environment(LC_ALL="C.UTF-8"))
        for change in ({"LC_ALL": "POSIX"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "nonsense"}, {"LC_ALL": "x" * 5000},
                       {"LANG": "../../etc/passwd"}, {"TZ": "nonsense"}, {"TZ": ":/dev/zero"}, {"TZ": "Asia/Shanghai"}, {"TERM": ""},
                       {"HOME": "", "TMPDIR": ""}, {"HOME": "/nowhere", "TMPDIR": "/nowhere"}, {"COLUMNS": "-1"}):
            with self.subTest(change):
                self.assertEqual(self.same(env=harness.environment(**change)), expected)

    def test_no_environment(self):
        expected = self.same()
        sanitizer = {name: value for name, value in os.environ.items() if name == "TSAN_OPTIONS"}  # what it is to pass over
        self.assertEqual(self.same(env={"": "", **sanitizer}), expected)

    @unittest.skipIf(harness.is_sanitized() or shutil.which("cc") is None, "needs a C compiler, and a program without a sanitizer")
    def test_a_clock_that_jumps(self):
        (self.folder / "clock.c").write_text(CLOCK)
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.folder / "clock.so", self.folder / "clock.c"], check=True)
        jumping = harness.environment(LD_PRELOAD=str(self.folder / "clock.so"))
        self.assertEqual(self.same(env=jumping), self.same())
        err = self.succeeds("run", CHINA, "-o", "y.h5", "--trials", "32768", env=jumping).err
        self.assertNotIn("-", err.replace("china-2030", ""), "no negative time")


class Pipes(harness.CliCase):
    def test_standard_input(self):
        for name in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
            with self.subTest(name):
                text = SMALL.read_bytes()
                child = subprocess.run([harness.PROGRAM, "check", name], input=text, capture_output=True, check=False, timeout=harness.patience())
                self.assertEqual((child.returncode, child.stderr), (0, b""))

    def test_process_substitution(self):
        done = subprocess.run(["bash", "-c", '"$0" check <(sleep 0.2; head -c 500 "$1"; sleep 0.2; tail -c +501 "$1")', harness.PROGRAM, SMALL],
                              capture_output=True, check=False, timeout=harness.patience())
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_a_pipe_without_a_writer(self):
        os.mkfifo(self.folder / "pipe")
        self.fails(NO_INPUT, ["pipe: ", "nobody writes"], "check", "pipe")

    def test_a_pipe_with_a_writer(self):
        os.mkfifo(self.folder / "pipe")
        holder = os.open(self.folder / "pipe", os.O_RDWR)
        (self.folder / "pipe").write_bytes(SMALL.read_bytes())  # fits into the pipe
        child = self.start("check", "pipe")
        # Before the program reads, the holder keeps what is in the pipe; after that the program waits for more until the holder is gone.
        harness.wait_until(lambda: harness.unread(holder) == 0 and harness.is_asleep(child.pid), "the pipe is read", child)
        os.close(holder)
        _, err = child.communicate(timeout=harness.patience())
        self.assertEqual((child.returncode, err), (0, b""))

    def test_a_writer_that_stalls(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            reader, writer = os.pipe()
            child = subprocess.Popen([harness.PROGRAM, "check", "/dev/stdin"], stdin=reader, preexec_fn=harness.plain_signals)
            os.write(writer, b"schema = 1\n")
            harness.wait_until(lambda pipe=reader: harness.unread(pipe) == 0, "the pipe is read", child)
            harness.wait_until(lambda pid=child.pid: harness.is_asleep(pid), "it waits", child)
            child.send_signal(number)
            self.assertIn(child.wait(timeout=harness.hangs_after(2)), (-number, 128 + number))
            os.close(reader)
            os.close(writer)

    def test_without_end(self):
        self.fails(BAD_DATA, ["/dev/zero: the file is too large"], "check", "/dev/zero")
        done = subprocess.run(["bash", "-c", '"$0" check <(yes "# x")', harness.PROGRAM], capture_output=True, check=False,
                              timeout=harness.patience())
        self.assertEqual(done.returncode, BAD_DATA)
        self.assertIn(b"too large", done.stderr)

    def test_devices_and_system_files(self):
        for path, code, words in (("/dev/null", BAD_DATA, "the file is empty"), ("/proc/self/mem", NO_INPUT, "/proc/self/mem: "),
                                  ("/proc/self/environ", BAD_DATA, "/proc/self/environ:"), ("/proc/self/cmdline", BAD_DATA, "NUL"),
                                  ("/proc", NO_INPUT, "directory"), ("/dev/tty", NO_INPUT, "/dev/tty: ")):
            with self.subTest(path):
                def no_terminal():
                    os.setsid()
                self.fails(code, [words], "check", path, prepare=no_terminal)


class ClosedStreams(harness.CliCase):
    def test_each_and_all(self):
        for closed in ([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]):
            for arguments in (["check", SMALL], ["check", "nothing.toml"], ["run", SMALL, "-o", "x.h5", "--force"]):
                with self.subTest((closed, arguments[0])):
                    outcome = self.program(*arguments, prepare=lambda streams=closed: [os.close(stream) for stream in streams])
                    self.assertIn(outcome.code, (0, NO_INPUT, harness.IO_ERROR))
                    self.assertLessEqual({path.name for path in self.folder.iterdir()}, {"x.h5"})

    @unittest.skipIf(shutil.which("unshare") is None, "needs unshare")
    def test_without_the_device_that_takes_its_place(self):
        script = 'mount -t tmpfs none /dev || exit 77; "$0" check "$1" <&-'
        done = subprocess.run(["unshare", "-m", "sh", "-c", script, harness.PROGRAM, SMALL], capture_output=True, check=False, timeout=harness.patience())
        if done.returncode in (1, 77):
            self.skipTest("cannot mount here: " + done.stderr.decode().strip())
        self.assertEqual(done.returncode, 71)
        self.assertEqual(done.stderr.count(b"\n"), 1)
        self.assertIn(b"cellcast: cannot open /dev/null in place of a closed standard stream (No such file", done.stderr)


if __name__ == "__main__":
    harness.main()
