#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cellcast::base {

/// The shortest text that reads back to the same bits: `0.3`, `1e-07`, `5`.
std::string shortest(double number);

/// A number for people; `–` for not-a-number. Four significant digits of `scale`, the largest magnitude of its row, or more, so that two
/// digits of `spread`, by which numbers differ, can be seen (0: does not matter).
std::string readable(double number, double scale, double spread = 0);

/// `a, b`
std::string joined(std::span<const std::string> words, std::string_view between);

enum class Align { left, right };

/// Rows of equally many cells as lines of aligned columns, two blanks between them and none at a line's end.
std::string aligned(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& alignment);

}  // namespace cellcast::base
