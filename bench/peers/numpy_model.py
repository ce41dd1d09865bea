"""The model of docs/model.md in NumPy, a batch of trials at a time, written for speed.

The reference implementation (tests/reference) is written to be read beside the page and spends more than half of its time on copies.
Here outputs are written where they will be counted, constants stay single numbers, powers of years are running products, and nothing is
computed at home that is 1 or 0 there. Arrays are indexed [segment, market, trial] as far as the axes apply; symbols as in docs/model.md.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from parameters import Draws, Parameter, Structure


def simulate(n: Structure, keys: dict[str, Parameter], draws: Draws, out: SimpleNamespace) -> None:
    """Fills the outputs, each shaped (its dimensions ..., trial)."""
    trials = out.demand.shape[-1]
    p = SimpleNamespace(**{name: parameter.over(draws, trials) for name, parameter in keys.items()})
    with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
        state = base_year(n, p, out)
        for t in range(n.years):
            tariffs(n, p, out, t)
            if t == 0:
                prices_of_the_base_year(n, p, out, state)
            else:
                shocks(p, out, state, t)
                price(p, out, state, t)
                trade(n, p, out, state, t)
                demand(n, p, out, state, t)
                capacity(n, p, out, t)
                production(p, out, t)
            supply(n, p, out, t)
            money(n, p, out, t)
        drivers(n, p, out)
        chemistry(n, p, out)
        totals(out)


def abroad(n: Structure) -> slice | list[int]:
    """Index of the markets but home; a slice, of which NumPy makes no copy, where home is the first."""
    return slice(1, None) if n.home == 0 else [m for m in range(n.markets) if m != n.home]


def base_year(n: Structure, p: SimpleNamespace, out: SimpleNamespace) -> SimpleNamespace:
    """Fills the base year's data; returns what the years carry on."""
    out.demand[:, :, 0], out.home_share[:, :, 0] = p.market_demand, p.home_share
    out.call[:, 0] = out.production[:, 0] = p.production
    out.price[:, 0], out.cost[:, 0] = p.price, p.price * (1 - p.gross_margin)
    out.capacity[:, 0] = p.production / p.utilization
    out.utilization[:, 0] = out.pressure[:, 0] = p.utilization
    out.balance[:, 0] = p.max_utilization * out.capacity[:, 0] - p.production
    out.unmet[:, 0] = out.retired[:, 0] = out.added[:, 0] = 0
    out.material_price_index[0] = 1
    growth = np.prod(1 + p.growth_rates, axis=1)[:, None] + p.market_growth_premium
    growth = np.broadcast_to(growth, (*growth.shape[:2], out.demand.shape[-1])).copy()
    s = n.logistic
    growth[s] = np.exp(-np.log(growth[s]) / (1 - 1 / p.saturation[s])[:, None])
    return SimpleNamespace(
        growth=growth, trend=1, shock=0, log_material=0, learned=p.price * (1 - p.gross_margin),
        experience=-np.log2(1 - p.learning_rate), local_growth=1, preferred=np.empty_like(out.demand[:, :, 0]),
        price_ratio=np.ones_like(out.demand[:, :, 0]),
        calibration=p.production / (p.home_share * p.market_demand).sum(axis=1))


def tariffs(n: Structure, p: SimpleNamespace, out: SimpleNamespace, t: int) -> None:
    out.tariff[:, :, t] = 0
    for k in np.flatnonzero(n.in_force[:, t]):
        out.tariff[n.tariff_hits[k], n.tariff_market[k], t] += p.tariff_rate[k] * n.in_force[k, t]


def prices_of_the_base_year(n: Structure, p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace) -> None:
    """What later years' relative prices are relative to."""
    m = abroad(n)
    landed, local = relative_prices(n, p, out, 0)
    share = p.home_share[:, m]
    state.base_relative = landed / local
    state.base_price = p.price[:, None] * (share * landed + (1 - share) * local)
    state.preferred[:, n.home] = p.home_share[:, n.home]
    out.market_price[:, m, 0] = state.base_price
    out.market_price[:, n.home, 0] = p.price
    out.market_price[~n.served, 0] = 0


def relative_prices(n: Structure, p: SimpleNamespace, out: SimpleNamespace, t: int) -> tuple[np.ndarray, np.ndarray]:
    """Landed (segment, market abroad, trial) and local (market abroad, trial), over the home price."""
    m = abroad(n)
    landed = p.tariff_pass_through[m] * out.tariff[:, m, t]
    landed += 1 + p.freight[m]
    return landed, 1 + p.local_premium[m] * (1 - p.local_premium_decline[m]) ** t


