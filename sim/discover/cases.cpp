#include "sim/discover/cases.hpp"

#include <algorithm>
#include <bit>

namespace cellcast::sim {
namespace {

constexpr std::uint64_t kSearched = 16384, kEnoughCases = 200, kMostSearched = std::uint64_t{1} << 26;

/// Marks the cases of whole words of bits: no other thread writes to these.
class Marker {
 public:
  Marker(Cases& cases, std::size_t condition) : cases_(&cases), condition_(condition) {}

  void add(const Chunk& chunk) {
    static_assert(kChunk % 64 == 0);
    const std::span<const double> values = chunk.output(condition_);
    not_finite_.add(values, chunk.first());
    for (std::size_t begin = 0; begin < values.size(); begin += 64) {
      std::uint64_t word = 0;
      for (std::size_t i = begin; i < std::min(values.size(), begin + 64); ++i)
        word |= static_cast<std::uint64_t>(values[i] != 0) << (i - begin);
      cases_->bits[static_cast<std::size_t>((chunk.first() + begin) / 64)] = word;
      count_ += static_cast<std::uint64_t>(std::popcount(word));
    }
  }

  void merge(const Marker& other) {
    count_ += other.count_;
    not_finite_.merge(other.not_finite_);
  }

  std::uint64_t count() const { return count_; }
  const NotFiniteCount& not_finite() const { return not_finite_; }

 private:
  Cases* cases_;
  std::size_t condition_;
  std::uint64_t count_ = 0;
  NotFiniteCount not_finite_;
};

}  // namespace

Cases find_cases(const Trials& trials, std::size_t condition, const RunOptions& options) {
  // Words are written before they are read: memory is taken as trials are computed.
  Cases cases{std::unique_ptr<std::uint64_t[]>(new std::uint64_t[static_cast<std::size_t>((trials.count + 63) / 64)]), trials.count, 0, {}};
  const Marker marked = over_trials(trials, options, [&] { return Marker(cases, condition); });
  cases.count = marked.count();
  cases.not_finite = marked.not_finite();
  return cases;
}

std::uint64_t trials_to_search(const Cases& cases) {
  std::uint64_t trials = 0;
  for (std::uint64_t found = 0; trials < std::min(cases.trials, kMostSearched) && (trials < kSearched || found < kEnoughCases); ++trials)
    found += cases.holds(trials) ? 1 : 0;
  return trials;
}

}  // namespace cellcast::sim
