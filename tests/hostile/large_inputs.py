"""Inputs that `check` once took long for, or might: scripts/promises measures them."""
import sys
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import harness  # noqa: E402

SMALL = harness.SMALL.read_text(encoding="utf-8")
SWEEP = """schema = 1
name = "long"
scenario = "small.toml"
design = "grid"
[axes.tax]
key = "tariffs.duty.rate"
values = [{values}]
"""


def cases(smaller=1):
    """(name, {file: text}, command); so many times smaller."""
    yield "an axis of 90,000 values", {"small.toml": SMALL, "s.toml": long_axis(90_000 // smaller)}, ["check", "s.toml"]
    for repair in ([], ["--repair-correlations"]):
        name = " ".join(["100 inputs whose correlations clash", *repair])
        yield name, {"s.toml": SMALL + variables([UNIFORM] * max(4, 100 // smaller)) + clashes(max(4, 100 // smaller))}, ["check", "s.toml", *repair]
    laws = [STUDENT.format(dof=1 + k % 50 / 7, low=-1 - k % 9, high=2 + k % 11) for k in range(1500 // smaller)]
    yield "1,500 bounded Student-t laws", {"s.toml": SMALL + variables(laws)}, ["check", "s.toml"]


UNIFORM = '{ dist = "uniform", low = 0, high = 1 }'
STUDENT = '{{ dist = "student_t", dof = {dof:.6f}, location = 0, scale = 1, min = {low}, max = {high} }}'


def variables(laws):
    return "\n[variables]\n" + "".join(f"v{number} = {law}\n" for number, law in enumerate(laws))


def clashes(count):
    """Of every pair, with either sign."""
    pairs = ((a, b) for a in range(count) for b in range(a))
    return "".join(f'\n[[correlations]]\nbetween = ["variables.v{a}", "variables.v{b}"]\nrank = {(-1) ** (a * b // 3) * 0.8}\n' for a, b in pairs)


def long_axis(count):
    return SWEEP.format(values=", ".join(str(k / 1e5) for k in range(count)))
