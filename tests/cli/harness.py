"""Runs the real program and checks what it says: exit code, standard output, standard error, and what it leaves in the folder.

The program is $CELLCAST_PROGRAM, or the last argument if that is a file; the source tree is $CELLCAST_SOURCE, or found from here.
"""
import array
import fcntl
import functools
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import typing
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(os.environ.get("CELLCAST_SOURCE") or HERE.parents[1]).resolve()
SMALL = HERE / "small.toml"
CHINA = SOURCE / "scenarios" / "china-2030.toml"
ASSOCIATION = SOURCE / "scenarios" / "association-2030.toml"
GOLDEN = SOURCE / "tests" / "data" / "golden"
COMMANDS = ["run", "sweep", "check", "inputs", "central", "compare", "sensitivity", "show", "plot", "report", "whatif", "export", "trace", "verify", "score", "probability", "seek",
            "discover", "decide", "plan", "status", "merge", "resume", "extend", "init", "explain", "variables",
            "help", "man", "completion", "doctor"]

# Exit codes, as the program promises them.
DONE, USAGE, BAD_DATA, NO_INPUT, CANNOT_CREATE, IO_ERROR = 0, 64, 65, 66, 73, 74
READER_GONE = 128 + signal.SIGPIPE  # of standard output; nothing is said

PROGRESS = re.compile(r"(?P<name>\S+): (?P<percent>\d+) % of [\d,]+ trials?, [\d,]+/s(, .+ to go)?")


class Outcome(typing.NamedTuple):
    code: int  # negative: ended by a signal
    out: str
    err: str


def find_program():
    if len(sys.argv) > 1 and os.path.isfile(sys.argv[-1]):
        return os.path.abspath(sys.argv.pop())
    return os.path.abspath(os.environ.get("CELLCAST_PROGRAM") or SOURCE / "build" / "release" / "cellcast")


PROGRAM = find_program()


@functools.cache
def is_sanitized():
    """Sanitizers and counters of coverage take memory and time of their own, which no promise covers."""
    code = pathlib.Path(PROGRAM).read_bytes()
    return any(name in code for name in (b"__asan_init", b"__tsan_init", b"__gcov_init"))


def patience():
    """Seconds after which the program hangs."""
    return 1800 if is_sanitized() else 600


def hangs_after(promised):
    """Seconds after which something hangs that is promised within so many. No test looks closer at a clock, as other work on the machine stretches
    times; scripts/promises measures what is promised."""
    return promised * (100 if is_sanitized() else 10)


def processor_seconds(pid):
    """What a process has computed so far, in seconds of a processor."""
    user, system = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def is_asleep(pid):
    """Whether a process waits for something."""
    return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].startswith("S")


def unread(pipe):
    """Bytes that nobody has taken from a pipe yet."""
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def catches(pid, number):
    """Whether a process listens to a signal, which would end it as any other before."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"^SigCgt:\s*(\w+)", text, re.MULTILINE)[1], 16) >> (number - 1) & 1 == 1


def wait_until(condition, what, child=None):
    """Until something is so; AssertionError where a hang, or the end of the child, keeps it from becoming so."""
    deadline = time.monotonic() + patience()
    while not (found := condition()):
        if child is not None and child.poll() is not None:
            raise AssertionError(f"the program ended by itself, with {child.returncode}, before {what}")
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {patience()} s")
        time.sleep(0.01)
    return found


def wait_for_work(child, seconds):
    """Until the program has computed for so long from now on, however little of the processors it gets."""
    begun = processor_seconds(child.pid)
    wait_until(lambda: child.poll() is None and processor_seconds(child.pid) >= begun + seconds, f"{seconds} s of work", child)


def environment(**changes):
    """The tests' own, without what would change the program's manners."""
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**clean, **changes}


def plain_signals():
    """Whoever runs the tests may ignore signals (nohup, a background job); the program shall not inherit that."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGXFSZ, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)


