#include "sim/check/influence/influence.hpp"

#include "sim/check/influence/influence_pass.hpp"

namespace cellcast::sim {

void trace_influence(const config::Scenario& scenario, const InputBits& bits, const InfluenceSink& sink) {
  InfluencePass(scenario, bits, sink).run();
}

std::size_t influence_work(const config::Scenario& scenario) {
  std::size_t cells = scenario.segments.size() * (scenario.markets.size() + scenario.chemistries.size() * scenario.chemistries.size()) +
                      scenario.chemistries.size() * scenario.materials.size();
  for (const config::Tariff& tariff : scenario.tariffs) cells += tariff.segments.size();
  // Each segment and market looks through all quotas, each group through the others.
  cells += scenario.segments.size() * scenario.markets.size() * scenario.quotas.size();
  cells += scenario.segments.size() * scenario.producers.size() * (scenario.producers.size() + scenario.ranks.size()) * scenario.markets.size();
  for (const config::Segment& segment : scenario.segments) {
    cells += segment.submarkets.size();
    for (const auto& split : segment.splits) cells += split.size() * split.size();
  }
  return cells * scenario.horizon.years();
}

}  // namespace cellcast::sim
