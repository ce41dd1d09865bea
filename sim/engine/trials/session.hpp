#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "sim/engine/trials/shared_draws.hpp"
#include "sim/plan/plan.hpp"

namespace cellcast::sim {

constexpr std::size_t kDrawsInMemory = std::size_t{256} << 20;  ///< bytes of draws that a use case keeps

/// What plans that are run one after the other need alike, and is made once: the tables of their quantile functions, and what they draw.
/// Neither depends on any key but those of distributions, correlations and the design, so that a scenario of which another key is changed
/// finds all of it. Results are the same to the bit as without. Safe to use from many threads.
class Session {
 public:
  /// Keeps so many bytes of draws, of a run that does not fit only when it comes again; those of the leading trials in any case, as a run
  /// counts by them before it draws them once more.
  explicit Session(std::size_t bytes = 0);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// The plan, with what earlier ones have left.
  Plan serve(Plan plan);

 private:
  static constexpr std::size_t kDesigns = 2;  ///< of the last plans, whose draws are kept

  void share_quantiles(Plan& plan);

  std::size_t bytes_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Quantile>> quantiles_;  ///< by the text of the distribution
  std::list<std::shared_ptr<SharedDraws>> draws_;                               ///< those used last come first
};

}  // namespace cellcast::sim
