#pragma once

#include "sim/model/state.hpp"

namespace cellcast::sim {

/// What a stage works on. Stages are called in the order below, year after year; each is an equation group of docs/model.md.
struct Context {
  const Model& model;
  Parameters in;
  OutputRows out;
  State& state;

  bool needs(VariableId id) const { return model.needed[static_cast<std::size_t>(id)]; }
};

void shocks(Context& context, std::size_t year);           // x, M
void reference_trend(Context& context, std::size_t year);  // growth without price effects; driver_level
void cost_and_price(Context& context, std::size_t year);   // cost, price, from last year's pressure and cumulative supply
void tariffs(Context& context, std::size_t year);          // tariff
void trade(Context& context, std::size_t year);            // landed and local price, preferred share
void demand(Context& context, std::size_t year);           // demand, home_share
void call(Context& context, std::size_t year);             // call, total_call
void capacity(Context& context, std::size_t year);         // capacity, retired, added
void production(Context& context, std::size_t year);       // production, utilization, pressure, balance, unmet
void supply(Context& context, std::size_t year);           // deliveries, local_supply, world_supply, cumulative_production
void money(Context& context, std::size_t year);            // revenue, export_value, duty, gross_margin
void chemistry(Context& context, std::size_t year);        // chemistry_production, material_demand
void totals(Context& context, std::size_t year);           // total_*, shares of supply

/// All years of a block of trials. Pure: the outputs are a function of the parameters alone.
void simulate(const Model& model, const Layout& layout, Parameters in, double* outputs, std::size_t stride, State& state);

}  // namespace cellcast::sim
