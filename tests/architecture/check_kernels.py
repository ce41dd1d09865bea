#!/usr/bin/python3
"""Holds the kernels apart: code for processors with more instructions must not be reached, nor picked by the linker, on those with fewer.

check_kernels.py LIBRARY; the last line is `N passed, N failed`, the exit status 1 where something failed.
In the static library each kernel is one object with one global name, and nothing that runs at start-up. No other object has an
instruction of AVX (all of whose names begin with v), the v3 kernel none of AVX-512; and kernels call no fused multiply-add of the library.
"""
import re
import subprocess
import sys

AVX = re.compile(r"^\s+[0-9a-f]+:\s+(v(?!err|erw)\w+)\s")
AVX_512 = re.compile(r"^\s+[0-9a-f]+:\s+(\w+)\s.*%(zmm|k[0-7]\b|[xy]mm(1[6-9]|2\d|3[01])\b)")
KERNEL = re.compile(r"cellcast_kernel_(\w+)\.o")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def by_member(text):
    """[(name, lines)] of what binutils print of an archive."""
    members = []
    for line in text.splitlines():
        begin = re.match(r"(\S+\.o):(\s+file format.*)?$", line)
        if begin:
            members.append((begin[1], []))
        elif members:
            members[-1][1].append(line)
    return members


def forbidden_instruction(name, lines):
    kernel = KERNEL.match(name)
    if kernel and kernel[1] == "avx512":
        return None
    rule = AVX_512 if kernel else AVX
    return next((line.strip() for line in lines if rule.match(line)), None)


def trouble_with_names(name, lines):
    symbols = [line.split() for line in lines if line.strip()]
    defined = [words[-1] for words in symbols if words[-2] != "U" and (words[-2].isupper() or words[-2] in "uvw")]
    if defined != [name.removesuffix(".o")]:
        return f"the kernel's one global name should be {name.removesuffix('.o')}, there are {len(defined)}: {' '.join(defined[:5])}"
    if any(words[-2:] == ["U", "fma"] for words in symbols):
        return "the library's fma is called, which is slow"
    return None


def main():
    library = sys.argv[1]
    failures, passed, kernels = [], 0, set()
    for name, lines in by_member(output("objdump", "-d", "--no-show-raw-insn", library)):
        found = forbidden_instruction(name, lines)
        passed += not found
        if found:
            failures.append(f"{name}: an instruction that not every processor of its kind has: {found}")
        if KERNEL.match(name):
            kernels.add(name)
    names = output("nm", library)
    sanitized = re.search(r"U __[at]san_init$", names, re.MULTILINE)  # sanitizers start up in every object
    for name, lines in by_member(names):
        if not KERNEL.match(name):
            continue
        found = trouble_with_names(name, lines)
        passed += not found
        if found:
            failures.append(f"{name}: {found}")
    for name, lines in by_member(output("objdump", "-h", library)):
        starts = any(re.search(r"\.(init_array|ctors)", line) for line in lines)
        if KERNEL.match(name) and starts and not sanitized:
            failures.append(f"{name}: has code that runs at start-up")
    print(f"kernels: {', '.join(sorted(kernels)) or 'none but the portable one'}")
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
