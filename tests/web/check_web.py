#!/usr/bin/env python3
"""Pages in a real browser: check_web.py FOLDER. Makes the page of china-2031 and a report, installs what tests/web/package-lock.json names into
FOLDER, and runs tests/web/*.test.mjs there. Without npm, a browser or the engine for pages it says so and is skipped (77), but fails where CI is
set: what lands has been seen in a browser."""
import os
import pathlib
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["CELLCAST_SOURCE"])
PROGRAM = os.environ["CELLCAST_PROGRAM"]
BROWSERS = [os.environ.get("CELLCAST_BROWSER"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]


def skip(why):
    if os.environ.get("CI"):
        sys.exit(f"FAILED, as nothing may be skipped here: {why}")
    print(f"skipped: {why}")
    sys.exit(77)


def make(*arguments):
    subprocess.run([PROGRAM, *arguments, "--force"], check=True, cwd=SOURCE, stdout=subprocess.DEVNULL)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[2:] or sorted(path.name for path in (SOURCE / "tests/web").glob("*.test.mjs"))
    if shutil.which("npm") is None or shutil.which("node") is None:
        skip("there is no npm")
    if not any(path and os.path.exists(path) for path in BROWSERS):
        skip("there is no Chromium")
    if not (pathlib.Path(PROGRAM).parent / "share/cellcast/web/engine.wasm.gz").exists():
        skip("the engine for pages is not built (target `web`)")
    folder.mkdir(parents=True, exist_ok=True)
    for path in (SOURCE / "tests/web").iterdir():
        if path.suffix in (".json", ".mjs"):
            shutil.copy(path, folder)
    shutil.copytree(SOURCE / "web/page", folder / "page", dirs_exist_ok=True)
    if not (folder / "node_modules/puppeteer-core").exists():
        installed = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder)
        if installed.returncode != 0:
            skip("npm cannot install what the tests need")
    page, result, report = folder / "china-2031.html", folder / "china-2031.h5", folder / "report.html"
    make("whatif", "scenarios/china-2031.toml", "--actuals", "scenarios/actuals.csv", "-o", page)
    make("run", "scenarios/china-2031.toml", "--trials", "16384", "-o", result)
    make("report", result, "--actuals", "scenarios/actuals.csv", "-o", report)
    environment = {**os.environ, "CELLCAST_PAGE": str(page), "CELLCAST_REPORT": str(report), "CELLCAST_PICTURES": str(folder)}
    tests = pathlib.Path(PROGRAM).parent / "tests/cellcast_tests"
    if tests.exists():
        environment["CELLCAST_TESTS"] = str(tests)
    sys.exit(subprocess.run(["node", "--test", "--test-reporter=spec", "--test-concurrency=1", *names], cwd=folder, env=environment).returncode)


if __name__ == "__main__":
    main()
