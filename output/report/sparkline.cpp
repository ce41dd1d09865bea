#include "output/report/sparkline.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cellcast::output {

namespace {

/// Adds a bin's count to the columns it overlaps; bin edges in units of columns.
void spread(std::vector<double>& columns, double begin, double end, double count) {
  const double last = static_cast<double>(columns.size());
  if (!(end >= 0 && begin <= last)) return;  // also where one is not a number
  if (!(end > begin)) {
    columns[static_cast<std::size_t>(std::clamp(std::floor(begin), 0.0, last - 1))] += count;
    return;
  }
  const auto first = static_cast<std::size_t>(std::max(0.0, begin)), after = static_cast<std::size_t>(std::ceil(std::min(last, end)));
  for (std::size_t i = first; i < after; ++i) {
    const auto column = static_cast<double>(i);
    columns[i] += count * std::max(0.0, std::min(column + 1, end) - std::max(column, begin)) / (end - begin);
  }
}

const char* block(double fraction) {
  static constexpr const char* kBlocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  return kBlocks[static_cast<std::size_t>(std::clamp(std::ceil(8 * fraction), 0.0, 8.0))];
}

}  // namespace

std::string sparkline(std::span<const std::int64_t> counts, std::span<const double> edges, double low, double high, std::size_t columns) {
  if (!(high > low)) return block(1);
  std::vector<double> heights(columns);
  const double scale = static_cast<double>(columns) / (high - low);
  for (std::size_t bin = 0; bin < counts.size(); ++bin)
    if (counts[bin] > 0) spread(heights, (edges[bin] - low) * scale, (edges[bin + 1] - low) * scale, static_cast<double>(counts[bin]));
  const double highest = *std::ranges::max_element(heights);
  std::string line;
  for (const double height : heights) line += block(highest > 0 ? height / highest : 0);
  return line;
}

}  // namespace cellcast::output
