#pragma once

#include <string>
#include <vector>

#include "chart/draw/words.hpp"

namespace cellcast::chart {

/// Where on a page a value stands: [low, high] to [from, to], linear. Values that are not finite stand at `from`.
struct Scale {
  double low = 0, high = 1, from = 0, to = 1;
  double operator()(double value) const;
};

/// A range of values that holds all of them: never empty, and finite.
struct Range {
  double low = 0, high = 0;
  bool is_empty = true;
  void add(double value);
};

/// Round numbers within a range, 1, 2, 2.5 or 5 times a power of ten apart.
struct Ticks {
  std::vector<double> values;
  double step = 1;
};
/// About `wanted` of them in [low, high].
Ticks ticks(double low, double high, int wanted);

/// The range widened to round numbers at both ends; with zero where `from_zero`. An empty range, or one of a single value, gets a width.
struct Axis {
  double low = 0, high = 1;
  Ticks ticks{};
};
Axis axis(Range range, int wanted, bool from_zero);
/// The same without widening to round numbers.
Axis tight_axis(Range range, int wanted);

/// As many digits as the step needs; per cent of a share.
std::string tick_text(double value, double step, const Quantity& quantity);

/// Years that have room for their labels: all, every second, fifth, tenth, ...; always the last one.
std::vector<int> year_ticks(int first, int last, std::size_t most);

}  // namespace cellcast::chart
