#pragma once

#include "sim/model/context.hpp"

namespace cellcast::sim {

// Stages are called in the order below, year after year; each is an equation group of docs/model.md.

void shocks(Context& context, std::size_t year);           // x, M
void reference_trend(Context& context, std::size_t year);  // growth without price effects; driver_level
void cost_and_price(Context& context, std::size_t year);   // cost, price, from last year's pressure and cumulative supply
void tariffs(Context& context, std::size_t year);          // tariff
void trade(Context& context, std::size_t year);            // landed and local price, preferred share
void demand(Context& context, std::size_t year);           // demand, home_share, market_price
void quotas(Context& context, std::size_t year);           // unserved, home_share where a quota binds
void call(Context& context, std::size_t year);             // call, total_call
void capacity(Context& context, std::size_t year);         // capacity, retired, added
void production(Context& context, std::size_t year);       // production, utilization, pressure, balance, unmet
void supply(Context& context, std::size_t year);           // deliveries, local_supply, world_supply, cumulative_production
void money(Context& context, std::size_t year);            // revenue, export_value, duty, gross_margin
void chemistry(Context& context, std::size_t year);        // chemistry_production, material_demand
void totals(Context& context, std::size_t year);           // total_*, shares of supply

/// Home share, and demand where the market's local plants are full: at the price at which they can serve their part, or at that of an import.
/// Whether they are full in a trial of the block.
bool full_plants(Context& context, std::size_t s, std::size_t m, std::size_t year);
/// What buyers pay in those trials; in the others market_price stays as it is.
void full_price(Context& context, std::size_t s, std::size_t m, std::size_t year);

/// All years of a block of trials. Pure: the outputs are a function of the parameters alone.
void simulate(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state);

}  // namespace cellcast::sim
