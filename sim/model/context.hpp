#pragma once

#include "sim/model/state.hpp"

namespace cellcast::sim {

/// What a stage of the model and an account work on: a block of trials.
struct Context {
  const Model& model;
  Parameters in;
  OutputRows out;
  State& state;

  bool needs(VariableId id) const { return model.needed[static_cast<std::size_t>(id)]; }

  /// t / T: the part of the horizon that has passed.
  double passed(std::size_t year) const { return static_cast<double>(year) / static_cast<double>(model.sizes.years - 1); }

  /// Demand that somebody serves: all of it but where a quota is in force.
  ConstValues served(std::size_t s, std::size_t m, std::size_t year) const {
    return model.segments[s].markets[m].rationed[year] ? state.served(s, m) : out(VariableId::demand, s, m, year);
  }
};

}  // namespace cellcast::sim
