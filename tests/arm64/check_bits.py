#!/usr/bin/env python3
"""The same bits on every processor, from every compiler: builds the engine (base, config, sim) and tests/arm64/bits.cpp for arm64 and with
clang, runs them, the former under qemu, and compares every line with what this build prints for each of its kernels.

Usage: check_bits.py FOLDER NATIVE arm64|clang|clang-v3 ...    FOLDER: for what is built; NATIVE: the program cellcast_bits

Without a compiler or emulator (g++-aarch64-linux-gnu, qemu-user-static, clang-14) says so and exits with 77.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
# As everywhere in cmake/CellcastOptions.cmake; how far optimised is not to matter.
FLAGS = ["-std=c++20", "-O1", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-DNDEBUG", "-w"]
ROOMS = ["base", "config", "sim", "tests/arm64"]
COMPILED_TOGETHER = ["cellcast_sim", "cellcast_numbers", "cellcast_kernel_portable", "cellcast_config", "cellcast_base"]  # targets, the longest first
LEFT_OUT = {"base/sha256.cpp"}  # of result files alone, and OpenSSL's library is not at hand for other processors
HEADERS = ["eigen3", "boost", "toml++"]  # libraries of headers alone, the same for every processor
TARGETS = {
    "arm64": dict(compiler=["aarch64-linux-gnu-g++"], run=["qemu-aarch64-static"], link=["-static"]),
    "clang": dict(compiler=["clang++-14"], run=[], link=[]),
    "clang-v3": dict(compiler=["clang++-14", "-march=x86-64-v3"], run=[], link=[]),
}


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(77)


def headers(folder):
    """A folder of links to the headers: /usr/include itself holds the C library of this machine."""
    place = folder / "include"
    place.mkdir(parents=True, exist_ok=True)
    for name in HEADERS:
        link = place / name
        if not link.is_symlink():
            link.symlink_to(pathlib.Path("/usr/include") / name)
    return place


def units(place, native):
    """What is compiled: the sources, of which those that the build compiles together are one unit here too, without what is left out."""
    alone = {source for room in ROOMS for source in SOURCE.glob(f"{room}/**/*.cpp") if str(source.relative_to(SOURCE)) not in LEFT_OUT}
    together = []
    for target in COMPILED_TOGETHER:
        for unit in sorted(native.parents[1].glob(f"CMakeFiles/{target}.dir/Unity/*.cxx")):
            sources = [source for source in map(pathlib.Path, re.findall(r'#include "(.*)"', unit.read_text())) if source in alone]
            alone.difference_update(sources)
            together.append(place / f"{target}_{unit.stem}.cpp")
            together[-1].write_text("".join(f'#include "{source}"\n' for source in sources))
    return together + sorted(alone)


def build(folder, native, target):
    what = TARGETS[target]
    place, include = folder / target, headers(folder)
    place.mkdir(parents=True, exist_ok=True)
    sources = units(place, native)
    cache = ["ccache"] if shutil.which("ccache") else []
    options = [*FLAGS, f"-I{SOURCE}/tests/arm64/serial", f"-I{SOURCE}", f"-isystem{include}", f"-isystem{include}/eigen3"]
    objects = [place / f"{number}.o" for number in range(len(sources))]

    def compile_one(pair):
        subprocess.run([*cache, *what["compiler"], *options, "-c", str(pair[0]), "-o", str(pair[1])], check=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compile_one, zip(sources, objects)))
    program = place / "bits"
    subprocess.run([*what["compiler"], *what["link"], *map(str, objects), "-o", str(program), "-pthread"], check=True)
    return [*what["run"], str(program)]


def lines(command, *arguments):
    done = subprocess.run([*command, str(SOURCE), *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout.splitlines()


def differences(name, expected, found):
    if len(expected) != len(found):
        return [f"{name}: {len(found)} lines, expected {len(expected)}"]
    return [f"{name}: {theirs}\n    here: {ours}" for ours, theirs in zip(expected, found) if ours != theirs]


def main(folder, native, *targets):
    for target in targets:
        for program in [TARGETS[target]["compiler"][0], *TARGETS[target]["run"]]:
            if not shutil.which(program):
                skip(f"{program} is not installed")
    expected = lines([native], "portable")
    if len(expected) < 60:
        sys.exit("too few lines to compare")
    wrong = []
    for isa in ("v3", "avx512"):
        found = subprocess.run([native, str(SOURCE), isa], capture_output=True, text=True)
        if found.returncode != 0:
            print(f"{isa}: not on this processor, left out")
            continue
        wrong += differences(isa, expected, found.stdout.splitlines())
        print(f"{isa}: compared")
    for target in targets:
        wrong += differences(target, expected, lines(build(pathlib.Path(folder), pathlib.Path(native), target)))
        print(f"{target}: compared")
    print(f"{len(expected)} lines, {len(wrong)} differ")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