def shocks(p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace, t: int) -> None:
    r = p.shock_correlation
    innovation = np.sqrt(1 - r) * p.own[:, t] + np.sqrt(r) * p.common[0, t]
    state.shock = p.persistence * state.shock + p.volatility * innovation
    state.log_material = p.material_persistence * state.log_material + p.material_drift + p.material_volatility * p.material[0, t]
    np.exp(state.log_material, out=out.material_price_index[t])


def price(p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace, t: int) -> None:
    x, world = out.cumulative_production, out.world_supply
    before = x[0] - world[0] if t == 1 else x[t - 2]
    state.learned = state.learned * (x[t - 1] / before) ** -state.experience
    np.multiply(state.learned, (1 - p.material_share) + p.material_share * out.material_price_index[t], out=out.cost[:, t])
    markup = p.gross_margin / (1 - p.gross_margin) + p.markup_response * (out.pressure[:, t - 1] - p.utilization)
    np.multiply(out.cost[:, t], 1 + np.maximum(p.markup_floor, markup), out=out.price[:, t])


def trade(n: Structure, p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace, t: int) -> None:
    """The share that buyers abroad prefer, and what they pay over the base year's price."""
    m = abroad(n)
    landed, local = relative_prices(n, p, out, t)
    base = p.home_share[:, m]
    odds = power(landed / local / state.base_relative, p.substitution[m])
    odds *= 1 - base
    odds += base
    share = base / odds
    if ((base == 0) | (base == 1)).any():
        share = np.where((base == 0) | (base == 1), base, share)
    state.preferred[:, m] = share
    state.landed, state.local = landed, local
    relative = landed - local
    relative *= share
    relative += local
    state.average = np.multiply(out.price[:, None, t], relative, out=relative)
    state.price_ratio[:, m] = state.average / state.base_price
    state.price_ratio[:, n.home] = out.price[:, t] / p.price
    out.market_price[:, m, t] = state.average
    out.market_price[:, n.home, t] = out.price[:, t]


def demand(n: Structure, p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace, t: int) -> None:
    state.trend = state.trend * state.growth
    expected = ((1 + p.expected_price_change) ** t)[:, None]
    now = out.demand[:, :, t]
    now[:] = power(state.price_ratio / expected, -p.price_elasticity[:, None])
    now *= p.market_demand
    now *= np.exp(state.shock)[:, None]
    for s in range(n.segments):
        now[s] *= p.saturation[s] / (1 + (p.saturation[s] - 1) * state.trend[s]) if n.logistic[s] else state.trend[s]
    m = abroad(n)
    state.local_growth = state.local_growth * (1 + p.market_local_capacity_growth[:, m])
    out.home_share[:, :, t] = state.preferred
    room = p.market_local_capacity[:, m] * state.local_growth
    full = np.nonzero((1 - state.preferred[:, m]) * now[:, m] > room)
    if len(full[0]):
        where_local_plants_are_full(n, p, out, state, t, room, full)
    out.market_price[~n.served, t] = 0
    called = np.einsum("smb,smb->sb", out.home_share[:, :, t], now)
    np.multiply(state.calibration, called, out=out.call[:, t])


def where_local_plants_are_full(n: Structure, p: SimpleNamespace, out: SimpleNamespace, state: SimpleNamespace, t: int,
                                room: np.ndarray, full: tuple[np.ndarray, ...]) -> None:
    """Demand, shares and prices of some trials; room (segment, market abroad, trial), full its indices."""
    shape = state.average.shape
    average, local, landed, room, wanted, share, price, elasticity = (
        np.broadcast_to(a, shape)[full] for a in (
            state.average, state.local, state.landed, room, out.demand[:, abroad(n), t], state.preferred[:, abroad(n)],
            out.price[:, None, t], p.price_elasticity[:, None]))
    dearer = landed > local
    top = np.maximum(average, price * landed)
    least = np.where(dearer, wanted * (top / average) ** -elasticity, wanted)
    demand = np.maximum(least, np.minimum(wanted, room / (1 - share)))
    share = np.maximum(share, 1 - room / demand)
    clearing = np.where(demand <= least, top, np.minimum(top, average * (wanted / demand) ** (1 / elasticity)))
    place = full[0], np.arange(n.markets)[abroad(n)][full[1]], t, full[2]
    out.demand[place], out.home_share[place] = demand, share
    out.market_price[place] = np.where(dearer, clearing, price * (share * landed + (1 - share) * local))


def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """base ** exponent, in place: twice as fast as np.power where NumPy's exp and log are vectorised."""
    np.log(base, out=base)
    base = np.multiply(base, exponent, out=base)
    return np.exp(base, out=base)


