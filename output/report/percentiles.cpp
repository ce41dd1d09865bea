#include "output/report/percentiles.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"

namespace cellcast::output {

namespace {

/// The probability that a percentile stands for, up to what a division by 100 loses; the number of them where there is none.
std::size_t place(const std::vector<double>& probabilities, double percentile) {
  const auto is_it = [&](double probability) { return std::fabs(100 * probability - percentile) <= 1e-12 * percentile; };
  return static_cast<std::size_t>(std::ranges::find_if(probabilities, is_it) - probabilities.begin());
}

[[noreturn]] void refuse(const std::vector<double>& probabilities, double wanted) {
  std::string kept;
  for (const double probability : probabilities) kept += (kept.empty() ? "" : ", ") + percentile(probability);
  const bool is_fraction = wanted < 1 && place(probabilities, 100 * wanted) < probabilities.size();
  throw SelectionError("no percentile P" + base::shortest(wanted) + " (the run has kept " + (kept.empty() ? "none" : kept) + ")" +
                       (is_fraction ? " did you mean " + base::shortest(100 * wanted) + "?" : " a run keeps those of `outputs.quantiles`"));
}

std::vector<std::size_t> wanted(const std::vector<double>& probabilities, const Selection& selection) {
  std::vector<std::size_t> places;
  for (const double percentile : selection.percentile.values) {
    const std::size_t at = place(probabilities, percentile);
    if (at == probabilities.size()) refuse(probabilities, percentile);
    if (std::ranges::count(places, at) == 0) places.push_back(at);
  }
  return places;
}

std::vector<std::size_t> all(const std::vector<double>& probabilities) {
  std::vector<std::size_t> places(probabilities.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

}  // namespace

std::string percentile(double probability) { return "P" + base::shortest(std::round(probability * 1e8) / 1e6); }

std::vector<std::size_t> shown_probabilities(const std::vector<double>& probabilities) {
  std::vector<std::size_t> places;
  for (const double usual : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const auto found = std::ranges::find(probabilities, usual);
    if (found == probabilities.end()) return all(probabilities);
    places.push_back(static_cast<std::size_t>(found - probabilities.begin()));
  }
  return places;
}

std::vector<std::size_t> shown_probabilities(const std::vector<double>& probabilities, const Selection& selection) {
  return selection.percentile.is_given() ? wanted(probabilities, selection) : shown_probabilities(probabilities);
}

std::vector<std::size_t> kept_probabilities(const std::vector<double>& probabilities, const Selection& selection) {
  return selection.percentile.is_given() ? wanted(probabilities, selection) : all(probabilities);
}

}  // namespace cellcast::output