def without_rights():
    """Before the program starts: root, who may do everything, becomes nobody."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)


def listing(folder):
    """What is in a folder, hidden files too: (path, size, time of change)."""
    found = set()
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found.add((str(path.relative_to(folder)), status.st_size, status.st_mtime_ns if not path.is_dir() else 0))
    return found


# A clock that stands still, or goes on by an hour at each call.
CLOCK = r"""
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *t) {
  static int calls;
  (void)id;
  t->tv_sec = 1000 + (time_t)STEP * __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
  t->tv_nsec = 0;
  return 0;
}
"""


HAS_PAGE_ENGINE = (pathlib.Path(PROGRAM).parent / "share/cellcast/web/engine.wasm.gz").exists()  # target `web`
NEEDS_A_CLOCK = unittest.skipIf(is_sanitized() or shutil.which("cc") is None, "needs a C compiler, and a program without a sanitizer")


class CliCase(unittest.TestCase):
    """Each test has an empty folder of its own, in which the program runs."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def copy(self, scenario=SMALL, name=None, replace=()):
        """A scenario in the test's folder, with texts in it replaced: [(old, new)]."""
        text = scenario.read_text(encoding="utf-8")
        for old, new in replace:
            self.assertIn(old, text, "the scenario has changed under the test")
            text = text.replace(old, new, 1)
        path = self.folder / (name or scenario.name)
        path.write_text(text, encoding="utf-8")
        return path

    def program(self, *arguments, cwd=None, env=None, prepare=None, timeout=None, **options):
        def before():
            plain_signals()
            if prepare:
                prepare()

        if prepare:  # limits would cut off the counts of coverage, too
            env = {**(env or environment()), "GCOV_PREFIX": os.path.join(tempfile.gettempdir(), "cellcast-counts"), "GCOV_ERROR_FILE": os.devnull}
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        done = subprocess.run([PROGRAM, *arguments], cwd=cwd or self.folder, env=env or environment(), preexec_fn=before,
                              timeout=timeout or patience(), check=False, **streams)
        out, err = (text.decode("utf-8") if text else "" for text in (done.stdout, done.stderr))
        return Outcome(done.returncode, out, err)

    def start(self, *arguments, prepare=plain_signals):
        """The program at work; what is left of it after the test is killed."""
        child = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, env=environment(), preexec_fn=prepare)
        self.addCleanup(self.end, child)
        return child

    def stops_at(self, number, *arguments, work=0.3):
        """A signal ends a command that has computed for so many seconds, and has printed nothing then."""
        child = self.start(*arguments)
        wait_until(lambda: catches(child.pid, number), "its handlers", child)
        wait_for_work(child, work)
        child.send_signal(number)
        out, err = child.communicate(timeout=hangs_after(2))
        self.assertEqual((child.returncode, out), (128 + number, b""))
        self.assertIn(b"stopped", err)

    def end(self, child):
        if child.poll() is None:
            child.kill()
        child.communicate()

    def assert_quiet(self, err):
        """Nothing but progress."""
        for line in err.split("\n")[:-1]:
            self.assertTrue(PROGRESS.fullmatch(line), f"unexpected on standard error: {line!r}")

    def assert_words(self, words, text):
        for word in words:
            self.assertIn(word, text)

    def succeeds(self, *arguments, warns=False, **options):
        """Ends with 0 and says nothing on standard error but progress, unless it is to warn."""
        outcome = self.program(*arguments, **options)
        self.assertEqual(outcome.code, DONE, outcome.err)
        if warns:
            self.assertIn(": warning: ", outcome.err)
        else:
            self.assert_quiet(outcome.err)
        return outcome

    def fails(self, code, words, *arguments, **options):
        """Ends with the code, says each of the words on standard error and nothing on standard output, and leaves the folder as it was."""
        before = listing(self.folder)
        outcome = self.program(*arguments, **options)
        self.assertEqual(outcome.code, code, f"{outcome.err}{outcome.out}")
        self.assert_words(words, outcome.err)
        self.assertEqual(outcome.out, "")
        self.assertTrue(outcome.err.endswith("\n"), "the message ends its line")
        self.assertEqual(listing(self.folder), before, "the folder has changed")
        return outcome

    def under_a_clock(self, step, *arguments):
        """Succeeds under a clock that goes on by so many seconds at each call."""
        (self.folder / "clock.c").write_text(CLOCK)
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", f"-DSTEP={step}", "-o", self.folder / "clock.so", self.folder / "clock.c"], check=True)
        return self.succeeds(*arguments, env=environment(LD_PRELOAD=str(self.folder / "clock.so")))

    def result(self, scenario=SMALL, name="result.h5", *arguments):
        """A result file in the test's folder."""
        self.succeeds("run", scenario, "-o", name, "--trials", "2000", *arguments)
        return self.folder / name


class PreparedCase(CliCase):
    """Tests that share what `prepare` makes once, in the folder of `maker`, a case of its own."""

    @classmethod
    def setUpClass(cls):
        maker = cls("make")
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        cls.prepare(maker)

    @classmethod
    def prepare(cls, maker):
        raise NotImplementedError

    def make(self):
        """Stands for a test where there is none."""


def main():
    unittest.main(verbosity=1)
