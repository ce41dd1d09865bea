#pragma once

#include "sim/model/context.hpp"

namespace cellcast::sim {

// What is read off the model of a year and feeds nothing back, in the order of docs/model.md. Each does nothing where the scenario lacks its
// table, or nobody asks for what it yields.

void submarkets(Context& context, std::size_t year);    // submarket_demand, submarket_units
void installation(Context& context, std::size_t year);      // installed, installed_power
void customs(Context& context, std::size_t year);           // customs_*, total_customs_*
void splits(Context& context, std::size_t year);            // split_production, split_share
void producers(Context& context, std::size_t year);         // producer_*, home_firms, *_concentration, *_hhi

/// w and f of a segment's submarkets, w f^t: what its trend in a market is the sum of, where its process is "submarkets".
void submarket_levels(Context& context, std::size_t s, std::size_t m, std::size_t year);

}  // namespace cellcast::sim
