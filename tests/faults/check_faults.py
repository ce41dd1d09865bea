#!/usr/bin/python3
"""Makes the Nth call of each function that reaches the system fail, once or from then on, and looks at what the program makes of it.

check_faults.py [--long] [--only CASE] [--call FUNCTION]; without --long a sample. Under every fault a command ends with 0 and the right
output, or with a code of sysexits.h and words on standard error, and leaves the folder as it was. It never ends by a signal, and never hangs.
"""
import argparse
import concurrent.futures
import errno
import os
import re
import struct
import sys
import typing

import shim
from harness import CHINA, HAS_PAGE_ENGINE, SMALL

ERRORS = {
    "open": "EMFILE EIO ENOSPC EACCES EINTR ENOMEM", "read": "EIO EINTR", "pread": "EIO EINTR", "write": "ENOSPC EDQUOT EIO EINTR",
    "pwrite": "ENOSPC EDQUOT EIO EINTR", "fsync": "EIO ENOSPC EDQUOT EINTR EINVAL", "rename": "EIO ENOSPC EDQUOT EROFS EINVAL ENOSYS EEXIST",
    "link": "EIO EPERM EEXIST", "unlink": "EIO EROFS", "close": "EIO ENOSPC EDQUOT EINTR", "mmap": "ENOMEM", "ftruncate": "EIO EINTR",
    "lseek": "EIO", "stat": "EIO ENOMEM", "getrandom": "ENOSYS EINTR", "fopen": "EMFILE EIO", "opendir": "EMFILE EACCES", "readlink": "EACCES",
    "chown": "EPERM EINVAL EDQUOT", "chmod": "EPERM EROFS", "xattr": "EOPNOTSUPP EPERM EIO ENOSPC ENODATA", "thread": "EAGAIN", "alloc": "ENOMEM",
}
EIGHT = "run --threads 8"
HALVES = ("read", "pread", "write", "pwrite", "getrandom")
CODES = (64, 65, 66, 71, 73, 74)
ABOUT_FILES = re.compile(r"\b(x\.h5|x\.csv|x\.svg|x\.html|other\.h5|actuals\.csv|small\.toml|china-2030\.toml|engine\.wasm\.gz|[a-z]+\.js|page\.html|style\.css|share/cellcast/web|standard output|out of memory|resource|SHA-256 is not available)\b")
TOTAL_ONLY = ["--set", 'outputs.variables=["total_demand"]']


# What is not to be passed over in silence: the file looks right now, but it may not be there tomorrow.
WRITES = ("write", "pwrite", "fsync", "ftruncate")
FOLDER_CANNOT_SYNC = "EINVAL"  # to the second fsync, that of the folder


# Of china-2030, which takes ten times as long.
THINNED = {"*": 40, "pwrite": 80, "alloc": 200, "every_error": False}


class Case(typing.NamedTuple):
    name: str
    arguments: list
    files: dict  # what the folder holds before
    result: str = ""  # the file that is written


class Fault(typing.NamedTuple):
    call: str
    nth: int
    mode: str
    error: str = ""
    fallback: bool = False


def faults(case, counts, most):
    """Every fault of one case, functions with many calls thinned out."""
    for call, count in counts.items():
        if case.name == EIGHT:
            count = 7 if call == "thread" else 0  # when these can be started, TBB starts its own: another lack of them it does not survive
        for nth in shim.spread(count, most.get(call, most["*"])):
            errors = ERRORS[call].split()
            for mode in ("once", "ever"):
                if mode == "ever" and call.endswith("alloc") and nth % 2:
                    continue  # half as many: memory that is gone for good ends the program at the first
                for error in errors if most["every_error"] else [errors[nth % len(errors)]]:
                    if mode == "ever" and error == "EINTR":
                        continue  # no kernel interrupts for ever
                    yield Fault(call, nth, mode, error)
            if call in HALVES:
                yield Fault(call, nth, "half")


ACL = "system.posix_acl_access"
# Reading and writing for the owner and one other user: a group without rights, of whose mask the mode says that it has some.
LIST = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in (
    (1, 6, 2 ** 32 - 1), (2, 6, 1234), (4, 0, 2 ** 32 - 1), (16, 6, 2 ** 32 - 1), (32, 0, 2 ** 32 - 1)))


def narrow(path):
    """Few rights for a file that is to be replaced."""
    path.chmod(0o600)
    try:
        os.setxattr(path, ACL, LIST)
    except OSError:
        pass  # a file system without lists


def is_wider(path):
    """Whether somebody may do more with a file than before."""
    acl = os.getxattr(path, ACL) if ACL in os.listxattr(path) else None
    return acl != LIST and (acl is not None or path.stat().st_mode & 0o077 != 0)


