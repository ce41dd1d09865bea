"""Python values as TOML, as a scenario writes them."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from typing import Any

__all__ = ["toml"]


def toml(value: Any) -> str:
    """A value as TOML text: numbers, texts, dates, lists, tables, and distributions.

    >>> toml({"dist": "lognormal", "median": 0.6, "sigma": 0.2})
    '{ dist = "lognormal", median = 0.6, sigma = 0.2 }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {toml(each)}" for key, each in value.items()) + " }"
    if hasattr(value, "toml"):
        return value.toml()
    if hasattr(value, "tolist"):  # NumPy's numbers and arrays
        return toml(value.tolist())
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else {math.inf: "inf", -math.inf: "-inf"}.get(value, "nan")
    if isinstance(value, (list, tuple, range)):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    raise TypeError(f"a scenario has no value like {value!r} of type {type(value).__name__}")


def _key(key: str) -> str:
    return key if key and all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in key) else toml(key)
