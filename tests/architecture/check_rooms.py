#!/usr/bin/python3
"""Holds the code to its architecture: who may include whom, and which room each heavy library stays in.

check_rooms.py [REPO]; the last line is `N passed, N failed`, the exit status 1 where something failed.
Before it judges the code it breaks each rule in a tree of its own, and fails if it does not notice.
"""
import pathlib
import re
import sys
import tempfile
import typing

ROOMS = ["base", "config", "sim", "output", "study", "cli"]  # each may use itself and what stands to its left
SUFFIXES = {".hpp", ".cpp", ".h", ".cc", ".in"}
EVERYWHERE = {"cellcast/version.hpp", "cellcast/slurm_template.hpp"}
INCLUDE = re.compile(r'^\s*#\s*(?:include(?:_next)?|import)\s*(?:([<"])([^>"]+)[>"]|(\w+))')


class Library(typing.NamedTuple):
    name: str
    header: re.Pattern
    room: str  # the only folder that may include it


LIBRARIES = [
    Library("toml++", re.compile(r"(toml\+\+|tomlplusplus)/|toml\.(h|hpp)$"), "config"),
    Library("TBB", re.compile(r"(oneapi/)?tbb(/|\.h$)|oneapi/dpl"), "sim/engine"),
    Library("HDF5", re.compile(r"(hdf5/.*/)?(H5\w*|hdf5\w*)\.h$|hdf5/|highfive/", re.IGNORECASE), "output"),
    Library("CLI11", re.compile(r"(CLI|CLI11)/|CLI11?\.hpp$"), "cli"),
]

# Folders that keep to less than their room may use: (folder, what it must not include, why).
PURE = [
    ("sim/model", re.compile(r"sim/(random|engine|stats)/|(oneapi/)?tbb(/|\.h$)|Eigen/|eigen3/|boost/|Random123/|filesystem$|fstream$|iostream$"),
     "the model is pure: no randomness, no engine, no statistics, no I/O, no heavy library"),
    ("sim/random", re.compile(r"sim/(model|engine|stats)/"), "draws know nothing of what they are for"),
    ("sim/stats", re.compile(r"sim/(random|engine)/"), "accumulators know nothing of where values come from"),
    ("sim/math", re.compile(r"sim/(random|model|engine|stats)/|config/"), "functions of numbers only"),
]


class Include(typing.NamedTuple):
    file: str  # relative to the root
    line: int
    target: str
    from_root: bool  # in quotes


def without_comments(text):
    """Line comments and block comments blanked, line breaks kept; a raw or ordinary string is left as it is."""
    token = re.compile(r'R"(\w*)\((?s:.*?)\)\1"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*(?s:.*?)\*/')
    return token.sub(lambda m: "\n" * m[0].count("\n") if m[0].startswith(("//", "/*")) else m[0], text)


def includes_of(root, path):
    for number, line in enumerate(without_comments(path.read_text(encoding="utf-8")).split("\n"), 1):
        found = INCLUDE.match(line)
        if found:
            yield Include(path.relative_to(root).as_posix(), number, found[2] or found[3], found[1] == '"')


