"""The package's stubs say what its module has (mypy's stubtest), and its doctests hold.

Usage: check_types.py PACKAGE_FOLDER, with CELLCAST_SOURCE. Last line: `N passed, N failed`. Exit code 77: mypy is not installed.
"""
import doctest
import importlib
import os
import pathlib
import pkgutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])


def stubs_hold(folder):
    with tempfile.TemporaryDirectory() as cache:
        settings = pathlib.Path(cache) / "mypy.ini"
        settings.write_text(f"[mypy]\nignore_missing_imports = True\ncache_dir = {cache}/cache\n")
        done = subprocess.run([sys.executable, "-m", "mypy.stubtest", "cellcast", "--mypy-config-file", settings, "--ignore-unused-allowlist",
                               "--allowlist", SOURCE / "tests" / "python" / "stubs_allowed.txt"], cwd=folder, capture_output=True, text=True)
    print(done.stdout + done.stderr)
    return done.returncode == 0


def main():
    folder = sys.argv[1]
    sys.path.insert(0, folder)
    import cellcast
    passed = failed = 0
    os.chdir(SOURCE)
    for module in ["cellcast", *(f"cellcast.{each.name}" for each in pkgutil.iter_modules(cellcast.__path__) if each.name != "_core")]:
        result = doctest.testmod(importlib.import_module(module))
        passed, failed = passed + result.attempted - result.failed, failed + result.failed
    try:
        import mypy  # noqa: F401
    except ImportError:
        print("mypy is not installed: the stubs were not compared")
        return 1 if failed else 77
    holds = stubs_hold(folder)
    print(f"{passed + holds} passed, {failed + (not holds)} failed")
    return 0 if holds and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
