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
  const auto found = std::ranges::find_if(draws_, [&](const auto& draws) { return draws->are_of(plan); });
  const bool is_again = found != draws_.end();
  if (is_again) {
    draws_.splice(draws_.begin(), draws_, found);
  } else {
    if (draws_.size() == kDesigns) draws_.pop_back();
    draws_.emplace_front();
  }
  // What is kept costs memory that a run would not need, so of a long run nothing is kept before it comes again.
  const std::size_t most = bytes_ / kDesigns;
  const std::size_t bytes = is_again || plan.trials <= SharedDraws::trials_in(plan, most) ? most : 0;
  std::shared_ptr<SharedDraws>& draws = draws_.front();
  if (!draws || draws->bytes() < bytes) draws = std::make_shared<SharedDraws>(plan, kPilotTrials, bytes);
  return SharedDraws::serve(draws, std::move(plan));
}

void Session::share_quantiles(Plan& plan) {
  constexpr std::size_t kMost = 4096;  // some megabytes of tables
  if (quantiles_.size() > kMost) quantiles_.clear();
  for (Input& input : plan.inputs) input.quantile = quantiles_.try_emplace(config::text(input.distribution), input.quantile).first->second;
}

}  // namespace cellcast::sim
