#!/usr/bin/python3
"""Runs commands under every limit of memory and of open files: 0 and the right output, or words and 71; never a signal.

check_limits.py [STEP]: memory in steps of so many MiB (8).
"""
import collections
import resource
import subprocess
import sys

import shim
from harness import PROGRAM, SMALL, environment, plain_signals

MIB = 1 << 20
OUT_OF_RESOURCES = 71
RUN = ["run", SMALL, "--trials", "5000", "--threads", "2", "-o", "x.h5"]


def limited(bench, arguments, kind, limit):
    def before():
        plain_signals()
        resource.setrlimit(kind, (limit, limit))

    done = subprocess.run([PROGRAM, *arguments], cwd=bench.folder, env=environment(), stdin=subprocess.DEVNULL, capture_output=True,
                          preexec_fn=before, timeout=shim.harness.patience(), check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


class Limits:
    def __init__(self):
        self.bench, self.wrong, self.codes = shim.Bench(), [], collections.Counter()
        self.bench.run(RUN)
        self.result = self.bench.content("x.h5")

    def descend(self, name, arguments, kind, limits, needs_file):
        """Ever less; ends where not even the libraries of the program find room. What worked must not be the whole or nothing of it."""
        codes = collections.Counter()
        for limit in limits:
            files = {"x.h5": self.result} if needs_file else {}
            self.bench.fill(files)
            code, out, err = limited(self.bench, arguments, kind, limit)
            if code == 127 or "error while loading shared libraries" in err:
                break
            codes[code] += 1
            where = f"{name} within {limit}: {code} {err.strip()[-200:]}"
            if code != 0 and (code != OUT_OF_RESOURCES or not err.endswith("\n")):
                self.wrong.append(where)
            if code == 0 and "x.h5" in arguments and self.bench.content("x.h5") != self.result:
                self.wrong.append(f"{where}: a wrong file")
            if code != 0 and (out or self.bench.names() != set(files)):
                self.wrong.append(f"{where}: left {self.bench.names()} {out[:50]!r}")
        if not codes[0] or sum(codes.values()) == codes[0]:
            self.wrong.append(f"{name}: the limits have tested nothing: {dict(codes)}")
        self.codes += codes


def main():
    shim.harness.is_sanitized() and sys.exit(print("skipped: sanitizers take memory of their own") or shim.SKIP)
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    limits = Limits()
    for name, arguments, needs_file in (("run", RUN, False), ("show", ["show", "x.h5"], True)):
        limits.descend(name, arguments, resource.RLIMIT_AS, range(640 * MIB, 8 * MIB, -step * MIB), needs_file)
        limits.descend(name + ", files", arguments, resource.RLIMIT_NOFILE, range(12, 2, -1), needs_file)
    limits.bench.close()
    print("\n".join(limits.wrong))
    print(f"{sum(limits.codes.values())} runs within limits; exit codes {dict(limits.codes)}; {len(limits.wrong)} wrong")
    return 1 if limits.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
