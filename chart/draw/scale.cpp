#include "chart/draw/scale.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cellcast::chart {
namespace {

constexpr double kLargest = 1e300;  // beyond it differences would overflow

/// The power of ten that is not larger, by multiplication: the same on every machine.
int exponent_of(double size) {
  char text[40];
  std::snprintf(text, sizeof text, "%.0e", size);
  int exponent = 0;
  std::sscanf(text, "%*[^e]e%d", &exponent);
  return exponent;
}

double power(int exponent) {
  char text[40];
  double value = 0;
  std::snprintf(text, sizeof text, "1e%d", exponent);
  std::sscanf(text, "%lf", &value);
  return value;
}

double round_step(double least) {
  const int exponent = exponent_of(least) - 1;
  for (int e = exponent;; ++e)
    for (const double digit : {1.0, 2.0, 2.5, 5.0})
      if (digit * power(e) >= least * (1 - 1e-9)) return digit * power(e);
}

Range widened(Range range, bool from_zero) {
  if (range.is_empty) return {0, 1, false};
  if (from_zero) range.add(0);
  if (range.low < range.high) return range;
  const double size = std::fabs(range.low);
  return size == 0 ? Range{0, 1, false} : Range{range.low - 0.5 * size, range.high + 0.5 * size, false};
}

}  // namespace

double Scale::operator()(double value) const {
  if (!std::isfinite(value) || !(high > low)) return from;
  return from + (to - from) * ((value - low) / (high - low));
}

void Range::add(double value) {
  if (!std::isfinite(value)) return;
  value = std::clamp(value, -kLargest, kLargest);
  low = is_empty ? value : std::min(low, value);
  high = is_empty ? value : std::max(high, value);
  is_empty = false;
}

Ticks ticks(double low, double high, int wanted) {
  Ticks found;
  if (!(high > low) || high - low < 1e-290) return {{low}, 1};
  found.step = round_step((high - low) / wanted);
  const double first = std::ceil(low / found.step - 1e-9), last = std::floor(high / found.step + 1e-9);
  for (double k = first; k <= last && found.values.size() < 100; ++k) found.values.push_back(k * found.step);
  return found;
}

Axis axis(Range range, int wanted, bool from_zero) {
  range = widened(range, from_zero);
  Axis made;
  made.ticks = ticks(range.low, range.high, wanted);
  const double step = made.ticks.step;
  made.low = std::floor(range.low / step + 1e-9) * step;
  // The top may be a little above the last round number: the line there needs no other one above.
  made.high = range.high > std::floor(range.high / step) * step + 0.02 * step ? range.high + 0.04 * (range.high - range.low) : range.high;
  made.ticks = ticks(made.low, made.high, wanted);
  return made;
}

Axis tight_axis(Range range, int wanted) {
  range = widened(range, false);
  return {range.low, range.high, ticks(range.low, range.high, wanted)};
}

std::string tick_text(double value, double step, const Quantity& quantity) {
  const double shown = quantity.is_share ? 100 * value : value, its_step = quantity.is_share ? 100 * step : step;
  if (std::fabs(shown) < 1e-9 * std::fabs(its_step)) return quantity.is_share ? "0\u202F%" : "0";
  char text[400];
  if (std::fabs(shown) >= 1e9 || std::fabs(its_step) < 1e-6) {
    std::snprintf(text, sizeof text, "%.3g", shown);
  } else {
    int decimals = 0;
    for (double scaled = its_step; decimals < 7 && std::fabs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10) ++decimals;
    std::snprintf(text, sizeof text, "%.*f", decimals, shown);
  }
  return grouped(text) + (quantity.is_share ? "\u202F%" : "");
}

std::vector<int> year_ticks(int first, int last, std::size_t most) {
  std::vector<int> years;
  const int count = last - first + 1;
  for (const int step : {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000}) {
    if (static_cast<std::size_t>((count + step - 1) / step) > std::max<std::size_t>(most, 1)) continue;
    for (int year = last; year >= first; year -= step) years.push_back(year);
    break;
  }
  if (years.empty()) years.push_back(last);
  std::ranges::reverse(years);
  return years;
}

}  // namespace cellcast::chart
