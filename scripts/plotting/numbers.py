"""Numbers as a reader sees them, and which quantiles to show."""

from __future__ import annotations

import math
from typing import Iterable, Sequence

NOT_A_SHARE = {"material_price_index"}  # of unit 1, but no fraction of anything


def is_share(variable: str, units: str) -> bool:
    return units == "1" and variable not in NOT_A_SHARE


def decimals(values: Iterable[float]) -> int:
    """Digits after the point that give the largest value three or more significant ones."""
    largest = max((abs(v) for v in values if math.isfinite(v)), default=0.0)
    if largest == 0:
        return 0
    return min(6, max(0, 2 - math.floor(math.log10(largest))))


def amount(value: float, share: bool, places: int | None = None) -> str:
    """1,171 or 0.0915 or, for a share, 55.6 %."""
    shown = 100 * value if share else value
    if places is None:
        places = min(1, decimals([shown])) if share else decimals([shown])
    text = f"{shown:,.{places}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return f"{text} %" if share else text.replace("-", "\N{MINUS SIGN}")


def probability(p: float) -> str:
    """A probability in per cent, never rounded to certainty."""
    if 0 < p < 0.001:
        return "< 0.1 %"
    if 0.999 < p < 1:
        return "> 99.9 %"
    return f"{100 * p:.1f} %" if 0 < p < 0.1 else f"{100 * p:.0f} %" if p <= 0.99 or p == 1 else f"{100 * p:.1f} %"


def level_name(level: float) -> str:
    """P5, P2.5, median."""
    return "median" if level == 0.5 else percentile(level)


def percentile(level: float) -> str:
    return f"P{100 * level:.6g}"


def nearest_level(levels: Sequence[float], wanted: float) -> float:
    """The level itself, else the nearest one further out, else the outermost; for the median the nearest."""
    exact = [p for p in levels if abs(p - wanted) < 1e-9]
    if exact:
        return float(exact[0])
    if wanted == 0.5:
        return float(min(levels, key=lambda p: abs(p - 0.5)))
    if wanted < 0.5:
        return float(max((p for p in levels if p < wanted), default=min(levels)))
    return float(min((p for p in levels if p > wanted), default=max(levels)))


def bands(levels: Sequence[float]) -> list[tuple[float, float]]:
    """The outer and the inner band, P5-P95 and P25-P75 where the file has them; fewer where it has not."""
    found: list[tuple[float, float]] = []
    for low, high in ((0.05, 0.95), (0.25, 0.75)):
        band = (nearest_level(levels, low), nearest_level(levels, high))
        if band[0] < band[1] and band not in found:
            found.append(band)
    return found


def band_name(band: tuple[float, float]) -> str:
    return f"{percentile(band[0])}\N{EN DASH}{percentile(band[1])}"


def table_levels(levels: Sequence[float]) -> list[float]:
    """P5, P25, P50, P75, P95 or what stands nearest, each once."""
    return sorted({nearest_level(levels, p) for p in (0.05, 0.25, 0.5, 0.75, 0.95)})


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
