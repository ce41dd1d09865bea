#!/usr/bin/python3
"""Runs the real program on everything in catalogue.py and bad_sweeps.py and compares what it says, places included, with expected.txt.

`--record` writes expected.txt anew: read the difference before you believe it.
"""
import multiprocessing
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import harness  # noqa: E402

EXPECTED = HERE / "expected.txt"
FEWEST = 260
PROMISED, KIB = 1.0, 64 * 1024  # seconds of a processor, which scripts/promises measures; largest resident size
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
PLACED = re.compile(r"^(\S*\.(?:toml|csv)|/dev/stdin)(:\d+:\d+)?: |^--\S+ ?.*:1:\d+: |^CONDITION:\d+:\d+: |^cellcast: ")
SANITIZED = harness.is_sanitized()


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, tuple):
            path.symlink_to(content[1]) if content[0] == "link" else os.mkfifo(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def cases():
    """(name, files, arguments, messages to show)."""
    import bad_sweeps  # both large, see main
    import catalogue
    import later_tables
    for group, patches in catalogue.PATCHES.items():
        for number, (old, new) in enumerate(patches):
            assert old in catalogue.BASE, old
            yield f"{group} {number}", {"s.toml": catalogue.BASE.replace(old, new, 1)}, ["check", "s.toml"], None
    for group, files in catalogue.FILES.items():
        for number, content in enumerate(files):
            yield f"{group} {number}", {"s.toml": content}, ["check", "s.toml"], None
    for group, files in catalogue.MANY.items():
        for number, (_, content) in enumerate(files):
            yield f"{group} {number}", {"s.toml": content}, ["check", "s.toml"], 2
    for group, files in catalogue.WARNED.items():
        for number, content in enumerate(files):
            yield f"{group} {number}", {"s.toml": content}, ["check", "s.toml"], None
    for group, words in catalogue.SETS.items():
        for number, word in enumerate(words):
            yield f"{group} {number}", {"s.toml": catalogue.BASE}, ["check", "s.toml", "--set", word], None
    for number, word in enumerate(later_tables.SETS):
        yield f"sets of later tables {number}", {"s.toml": later_tables.TABLES}, ["check", "s.toml", "--set", word], None
    for group, command_lines in catalogue.LINES.items():
        for number, line in enumerate(command_lines):
            yield f"{group} {number}", {"base.toml": catalogue.BASE}, line, None
    for groups, shown in ((bad_sweeps.SWEEPS, None), (bad_sweeps.MANY_SWEEPS, 2)):
        for group, sweeps in groups.items():
            for number, sweep in enumerate(sweeps):
                yield f"{group} {number}", {"s.toml": sweep, "base.toml": catalogue.BASE}, ["check", "s.toml"], shown
    for group, folders in catalogue.FOLDERS.items():
        for number, files in enumerate(folders):
            named = sorted(files) if group == "several" else ["s.toml" if "s.toml" in files else "in/s.toml"]
            yield f"{group} {number}", files, ["check", *named], None


def run(folder, arguments):
    """Exit code, standard output and error, resources."""
    def before():
        harness.plain_signals()
        signal.alarm(harness.patience())  # something that hangs is ended, and told apart by its signal
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([harness.PROGRAM, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                 env=harness.environment(), preexec_fn=before)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8"))
    return child.returncode, *texts, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def faults(outcome, folder, before, is_warned):
    """What no input may bring about."""
    code, out, err, seconds, kib = outcome
    if code != 0 if is_warned else code < 64:
        yield f"exit code {code}"
    if is_warned and ": warning: " not in err:
        yield "no warning"
    if out and not is_warned:
        yield "something on standard output"
    if harness.listing(folder) != before:
        yield "the folder has changed"
    if STEERS.search(err):
        yield f"raw control characters on standard error: {STEERS.search(err)[0]!r}"
    if max(map(len, err.split("\n"))) > 4000:
        yield "a line of more than 4000 characters"
    if seconds > harness.hangs_after(PROMISED):
        yield f"{seconds:.2f} s"
    if not SANITIZED and kib > KIB:
        yield f"{kib // 1024} MiB"


def main():
    # A program's largest size counts from that of the process it is forked off: one that has not read the catalogue.
    with multiprocessing.get_context("fork").Pool(1) as small:
        return check(lambda *what: small.apply(run, what))


def check(run):
    recording = "--record" in sys.argv
    expected = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", EXPECTED.read_text(encoding="utf-8") if EXPECTED.exists() else "", re.MULTILINE))
    recorded, failures, count = [], 0, 0
    for name, files, arguments, shown in cases():
        folder = pathlib.Path(tempfile.mkdtemp(prefix="cellcast-hostile-"))
        try:
            write(folder, files)
            before = harness.listing(folder)
            outcome = run(folder, arguments)
            wrong = list(faults(outcome, folder, before, name.startswith("without effect")))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        messages = [line for line in outcome[2].split("\n") if PLACED.match(line)]
        got = f"{outcome[0]}, {len(messages)} message{'s' if len(messages) != 1 else ''}\n" + "".join(line + "\n" for line in messages[:shown])
        count += 1
        recorded.append(f"## {name}\n{got}")
        if not recording and expected.pop(name, None) != got:
            wrong.append(f"it said\n{got}")
        for what in wrong:
            print(f"{name}: {what}", flush=True)
        failures += bool(wrong)
    if recording:
        EXPECTED.write_text("".join(recorded), encoding="utf-8")
    elif expected:
        print(f"no longer in the catalogue: {', '.join(expected)}")
        failures += 1
    if count < FEWEST:
        print(f"only {count} cases")
        failures += 1
    print(f"{count - failures} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
