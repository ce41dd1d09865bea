#include "sim/engine/counts/achieved.hpp"

#include <algorithm>

namespace cellcast::sim {
namespace {

/// The plan's pairs as pairs of the chunk's rows of grades.
std::vector<GradeCorrelations::Pair> pairs_of_grades(const Plan& plan) {
  const auto row = [&](std::size_t input) {
    return static_cast<std::size_t>(std::ranges::lower_bound(plan.correlated, input) - plan.correlated.begin());
  };
  std::vector<GradeCorrelations::Pair> pairs;
  for (const CorrelatedPair& pair : plan.pairs) pairs.push_back({row(pair.first), row(pair.second)});
  return pairs;
}

}  // namespace

Achieved::Achieved(const Plan& plan) : plan_(&plan), correlations_(pairs_of_grades(plan)) {}

void Achieved::add(const Chunk& chunk) {
  std::vector<const double*> rows;
  for (std::size_t k = 0; k < plan_->correlated.size(); ++k) rows.push_back(chunk.grades(k).data());
  if (!rows.empty()) correlations_.add(rows, chunk.grades(0).size());
}

std::vector<CorrelationSummary> Achieved::summary() const {
  std::vector<CorrelationSummary> result;
  for (std::size_t p = 0; p < plan_->pairs.size(); ++p) {
    const CorrelatedPair& pair = plan_->pairs[p];
    result.push_back({plan_->inputs[pair.first].name, plan_->inputs[pair.second].name, pair.rank, correlations_[p]});
  }
  return result;
}

}  // namespace cellcast::sim
