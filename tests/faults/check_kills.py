#!/usr/bin/python3
"""Kills `run --force` over an existing result: what is visible is the whole old or the whole new result, and the next run clears the rest.

check_kills.py [COUNT]: SIGKILL at COUNT random moments (200), most of them while the result is written, and more until each kind of end has been
seen; then, where $CELLCAST_SHIM is, before each single call by which a result is written, renamed and synced.
"""
import collections
import os
import random
import subprocess
import sys
import time

import shim
from harness import PROGRAM, SMALL, environment, plain_signals

SEED = 20261126
COMMAND = ["run", SMALL, "--trials", "200", "--threads", "2", "-o", "x.h5", "--force", "--seed"]
SEEDS = "12"
MOST_TIMES = 10  # as many kills as asked for, until each kind of end has been seen
CALLS = ("open", "pwrite", "ftruncate", "pread", "fsync", "rename", "link", "unlink", "close")


def start(bench, seed):
    return subprocess.Popen([PROGRAM, *COMMAND, seed], cwd=bench.folder, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, preexec_fn=plain_signals)


def partials(bench):
    return [name for name in bench.names() if name.endswith(".partial")]


class Kills:
    def __init__(self):
        self.bench, self.wrong, self.seen = shim.Bench(), [], collections.Counter()
        self.whole, self.duration = {}, 0.0
        for seed in SEEDS + SEEDS:
            begin = time.monotonic()
            assert start(self.bench, seed).wait() == 0
            self.duration = time.monotonic() - begin
            self.whole[seed] = self.bench.content("x.h5")
        assert self.whole["1"] != self.whole["2"]

    def look(self, where, old, new, code):
        """Judges what a killed run has left; `old` and `new` are seeds."""
        visible = self.bench.content("x.h5")
        if visible not in (self.whole[old], self.whole[new]):
            self.wrong.append(f"{where}: x.h5 is neither the old nor the new result")
        if set(partials(self.bench)) | {"x.h5"} != self.bench.names():
            self.wrong.append(f"{where}: left {self.bench.names()}")
        if len(partials(self.bench)) > 1:
            self.wrong.append(f"{where}: what an earlier run left is still there: {partials(self.bench)}")
        self.seen["old" if visible == self.whole[old] else "new"] += 1
        self.seen["with a partial left"] += bool(partials(self.bench))
        self.seen["after its end"] += code == 0

    def holds(self):
        return "1" if self.bench.content("x.h5") == self.whole["1"] else "2"

    def lacks(self):
        """What no kill has left so far."""
        return [what for what in ("old", "new", "with a partial left") if not self.seen[what]]

    def at_random(self, count):
        """The moments follow the runs, which other work on the machine makes slower or faster."""
        chance, number = random.Random(SEED), 0
        while number < count or (self.lacks() and number < MOST_TIMES * count):
            old = self.holds()
            new = "2" if old == "1" else "1"
            child = start(self.bench, new)
            # Half of them anywhere, half near the end, where the result is written.
            time.sleep(self.duration * (chance.random() if number % 2 else 0.5 + 0.6 * chance.random()))
            child.kill()
            code = child.wait()
            self.look(f"kill {number}", old, new, code)
            if number % 20 == 19:
                self.clear(f"after kill {number}")
            self.duration *= 0.87 if code == 0 else 1.03  # as often longer as shorter where a fifth of the kills come after the end
            number += 1
        return number

    def clear(self, where):
        new = "2" if self.holds() == "1" else "1"
        if start(self.bench, new).wait() != 0 or self.bench.names() != {"x.h5"} or self.bench.content("x.h5") != self.whole[new]:
            self.wrong.append(f"{where}: the next run leaves {self.bench.names()}")

    def at_each_call(self):
        """The moments that chance seldom meets: before the rename the old result is there, after it the new one."""
        self.seen.clear()
        counts = self.bench.run([*COMMAND, "1"]).counts
        kills = 0
        for call in CALLS:
            for nth in shim.spread(counts[call], 40):
                old = self.holds()
                new = "2" if old == "1" else "1"
                outcome = self.bench.run([*COMMAND, new], call=call, nth=nth, mode="kill")
                if outcome.code != -9:
                    self.wrong.append(f"{call} {nth}: not killed: {outcome.code}")
                kills += 1
                self.look(f"before {call} {nth}", old, new, outcome.code)
        self.clear("after the last of each call")
        if not (self.seen["old"] and self.seen["new"] and self.seen["with a partial left"]):
            self.wrong.append(f"kills before single calls have tested nothing: {dict(self.seen)}")
        return kills

    def at_the_fallback(self):
        """Without RENAME_NOREPLACE a hard link is made: killed between the link and the unlink, both names are there, and whole."""
        plain = [argument for argument in COMMAND if argument != "--force"]
        self.bench.fill({})
        self.bench.run([*plain, "1"], call="rename", nth=1, mode="once", errno=38)
        if self.bench.names() != {"x.h5"} or self.bench.content("x.h5") != self.whole["1"]:
            self.wrong.append(f"without RENAME_NOREPLACE: {self.bench.names()}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    kills = Kills()
    count = kills.at_random(count)
    random_ones = dict(kills.seen)
    kills.wrong += [f"no kill has hit: {what}; this has tested nothing" for what in kills.lacks()]
    exact = 0
    if os.path.isfile(shim.SHIM) and not shim.harness.is_sanitized():
        exact = kills.at_each_call()
        kills.at_the_fallback()
    else:
        print("without $CELLCAST_SHIM, or under a sanitizer, there are no kills before single calls")
    kills.bench.close()
    print("\n".join(kills.wrong))
    print(f"{count} kills at random moments: {random_ones}; {exact} before single calls; {len(kills.wrong)} wrong")
    return 1 if kills.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
