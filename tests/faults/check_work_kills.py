#!/usr/bin/python3
"""Kills a run in a work folder over and over, and starts it again, until it is through: whatever is visible is whole, no finished shard is
lost, a checkpoint never falls back, the result has the bytes of a run that nobody killed, and nothing temporary is left.

check_work_kills.py [COUNT]: SIGKILL at COUNT random moments (200) over chains of `resume` and of `run --work`, and more until each kind of end has
been seen; then, where $CELLCAST_SHIM is, before single calls by which shards are written, renamed, synced and tidied up.
"""
import collections
import os
import random
import subprocess
import sys
import time

import shim
import work
from harness import PROGRAM, environment, plain_signals

SEED = 20261127
SHARDS = 24
CALLS = ("open", "write", "pwrite", "fsync", "rename", "unlink", "close")
MOST_TIMES = 10  # as many kills as asked for, until each kind of end has been seen
RESUME = ["resume", "w", "--threads", "2", "-o", "x.h5", "--force"]


def start(bench, arguments):
    return subprocess.Popen([PROGRAM, *arguments], cwd=bench.folder, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, preexec_fn=plain_signals)


class Chain:
    """A run that is to come to its end in a folder that only it works in."""

    def __init__(self, name, begin, arguments):
        self.name, self.arguments, self.begun = name, arguments, begin
        self.bench, self.wrong, self.seen = shim.Bench(), [], collections.Counter()
        self.bench.fill(begin)
        started = time.monotonic()
        assert start(self.bench, arguments).wait() == 0
        self.duration = time.monotonic() - started
        self.whole = self.bench.files()
        assert self.tidy(self.whole), self.whole.keys()
        self.restart()

    def tidy(self, files):
        return all(name in ("w/plan", "x.h5") or (name.endswith(".shard") and not name.startswith("w/.")) for name in files)

    def restart(self):
        self.bench.fill(self.begun)
        self.done, self.reached = set(work.shard_names(self.begun)), {}

    def kill(self, where, seconds):
        child = start(self.bench, self.arguments)
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        self.look(where, code)
        if code == 0:
            self.restart()
        return code

    def look(self, where, code):
        """Judges what a killed run has left."""
        files = self.bench.files()
        wrong = [f"{name} is not what it is to be" for name in set(files) & set(self.whole) if files[name] != self.whole[name]]
        wrong += [f"the finished {name} is lost" for name in self.done - set(files)]
        partials = [name for name in files if name.endswith(".partial")]
        checkpoints = [name for name in files if name.endswith(".checkpoint")]
        if set(files) - set(self.whole) - set(partials) - set(checkpoints):
            wrong.append(f"left {sorted(files)}")
        if len(partials) > 3:  # of a result, of a shard, and in no time of what is before them
            wrong.append(f"what earlier runs left is still there: {partials}")
        for name in checkpoints:
            found = work.unsealed(files[name])
            if not found or not max(found.first + 1, self.reached.get(name, 0)) <= found.done < found.end:
                wrong.append(f"{name} is broken, or behind what it was")
            else:
                self.reached[name] = found.done
        if code == 0 and files != self.whole:
            wrong.append(f"came to its end with {sorted(files)}, or other bytes")
        if code not in (0, -9):
            wrong.append(f"ended with {code}")
        self.done = set(work.shard_names(self.whole)) & set(files)
        self.wrong += [f"{self.name}, {where}: {text}" for text in wrong]
        self.seen["to the end"] += code == 0
        self.seen["with a partial left"] += bool(partials)
        self.seen["with a checkpoint left"] += bool(checkpoints)
        self.seen["with a checkpoint beside its shard"] += any(name.replace(".checkpoint", ".shard") in files for name in checkpoints)
        self.seen["with a new shard"] += len(self.done) > len(work.shard_names(self.begun))

    def complete(self, where):
        code = start(self.bench, self.arguments).wait()
        if code != 0 or self.bench.files() != self.whole:
            self.wrong.append(f"{self.name}, {where}: the last run ends with {code} and leaves {sorted(self.bench.names())}, or other bytes")
        self.restart()

    def lacks(self, wanted):
        return [what for what in wanted if not self.seen[what]]

    def at_random(self, count, least, most, wanted):
        """Kills between these seconds, later where they come too early for anything to be kept and earlier where they come after the end, as other
        work on the machine makes runs slower or faster. Returns how many."""
        chance, number, pace = random.Random(SEED), 0, 1.0
        while number < count or (self.lacks(wanted) and number < MOST_TIMES * count):
            before = (self.done, dict(self.reached))
            code = self.kill(f"kill {number}", pace * (least + (most - least) * chance.random()))
            pace *= 0.8 if code == 0 else 1.1 if before == (self.done, self.reached) else 1
            number += 1
        self.complete("after all kills")
        self.wrong += [f"{self.name}: no kill has hit: {what}; this has tested nothing" for what in self.lacks(wanted)]
        return number

    def at_each_call(self, most):
        counts = self.bench.run(self.arguments).counts
        kills = 0
        for call in CALLS:
            for nth in shim.spread(counts[call], most):
                self.restart()
                outcome = self.bench.run(self.arguments, call=call, nth=nth, mode="kill")
                if outcome.code != -9:
                    self.wrong.append(f"{call} {nth}: not killed: {outcome.code}")
                self.look(f"before {call} {nth}", outcome.code)
                self.complete(f"after {call} {nth}")
                kills += 1
        return kills


def long_enough(seconds):
    """So many trials that a run of them takes that long: checkpoints come after half a second."""
    trials = 1 << 17
    while True:
        bench = shim.Bench()
        begin = time.monotonic()
        assert start(bench, work.run_of(trials, "-o", "x.h5")).wait() == 0
        bench.close()
        if time.monotonic() - begin >= seconds:
            return trials
        trials *= 2


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    trials = long_enough(3)
    planned = work.computed(work.run_of(trials, "--work", "w", "--shard", f"0/{SHARDS}"))
    shards = Chain("resume", planned, RESUME)
    kills = shards.at_random(count - count // 4, 0.02, max(0.3, shards.duration / 4), ["with a partial left", "with a new shard"])
    one = Chain("run --work", {}, work.run_of(trials, "--work", "w", "-o", "x.h5", "--force"))
    kills += one.at_random(count // 4, 0.3, 0.7 * one.duration, ["with a checkpoint left"])
    wrong = shards.wrong + one.wrong
    exact = 0
    if os.path.isfile(shim.SHIM) and not shim.harness.is_sanitized():
        few = Chain("few", work.one_of_each(3300)[1], RESUME)
        exact = few.at_each_call(4 if count < 200 else 40)
        if not few.seen["with a checkpoint beside its shard"]:
            wrong.append("no kill has left a checkpoint of a finished shard; this has tested nothing")
        wrong += few.wrong
        few.bench.close()
    else:
        print("without $CELLCAST_SHIM, or under a sanitizer, there are no kills before single calls")
    for chain in (shards, one):
        print(f"{chain.name}: {dict(chain.seen)}")
        chain.bench.close()
    print("\n".join(wrong))
    print(f"{kills} kills at random moments of runs of {trials} trials; {exact} before single calls; {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
