#pragma once

#include <cstddef>
#include <string_view>

#include "config/scenario/interval.hpp"

namespace cellcast::config {

// The probability laws that a scenario may name. A law is a struct of its parameters as the user wrote them, what there is to know of it
// (`LawOf`), and a place in `Law`; reader, text, JSON Schema and docs/scenario-format.md follow from these.

/// What stands for a parameter in a file.
enum class Shape { number, list, laws, text };

/// One parameter of a law.
struct Parameter {
  std::string_view name;
  Interval range;                  ///< allowed values
  std::string_view fallback = {};  ///< default; empty: required
  Shape shape = Shape::number;
};

// Shapes beyond are steps or peaks no wider than rounding, to which the tables of quantiles are not made.
inline constexpr Interval kBetaShape{0.01, 1e5}, kShape{0.01, 1e6};
// e^(8.3 sigma) is the largest of 10^16 draws over the median; numbers end near 1.8e308.
inline constexpr Interval kLogSd{0, 50, true, false};
inline constexpr Interval kTail{0.1, kInfinity, false, true};  // 10^16 draws reach 10^(16 / dof)

/// `dist`, the law's name; `meaning`, its support and density or distribution function in one line of Markdown; `bounded`, whether it takes
/// `min` and `max`; `parameters`, and in the same order `members` that hold them; `support` of the whole law; `quantile`, about, where that
/// is an easy function and the law has no ends of its own: for suggestions of bounds; `picks`, where exactly so many of the parameters are
/// to be given and the others are NaN.
template <class L>
struct LawOf;

}  // namespace cellcast::config
