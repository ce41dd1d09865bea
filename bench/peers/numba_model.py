"""The model of docs/model.md for one trial in scalar code that numba compiles; symbols as in docs/model.md.

`p` holds a number for each element of each parameter, `at` the places of a key's elements in it, `y` a number for each output, `to` the
places of a variable's elements in that.
"""

# Numba compiles neither annotations of its own arrays nor classes: functions here take what their neighbours take.
# mypy: ignore-errors

from __future__ import annotations

import math

import numpy as np
from numba import njit

LOG_2 = math.log(2)
compiled = njit(error_model="numpy", nogil=True)


def compile_model(n, at, to):
    """The function simulate(p, y), which fills y; what it closes over is constant to the compiler."""

    @compiled
    def chemistry_shares(p, base, end):
        for s in range(n.segments):
            base_sum, end_sum = 0.0, 0.0
            for c in range(n.chemistries):
                base_sum += p[at.chemistry_base[s, c]]
                end_sum += p[at.chemistry_end[s, c]]
            for c in range(n.chemistries):
                base[s, c] = p[at.chemistry_base[s, c]] / base_sum
                end[s, c] = p[at.chemistry_end[s, c]] / end_sum

    @compiled
    def tariffs(p, y, t):
        for s in range(n.segments):
            for m in range(n.markets):
                y[to.tariff[s, m, t]] = 0.0
        for k in range(len(n.tariff_market)):
            for s in range(n.segments):
                if n.tariff_hits[k, s]:
                    y[to.tariff[s, n.tariff_market[k], t]] += p[at.tariff_rate[k]] * n.in_force[k, t]

    @compiled
    def price(p, y, s, t, learned):
        margin = p[at.gross_margin[s]]
        if t == 0:
            learned[s] = p[at.price[s]] * (1 - margin)
            y[to.price[s, 0]], y[to.cost[s, 0]] = p[at.price[s]], learned[s]
            return
        last = y[to.cumulative_production[t - 1]]
        before = last - y[to.world_supply[0]] if t == 1 else y[to.cumulative_production[t - 2]]
        learned[s] *= (last / before) ** (math.log(1 - p[at.learning_rate[s]]) / LOG_2)
        w = p[at.material_share[s]]
        y[to.cost[s, t]] = learned[s] * ((1 - w) + w * y[to.material_price_index[t]])
        markup = margin / (1 - margin) + p[at.markup_response[s]] * (y[to.pressure[s, t - 1]] - p[at.utilization[s]])
        y[to.price[s, t]] = y[to.cost[s, t]] * (1 + max(p[at.markup_floor[s]], markup))

    @compiled
    def prefer(p, y, s, m, t, landed, local, base_relative, preferred):
        """The share of home producers that buyers prefer."""
        share = p[at.home_share[s, m]]
        landed[s, m] = 1.0 if m == n.home else 1 + p[at.freight[m]] + p[at.tariff_pass_through[m]] * y[to.tariff[s, m, t]]
        relative = landed[s, m] / local[m]
        if t == 0:
            base_relative[s, m] = relative
        preferred[s, m] = share
        if t > 0 and m != n.home and 0 < share < 1:
            odds = (relative / base_relative[s, m]) ** p[at.substitution[m]]
            preferred[s, m] = share / (share + (1 - share) * odds)

    @compiled
    def where_local_plants_are_full(wanted, share, average, imported, local, room, elasticity):
        """Demand, the share of home producers and what buyers pay."""
        if imported <= local:
            share = max(share, 1 - room / wanted)
            return wanted, share, share * imported + (1 - share) * local
        top = max(average, imported)
        least = wanted * (top / average) ** -elasticity
        demand = max(least, min(wanted, room / (1 - share)))
        price = top if demand <= least else min(top, average * (wanted / demand) ** (1 / elasticity))
        return demand, max(share, 1 - room / demand), price

    @compiled
    def annual_growth(p, s, m):
        factor = 1.0
        for k in range(at.growth_rates.shape[1]):
            factor *= 1 + p[at.growth_rates[s, k]]
        factor += p[at.market_growth_premium[s, m]]
        return math.exp(-math.log(factor) / (1 - 1 / p[at.saturation[s]])) if n.logistic[s] else factor

    @compiled
    def capacity(p, y, s, t):
        if t == 0:
            y[to.capacity[s, 0]] = p[at.production[s]] / p[at.utilization[s]]
            y[to.retired[s, 0]] = y[to.added[s, 0]] = 0.0
            return
        last = y[to.capacity[s, t - 1]]
        idle = max(0.0, p[at.exit_utilization[s]] - y[to.pressure[s, t - 1]])
        retired = last * min(max(p[at.retirement[s]] + p[at.exit_response[s]] * idle, 0.0), 0.9)
        decided = max(t - n.lead_time[s], 0)
        pull = max(0.0, y[to.pressure[s, decided]] - p[at.invest_utilization[s]])
        added = (p[at.realization[s]] * p[at.announced[s, t]] * y[to.capacity[s, 0]]
                 + p[at.invest_response[s]] * pull * y[to.capacity[s, decided]])
        y[to.retired[s, t]], y[to.added[s, t]], y[to.capacity[s, t]] = retired, added, last - retired + added

    @compiled
    def production(p, y, s, t):
        k, called = y[to.capacity[s, t]], y[to.call[s, t]]
        effective = p[at.max_utilization[s]] * k
        made = called if t == 0 else min(called, effective)
        y[to.production[s, t]] = made
        y[to.utilization[s, t]] = p[at.utilization[s]] if t == 0 else made / k
        y[to.pressure[s, t]] = p[at.utilization[s]] if t == 0 else called / k
        y[to.balance[s, t]], y[to.unmet[s, t]] = effective - called, called - made

    @compiled
    def supply(p, y, t):
        world, progress = 0.0, t / (n.years - 1)
        for s in range(n.segments):
            called, exports, made = 0.0, 0.0, y[to.production[s, t]]
            for m in range(n.markets):
                called += y[to.home_share[s, m, t]] * y[to.demand[s, m, t]]
            world += made
            for m in range(n.markets):
                wanted, share = y[to.demand[s, m, t]], y[to.home_share[s, m, t]]
                first, last = p[at.overseas_home_share[m]], p[at.overseas_end[m]]
                delivered = 0.0 if called == 0 else made * share * wanted / called
                local = (1 - share) * wanted
                y[to.deliveries[s, m, t]], y[to.local_supply[s, m, t]] = delivered, local
                y[to.overseas_home_supply[s, m, t]] = local * (first + (last - first) * progress)
                exports += 0.0 if m == n.home else delivered
                world += local
            y[to.exports[s, t]] = exports
        y[to.world_supply[t]] = world
        y[to.cumulative_production[t]] = p[at.cumulative_production] if t == 0 else y[to.cumulative_production[t - 1]] + world

    @compiled
    def money(p, y, s, t):
        revenue, abroad, duty = 0.0, 0.0, 0.0
        unit, cost = y[to.price[s, t]], y[to.cost[s, t]]
        for m in range(n.markets):
            tariff = y[to.tariff[s, m, t]]
            if m == n.home:
                revenue += y[to.deliveries[s, m, t]] * unit
            else:
                value = y[to.deliveries[s, m, t]] * unit * (1 + p[at.tariff_pass_through[m]] * tariff) / (1 + tariff)
                revenue += value
                abroad += value
                duty += value * tariff
        y[to.revenue[s, t]], y[to.export_value[s, t]], y[to.duty[s, t]] = revenue, abroad, duty
        y[to.gross_margin[s, t]] = 1 - cost / unit if revenue == 0 else 1 - y[to.production[s, t]] * cost / revenue

    @compiled
    def chemistry(p, y, t, base, end):
        for c in range(n.chemistries):
            made = 0.0
            for s in range(n.segments):
                made += y[to.production[s, t]] * (base[s, c] + (end[s, c] - base[s, c]) * t / (n.years - 1))
            y[to.chemistry_production[c, t]] = made
        for j in range(n.materials):
            needed = 0.0
            for c in range(n.chemistries):
                needed += y[to.chemistry_production[c, t]] * p[at.intensity[j, c]]
            y[to.material_demand[j, t]] = needed
        for d in range(n.drivers):
            level = p[at.driver_base[d]] if t == 0 else y[to.driver_level[d, t - 1]] * (1 + p[at.driver_rate[d]])
            y[to.driver_level[d, t]] = level

    @compiled
    def segment_sum(y, places, t):
        total = 0.0
        for s in range(places.shape[0]):
            total += y[places[s, t]]
        return total

    @compiled
    def totals(y, t):
        y[to.total_call[t]] = segment_sum(y, to.call, t)
        made = y[to.total_production[t]] = segment_sum(y, to.production, t)
        y[to.total_unmet[t]] = segment_sum(y, to.unmet, t)
        k = y[to.total_capacity[t]] = segment_sum(y, to.capacity, t)
        y[to.total_balance[t]] = segment_sum(y, to.balance, t)
        y[to.total_exports[t]] = segment_sum(y, to.exports, t)
        revenue = y[to.total_revenue[t]] = segment_sum(y, to.revenue, t)
        y[to.total_export_value[t]] = segment_sum(y, to.export_value, t)
        y[to.total_duty[t]] = segment_sum(y, to.duty, t)
        cost, wanted, owned = 0.0, 0.0, made
        for s in range(n.segments):
            cost += y[to.production[s, t]] * y[to.cost[s, t]]
            for m in range(n.markets):
                wanted += y[to.demand[s, m, t]]
                owned += y[to.overseas_home_supply[s, m, t]]
        world = y[to.world_supply[t]]
        y[to.total_demand[t]], y[to.total_utilization[t]] = wanted, made / k
        y[to.total_gross_margin[t]] = 0.0 if revenue == 0 else 1 - cost / revenue
        y[to.home_share_of_supply[t]] = 0.0 if world == 0 else made / world
        y[to.home_owned_share_of_supply[t]] = 0.0 if world == 0 else owned / world

    @compiled
    def simulate(p, y):
        """Fills y."""
        x = np.zeros(n.segments)
        log_material = 0.0
        learned, growth, trend = np.empty(n.segments), np.empty((n.segments, n.markets)), np.ones((n.segments, n.markets))
        landed, local = np.empty((n.segments, n.markets)), np.empty(n.markets)
        preferred = np.empty((n.segments, n.markets))
        base_relative, base_price = np.empty((n.segments, n.markets)), np.empty((n.segments, n.markets))
        local_growth, expected, calibration = np.ones((n.segments, n.markets)), np.ones(n.segments), np.empty(n.segments)
        premium = np.empty(n.markets)
        base_mix, end_mix = np.empty((n.segments, n.chemistries)), np.empty((n.segments, n.chemistries))
        chemistry_shares(p, base_mix, end_mix)
        for t in range(n.years):
            if t > 0:
                r = p[at.shock_correlation]
                for s in range(n.segments):
                    innovation = math.sqrt(r) * p[at.common[0, t]] + math.sqrt(1 - r) * p[at.own[s, t]]
                    x[s] = p[at.persistence[s]] * x[s] + p[at.volatility[s]] * innovation
                log_material = (p[at.material_persistence] * log_material + p[at.material_drift]
                                + p[at.material_volatility] * p[at.material[0, t]])
            y[to.material_price_index[t]] = math.exp(log_material)
            tariffs(p, y, t)
            for m in range(n.markets):
                premium[m] = p[at.local_premium[m]] if t == 0 else premium[m] * (1 - p[at.local_premium_decline[m]])
                local[m] = 1.0 if m == n.home else 1 + premium[m]
            for s in range(n.segments):
                price(p, y, s, t, learned)
                expected[s] = 1.0 if t == 0 else expected[s] * (1 + p[at.expected_price_change[s]])
                called = 0.0
                for m in range(n.markets):
                    prefer(p, y, s, m, t, landed, local, base_relative, preferred)
                    share = preferred[s, m]
                    mean_price = y[to.price[s, t]] * (share * landed[s, m] + (1 - share) * local[m])
                    if t == 0:
                        base_price[s, m] = mean_price
                        growth[s, m] = annual_growth(p, s, m)
                        wanted = p[at.market_demand[s, m]]
                    else:
                        trend[s, m] *= growth[s, m]
                        local_growth[s, m] *= 1 + p[at.market_local_capacity_growth[s, m]]
                        level, ceiling = trend[s, m], p[at.saturation[s]]
                        if n.logistic[s]:
                            level = ceiling / (1 + (ceiling - 1) * level)
                        effect = (mean_price / (base_price[s, m] * expected[s])) ** -p[at.price_elasticity[s]]
                        wanted = p[at.market_demand[s, m]] * level * math.exp(x[s]) * effect
                        room = p[at.market_local_capacity[s, m]] * local_growth[s, m]
                        if m != n.home and (1 - share) * wanted > room:
                            imported, made_there = y[to.price[s, t]] * landed[s, m], y[to.price[s, t]] * local[m]
                            wanted, share, mean_price = where_local_plants_are_full(
                                wanted, share, mean_price, imported, made_there, room, p[at.price_elasticity[s]])
                    y[to.market_price[s, m, t]] = mean_price if n.served[s, m] else 0.0
                    y[to.demand[s, m, t]], y[to.home_share[s, m, t]] = wanted, share
                    called += share * wanted
                if t == 0:
                    calibration[s] = p[at.production[s]] / called
                y[to.call[s, t]] = p[at.production[s]] if t == 0 else calibration[s] * called
                capacity(p, y, s, t)
                production(p, y, s, t)
            supply(p, y, t)
            for s in range(n.segments):
                money(p, y, s, t)
            chemistry(p, y, t, base_mix, end_mix)
            totals(y, t)

    return simulate
