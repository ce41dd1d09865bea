#!/usr/bin/python3
"""Installs the library to a folder of its own, and builds and runs programs that use it as docs/library.md says.

check_library.py CMAKE BUILD_FOLDER COMPILER; $CELLCAST_PROGRAM is the program that its files are compared with, $CELLCAST_SOURCE the tree.
"""
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])
CHINA = SOURCE / "scenarios" / "china-2030.toml"
MOST_SYMBOLS = 70
FACADE = re.compile(r"(typeinfo for |typeinfo name for |vtable for )?cellcast::(Error|Scenario|Result|run|sweep|central|trace|verify|version|probability|discover|seek|decide|score|plot)\b")


def call(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", (SOURCE / "docs" / "library.md").read_text(encoding="utf-8"), re.S | re.M)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_symbols(library):
    """Only names of the header are to be seen from outside, each as code or data of its own."""
    names = [line.split(" ", 2)[2] for line in call("nm", "-D", "--defined-only", "-C", library).splitlines() if line[17:18] != "A"]
    names = [name.split("@@")[0] for name in names]
    strange = [name for name in names if not FACADE.match(name)]
    assert not strange, f"names that are not of the header: {strange[:10]}"
    assert 10 < len(names) <= MOST_SYMBOLS, f"{len(names)} names are exported"


def check_run_path(library):
    """No run path where the loader finds all that the library needs."""
    dynamic = call("readelf", "--wide", "--dynamic", library)
    known = call("/sbin/ldconfig", "-p")
    lacks = [name for name in re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic) if f"\t{name} " not in known and not name.startswith("ld-")]
    assert lacks or not re.search(r"\((RPATH|RUNPATH)\)", dynamic), dynamic


def main():
    cmake, build, compiler = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        prefix, consumer = folder / "prefix", folder / "consumer"
        call(cmake, "--install", build, "--prefix", prefix)
        library = next(prefix.rglob("libcellcast.so"))
        check_symbols(library)
        check_run_path(library)
        headers = [path.name for path in (prefix / "include").rglob("*.h*")]
        assert sorted(headers) == ["answers.hpp", "cellcast.hpp"], headers

        consumer.mkdir()
        for source in ("CMakeLists.txt", "checks.cpp"):
            (consumer / source).write_bytes((SOURCE / "tests" / "library" / source).read_bytes())
        example, questions = blocks("cpp")
        (consumer / "example.cpp").write_text(example, encoding="utf-8")
        (consumer / "questions.cpp").write_text(f"#include <cellcast/cellcast.hpp>\n#include <cstdio>\nint main() {{\n{questions}}}\n", encoding="utf-8")
        (consumer / "alone.cpp").write_text("#include <cellcast/cellcast.hpp>\nint main() {}\n", encoding="utf-8")
        call(cmake, "-S", consumer, "-B", folder / "built", f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={compiler}")
        call(cmake, "--build", folder / "built")

        # The same example by pkg-config.
        environment = dict(os.environ, PKG_CONFIG_PATH=str(library.parent / "pkgconfig"))
        flags = call("pkg-config", "--cflags", "--libs", "cellcast", env=environment).split()
        call(compiler, "-std=c++20", consumer / "example.cpp", "-o", folder / "example", *flags, f"-Wl,-rpath,{library.parent}")

        call(os.environ["CELLCAST_PROGRAM"], "run", CHINA, "--trials", "65536", "-o", folder / "program.h5")
        said = [call(folder / "built" / "example", CHINA, folder / "cmake.h5"), call(folder / "example", CHINA, folder / "pkgconfig.h5")]
        assert said[0] == said[1] and re.search(r"^2030: \S+ \S+ \S+$", said[0], re.M), said
        hashes = {sha256(folder / f"{name}.h5") for name in ("program", "cmake", "pkgconfig")}
        assert len(hashes) == 1, "the library's file is not the program's"
        subprocess.run([folder / "built" / "checks", CHINA], check=True, cwd=folder)
        answer = call(folder / "built" / "questions", cwd=SOURCE)
        assert re.fullmatch(r"0\.0\d+ \(0\.0\d+ to 0\.0\d+\)\n", answer), answer
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
