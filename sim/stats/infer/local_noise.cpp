#include "sim/stats/infer/local_noise.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "sim/math/square.hpp"

namespace cellcast::sim {
namespace {

/// Trials whose neighbourhood is held against chance together: fewer could not tell.
constexpr std::size_t kTested = 64;
/// Standard errors by which neighbours must be alike.
constexpr double kAlike = 3.5;
/// At either end so many trials are too far apart to tell a bend from noise.
constexpr std::size_t kOutermost = 32;
/// What a curve may bend between neighbours elsewhere, in shares of the variance.
constexpr double kBend = 0.002;
/// By how much squares of differences from neighbours, which have trials in common, vary more than squares of residuals: 1 + 2 (4/9 + 1/36)
/// for equal distances, of normal noise.
constexpr double kOverlap = 35.0 / 18;

/// How many distances between its neighbours the first or last trial may lie from them.
constexpr double kFarthest = 1e6;


/// A sum of products over the root of their squares' sum: about standard normal where they are independent, of mean zero.
struct Alike {
  double sum = 0, squares = 0;

  void add(double product) {
    sum += product;
    squares += product * product;
  }
  bool is_beyond(double errors) const { return sum > 0 && sum * sum > errors * errors * squares; }
};

bool are_neighbours_alike(std::span<const double> ranks) {
  double mean = 0;
  for (const double rank : ranks) mean += rank;
  mean /= static_cast<double>(ranks.size());
  Alike alike;
  for (std::size_t i = 0; i + 1 < ranks.size(); ++i) alike.add((ranks[i] - mean) * (ranks[i + 1] - mean));
  return alike.is_beyond(kAlike);
}

/// The square of what the value at a place differs from the line through its neighbours (at an end: through the next two), scaled to have
/// the noise's variance as its mean.
double difference_square(const OrderedPair& pair, std::size_t place) {
  const std::size_t last = pair.values.size() - 1;
  const std::size_t left = place == 0      ? 1
                           : place == last ? last - 2
                                           : place - 1,
                    right = place == 0      ? 2
                            : place == last ? last - 1
                                            : place + 1;
  const double from = pair.factor[left], apart = pair.factor[right] - from;
  const double weight = apart != 0 ? std::clamp((pair.factor[place] - from) / apart, -kFarthest, kFarthest) : 0.5;
  const double difference = pair.values[place] - pair.values[left] - weight * (pair.values[right] - pair.values[left]);
  return difference * difference / (1 + math::square(weight) + math::square(1 - weight));
}

}  // namespace

LocalNoise local_noise(const OrderedPair& pair, const std::vector<FittedPart>& parts, const std::vector<double>& residuals, double total) {
  const std::size_t n = pair.values.size();
  std::vector<double> noise(n);
  std::vector<bool> is_followed(n);
  double followed = 0, outermost = 0, of_lines = 0;
  Alike left;
  for (std::size_t p = 0, next = 0; p < parts.size(); p = next) {
    const std::size_t first = parts[p].first;
    while (next < parts.size() && (next == p || parts[next - 1].end - first < kTested)) ++next;
    const std::size_t end = parts[next - 1].end;
    if (end - first >= kTested && are_neighbours_alike(std::span(pair.ranks).subspan(first, end - first))) {
      for (std::size_t i = first; i < end; ++i) {
        noise[i] = difference_square(pair, i);
        is_followed[i] = true;
        followed += noise[i];
        if (i < kOutermost || i + kOutermost >= n) outermost += noise[i];
      }
      continue;
    }
    for (const FittedPart& part : std::span(parts).subspan(p, next - p)) {
      const double count = static_cast<double>(part.end - part.first);
      const double correction = count > part.coefficients ? count / (count - part.coefficients) : 1;
      for (std::size_t i = part.first; i < part.end; ++i) {
        noise[i] = math::square(residuals[i]) * correction;
        of_lines += noise[i];
        if (i + 1 < part.end) left.add(residuals[i] * residuals[i + 1]);
      }
    }
  }
  LocalNoise result;
  result.sum = followed + of_lines;
  result.unresolved = std::min(followed, outermost + (followed > 0 ? kBend * total : 0));
  if (left.is_beyond(2)) result.unresolved += std::min(left.sum, of_lines);
  const double share = result.sum / total;
  for (std::size_t i = 0; i < n; ++i) result.squares += math::square(noise[i] - share * math::square(pair.values[i])) * (is_followed[i] ? kOverlap : 1);
  return result;
}

}  // namespace cellcast::sim
