#!/usr/bin/python3
"""Thousands of the fuzzers' inputs, and mutations of them, given to the real program: it ends with a documented exit code, without a signal,
with nothing on standard output where it fails, and leaves the folder as it was. Within a second of a processor: scripts/promises measures it.

check_thousand.py [COUNT]; always the same inputs. Its last line is `N runs, N failed`.
"""
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402

CORPUS = harness.SOURCE / "tests" / "fuzz" / "corpus"
DICTIONARY = harness.SOURCE / "tests" / "fuzz" / "dictionary.txt"
EXPECTED = {0, 64, 65, 66}
PROMISED = 1  # seconds of a processor
LARGEST = 20_000


def words():
    """The fuzzers' dictionary."""
    quoted = re.findall(r'(?m)^"(.*)"$', DICTIONARY.read_text(encoding="utf-8"))
    return [re.sub(rb"\\x([0-9a-f]{2})|\\(.)", lambda m: bytes.fromhex(m[1].decode()) if m[1] else m[2], word.encode()) for word in quoted]


def mutated(data, others, vocabulary, dice):
    """A few changes of the kinds that fuzzers make."""
    data = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4, 16])):
        at, length = dice.randint(0, len(data)), dice.randint(0, 40)
        kind = dice.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[at:at + length]
        elif kind == 2:
            data[at:at] = dice.choice(vocabulary)
        elif kind == 3:
            data[at:at + length] = bytes(dice.randrange(256) for _ in range(length))
        elif kind == 4:
            data[at:at] = data[at:at + length] * dice.choice([1, 3, 50])
        elif kind == 5:
            other = dice.choice(others)
            cut = dice.randint(0, len(other))
            data[at:] = other[cut:]
        elif kind == 6:
            del data[at:]
    return bytes(data[:LARGEST])


def corpus(name):
    """All inputs of a fuzzer in the order of their names: files of its folder, and members of its archive."""
    inputs = {path.name: path.read_bytes() for path in (CORPUS / name).iterdir()}
    with tarfile.open(CORPUS / f"{name}.tar") as archive:
        inputs |= {member.name: archive.extractfile(member).read() for member in archive}
    return [inputs[key] for key in sorted(inputs)]


class Case:
    """One run of the program: its arguments, and the file that it reads."""

    def __init__(self, command, suffix, content, extra=()):
        self.command, self.suffix, self.content, self.extra = command, suffix, content, extra


def scenario_cases(count, dice):
    seeds, vocabulary = corpus("scenario"), words()
    contents = seeds[:count] + [mutated(dice.choice(seeds), seeds, vocabulary, dice) for _ in range(count - len(seeds))]
    return [Case(["check", *dice.choice([[], [], ["--resolved"], ["--repair-correlations"]])], ".toml", content) for content in contents]


def set_cases(count, dice):
    seeds, vocabulary = corpus("set"), words()
    cases = []
    for _ in range(count):
        argument = mutated(dice.choice(seeds), seeds, vocabulary, dice).split(b"\0")[0]
        cases.append(Case(["check"], ".toml", harness.SMALL.read_bytes(), [b"--set", argument]))
    return cases


def result_cases(count, whole, dice):
    """Arbitrary bytes, and a whole result with damage: its seal is hit as often as all that comes before."""
    seeds = [data[1:] for data in corpus("result")]
    cases = []
    for i in range(count):
        if i % 3 == 0:
            content = mutated(dice.choice(seeds), seeds, [b"cellcast", whole[:64], whole[-512:-424]], dice)
        else:
            content = bytearray(whole)
            for _ in range(dice.choice([1, 1, 3])):
                at = dice.randrange(max(0, len(content) - 600) if dice.random() < 0.5 else 0, len(content)) if content else 0
                dice.choice([lambda: content.__setitem__(slice(at, at + 1), bytes([dice.randrange(256)])),
                             lambda: content.__delitem__(slice(at, None)), lambda: content.__delitem__(slice(at, at + 9)),
                             lambda: content.__setitem__(slice(at, at), bytes(dice.randrange(1, 9)))])()
        cases.append(Case([dice.choice(["show", "export"])], ".h5", bytes(content)))
    return cases


def run(arguments, folder):
    """Exit code, standard output and error, seconds of a processor. What hangs is ended by a signal."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        end = threading.Timer(harness.patience(), child.kill)
        end.start()
        _, status, usage = os.wait4(child.pid, 0)
        end.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read())
    return child.returncode, *texts, usage.ru_utime + usage.ru_stime


def verdict(case, number, folder):
    """What is wrong with a run, or nothing; and its exit code and seconds."""
    own = folder / str(number)
    own.mkdir()
    path = own / ("input" + case.suffix)
    path.write_bytes(case.content)
    before = harness.listing(own)
    code, out, err, seconds = run([harness.PROGRAM, case.command[0], path.name, *case.command[1:], *case.extra], own)
    wrong = []
    if code not in EXPECTED:
        wrong.append(f"exit code {code}")
    if seconds > harness.hangs_after(PROMISED):
        wrong.append(f"takes {seconds:.1f} s")
    if harness.listing(own) != before:
        wrong.append("changes the folder")
    if code != 0 and (out or not err.endswith(b"\n")):
        wrong.append("fails with output, or without a message")
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", out + err):
        wrong.append("control characters")
    return ", ".join(wrong), code, seconds


def cases_of(count, folder):
    """Always the same."""
    dice = random.Random(20240229)
    subprocess.run([harness.PROGRAM, "run", harness.SMALL, "-o", "whole.h5", "--trials", "100"], cwd=folder, check=True, capture_output=True)
    whole = (folder / "whole.h5").read_bytes()
    return scenario_cases(count // 2, dice) + set_cases(count // 4, dice) + result_cases(count // 4, whole, dice)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    with tempfile.TemporaryDirectory(prefix="cellcast-thousand-") as name:
        folder = pathlib.Path(name)
        cases = cases_of(count, folder)
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            verdicts = list(pool.map(verdict, cases, range(len(cases)), [folder] * len(cases)))
        failed = 0
        for number, (case, (wrong, _, _)) in enumerate(zip(cases, verdicts)):
            if wrong:
                failed += 1
                kept = pathlib.Path(tempfile.gettempdir()) / f"cellcast-thousand-{number}{case.suffix}"
                kept.write_bytes(case.content)
                print(f"{' '.join(case.command)} {kept} {b' '.join(case.extra)!r}: {wrong}")
    codes = collections.Counter(code for _, code, _ in verdicts)
    print(f"exit codes {dict(sorted(codes.items(), key=str))}, longest {max(seconds for _, _, seconds in verdicts):.2f} s of a processor")
    print(f"{len(verdicts)} runs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