def complaints(case, fault, outcome, bench, reference):
    """What is wrong with an outcome, in words."""
    if outcome.code is None:
        return "does not end"
    if "not valid TOML" in outcome.err:
        return "the scenario is called wrong"
    if outcome.in_library and outcome.code != 0:  # their own defects may end the program
        return "" if not case.result or bench.content(case.result) == case.files.get(case.result) else "failed and changed the file"
    if outcome.code < 0:
        return f"ended by signal {-outcome.code}"
    names, expected = bench.names(), set(case.files)
    left = names - expected - {case.result}
    may_stay = fault.call == "unlink" and fault.mode == "ever"
    if left and not (may_stay and all(name.endswith(".partial") for name in left)):
        return f"left {sorted(left)}"
    written = bench.content(case.result) if case.result else None
    if case.result in case.files and is_wider(bench.folder / case.result):
        return "gives more rights than there were"
    if outcome.code == 0:
        if case.result and written != reference["file"]:
            return "ended with 0 and a wrong file"
        harmless = fault.error == "EINTR" or (fault.call == "fsync" and fault.nth == 2 and fault.error == FOLDER_CANNOT_SYNC)
        if fault.call in WRITES and fault.mode != "half" and not harmless:
            return "ended with 0 though a write has failed"
        return "" if outcome.out == reference["out"] else "ended with 0 and other output"
    if outcome.code not in CODES and "SHA-256 is not available" not in outcome.err:  # OpenSSL does not tell lack of memory from its other troubles
        return f"exit code {outcome.code}"
    if not outcome.err.endswith("\n") or not ABOUT_FILES.search(outcome.err):
        return "an error without its cause"
    if case.result and written != case.files.get(case.result):
        in_place = "is in place and whole" in outcome.err or "cannot write to standard output" in outcome.err
        if not (in_place and written == reference["file"]):
            return "failed and changed the file"
    return "" if reference["out"].startswith(outcome.out) else "failed with other output"


class Checker:
    def __init__(self, case):
        self.case = case
        bench = shim.Bench()
        bench.fill(case.files)
        outcome = bench.run(case.arguments)
        assert outcome.code == 0, f"{case.name}: {outcome.err}"
        self.reference = {"out": outcome.out, "file": bench.content(case.result) if case.result else None}
        self.counts = outcome.counts
        bench.close()

    def try_faults(self, some):
        """[(fault, complaint, outcome)] of one worker's share."""
        bench, found = shim.Bench(), []
        try:
            for fault in some:
                bench.fill(self.case.files)
                if self.case.result in self.case.files:
                    narrow(bench.folder / self.case.result)
                number = getattr(errno, fault.error) if fault.error else 0
                outcome = bench.run(self.case.arguments, call=fault.call, nth=fault.nth, mode=fault.mode, errno=number)
                found.append((fault, complaints(self.case, fault, outcome, bench, self.reference), outcome))
        finally:
            bench.close()
        return found


def result_of(arguments, name):
    bench = shim.Bench()
    outcome = bench.run(["run", *arguments, "-o", name])
    assert outcome.code == 0, outcome.err
    content = bench.content(name)
    bench.close()
    return content


def cases(long):
    small = [SMALL, "--trials", "200", *TOTAL_ONLY, "--threads", "2"]
    old = result_of([*small, "--seed", "1"], "x.h5")
    yield Case("run", ["run", *small, "-o", "x.h5"], {}, "x.h5")
    yield Case(EIGHT, ["run", SMALL, "--trials", "200", *TOTAL_ONLY, "--threads", "8", "-o", "x.h5"], {}, "x.h5")
    yield Case("run --force", ["run", *small, "-o", "x.h5", "--force"], {"x.h5": old}, "x.h5")
    yield Case("central -o", ["central", SMALL, "-o", "x.csv"], {}, "x.csv")
    yield Case("show", ["show", "x.h5"], {"x.h5": old})
    yield Case("export", ["export", "x.h5"], {"x.h5": old})
    yield Case("plot -o", ["plot", "x.h5", "--chart", "fan", "-o", "x.svg"], {"x.h5": old}, "x.svg")
    yield Case("report -o", ["report", "x.h5", "-o", "x.html"], {"x.h5": old}, "x.html")
    if HAS_PAGE_ENGINE:
        yield Case("whatif -o", ["whatif", SMALL, "--threads", "2", "-o", "x.html"], {}, "x.html")
    yield Case("check", ["check", SMALL], {})
    yield Case("trace", ["trace", SMALL, "--trials", "200", "--threads", "2", "--variable", "total_demand", "--year", "2027", "--quantile", "0.5"], {})
    yield Case("verify", ["verify", "x.h5", "--threads", "2"], {"x.h5": old})
    yield Case("probability", ["probability", SMALL, "--trials", "200", "--threads", "2", "total_demand[2027] > 100"], {})
    yield Case("compare --probability", ["compare", SMALL, SMALL, "--trials", "200", "--threads", "2", "--probability", "difference(total_demand)[2027] == 0"], {})
    yield Case("seek", ["seek", "x.h5", "--threads", "2", "--key", "markets.abroad.freight", "--from", "0.0", "--to", "0.1", "--target",
                        "mean(market_price[cells, abroad, 2027]) = 0.51"], {"x.h5": old})
    yield Case("discover", ["discover", "x.h5", "--threads", "2", "--where", "total_demand[2027] > 200"], {"x.h5": old})
    yield Case("decide", ["decide", SMALL, SMALL, "--trials", "200", "--threads", "2", "--payoff", "total_revenue[2027]"], {})
    actuals = b"variable,year,value,sd\ntotal_demand,2025,130,5\n"
    yield Case("score", ["score", "x.h5", "--threads", "2"], {"x.h5": old, "actuals.csv": actuals})
    if long:
        china = [CHINA, "--trials", "200", "--threads", "2"]
        yield Case("run china", ["run", *china, "-o", "x.h5"], {}, "x.h5")
        yield Case("show china", ["show", "x.h5"], {"x.h5": result_of(china, "x.h5")})


