#include "sim/results/results.hpp"

namespace cellcast::sim {

Sensitivity::Sensitivity() = default;
Sensitivity::Sensitivity(const Sensitivity&) = default;
Sensitivity::Sensitivity(Sensitivity&&) noexcept = default;
Sensitivity& Sensitivity::operator=(const Sensitivity&) = default;
Sensitivity& Sensitivity::operator=(Sensitivity&&) noexcept = default;
Sensitivity::~Sensitivity() = default;

Results::Results() = default;
Results::Results(const Results&) = default;
Results::Results(Results&&) noexcept = default;
Results& Results::operator=(const Results&) = default;
Results& Results::operator=(Results&&) noexcept = default;
Results::~Results() = default;

}  // namespace cellcast::sim
