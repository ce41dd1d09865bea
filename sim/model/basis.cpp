#include "sim/model/basis.hpp"

namespace cellcast::sim {

std::optional<config::Basis> basis(VariableId variable) {
  switch (variable) {
    using enum VariableId;
    case production:
    case total_production:
    case local_supply:
    case overseas_home_supply:
    case world_supply:
    case cumulative_production:
    case chemistry_production:
    case producer_production:
    case producer_supply:
    case split_production:
      return config::Basis::produced;
    case demand:
    case total_demand:
    case deliveries:
    case exports:
    case total_exports:
    case submarket_demand:
    case submarket_units:
      return config::Basis::sold;
    case installed:
    case installed_power:
      return config::Basis::installed;
    case customs_value:
    case customs_units:
    case total_customs_value:
    case total_customs_units:
    case total_customs_value_usd:
      return config::Basis::shipped;
    default:
      return std::nullopt;
  }
}

}  // namespace cellcast::sim
