#!/usr/bin/python3
"""Makes the Nth call of a function fail, once or from then on, in the commands of work folders.

check_work_faults.py [--long] [--only CASE]; without --long a sample. Under every fault a command ends with 0 and the right output, or with a
code of sysexits.h and words on standard error; never by a signal. No shard that was done is lost, whatever is visible is whole, and the same
command without faults comes to the right bytes.
"""
import argparse
import concurrent.futures
import errno
import sys
import typing

import check_faults
import shim
import work
from check_faults import CODES, WRITES, Fault

CALLS = ("open", "read", "write", "pwrite", "fsync", "rename", "close", "unlink", "opendir", "stat", "link", "mmap", "thread")
ERRORS = ("EIO", "ENOSPC")
OTHERS = {"mmap": "ENOMEM", "thread": "EAGAIN"}
TRIALS, MORE = 3300, 3800


class Case(typing.NamedTuple):
    name: str
    arguments: list
    files: dict  # what the folder holds before
    writes_result: bool


def cases():
    run = work.run_of(TRIALS, "--work", "w")
    done, begun = work.one_of_each(TRIALS)
    second = work.shard_names(done)[1]
    missing = {name: data for name, data in done.items() if name != second}
    result = ["-o", "x.h5", "--force"]
    yield Case("run --work", [*run, *result], {}, True)
    yield Case("run --shard", [*run, "--shard", "1/3"], missing, False)
    yield Case("merge", ["merge", "w", *result, "--threads", "2"], done, True)
    yield Case("status", ["status", "w", "--json"], missing, False)
    yield Case("resume", ["resume", "w", *result, "--threads", "2"], begun, True)
    yield Case("extend", ["extend", "w", "--trials", str(MORE), *result, "--threads", "2"], done, True)


def faults(counts, long):
    for call in CALLS:
        for nth in shim.spread(counts[call], 40 if long else 5):
            for mode in ("once", "ever"):
                errors = (OTHERS[call],) if call in OTHERS else ERRORS if long else (ERRORS[(nth + (mode == "ever")) % 2],)
                for error in errors:
                    yield Fault(call, nth, mode, error)
            if long and call in check_faults.HALVES:
                yield Fault(call, nth, "half")


class Checker:
    def __init__(self, case):
        self.case, bench = case, shim.Bench()
        bench.fill(case.files)
        outcome = bench.run(case.arguments)
        assert outcome.code == 0, f"{case.name}: {outcome.err}"
        self.out, self.after, self.counts = outcome.out, bench.files(), outcome.counts
        bench.close()

    def complaint(self, fault, outcome, bench):
        """What is wrong with an outcome, in words."""
        if outcome.code is None:
            return "does not end"
        if outcome.code < 0:
            return f"ended by signal {-outcome.code}"
        files = bench.files()
        for name, data in files.items():
            if name.endswith(".partial") and not (fault.call == "unlink"):
                return f"left {name}"
            if name in self.after and data not in (self.after[name], self.case.files.get(name)):
                return f"{name} is not what it is to be"
            if name.endswith(".checkpoint") and not work.unsealed(data):
                return f"{name} is broken"
        lost = [name for name in work.shard_names(self.case.files) if name not in files]
        if lost:
            return f"lost {lost}"
        if outcome.code == 0:
            if any(files.get(name) != data for name, data in self.after.items()):
                return "ended with 0 and a wrong file"
            harmless = outcome.hits == 0 or fault.mode == "half"
            if fault.call in WRITES and not harmless:
                return "ended with 0 though a write has failed"
            return "" if outcome.out == self.out else "ended with 0 and other output"
        if outcome.code not in CODES:
            return f"exit code {outcome.code}"
        if self.case.name == "status" and outcome.code == 65:
            return "" if b'"damaged": [' in outcome.out else "failed without a word"
        if self.case.name == "status" and outcome.code == 74 and outcome.out:
            return "" if b'"unreadable": []' not in outcome.out and b"cannot read" in outcome.out else "failed without a word"
        if not outcome.err.endswith("\n") or not any(word in outcome.err for word in ("w/", "w: ", "x.h5", "standard output", "small.toml", "resource", "memory")):
            return "an error without its cause"
        return "" if self.out.startswith(outcome.out) else "failed with other output"

    def goes_on(self, bench):
        """The same command without faults comes to the right end."""
        outcome = bench.run(self.case.arguments)
        if outcome.code != 0:
            return f"and then {outcome.code}: {outcome.err.strip()}"
        return "" if bench.files() == self.after else f"and then leaves {sorted(bench.names())}, or other bytes"

    def try_faults(self, some):
        bench, found = shim.Bench(), []
        try:
            for fault in some:
                bench.fill(self.case.files)
                outcome = bench.run(self.case.arguments, call=fault.call, nth=fault.nth, mode=fault.mode,
                                    errno=getattr(errno, fault.error) if fault.error else 0)
                found.append((fault, self.complaint(fault, outcome, bench) or self.goes_on(bench), outcome))
        finally:
            bench.close()
        return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--long", action="store_true")
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    shim.leave_if_impossible()
    injected, wrong, shown, codes = 0, [], 0, {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case in cases():
            if chosen.only not in ("", case.name):
                continue
            checker = Checker(case)
            every = list(faults(checker.counts, chosen.long))
            for found in pool.map(checker.try_faults, (every[0::2], every[1::2])):
                for fault, complaint, outcome in found:
                    injected += outcome.hits > 0
                    codes[outcome.code] = codes.get(outcome.code, 0) + 1
                    if complaint:
                        wrong.append(f"{case.name}: {fault.call} {fault.nth} {fault.mode} {fault.error}: {complaint}: "
                                     f"{outcome.code} {outcome.err.strip()}")
            print(*wrong[shown:], f"{case.name}: {len(every)} faults, {len(wrong)} wrong so far", sep="\n", flush=True)
            shown = len(wrong)
    print(f"{injected} runs with a fault; exit codes {codes}; {len(wrong)} wrong")
    return 1 if wrong or injected == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
