#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace cellcast::output {

/// A histogram over [low, high] in one line of `columns` block characters, its highest column full; blank where there is nothing.
/// Counts are spread evenly between their edges; a bin without width stands in one column. One full block where low = high.
/// counts [bin], edges [bin + 1], not decreasing.
std::string sparkline(std::span<const std::int64_t> counts, std::span<const double> edges, double low, double high, std::size_t columns);

}  // namespace cellcast::output
