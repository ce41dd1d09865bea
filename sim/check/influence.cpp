#include "sim/check/influence.hpp"

#include "sim/check/influence_pass.hpp"

namespace cellcast::sim {

void trace_influence(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink) {
  InfluencePass(scenario, bits, sink).run();
}

std::size_t influence_work(const config::Scenario& scenario) {
  std::size_t cells = scenario.segments.size() * (scenario.markets.size() + scenario.chemistries.size() * scenario.chemistries.size()) +
                      scenario.chemistries.size() * scenario.materials.size();
  for (const config::Tariff& tariff : scenario.tariffs) cells += tariff.segments.size();
  return cells * scenario.horizon.years();
}

}  // namespace cellcast::sim
