#!/usr/bin/python3
"""The Debian packages, built by scripts/package, installed from local files in a clean Debian 12: the program computes there what the build's
program does, the Python module and a program of C++ too, and after a purge nothing is left.

Needs $CELLCAST_PROGRAM and $CELLCAST_SOURCE; $CELLCAST_PACKAGES is a folder of packages to take instead of building them. Exit code 77: not
root, no debootstrap, or no mirror. Last line: `N passed, N failed`.
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])
PROGRAM = os.environ["CELLCAST_PROGRAM"]
PACKAGES = ["cellcast", "libcellcast0", "libcellcast-dev", "python3-cellcast"]
SCENARIO = "usr/share/cellcast/scenarios/china-2031.toml"  # of scripts/quickstart
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
EXPECTED = """
usr/bin/cellcast
usr/share/man/man1/cellcast.1.gz
usr/share/man/man1/cellcast-run.1.gz
usr/share/bash-completion/completions/cellcast
usr/share/zsh/vendor-completions/_cellcast
usr/share/fish/vendor_completions.d/cellcast.fish
usr/share/cellcast/scenarios/china-2031.toml
usr/share/cellcast/scenarios/sweeps/us-tariff.toml
usr/share/doc/cellcast/model.md
usr/include/cellcast/cellcast.hpp
usr/lib/python3/dist-packages/cellcast/__init__.py
usr/lib/python3/dist-packages/cellcast/py.typed
""".split()


class Skipped(Exception):
    pass


def call(*command, **options):
    done = subprocess.run([str(word) for word in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}")
    return done.stdout


def mirror():
    """Where this machine has its Debian from, by the proxy that apt has."""
    config = call("apt-config", "dump", "Acquire::http::Proxy")
    if proxy := re.search(r'Proxy "([^"]+)"', config):
        os.environ["http_proxy"] = proxy[1]
    listed = call("apt-get", "indextargets", "--format", "$(ORIGIN) $(CODENAME) $(SITE)", "Created-By: Packages")
    found = re.search(r"^Debian bookworm (\S+)$", listed, re.MULTILINE)
    site = found[1] if found else "http://deb.debian.org/debian"
    try:
        with urllib.request.urlopen(f"{site.rstrip('/')}/dists/bookworm/InRelease", timeout=60) as answer:
            answer.read(1)
    except OSError as error:
        raise Skipped(f"no mirror of Debian: {site}: {error}") from error
    return site


class System:
    """A clean Debian 12 in a folder."""

    def __init__(self, folder, site):
        self.root = folder / "debian"
        call("debootstrap", "--variant=minbase", f"--keyring={KEYRING}", "bookworm", self.root, site)
        with contextlib.suppress(FileNotFoundError, shutil.SameFileError):
            shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        (self.root / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n", encoding="ascii")  # it does not outlive the test
        (self.root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n", encoding="ascii")

    def __call__(self, *command):
        """Runs a command inside, with a /proc of its own."""
        environment = {name: os.environ[name] for name in ("http_proxy",) if name in os.environ}
        environment |= {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        return call("unshare", "--mount", "--pid", "--fork", f"--mount-proc={self.root}/proc", "chroot", self.root, *command, env=environment)

    def files(self):
        """All paths but those that apt and dpkg keep for themselves."""
        own = ("proc", "var/lib/apt", "var/lib/dpkg", "var/cache", "var/log", "packages")
        found = set()
        for folder, folders, names in os.walk(self.root):
            inside = os.path.relpath(folder, self.root)
            folders[:] = [each for each in folders if os.path.normpath(f"{inside}/{each}") not in own]
            found |= {os.path.normpath(f"{inside}/{each}") for each in (*folders, *names)}
        return found


def results_sha256(path):
    import h5py

    with h5py.File(path, "r", locking=False) as file:
        return file.attrs["results_sha256"]


def check_places(system):
    missing = [path for path in EXPECTED if not (system.root / path).exists()]
    assert not missing, f"not installed: {missing}"
    for code in [system.root / "usr/bin/cellcast", *system.root.glob("usr/lib/*/libcellcast.so.0"), *system.root.glob("usr/lib/python3/dist-packages/cellcast/_core*.so")]:
        dynamic = call("readelf", "--wide", "--dynamic", code)
        assert not re.search(r"\((RPATH|RUNPATH)\)", dynamic), f"{code} has a run path"


def check_program(system):
    """The scenario of the quickstart, whole; and one that begins with it by its name."""
    system("sh", "-c", f"mkdir -p /results && cd /results && cellcast run /{SCENARIO} --quiet -o inside.h5 && cellcast verify --quick inside.h5")
    (system.root / "results" / "own.toml").write_text('extends = "shipped:china-2031"\nname = "own"\n', encoding="utf-8")
    system("cellcast", "check", "/results/own.toml")
    outside = system.root / "results" / "outside.h5"
    call(PROGRAM, "run", SOURCE / "scenarios" / "china-2031.toml", "--quiet", "-o", outside)
    inside, built = (results_sha256(path) for path in (system.root / "results/inside.h5", outside))
    assert inside == built, f"results_sha256 is {inside} in the chroot, {built} by the build's program"
    print(f"results_sha256 of china-2031, 1,048,576 trials: {inside} in both")
    assert json.loads(system("cellcast", "doctor", "--json"))


def check_module(system):
    code = ("import cellcast as cc\n"
            f"r = cc.Scenario('/{SCENARIO}').run(trials=4096)\n"
            "r.save('/results/module.h5')\n"
            "assert r.quantiles['total_production'].sel(year=2030).attrs['units'] == 'GWh'\n"
            "assert len(r.frame('production')) > 0 and '<svg' in r.plot.fan('total_production').svg\n")
    system("python3", "-c", code)
    system("cellcast", "run", f"/{SCENARIO}", "--trials", "4096", "--quiet", "-o", "/results/program.h5")
    results = system.root / "results"
    assert (results / "module.h5").read_bytes() == (results / "program.h5").read_bytes(), "the module writes other bytes than the program"


def check_library(system, folder):
    """The example of docs/library.md, built against what is installed there."""
    if shutil.which("g++") is None:
        return
    example, _ = re.findall(r"^```cpp\n(.*?)^```", (SOURCE / "docs" / "library.md").read_text(encoding="utf-8"), re.S | re.M)
    source, library = folder / "example.cpp", next(system.root.glob("usr/lib/*/libcellcast.so"))
    source.write_text(example, encoding="utf-8")
    call("g++", "-std=c++20", f"-I{system.root}/usr/include", source, "-o", system.root / "results/example", library, "-Wl,--unresolved-symbols=ignore-in-shared-libs")
    said = system("/results/example", f"/{SCENARIO}", "/results/example.h5")
    assert re.search(r"^2030: \S+ \S+ \S+$", said, re.MULTILINE), said


def check_purge(system, before):
    listed = {path.lstrip("/") for name in PACKAGES for path in system("dpkg", "-L", name).split()}
    owned = {path for path in listed if not (system.root / path).is_dir()}
    assert len(owned) > 100
    system("apt-get", "purge", "--yes", *PACKAGES)
    left = sorted(path for path in owned if os.path.lexists(system.root / path))
    shutil.rmtree(system.root / "results")
    left += sorted(path for path in system.files() - before if "cellcast" in path)
    assert not left, f"left after the purge: {left}"
    assert not re.search(r"^\S*cellcast", system("dpkg-query", "-W", "-f", "${Package} ${Status}\n"), re.MULTILINE)


def check(folder, site):
    packages = pathlib.Path(os.environ.get("CELLCAST_PACKAGES") or SOURCE / "build" / "package")
    if "CELLCAST_PACKAGES" not in os.environ:
        print(call(SOURCE / "scripts" / "package"))  # fails where lintian finds an error
    system = System(folder, site)
    inside = system.root / "packages"
    inside.mkdir()
    for package in packages.glob("*.deb"):
        shutil.copy(package, inside)
    assert len(list(inside.iterdir())) == len(PACKAGES)
    system("apt-get", "update")
    before = system.files()
    system("sh", "-c", "apt-get install --yes --no-install-recommends /packages/*.deb")
    check_places(system)
    check_program(system)
    check_module(system)
    check_library(system, folder)
    check_purge(system, before)


def main():
    try:
        if os.geteuid() != 0:
            raise Skipped("only root can make a chroot")
        lacks = [name for name in ("debootstrap", "unshare", "dpkg-buildpackage") if shutil.which(name) is None]
        if lacks:
            raise Skipped(f"not installed: {', '.join(lacks)}")
        with tempfile.TemporaryDirectory(prefix="cellcast-packages-") as folder:
            check(pathlib.Path(folder), mirror())
    except Skipped as why:
        print(f"skipped: {why}")
        return 77
    except (AssertionError, RuntimeError) as error:
        print(error)
        print("0 passed, 1 failed")
        return 1
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
