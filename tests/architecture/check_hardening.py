#!/usr/bin/python3
"""Reads off a program whether it was built to resist: check_hardening.py PROGRAM SOURCE_FOLDER BUILD_FOLDER

The last line is `N passed, N failed`, the exit status 1 where something failed. A program built without the flags must fail.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

UNHARDENED = ["-no-pie", "-fno-stack-protector", "-U_FORTIFY_SOURCE", "-Wl,-z,norelro,-z,lazy,-z,execstack", "-fcf-protection=none"]


def readelf(option, program):
    return subprocess.run(["readelf", "--wide", option, program], capture_output=True, text=True, check=True).stdout


def findings(program, paths):
    """[(what, whether it holds)]"""
    segments, dynamic, symbols = readelf("--segments", program), readelf("--dynamic", program), readelf("--dyn-syms", program)
    flags = re.findall(r"^\s+(\w+)\s+(?:0x\w+\s+){5}([RWE ]{3})", segments, re.MULTILINE)
    code = pathlib.Path(program).read_bytes()
    return [
        ("an executable at no fixed address (PIE)", "Flags:" in dynamic and re.search(r"FLAGS_1.*\bPIE\b", dynamic)),
        ("all symbols bound at the start", re.search(r"FLAGS_1.*\bNOW\b", dynamic)),
        ("tables of symbols read-only after it (RELRO)", "GNU_RELRO" in segments),
        ("a stack that holds no code", dict(flags).get("GNU_STACK", "RWE") == "RW "),
        ("no memory both writable and executable", flags and not any("W" in bits and "E" in bits for _, bits in flags)),
        ("no code changed while loading", "TEXTREL" not in dynamic),
        ("guarded stack frames", "__stack_chk_fail" in symbols),
        ("checked functions of the C library", re.search(r"\b__\w+_chk\b", symbols.replace("__stack_chk_fail", ""))),
        ("libraries searched for in absolute folders only (an empty one is the current folder)",
         all(folder.startswith("/") for found in re.findall(r"(?:RPATH|RUNPATH).*\[(.*)\]", dynamic) for folder in found.split(":"))),
        ("no path of the machine it was built on", not any(os.fsencode(path) in code for path in paths)),
    ]


def broken():
    """A program built without the flags."""
    source = '#include <stdio.h>\n#include <string.h>\nint main(int n, char** a) { char b[9]; strcpy(b, a[n - 1]); puts(b); }\n'
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "broken")
        subprocess.run(["cc", "-x", "c", "-", "-o", program, *UNHARDENED], input=source, text=True, check=True, stderr=subprocess.DEVNULL)
        return [what for what, holds in findings(program, [])[:8] if holds]


def main():
    program, *paths = sys.argv[1:]
    results = findings(program, paths)
    results.append(("a program built without the flags fails", broken() in ([], ["no code changed while loading"])))
    failures = [what for what, holds in results if not holds]
    for what in failures:
        print(f"not so: {what}")
    print(f"{len(results) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