def is_below(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    return path.split("/", 1)[0] if path.split("/", 1)[0] in ROOMS else None


def trouble(root, include):
    """What is wrong with one include, or nothing."""
    target = include.target
    if target in EVERYWHERE:
        return None
    room, other = room_of(include.file), room_of(target)
    if ".." in target.split("/") or target.startswith("/"):
        return "an include starts at the root"
    if include.from_root and not (root / target).is_file():
        return "there is no such file at the root"
    if target.startswith("tests/"):
        return "the product includes no test"
    if other and ROOMS.index(other) > ROOMS.index(room):
        return f"{room} may not use {other} ({' <- '.join(ROOMS)})"
    for library in LIBRARIES:
        if library.header.match(target) and not is_below(include.file, library.room):
            return f"{library.name} belongs in {library.room} alone"
    for folder, forbidden, why in PURE:
        if is_below(include.file, folder) and forbidden.match(target):
            return why
    return None


def check(root):
    """Number of files looked at, and a line for everything wrong in them."""
    wrong, files = [], 0
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix not in SUFFIXES or not path.is_file():
                continue
            files += 1
            for include in includes_of(root, path):
                why = trouble(root, include)
                if why:
                    wrong.append(f"{include.file}:{include.line}: includes {include.target} ({why})")
    return files, wrong


# What a tree of one file must be found guilty of, or not: (file, text, guilty).
CASES = [
    ("config/a.hpp", '#include "sim/b.hpp"', True),
    ("config/a.hpp", '#include "output/b.hpp"', True),
    ("config/deep/a.hpp", '#include "cli/b.hpp"', True),
    ("sim/a.cpp", '#include "output/b.hpp"', True),
    ("sim/a.cpp", '#include "cli/b.hpp"', True),
    ("output/a.cpp", '#include "cli/b.hpp"', True),
    ("output/a.cpp", "#include <cli/b.hpp>", True),
    ("sim/a.cpp", '#  include   "output/b.hpp"  // why', True),
    ("sim/a.cpp", '/* a\n comment */ #include "output/b.hpp"', True),
    ("sim/a.cpp", '#include "../output/b.hpp"', True),
    ("sim/a.cpp", '#include "b.hpp"', True),
    ("sim/a.cpp", '#include "tests/b.hpp"', True),
    ("sim/a.cpp", "#include <toml++/toml.h>", True),
    ("cli/a.cpp", "#include <toml++/toml.hpp>", True),
    ("sim/a.cpp", "#include <tbb/parallel_for.h>", True),
    ("sim/model/a.cpp", "#include <oneapi/tbb/task_arena.h>", True),
    ("cli/a.cpp", "#include <tbb/tbb.h>", True),
    ("config/a.cpp", "#include <hdf5.h>", True),
    ("cli/a.cpp", "#include <hdf5_hl.h>", True),
    ("sim/a.cpp", "#include <H5Fpublic.h>", True),
    ("sim/a.cpp", "#include <hdf5/serial/H5public.h>", True),
    ("output/a.cpp", "#include <CLI/CLI.hpp>", True),
    ("sim/model/a.cpp", '#include "sim/random/b.hpp"', True),
    ("sim/model/a.cpp", '#include "sim/engine/b.hpp"', True),
    ("sim/model/a.cpp", '#include "sim/stats/b.hpp"', True),
    ("sim/model/deep/a.cpp", "#include <Eigen/Dense>", True),
    ("sim/model/a.cpp", "#include <boost/math/distributions.hpp>", True),
    ("sim/model/a.cpp", "#include <tbb/parallel_for.h>", True),
    ("sim/random/a.cpp", '#include "sim/engine/b.hpp"', True),
    ("sim/stats/a.cpp", '#include "sim/random/b.hpp"', True),
    ("cli/a.cpp", '#include "output/b.hpp"\n#include "sim/b.hpp"\n#include "config/b.hpp"\n#include <CLI/CLI.hpp>', False),
    ("config/a.cpp", '#include "cellcast/version.hpp"\n#include <toml++/toml.h>\n#include <vector>', False),
    ("sim/engine/a.cpp", '#include <tbb/parallel_for.h>\n#include "sim/random/b.hpp"\n#include <Eigen/Dense>', False),
    ("output/a.cpp", '#include <hdf5.h>\n#include <H5DSpublic.h>\n#include "output/hdf5/hdf5.hpp"', False),
    ("sim/a.cpp", '// #include "output/b.hpp"\n/*\n#include "cli/b.hpp"\n*/\n#include "config/b.hpp"', False),
    ("tests/sim/a.cpp", '#include "cli/b.hpp"\n#include <tbb/tbb.h>', False),
]


def is_noticed(file, text):
    """Is a tree with this file in it, and with `b.hpp` wherever one may be wanted, found guilty?"""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for place in ("base", "config", "sim", "output", "study", "cli", "tests", "sim/model", "sim/random", "sim/engine", "sim/stats"):
            (root / place).mkdir(exist_ok=True)
            (root / place / "b.hpp").write_text("#pragma once\n")
        (root / "output" / "hdf5.hpp").write_text("#pragma once\n")
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
        return bool(check(root)[1])


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    failures = [f"self-test: {file} with {text!r} should {'' if guilty else 'not '}be noticed"
                for file, text, guilty in CASES if is_noticed(file, text) != guilty]
    passed = len(CASES) - len(failures)
    files, wrong = check(root)
    guilty_files = {line.split(":", 1)[0] for line in wrong}
    passed += files - len(guilty_files)
    failures += wrong
    for room in ROOMS:
        if not any((root / room).rglob("*.?pp")):
            failures.append(f"{root / room}: no code is here")
    print("\n".join(failures), end="\n" if failures else "")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
