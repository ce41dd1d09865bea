#include "study/whatif/input_shape.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "study/whatif/json_object.hpp"

namespace cellcast::study {
namespace {

constexpr int kPoints = 41;

/// Four digits are more than a picture shows.
double for_pictures(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 3);
  return std::round(value / unit) * unit;
}

}  // namespace

std::string input_shape(const sim::Input& input) {
  const auto at = [&](double probability) { return (*input.quantile)(probability); };
  std::vector<double> x, density;
  double highest = 0;
  for (int k = 0; k < kPoints; ++k) {
    const double u = (k + 0.5) / kPoints, low = at(u - 0.4 / kPoints), high = at(u + 0.4 / kPoints);
    x.push_back((low + high) / 2);
    density.push_back(high > low ? 1 / (high - low) : 0);
    highest = std::max(highest, density.back());
  }
  for (double& each : density) each = highest > 0 ? std::round(1000 * each / highest) / 1000 : 0;
  std::ranges::transform(x, x.begin(), for_pictures);
  return JsonObject()
      .raw("p", base::json_numbers(std::vector{at(0.1), at(0.5), at(0.9)}))
      .raw("x", base::json_numbers(x))
      .raw("d", base::json_numbers(density))
      .done();
}

}  // namespace cellcast::study
