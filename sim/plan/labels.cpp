#include "sim/plan/labels.hpp"

#include "sim/plan/derived_outputs.hpp"

namespace cellcast::sim {

Labels labels(const config::Scenario& scenario) { return derived_outputs(scenario).scope.labels; }

}  // namespace cellcast::sim