def capacity(n: Structure, p: SimpleNamespace, out: SimpleNamespace, t: int) -> None:
    k, pressure = out.capacity, out.pressure
    leaving = p.retirement + p.exit_response * np.maximum(0, p.exit_utilization - pressure[:, t - 1])
    np.multiply(k[:, t - 1], np.minimum(np.maximum(leaving, 0), 0.9), out=out.retired[:, t])
    for s in range(n.segments):
        decided = max(t - n.lead_time[s], 0)
        pull = np.maximum(0, pressure[s, decided] - p.invest_utilization[s])
        out.added[s, t] = p.realization[s] * p.announced[s, t] * k[s, 0] + p.invest_response[s] * pull * k[s, decided]
    k[:, t] = k[:, t - 1] - out.retired[:, t] + out.added[:, t]


def production(p: SimpleNamespace, out: SimpleNamespace, t: int) -> None:
    call, k = out.call[:, t], out.capacity[:, t]
    effective = p.max_utilization * k
    made = np.minimum(call, effective, out=out.production[:, t])
    np.divide(made, k, out=out.utilization[:, t])
    np.divide(call, k, out=out.pressure[:, t])
    np.subtract(effective, call, out=out.balance[:, t])
    np.subtract(call, made, out=out.unmet[:, t])


def supply(n: Structure, p: SimpleNamespace, out: SimpleNamespace, t: int) -> None:
    wanted, local = out.demand[:, :, t], out.local_supply[:, :, t]
    called = np.multiply(out.home_share[:, :, t], wanted, out=out.deliveries[:, :, t])
    np.subtract(wanted, called, out=local)
    called *= ratio(out.production[:, t], called.sum(axis=1))[:, None]
    share = p.overseas_home_share + (p.overseas_end - p.overseas_home_share) * (t / (n.years - 1))
    np.multiply(local, share, out=out.overseas_home_supply[:, :, t])
    out.exports[:, t] = called[:, abroad(n)].sum(axis=1)
    np.add(out.production[:, t].sum(axis=0), local.sum(axis=(0, 1)), out=out.world_supply[t])
    out.cumulative_production[t] = out.cumulative_production[t - 1] + out.world_supply[t] if t else p.cumulative_production


def money(n: Structure, p: SimpleNamespace, out: SimpleNamespace, t: int) -> None:
    m = abroad(n)
    tariff = out.tariff[:, m, t]
    value = p.tariff_pass_through[m] * tariff
    value += 1
    value /= 1 + tariff
    value *= out.price[:, None, t]
    value *= out.deliveries[:, m, t]
    value.sum(axis=1, out=out.export_value[:, t])
    np.einsum("smb,smb->sb", value, tariff, out=out.duty[:, t])
    revenue = np.add(out.export_value[:, t], out.deliveries[:, n.home, t] * out.price[:, t], out=out.revenue[:, t])
    margin = 1 - out.production[:, t] * out.cost[:, t] / revenue
    if not revenue.all():
        margin = np.where(revenue == 0, 1 - out.cost[:, t] / out.price[:, t], margin)
    out.gross_margin[:, t] = margin


def drivers(n: Structure, p: SimpleNamespace, out: SimpleNamespace) -> None:
    if n.drivers:
        out.driver_level[:, 0] = p.driver_base
    for t in range(1, n.years):
        np.multiply(out.driver_level[:, t - 1], 1 + p.driver_rate, out=out.driver_level[:, t])


def chemistry(n: Structure, p: SimpleNamespace, out: SimpleNamespace) -> None:
    base = p.chemistry_base / p.chemistry_base.sum(axis=1, keepdims=True)
    end = p.chemistry_end / p.chemistry_end.sum(axis=1, keepdims=True)
    for t in range(n.years):
        share = base + (end - base) * (t / (n.years - 1))
        np.einsum("sb,scb->cb", out.production[:, t], share, out=out.chemistry_production[:, t])
    for j in range(n.materials):
        total = out.material_demand[j]
        total[:] = 0
        for c in range(n.chemistries):
            if p.intensity[j, c].any():
                total += out.chemistry_production[c] * p.intensity[j, c]


SUMMED = ("call", "production", "unmet", "capacity", "balance", "exports", "revenue", "export_value", "duty")


def totals(out: SimpleNamespace) -> None:
    for name in SUMMED:
        getattr(out, name).sum(axis=0, out=getattr(out, f"total_{name}"))
    out.demand.sum(axis=(0, 1), out=out.total_demand)
    np.divide(out.total_production, out.total_capacity, out=out.total_utilization)
    cost = np.einsum("stb,stb->tb", out.production, out.cost)
    out.total_gross_margin[:] = np.where(out.total_revenue == 0, 0, 1 - cost / out.total_revenue)
    owned = out.total_production + out.overseas_home_supply.sum(axis=(0, 1))
    out.home_share_of_supply[:] = ratio(out.total_production, out.world_supply)
    out.home_owned_share_of_supply[:] = ratio(owned, out.world_supply)


def ratio(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """0 where the denominator is 0."""
    quotient = numerator / denominator
    return quotient if denominator.all() else np.where(denominator == 0, 0, quotient)
