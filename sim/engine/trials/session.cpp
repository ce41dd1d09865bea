#include "sim/engine/trials/session.hpp"

#include <algorithm>
#include <utility>

#include "sim/stats/accumulate/bins.hpp"

namespace cellcast::sim {

Session::Session(std::size_t bytes) : bytes_(bytes) {}
Session::~Session() = default;

Plan Session::serve(Plan plan) {
  const std::lock_guard lock(mutex_);
  plan.draws = nullptr;
  share_quantiles(plan);
  auto found = std::ranges::find_if(draws_, [&](const auto& draws) { return draws->are_of(plan); });
  if (found == draws_.end()) {
    if (draws_.size() == kDesigns) draws_.pop_back();
    draws_.push_front(std::make_shared<SharedDraws>(plan, kPilotTrials, bytes_ / kDesigns));
  } else {
    draws_.splice(draws_.begin(), draws_, found);
  }
  return SharedDraws::serve(draws_.front(), std::move(plan));
}

void Session::share_quantiles(Plan& plan) {
  constexpr std::size_t kMost = 4096;  // some megabytes of tables
  if (quantiles_.size() > kMost) quantiles_.clear();
  for (Input& input : plan.inputs) input.quantile = quantiles_.try_emplace(config::text(input.distribution), input.quantile).first->second;
}

}  // namespace cellcast::sim
