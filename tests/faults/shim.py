"""The program under injected faults: see fail_nth.c. The shared library is $CELLCAST_SHIM, next to $CELLCAST_PROGRAM of harness.py."""
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import typing

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402

SHIM = os.environ.get("CELLCAST_SHIM", "")
CALLS = ("open read pread write pwrite fsync rename link unlink close mmap ftruncate lseek stat getrandom fopen opendir readlink "
         "chown chmod xattr thread alloc").split()
COUNTERS, HITS, IN_LIBRARY = 32, 31, 30
SKIP = 77


class Outcome(typing.NamedTuple):
    code: int  # negative: ended by a signal; None: did not end
    out: bytes
    err: str
    counts: dict  # calls by function
    hits: int  # faults that were injected
    in_library: bool  # it was an allocation of a library that may not survive its failure


COUNTS = b"__gcov_init" in pathlib.Path(harness.PROGRAM).read_bytes()  # what it executes is counted, and written after main


def leave_if_impossible():
    if harness.is_sanitized() and not COUNTS:
        print("skipped: a sanitizer wants to be the first library, and takes memory of its own")
        sys.exit(SKIP)
    if not os.path.isfile(SHIM):
        print("skipped: there is no library to inject faults with; $CELLCAST_SHIM names it")
        sys.exit(SKIP)


def environment(state, **fault):
    plain = harness.environment(LD_PRELOAD=SHIM, FAULT_STATE=str(state), **({"FAULT_UNTIL_END": "1"} if COUNTS else {}))
    return {**plain, **{"FAULT_" + name.upper(): str(value) for name, value in fault.items()}}


class Bench:
    """A folder to run the program in, and a place for the counts beside it."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-faults-"))
        self.folder = self.home / "work"
        self.folder.mkdir()
        self.state = self.home / "state"

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)

    def fill(self, files):
        """The folder holds these files and nothing else; names may have folders."""
        for name in self.names() - set(files):
            (self.folder / name).unlink()
        for path in self.folder.iterdir():
            if path.is_dir() and not any(name.startswith(path.name + "/") for name in files):
                path.rmdir()
        for name, content in files.items():
            if self.content(name) != content:
                (self.folder / name).parent.mkdir(exist_ok=True)
                (self.folder / name).write_bytes(content)

    def files(self):
        return {name: self.content(name) for name in self.names()}

    def content(self, name):
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def names(self):
        """Of all files, those in folders too."""
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir()}

    def run(self, arguments, **fault):
        self.state.write_bytes(bytes(8 * COUNTERS))
        child = subprocess.Popen([harness.PROGRAM, *arguments], cwd=self.folder, env=environment(self.state, **fault), stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=harness.plain_signals)
        try:
            out, err = child.communicate(timeout=harness.patience())
            code = child.returncode
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            out, err = child.communicate()
            code = None
        numbers = struct.unpack(f"<{COUNTERS}Q", self.state.read_bytes())
        return Outcome(code, out, err.decode("utf-8", "replace"), dict(zip(CALLS, numbers)), numbers[HITS], numbers[IN_LIBRARY] > 0)


def spread(count, most):
    """1 ... count: all of them, or the ends and evenly between, `most` in all."""
    if count <= most:
        return list(range(1, count + 1))
    end = most // 4
    middle = most - 2 * end
    inner = {end + 1 + i * (count - 2 * end - 1) // max(1, middle - 1) for i in range(middle)}
    return sorted({*range(1, end + 1), *inner, *range(count - end + 1, count + 1)})
