"""What docs/vintages.md and README.md say of scores is what the program prints: every text block of the page that follows a block of commands is their
output, the table of judgement is of the current scenario's sensitivity and comments, and README's sentence has the numbers of the report card.

Usage: check_vintages.py REPOSITORY [--write], with CELLCAST_PROGRAM in the environment; --write puts what is printed into the pages.
Last line: `N passed, N failed`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("cli", "scenarios")]
import check_sources  # noqa: E402
import harness  # noqa: E402

PAIR = re.compile(r"```sh\n(?P<commands>(?:(?!```).)*)```\n\n```text\n(?P<printed>.*?)```\n", re.DOTALL)
JUDGEMENT = re.compile(r"(?<=<!-- judgement -->\n).*?(?=<!-- end -->)", re.DOTALL)
SCORE = re.compile(r"(?<=<!-- score -->\n).*?(?=<!-- end -->)", re.DOTALL)
CURRENT, BEFORE = "china-2031", "china-2030"  # whose comments `as china-2030` means
LAST = "scenarios/china-2030-one-basis.toml"
TRIALS = "131072"
LEAST_SHARE = 0.01


def run(command, folder):
    return subprocess.run(command, cwd=folder, shell=isinstance(command, str), capture_output=True, text=True, check=True).stdout


def prepare(repository, folder):
    """The repository's files as a user has them, `cellcast` on the PATH."""
    for name in ("scenarios", "scripts"):
        shutil.copytree(repository / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "bin").mkdir()
    (folder / "bin" / "cellcast").symlink_to(os.environ["CELLCAST_PROGRAM"])
    os.environ["PATH"] = f"{folder / 'bin'}:{os.environ['PATH']}"


def with_output(page, folder):
    """The page with what its commands print."""
    def printed(pair):
        commands = "\n".join(line.split("  #")[0] for line in pair["commands"].splitlines())
        return f"```sh\n{pair['commands']}```\n\n```text\n{run('set -e; ' + commands, folder)}```\n"

    return PAIR.sub(printed, page)


def comments_of(repository, name):
    reader = check_sources.Reader(name, set())
    reader.wrong((repository / "scenarios" / f"{name}.toml").read_text(encoding="utf-8"))
    return reader.comments


def said_of(path, comments):
    """What the scenario's comments say of an input's numbers: of a shared variable or a table those of all its lines."""
    for known in comments:
        found = " ".join(text for key, text in known.items() if key == path or key.startswith(path + "."))
        found = found or known.get(path.rpartition(".")[0], "")  # an inline table
        if found and not re.search(r"\bas china-2030\b", found.replace("As", "as")):
            return found
    return ""


def judgement_table(repository, folder):
    """Inputs of the current scenario by their part in the variance of production in the last year, and whether somebody publishes them; of the result
    that the page's commands have left."""
    sensitivity = json.loads(run(["cellcast", "sensitivity", f"{CURRENT}.h5", "--variable", "total_production", "--json"], folder))
    [output] = sensitivity["outputs"]
    comments = [comments_of(repository, CURRENT), comments_of(repository, BEFORE)]
    rows, rest = [], 0.0
    for name, share in sorted(zip(sensitivity["inputs"], output["first_order"]), key=lambda pair: -(pair[1] or 0)):
        said = said_of(name, comments)
        if (share or 0) < LEAST_SHARE:
            rest += share or 0
        elif name.startswith("shock.") and name.endswith("]"):
            continue  # one year of what its name without the year has
        elif name.startswith("shock."):
            rows.append(f"| `{name}` | {100 * share:.0f} | chance; its size, the volatility, is judgement after past scatter |")
        else:
            rows.append(f"| `{name}` | {100 * share:.0f} | {'judgement' if 'judgement' in said else 'published'} |")
    head = f"| input | % of the variance of production in {output['year']} | number |\n|---|---|---|\n"
    return head + "\n".join(rows) + f"\n| all others | {100 * rest:.0f} | |\n"


def score_sentence(folder):
    """How the last vintage scored, in one line."""
    document = json.loads(run(["cellcast", "score", LAST, "--trials", TRIALS, "--json", "-q"], folder))
    [vintage] = document["vintages"]
    means, honest = vintage["all"], round(0.9 * vintage["all"]["n"])
    against = "less" if means["naive"]["skill"] > 0 else "not less"
    return (f"How the last vintage scored: of {means['n']} figures of 2025, {means['coverage_90']['inside']} lie within the 90 % of April 2025, where "
            f"{honest} should. Its mean error (CRPS, of logarithms)\nis {means['crps']:.2f}, {100 * means['published']['skill']:.0f} % less than that of the "
            f"industry's own outlook, and {against} than where past growth just goes on: [docs/vintages.md](docs/vintages.md).\n")


def main():
    repository = Path(sys.argv[1]).resolve()
    if harness.is_sanitized():
        print("1 passed, 0 failed")
        return 0
    pages = {path: path.read_text(encoding="utf-8") for path in (repository / "docs/vintages.md", repository / "README.md")}
    page, readme = pages
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(repository, folder)
        printed = with_output(pages[page], folder)
        table, sentence = judgement_table(repository, folder), score_sentence(folder)
        made = {page: JUDGEMENT.sub(lambda _: table, printed), readme: SCORE.sub(lambda _: sentence, pages[readme])}
    failures = [path.name for path in pages if made[path] != pages[path]]
    marks = len(PAIR.findall(pages[page])) + len(JUDGEMENT.findall(pages[page])) + len(SCORE.findall(pages[readme]))
    if "--write" in sys.argv:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        failures = []
    for path in failures:
        print(f"{path}: a number is not what the program prints now (write it anew: check_vintages.py REPOSITORY --write)")
    print(f"{marks - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or marks < 6 else 0


if __name__ == "__main__":
    sys.exit(main())
