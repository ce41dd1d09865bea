"""Runs what README and docs say, with few trials: every line of their sh blocks, every python block, and every r block where R has ncdf4, in a folder with
the scenarios, and compares the table that README shows with what the program prints. A program under a sanitizer is not asked for the table.

Usage: check_commands.py REPOSITORY, with CELLCAST_PROGRAM in the environment. Last line: `N passed, N failed`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402

PYTHON = "/usr/bin/python3"
# They install and build, or take hours; tests of their own run them.
NOT_RUN_HERE = ("scripts/quickstart", "scripts/test", "scripts/bench", "scripts/promises", "scripts/fuzz", "scripts/coverage", "scripts/mutate",
                "scripts/tidy", "scripts/reproduce", "ctest ", "cmake ")
MOST_TRIALS = 16384  # observations need so many
MOST_OF_A_BATCH = 2048  # of each scenario
ELSEWHERE = ("cluster.md", "vintages.md")  # tests/cluster and tests/docs/check_vintages.py run them


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def run(command: list[str] | str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, shell=isinstance(command, str), capture_output=True, text=True, check=False)


def report(where: str, what: str, result: subprocess.CompletedProcess[str]) -> bool:
    if result.returncode == 0:
        return True
    print(f"{where}: {what}\n  exit {result.returncode}\n{result.stdout}{result.stderr}")
    return False


def check_shell(where: str, block: str, folder: Path) -> list[bool]:
    outcomes = []
    for line in block.splitlines():
        command = line.split("  #")[0].strip()
        most = MOST_OF_A_BATCH if "--out-dir" in command else MOST_TRIALS
        command = re.sub(r"--trials (\d+)", lambda found: f"--trials {min(int(found[1]), most)}", command)
        if command.startswith("cellcast whatif ") and not harness.HAS_PAGE_ENGINE:
            print(f"{where}: skipped, as the engine for pages is not built: {command}")
        elif command and not command.startswith(("#", *NOT_RUN_HERE)):
            outcomes.append(report(where, command, run(command, folder)))
    return outcomes


def check_tables(repository: Path, folder: Path) -> list[bool]:
    """The tables in README are those of the scenarios as they are."""
    program, outlook = os.environ["CELLCAST_PROGRAM"], "outputs.thresholds={ total_production = [3800.0] }"
    simulated = ""
    for name in ("china-2030-news", "china-2031"):
        simulated += run([program, "run", f"scenarios/{name}.toml", "--set", outlook, "--force", "-o", f"{name}-table.h5"], folder).stderr
    readme = (repository / "README.md").read_text(encoding="utf-8")
    placed = run([PYTHON, "scripts/outlook.py", "china-2030-news-table.h5", "china-2031-table.h5"], folder).stdout
    scored = run([program, "score", "scenarios/china-2030-one-basis.toml", "--trials", "131072"], folder).stdout
    printed = [run([program, "show", "china-2031-table.h5"], folder).stdout, placed,
               "".join(line for line in scored.splitlines(keepends=True) if line.startswith(("means ", "all ")))]
    outcomes = [bool(table) and table in readme for table in printed]
    if not all(outcomes):
        print(f"README.md: its tables are not what the program prints now:\n{simulated}", *printed)
    return outcomes + [row_in(readme, row) for row in placed.splitlines()[1:]]


def row_in(readme: str, row: str) -> bool:
    """Whether README's own table of the outlook has the numbers of a printed row, in their order."""
    cells = [cell for cell in re.split(r"  +", row)[2:] if cell]
    if f"| {' | '.join(cells)} |" in readme:
        return True
    print(f"README.md: no row of its table has {', '.join(cells)}")
    return False


def prepare(repository: Path, folder: Path) -> None:
    """The repository's files as a user has them, `cellcast` on the PATH, a result file to read."""
    for name in ("scenarios", "scripts", "docs"):
        shutil.copytree(repository / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "bin").mkdir()
    (folder / "bin" / "cellcast").symlink_to(os.environ["CELLCAST_PROGRAM"])
    os.environ["PATH"] = f"{folder / 'bin'}:{os.environ['PATH']}"
    run("cellcast run scenarios/china-2030.toml --trials 5000 --set outputs.samples=100", folder)
    run("cellcast run scenarios/china-2031.toml --trials 5000", folder)


def check_page(page: Path, folder: Path) -> list[bool]:
    text = page.read_text(encoding="utf-8")
    outcomes = []
    for block in blocks(text, "sh"):
        run("rm -rf kept && mkdir kept && mv china-2030.h5 china-2031.h5 kept && rm -f *.h5 *.svg *.html", folder)
        outcomes += check_shell(page.name, block, folder)
        run("rm -f *.h5 *.svg *.html && mv kept/* .", folder)
    if "us-tariff.h5" in text:
        run("cellcast sweep scenarios/sweeps/us-tariff.toml --trials 512 --force", folder)
    has_package = run([PYTHON, "-c", "import cellcast"], folder).returncode == 0
    for block in blocks(text, "python"):
        if "import cellcast" in block and not has_package:
            print(f"{page.name}: a block of Python is skipped: the package is not built")
            continue
        outcomes.append(report(page.name, block, run([PYTHON, "-c", block], folder)))
    for block in blocks(text, "r"):
        if shutil.which("Rscript") and run(["Rscript", "-e", "library(ncdf4)"], folder).returncode == 0:
            outcomes.append(report(page.name, block, run(["Rscript", "--vanilla", "-e", block], folder)))
        else:
            print(f"{page.name}: a block of R is skipped: ncdf4 is not installed")
    return outcomes


def main() -> int:
    repository = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(repository, folder)
        outcomes = [] if harness.is_sanitized() else check_tables(repository, folder)
        for page in [repository / "README.md", *sorted((repository / "docs").glob("*.md"))]:
            if page.name not in ELSEWHERE:
                outcomes += check_page(page, folder)
        for notebook in sorted((repository / "docs" / "notebooks").glob("*.py")):
            if run([PYTHON, "-c", "import cellcast"], folder).returncode == 0:
                outcomes.append(report(notebook.name, "as a script", run([PYTHON, notebook], folder)))
            else:
                print(f"{notebook.name}: skipped: the package is not built")
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) and len(outcomes) > 5 else 1


if __name__ == "__main__":
    sys.exit(main())