def meddled_with():
    """Another file takes the name of a result while it is read: the one or the other is shown, whole, or an error says what is wrong. And
    somebody writes into it: that is said."""
    old, new = (result_of([SMALL, "--trials", "200", *TOTAL_ONLY, "--seed", seed], "x.h5") for seed in ("1", "2"))
    damaged = new[:5000] + bytes([new[5000] ^ 1]) + new[5001:]
    bench, wrong, count = shim.Bench(), [], 0
    shown = {}
    for content in (old, new):
        bench.fill({"x.h5": content})
        plain = bench.run(["show", "x.h5"])
        shown[content] = plain.out
    for other in (new, damaged):
        for nth in range(1, plain.counts["stat"] + 1):
            bench.fill({"x.h5": old, "other.h5": other})
            outcome = bench.run(["show", "x.h5"], call="stat", nth=nth, mode="swap", **{"from": "other.h5", "to": "x.h5"})
            right = (0, shown[old]), (0, shown[new]) if other == new else (65, b"")
            count += outcome.hits
            if (outcome.code, outcome.out) not in right:
                wrong.append(f"swap before stat {nth}: {outcome.code} {outcome.err}")
    said = []
    for nth in range(1, plain.counts["pread"] + 1):  # written into while it is read
        bench.fill({"x.h5": old})
        outcome = bench.run(["show", "x.h5"], call="pread", nth=nth, mode="append", to="x.h5")
        count += outcome.hits
        said.append(outcome.err)
        if outcome.code != 65 or outcome.out or "x.h5" not in outcome.err:
            wrong.append(f"append before pread {nth}: {outcome.code} {outcome.err}")
    if not any("it changed while it was read" in err for err in said):
        wrong.append("no file has changed late enough to test anything")
    bench.close()
    return count, wrong


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--long", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--call", default="")
    chosen = options.parse_args()
    shim.leave_if_impossible()
    most = {"*": 400, "alloc": 1000, "every_error": True} if chosen.long else {"*": 12, "pwrite": 20, "alloc": 40, "every_error": False}
    injected, in_libraries, wrong, codes = 0, 0, [], {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case in cases(chosen.long):
            if chosen.only and case.name != chosen.only:
                continue
            checker = Checker(case)
            some = THINNED if case.name.endswith("china") else most
            every = [fault for fault in faults(case, checker.counts, some) if chosen.call in ("", fault.call)]
            for found in pool.map(checker.try_faults, (every[0::2], every[1::2])):
                for fault, complaint, outcome in found:
                    injected += outcome.hits > 0
                    in_libraries += outcome.in_library
                    codes[outcome.code] = codes.get(outcome.code, 0) + 1
                    if complaint:
                        wrong.append(f"{case.name}: {fault.call} {fault.nth} {fault.mode} {fault.error}: {complaint}: "
                                     f"{outcome.code} {outcome.err.strip()}")
            print(f"{case.name}: {len(every)} runs, {len(wrong)} wrong so far", flush=True)
    swaps, swapped_wrong = meddled_with() if not chosen.only else (0, [])
    wrong += swapped_wrong
    print("\n".join(wrong))
    print(f"{injected} runs with a fault ({in_libraries} of them in the memory of HDF5, OpenSSL and toml++), {swaps} with a file that others changed; exit codes {codes}; {len(wrong)} wrong")
    return 1 if wrong or injected == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
