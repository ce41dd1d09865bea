"""Expressions of derived outputs (docs/questions.md), once more: a parser by recursive descent and arrays of NumPy with named dimensions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Callable

import numpy as np

ORDER = ["producer", "segment", "market", "chemistry", "material", "driver", "submarket", "split", "rank", "year"]
TOKEN = re.compile(r"\s*(?:(\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|[-+*/^()\[\],<>])|\"([^\"]*)\"|'([^']*)')")
LABEL = re.compile(r"\s*(?:'([^']*)'|([\w.-]+))")


@dataclass
class Array:
    """Values along dimensions, in the canonical order, and along trials, which come last."""

    dims: list[str]
    values: np.ndarray


@dataclass
class World:
    """What an expression may name."""

    labels: dict[str, list[str]]  # dimension -> labels; years as text
    output: Callable[[str], Array]
    input: Callable[[str], np.ndarray]
    trials: int
    names: dict[str, Array] = field(default_factory=dict)  # derived outputs

    def find(self, name: str) -> Array:
        return self.names[name] if name in self.names else self.output(name)


def ordered(dims) -> list[str]:
    return [dim for dim in ORDER if dim in dims]


def spread(array: Array, dims: list[str]) -> np.ndarray:
    """The values with an axis of length 1 for each of dims that the array lacks."""
    values = array.values
    for at, dim in enumerate(dims):
        if dim not in array.dims:
            values = np.expand_dims(values, at)
    return values


def elementwise(function, *arrays: Array) -> Array:
    dims = ordered({dim for array in arrays for dim in array.dims})
    return Array(dims, function(*[spread(array, dims) for array in arrays]))


def with_nan(value, *operands):
    """The value, not a number where an operand is that."""
    out = np.asarray(value, dtype=float)
    for operand in operands:
        out = np.where(np.isnan(operand), np.nan, out)
    return out


def power(a, b):
    with np.errstate(all="ignore"):
        value = np.exp(b * np.log(np.where(a < 0, np.nan, a)))
    value = np.where(b == 0, 1.0, value)
    return np.where(a < 0, np.nan, value)


def whole_power(x, n):
    if n == 0:
        return np.ones_like(x)
    value = x
    for _ in range(abs(n) - 1):
        value = value * x
    return 1 / value if n < 0 else value


def logical_and(a, b):
    return np.where(a == 0, 0.0, with_nan((a != 0) & (b != 0), a, b))


def logical_or(a, b):
    return np.where((a != 0) & ~np.isnan(a), 1.0, with_nan((a != 0) | (b != 0), a, b))


def clamp(x, low, high):
    return with_nan(np.where(low > high, np.nan, np.minimum(np.maximum(x, low), high)), x, low, high)


BINARY = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide,
    "<": lambda a, b: with_nan(a < b, a, b), "<=": lambda a, b: with_nan(a <= b, a, b),
    ">": lambda a, b: with_nan(a > b, a, b), ">=": lambda a, b: with_nan(a >= b, a, b),
    "==": lambda a, b: with_nan(a == b, a, b), "!=": lambda a, b: with_nan(a != b, a, b),
    "and": logical_and, "or": logical_or,
}
UNARY = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt, "abs": np.abs}
OVER = {"sum": lambda x, axis: np.add.accumulate(x, axis).take(-1, axis), "mean": lambda x, axis: np.add.accumulate(x, axis).take(-1, axis) / x.shape[axis],
        "min": np.min, "max": np.max}


class Evaluator:
    """Evaluates while it parses."""

    def __init__(self, text: str, world: World) -> None:
        self.text, self.at, self.world = text, 0, world
        self.advance()

    def advance(self) -> None:
        if not self.text[self.at:].strip():
            self.kind, self.word = "end", ""
            return
        match = TOKEN.match(self.text, self.at)
        if not match:
            raise ValueError(f"{self.text!r}: nothing known at {self.at}")
        self.at = match.end()
        number, name, symbol, double, single = match.groups()
        quoted = double if double is not None else single
        self.kind = "number" if number else "name" if name else "symbol" if symbol else "quoted"
        self.word = number or name or symbol or quoted

    def take(self, *words: str) -> str | None:
        if self.kind in ("symbol", "name") and self.word in words:
            word = self.word
            self.advance()
            return word
        return None

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise ValueError(f"{self.text!r}: {word!r} expected, not {self.word!r}")

    def run(self) -> Array:
        value = self.disjunction()
        if self.kind != "end":
            raise ValueError(f"{self.text!r}: {self.word!r} left over")
        return value

    def chain(self, below, *words: str) -> Array:
        left = below()
        while word := self.take(*words):
            left = elementwise(BINARY[word], left, below())
        return left

    def disjunction(self) -> Array:
        return self.chain(self.conjunction, "or")

    def conjunction(self) -> Array:
        return self.chain(self.negation, "and")

    def negation(self) -> Array:
        if self.take("not"):
            return elementwise(lambda a: with_nan(a == 0, a), self.negation())
        return self.comparison()

    def comparison(self) -> Array:
        left = self.sum()
        if word := self.take("<", "<=", ">", ">=", "==", "!="):
            left = elementwise(BINARY[word], left, self.sum())
        return left

    def sum(self) -> Array:
        return self.chain(self.product, "+", "-")

    def product(self) -> Array:
        return self.chain(self.signed, "*", "/")

    def signed(self) -> Array:
        if self.take("-"):
            return elementwise(np.negative, self.signed())
        return self.power()

    def power(self) -> Array:
        base = self.sliced()
        if not self.take("^"):
            return base
        start = self.at - len(self.word)
        exponent = self.signed()
        end = len(self.text) if self.kind == "end" else self.at - len(self.word)
        written = re.fullmatch(r"[\s()]*((?:-[\s()]*)*)([\d_]+(?:\.0*)?)[\s()]*", self.text[start:end].rstrip())
        if written and float(written[2].replace("_", "")) <= 16:
            n = int(float(written[2].replace("_", ""))) * (-1) ** written[1].count("-")
            return elementwise(lambda x: whole_power(x, n), base)
        return elementwise(power, base, exponent)

    def sliced(self) -> Array:
        sliceable = self.kind == "name" or self.word == "("
        value = self.primary()
        if not (sliceable and self.kind == "symbol" and self.word == "["):
            return value
        while True:
            value = self.pick(value)
            separator = self.text[self.at]
            self.at += 1
            if separator == "]":
                self.advance()
                return value

    def label(self) -> tuple[str, bool]:
        match = LABEL.match(self.text, self.at)
        self.at = match.end()
        while self.text[self.at].isspace():
            self.at += 1
        return (match[1], True) if match[1] is not None else (match[2], False)

    def pick(self, value: Array) -> Array:
        label, quoted = self.label()
        candidates = value.dims
        if not quoted and self.text[self.at] == "=":
            self.at += 1
            candidates = [label]
            label, quoted = self.label()
        found = []
        for dim in candidates:
            labels = self.world.labels[dim]
            name = {"end": labels[-1], "base": labels[0]}.get(label, label) if dim == "year" and not quoted else label
            if name in labels:
                found.append((dim, labels.index(name)))
        (dim, at), = found
        axis = value.dims.index(dim)
        return Array([d for d in value.dims if d != dim], value.values.take(at, axis))

    def primary(self) -> Array:
        if self.kind == "number":
            value = float(self.word.replace("_", ""))
            self.advance()
            return Array([], np.full(self.world.trials, value))
        if self.take("("):
            value = self.disjunction()
            self.expect(")")
            return value
        name = self.word
        self.advance()
        if self.take("("):
            return self.call(name)
        return self.world.find(name)

    def call(self, name: str) -> Array:
        if name == "input":
            path = self.word
            self.advance()
            self.expect(")")
            return Array([], self.world.input(path))
        arguments = [self.disjunction()]
        dimension = None
        while self.take(","):
            if self.kind == "name" and self.word in ORDER:
                dimension = self.word
                self.advance()
            else:
                arguments.append(self.disjunction())
        self.expect(")")
        if dimension:
            return self.over(name, arguments[0], dimension)
        return self.function(name, arguments)

    def over(self, name: str, x: Array, dimension: str) -> Array:
        axis = x.dims.index(dimension)
        return Array([d for d in x.dims if d != dimension], OVER[name](x.values, axis=axis))

    def function(self, name: str, arguments: list[Array]) -> Array:
        if name in UNARY:
            return elementwise(UNARY[name], *arguments)
        if name == "if":
            return elementwise(lambda c, a, b: with_nan(np.where(c != 0, a, b), c), *arguments)
        if name == "clamp":
            return elementwise(clamp, *arguments)
        if name in ("min", "max"):
            out = arguments[0]
            for each in arguments[1:]:
                out = elementwise(np.minimum if name == "min" else np.maximum, out, each)
            return out
        return self.along_years(name, arguments[0])

    @staticmethod
    def along_years(name: str, x: Array) -> Array:
        axis = x.dims.index("year")
        values = np.moveaxis(x.values, axis, 0)
        if name == "cagr":
            rate = power(values[-1] / values[0], np.float64(1 / (len(values) - 1))) - 1
            return Array([d for d in x.dims if d != "year"], rate)
        lagged = np.concatenate([values[:1], values[:-1]])
        if name == "lag":
            out = lagged
        elif name == "change":
            out = values / lagged - 1
            out[0] = 0
        else:
            out = np.add.accumulate(values, 0)
        return Array(x.dims, np.moveaxis(out, 0, axis))


def evaluate(text: str, world: World) -> Array:
    """The values of an expression of world, dimensions in the canonical order, trials last."""
    with np.errstate(all="ignore"):
        return Evaluator(text, world).run()
