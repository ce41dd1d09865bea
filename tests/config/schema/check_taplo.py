#!/usr/bin/python3
"""Lets taplo, which editors check TOML with, lint every scenario, sweep and ledger at hand by docs/scenario.schema.json, and find a slip.

Fetches @taplo/cli by npm; without npm or a network it is skipped (exit code 77). Its last line is `N files, N failures`.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
VERSION = "0.7.0"
SKIPPED = 77
PATIENCE = 600  # seconds, a guard against hangs


def documented(folder):
    """The passages of the documentation that are whole files."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, text in enumerate(re.findall(r"(?ms)^```toml\n(.*?)^```", path.read_text(encoding="utf-8"))):
            if re.search(r"(?m)^(extends|schema) *=", text):
                target = folder / f"{path.stem}-{number}.toml"
                target.write_text(re.sub(r"(?m)^#:schema .*\n", "", text), encoding="utf-8")
                yield target


def lint(taplo, *paths):
    command = [taplo, "lint", "--no-auto-config", "--schema", (ROOT / "docs" / "scenario.schema.json").as_uri(), *paths]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def main():
    if shutil.which("npm") is None:
        print("skipped: there is no npm")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="cellcast-taplo-") as name:
        folder = pathlib.Path(name)
        got = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--fetch-retries", "1", "--prefix", folder, f"@taplo/cli@{VERSION}"],
                             capture_output=True, text=True, timeout=PATIENCE, check=False)
        if got.returncode != 0:
            print(f"skipped: npm cannot fetch @taplo/cli\n{got.stderr[-500:]}")
            return SKIPPED
        taplo = folder / "node_modules" / ".bin" / "taplo"
        paths = [path for pattern in ("scenarios/**/*.toml", "tests/data/golden/*.toml", "tests/cli/*.toml", "tests/hostile/*.toml")
                 for path in sorted(ROOT.glob(pattern))] + list(documented(folder))
        failures = []
        done = lint(taplo, *paths)  # all at once: to start takes it seconds
        if done.returncode != 0:
            failures.append(done.stderr[:4000])
        if f"total={len(paths)} excluded=0" not in done.stderr:
            failures.append(f"not all of {len(paths)} files were looked at: {done.stderr[:1000]}")
        slip = folder / "slip.toml"
        slip.write_text((ROOT / "tests" / "cli" / "small.toml").read_text(encoding="utf-8").replace("seed =", "sede ="), encoding="utf-8")
        if "sede" not in lint(taplo, slip).stderr:
            failures.append("it finds no slip")
        if len(paths) < 14:
            failures.append("fewer files than there were")
        print("\n".join(failures), end="\n" if failures else "")
        print(f"{len(paths)} files, {len(failures)} failures")
        return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
